use crate::support::{Sap, item_path, order, order_path, order_with};
use serde_json::{Value, json};

#[tokio::test]
async fn a_deep_insert_creates_header_items_and_schedule_lines() {
    let sap = Sap::start().await;
    let got = sap.post("/A_PurchaseOrder", &order()).await;
    assert_eq!(got.status, 201, "{}", got.text);
    let d = got.d();
    assert_eq!(d["PurchaseOrder"], "4500000001");
    assert_eq!(got.header("location"), sap.url(&order_path("4500000001")));
    assert_eq!(got.header("dataserviceversion"), "2.0");
    assert_eq!(got.header("etag"), d["__metadata"]["etag"]);
    let message: Value = serde_json::from_str(got.header("sap-message")).unwrap();
    assert_eq!(message["code"], "06/017");
    assert_eq!(message["message"], "Standard PO created under the number 4500000001");
    let items = d["to_PurchaseOrderItem"]["results"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!(items[0]["OrderQuantity"], "12.500");
    assert_eq!(
        items[0]["to_ScheduleLine"]["results"][0]["ScheduleLineDeliveryDate"],
        "/Date(4102444800000)/"
    );

    let held = &sap.ledger().await["purchase_orders"][0];
    assert_eq!(held["reference"], "EXT-0000001");
    assert_eq!(held["created_by"], "ERPGATE");
    assert_eq!(held["items"][0]["NetPriceAmount"], "3.999");
    assert_eq!(held["items"][0]["schedule_lines"][0]["ScheduleLineOrderQuantity"], "12.500");
    assert_eq!(held["items"][1]["StorageLocation"], "101A");
}

#[tokio::test]
async fn what_was_not_said_comes_from_supplier_and_material() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    let header = sap.get(&order_path(&number)).await.d();
    assert_eq!(header["DocumentCurrency"], "EUR");
    assert_eq!(header["PaymentTerms"], "0001");
    assert_eq!(header["IncotermsClassification"], "EXW");
    assert_eq!(header["PurchasingProcessingStatus"], "02");
    assert_eq!(header["ReleaseIsNotCompleted"], false);
    assert_eq!(header["ValidityStartDate"], Value::Null);
    let item = sap.get(&item_path(&number, "20")).await.d();
    assert_eq!(item["PurchaseOrderItemText"], "Trad.Good 12,Reorder Point");
    assert_eq!(item["MaterialGroup"], "L001");
    assert_eq!(item["PurchaseOrderQuantityUnit"], "PC");
    assert_eq!(item["NetPriceAmount"], "7.250");
    assert_eq!(item["NetPriceQuantity"], "1");
    assert_eq!(item["DocumentCurrency"], "EUR");
}

#[tokio::test]
async fn items_may_come_as_results_and_with_their_own_numbers() {
    let sap = Sap::start().await;
    let items = json!({"results": [
        {"PurchaseOrderItem": "00030", "Material": "TG11", "Plant": "1010", "OrderQuantity": "1"},
        {"Material": "tg12", "Plant": "1010", "OrderQuantity": "1"},
        {"Material": "000000000000000000000000000000000001000042", "Plant": "1010", "OrderQuantity": "1"},
    ]});
    let refused = sap.post("/A_PurchaseOrder", &order_with("/to_PurchaseOrderItem", items.clone())).await;
    assert_eq!(refused.status, 400, "a material number of 42 characters is too long");
    let mut items = items;
    items["results"][2]["Material"] = json!("0000000000000000000000000000000001000042");
    let got = sap.post("/A_PurchaseOrder", &order_with("/to_PurchaseOrderItem", items)).await;
    assert_eq!(got.status, 201, "{}", got.text);
    let held = sap.ledger().await["purchase_orders"][0]["items"].clone();
    let field = |name: &str| -> Vec<String> {
        held.as_array().unwrap().iter().map(|item| item[name].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(field("PurchaseOrderItem"), ["30", "40", "50"]);
    assert_eq!(field("Material"), ["TG11", "TG12", "1000042"]);
}

#[tokio::test]
async fn read_only_properties_are_ignored_silently() {
    let sap = Sap::start().await;
    let got = sap.post("/A_PurchaseOrder", &order_with("/CreatedByUser", json!("SOMEBODY"))).await;
    assert_eq!(got.status, 201, "{}", got.text);
    assert_eq!(got.d()["CreatedByUser"], "ERPGATE");
}

#[tokio::test]
async fn the_quantity_of_an_item_may_come_from_its_schedule_lines() {
    let sap = Sap::start().await;
    let items = json!([{"Material": "TG11", "Plant": "1010", "to_ScheduleLine": [
        {"ScheduleLineOrderQuantity": "1.5"}, {"ScheduleLineOrderQuantity": "2"}]}]);
    let got = sap.post("/A_PurchaseOrder", &order_with("/to_PurchaseOrderItem", items)).await;
    assert_eq!(got.status, 201, "{}", got.text);
    assert_eq!(got.d()["to_PurchaseOrderItem"]["results"][0]["OrderQuantity"], "3.500");
}

#[tokio::test]
async fn a_delivery_date_in_the_past_is_only_warned_about() {
    let sap = Sap::start().await;
    let line = json!([{"ScheduleLineDeliveryDate": "/Date(0)/"}]);
    let got =
        sap.post("/A_PurchaseOrder", &order_with("/to_PurchaseOrderItem/0/to_ScheduleLine", line)).await;
    assert_eq!(got.status, 201, "{}", got.text);
    let message: Value = serde_json::from_str(got.header("sap-message")).unwrap();
    assert_eq!(message["details"][0]["severity"], "warning");
    assert_eq!(message["details"][0]["code"], "06/039");
}

#[tokio::test]
async fn a_price_may_come_as_a_condition() {
    let sap = Sap::start().await;
    let items = json!([{"Material": "TG11", "Plant": "1010", "OrderQuantity": "4",
        "to_PurchaseOrderPricingElement": [{"ConditionType": "PMP0", "ConditionRateValue": "8.5"}]}]);
    let got = sap.post("/A_PurchaseOrder", &order_with("/to_PurchaseOrderItem", items)).await;
    assert_eq!(got.status, 201, "{}", got.text);
    let held = &sap.ledger().await["purchase_orders"][0]["items"][0];
    assert_eq!(held["NetPriceAmount"], "8.500");
    assert_eq!(held["pricing_elements"][0]["ConditionRateValue"], "8.500000000");
    assert_eq!(held["pricing_elements"][0]["ConditionAmount"], "34.000");
}

#[tokio::test]
async fn creates_are_numbered_without_doubles_under_load() {
    let sap = Sap::start().await;
    let creates = (0..40).map(|_| sap.order());
    let mut numbers = Vec::new();
    let mut running: Vec<_> = creates.map(Box::pin).collect();
    while let Some(create) = running.pop() {
        numbers.push(create.await);
    }
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.len(), 40);
    assert_eq!(sap.orders().await, 40);
}
