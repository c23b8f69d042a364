use crate::support::{Sap, item_path, order, order_path};
use serde_json::json;

fn line_path(number: &str, item: &str, line: &str) -> String {
    format!(
        "/A_PurchaseOrderScheduleLine(PurchasingDocument='{number}',PurchasingDocumentItem='{item}',\
         ScheduleLine='{line}')"
    )
}

#[tokio::test]
async fn an_item_is_added_through_the_navigation() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    let item = json!({"Material": "TG11", "Plant": "1010", "OrderQuantity": "3"});
    let got = sap.post(&format!("{}/to_PurchaseOrderItem", order_path(&number)), &item).await;
    assert_eq!(got.status, 201, "{}", got.text);
    assert_eq!(got.d()["PurchaseOrderItem"], "30");
    assert_eq!(got.header("location"), sap.url(&item_path(&number, "30")));
    assert_eq!(sap.ledger().await["purchase_orders"][0]["items"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn an_item_is_added_to_its_own_set_with_the_order_s_number() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    let mut item = json!({"PurchaseOrder": number, "PurchaseOrderItem": "00025", "Material": "TG11",
        "Plant": "1010", "OrderQuantity": "3"});
    assert_eq!(sap.post("/A_PurchaseOrderItem", &item).await.d()["PurchaseOrderItem"], "25");
    assert_eq!(sap.post("/A_PurchaseOrderItem", &item).await.codes(), ["06/012"]);
    item["PurchaseOrder"] = json!("4599999999");
    let got = sap.post("/A_PurchaseOrderItem", &item).await;
    assert_eq!(got.message(), "Document 4599999999 does not exist");
}

#[tokio::test]
async fn schedule_lines_are_added_changed_and_deleted_and_sum_up_in_the_item() {
    let sap = Sap::start().await;
    let number = sap.order().await;
    let quantity = async || sap.get(&item_path(&number, "20")).await.d()["OrderQuantity"].clone();
    let path = format!("{}/to_ScheduleLine", item_path(&number, "20"));
    let got = sap.post(&path, &json!({"ScheduleLineOrderQuantity": "5"})).await;
    assert_eq!((got.status, got.d()["ScheduleLine"].as_str()), (201, Some("2")));
    assert_eq!(quantity().await, "7.000");
    let refused = sap.patch(&item_path(&number, "20"), &json!({"OrderQuantity": "9"})).await;
    assert_eq!(refused.codes(), ["MMPUR_POHANDLER_TECH/011"], "which of the two lines?");
    let change = json!({"ScheduleLineOrderQuantity": "1", "ScheduleLineDeliveryDate": "2099-01-31T00:00:00"});
    assert_eq!(sap.patch(&line_path(&number, "20", "2"), &change).await.status, 204);
    assert_eq!(quantity().await, "3.000");
    let line = sap.get(&line_path(&number, "20", "0002")).await.d();
    assert_eq!(line["ScheduleLineDeliveryDate"], "/Date(4073500800000)/");
    assert_eq!(sap.delete(&line_path(&number, "20", "1")).await.status, 204);
    assert_eq!(quantity().await, "1.000");
    assert_eq!(sap.delete(&line_path(&number, "20", "2")).await.status, 400, "the last one stays");
}

#[tokio::test]
async fn notes_of_header_and_item_are_kept_changed_and_deleted() {
    let sap = Sap::start().await;
    let mut body = order();
    body["to_PurchaseOrderNote"] =
        json!([{"TextObjectType": "F01", "Language": "EN", "PlainLongText": "Hello"}]);
    body["to_PurchaseOrderItem"][0]["to_PurchaseOrderItemNote"] =
        json!([{"TextObjectType": "F01", "PlainLongText": "Handle with care – ½ full"}]);
    let got = sap.post("/A_PurchaseOrder", &body).await;
    assert_eq!(got.status, 201, "{}", got.text);
    let number = got.d()["PurchaseOrder"].as_str().unwrap().to_owned();
    let note = format!("/A_PurchaseOrderNote(PurchaseOrder='{number}',TextObjectType='F01',Language='EN')");
    assert_eq!(sap.get(&note).await.d()["PlainLongText"], "Hello");
    assert_eq!(sap.patch(&note, &json!({"PlainLongText": "Bye"})).await.status, 204);
    let held = sap.ledger().await["purchase_orders"][0].clone();
    assert_eq!(held["notes"][0]["PlainLongText"], "Bye");
    assert_eq!(held["items"][0]["notes"][0]["PlainLongText"], "Handle with care – ½ full");
    assert_eq!(sap.delete(&note).await.status, 204);
    assert_eq!(sap.get(&note).await.status, 404);
}

#[tokio::test]
async fn subcontracting_components_hang_on_a_schedule_line() {
    let sap = Sap::start().await;
    let mut body = order();
    let item = &mut body["to_PurchaseOrderItem"][0];
    item["to_ScheduleLine"][0]["to_SubcontractingComponent"] =
        json!([{"Material": "RM20", "QuantityInEntryUnit": "4"}]);
    assert_eq!(sap.post("/A_PurchaseOrder", &body).await.codes(), ["APPL_MM_PUR_PO/065"]);
    body["to_PurchaseOrderItem"][0]["PurchaseOrderItemCategory"] = json!("3");
    let got = sap.post("/A_PurchaseOrder", &body).await;
    assert_eq!(got.status, 201, "{}", got.text);
    let component = sap.ledger().await["purchase_orders"][0]["items"][0]["components"][0].clone();
    assert_eq!(component["RequiredQuantity"], "4.000");
    assert_eq!(component["EntryUnit"], "KG");
}
