use super::{V4, item_path, order};
use crate::support;
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn an_order_created_through_v4_is_read_through_v2() {
    let v4 = V4::start().await;
    let number = v4.order().await;
    let path = format!("{}?$expand=to_PurchaseOrderItem/to_ScheduleLine", support::order_path(&number));
    let order = v4.sap.get(&path).await.d();
    assert_eq!(order["Supplier"], "10300001");
    assert_eq!(order["CorrespncExternalReference"], "EXT-0000001");
    let item = &order["to_PurchaseOrderItem"]["results"][0];
    assert_eq!((&item["OrderQuantity"], &item["NetPriceAmount"]), (&json!("12.500"), &json!("3.999")));
    let line = &item["to_ScheduleLine"]["results"][0];
    assert_eq!(line["ScheduleLineDeliveryDate"], "/Date(4102444800000)/");
    assert_eq!(line["PurchasingDocument"], number.as_str());
}

#[tokio::test]
async fn an_order_created_through_v2_is_read_through_v4() {
    let v4 = V4::start().await;
    let number = v4.sap.order().await;
    let path = format!(
        "/PurchaseOrder('{number}')?$expand=_PurchaseOrderItem($expand=_PurchaseOrderScheduleLineTP)"
    );
    let order = v4.get(&path).await.json();
    assert_eq!(order["PurchaseOrder"], number.as_str());
    assert_eq!(order["CorrespncExternalReference"], "EXT-0000001");
    assert_eq!(order["ExchangeRate"], json!(1), "a text in V2, a number in V4");
    assert_eq!(order["PurchaseOrderDeletionCode"], "");
    let item = &order["_PurchaseOrderItem"][0];
    assert_eq!((&item["OrderQuantity"], &item["NetPriceAmount"]), (&json!(12.5), &json!(3.999)));
    let line = &item["_PurchaseOrderScheduleLineTP"][0];
    assert_eq!((&line["PurchaseOrder"], &line["PurchaseOrderItem"]), (&json!(number), &json!("10")));
    assert_eq!(line["ScheduleLineDeliveryDate"], "2100-01-01");
}

#[tokio::test]
async fn changes_go_both_ways() {
    let v4 = V4::start().await;
    let number = v4.order().await;
    let body = json!({"OrderQuantity": 20, "PurchaseOrderQuantityUnit": "PC"});
    assert_eq!(v4.patch(&item_path(&number, "10"), &body).await.status, 200);
    let v2_item = support::item_path(&number, "10");
    assert_eq!(v4.sap.get(&v2_item).await.d()["OrderQuantity"], "20.000");
    assert_eq!(v4.sap.patch(&v2_item, &json!({"OrderQuantity": "7"})).await.status, 204);
    let item = v4.get(&item_path(&number, "10")).await.json();
    assert_eq!((&item["OrderQuantity"], &item["NetAmount"]), (&json!(7), &json!(27.99)));
    assert_eq!(v4.sap.delete(&v2_item).await.status, 204);
    assert_eq!(v4.get(&item_path(&number, "10")).await.json()["PurchasingDocumentDeletionCode"], "L");
}

#[tokio::test]
async fn what_only_v4_knows_is_kept_and_survives_changes_through_v2() {
    let v4 = V4::start().await;
    let mut body = order();
    body["_PurchaseOrderItem"][1]["RequirementTracking"] = json!("TRACK-0001");
    body["_PurchaseOrderItem"][1]["PurgDocOrderAcknNumber"] = json!("ACK-77");
    let number = v4.post("/PurchaseOrder", &body).await.json()["PurchaseOrder"].as_str().unwrap().to_owned();
    let v2_item = support::item_path(&number, "20");
    assert_eq!(v4.sap.patch(&v2_item, &json!({"OrderQuantity": "5"})).await.status, 204);
    assert!(v4.sap.get(&v2_item).await.d().get("RequirementTracking").is_none());
    let item = v4.get(&item_path(&number, "20")).await.json();
    assert_eq!((&item["RequirementTracking"], &item["OrderQuantity"]), (&json!("TRACK-0001"), &json!(5)));
    let change = json!({"PurgDocOrderAcknNumber": ""});
    assert_eq!(v4.patch(&item_path(&number, "20"), &change).await.json()["PurgDocOrderAcknNumber"], "");
    assert_eq!(v4.get(&item_path(&number, "10")).await.json()["RequirementTracking"], "");
}

#[tokio::test]
async fn addresses_are_entities_of_their_own_in_v4_and_fields_in_v2() {
    let v4 = V4::start().await;
    let mut body = order();
    body["_SupplierAddress"] = json!({"CityName": "Walldorf", "Country": "DE", "FormOfAddress": "0003"});
    body["_PurchaseOrderItem"][0]["_DeliveryAddress"] = json!({"CityName": "Berlin"});
    let got = v4.post("/PurchaseOrder", &body).await;
    assert_eq!(got.status, 201, "{}", got.text);
    let created = got.json();
    assert_eq!(created["_SupplierAddress"]["CityName"], "Walldorf");
    assert_eq!(created["_SupplierAddress"]["FormOfAddress"], "0003");
    let number = created["PurchaseOrder"].as_str().unwrap();
    let order = v4.sap.get(&support::order_path(number)).await.d();
    assert_eq!((&order["AddressCityName"], &order["AddressCountry"]), (&json!("Walldorf"), &json!("DE")));
    let item = v4.sap.get(&support::item_path(number, "10")).await.d();
    assert_eq!(item["DeliveryAddressCityName"], "Berlin");
    let address = format!("/PurchaseOrder('{number}')/_SupplierAddress");
    assert_eq!(v4.patch(&address, &json!({"CityName": "Bonn"})).await.json()["CityName"], "Bonn");
    assert_eq!(v4.sap.get(&support::order_path(number)).await.d()["AddressCityName"], "Bonn");
}

#[tokio::test]
async fn a_goods_receipt_leaves_less_open() {
    let v4 = V4::start().await;
    let number = v4.order().await;
    let receipt = json!({"item": "10", "quantity": "2.5"});
    v4.sap.admin(Method::POST, &format!("/purchase_orders/{number}/receive"), Some(&receipt)).await;
    let line = v4.get(&format!("/PurchaseOrderScheduleLine/{number}/10/1")).await.json();
    assert_eq!(line["ScheduleLineOrderQuantity"], json!(12.5));
    assert_eq!(line["OpenPurchaseOrderQuantity"], json!(10));
}
