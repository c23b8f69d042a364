use super::{V4, codes, order};
use serde_json::json;

#[tokio::test]
async fn a_deep_insert_answers_with_all_that_was_sent() {
    let v4 = V4::start().await;
    let mut body = order();
    body["_PurchaseOrderNote"] =
        json!([{"TextObjectType": "F01", "Language": "EN", "PlainLongText": "Ring twice"}]);
    body["_PurchaseOrderItem"][1] = json!({
        "PurchaseOrderItemText": "Advice", "MaterialGroup": "L001", "Plant": "1010", "OrderQuantity": 2,
        "PurchaseOrderQuantityUnit": "PC", "NetPriceAmount": 100, "AccountAssignmentCategory": "K",
        "_PurOrdAccountAssignment": [{"GLAccount": "65100000", "CostCenter": "10101101"}],
        "_PurchaseOrderItemNote": [{"TextObjectType": "F01", "PlainLongText": "By Monday"}]
    });
    let got = v4.post("/PurchaseOrder", &body).await;
    assert_eq!(got.status, 201, "{}", got.text);
    let created = got.json();
    assert_eq!(created["PurchaseOrder"], "4500000001");
    let context = created["@odata.context"].as_str().unwrap();
    assert!(context.starts_with("$metadata#PurchaseOrder(") && context.ends_with(")/$entity"), "{context}");
    assert_eq!(created["_PurchaseOrderNote"][0]["PlainLongText"], "Ring twice");
    let items = created["_PurchaseOrderItem"].as_array().unwrap();
    assert_eq!(items[0]["_PurchaseOrderScheduleLineTP"][0]["ScheduleLineDeliveryDate"], "2100-01-01");
    let account = &items[1]["_PurOrdAccountAssignment"][0];
    assert_eq!((&account["CostCenter"], &account["CompanyCode"]), (&json!("10101101"), &json!("1010")));
    assert_eq!(account["OrderQuantityUnit"], "PC");
    assert_eq!(items[1]["_PurchaseOrderItemNote"][0]["Language"], "EN");
    assert!(got.header("location").ends_with("/purchaseorder/0001/PurchaseOrder('4500000001')"));
    assert_eq!(got.header("odata-version"), "4.0");
    let messages: serde_json::Value = serde_json::from_str(got.header("sap-messages")).unwrap();
    assert_eq!(messages[0]["message"], "Standard PO created under the number 4500000001");
    assert_eq!((&messages[0]["code"], &messages[0]["numericSeverity"]), (&json!("06/017"), &json!(2)));
    assert_eq!(v4.sap.orders().await, 1);
}

#[tokio::test]
async fn children_are_created_on_their_parents_navigation_alone() {
    let v4 = V4::start().await;
    let number = v4.order().await;
    let item = json!({"PurchaseOrder": number, "Material": "TG10", "Plant": "1010", "OrderQuantity": 3});
    let got = v4.post("/PurchaseOrderItem", &item).await;
    assert_eq!((got.status, codes(&got)), (405, vec!["CX_SADL_ENTITY_CUD_DISABLED".to_owned()]));
    let item = json!({"Material": "TG10", "Plant": "1010", "OrderQuantity": 3});
    let got = v4.post(&format!("/PurchaseOrder('{number}')/_PurchaseOrderItem"), &item).await;
    assert_eq!(got.status, 201, "{}", got.text);
    assert_eq!(
        (&got.json()["PurchaseOrder"], &got.json()["PurchaseOrderItem"]),
        (&json!(number), &json!("30"))
    );
    assert_eq!(got.json()["@odata.context"], "../$metadata#PurchaseOrderItem/$entity");
    let line = json!({"ScheduleLineDeliveryDate": "2100-02-01", "ScheduleLineOrderQuantity": 4});
    let lines = format!("/PurchaseOrderItem/{number}/30/_PurchaseOrderScheduleLineTP");
    let got = v4.post(&lines, &line).await;
    assert_eq!((got.status, &got.json()["ScheduleLine"]), (201, &json!("2")), "{}", got.text);
    assert_eq!(v4.get(&format!("/PurchaseOrderItem/{number}/30")).await.json()["OrderQuantity"], json!(7));
    assert_eq!(v4.sap.ledger().await["purchase_orders"][0]["items"][2]["OrderQuantity"], "7.000");
}

#[tokio::test]
async fn what_the_metadata_forbids_is_refused() {
    let v4 = V4::start().await;
    let number = v4.order().await;
    let partner = json!({"PartnerFunction": "RS", "Supplier": "10300002"});
    let partners = format!("/PurchaseOrder('{number}')/_PurchaseOrderPartner");
    assert_eq!(v4.post(&partners, &partner).await.status, 405);
    let mut body = order();
    body["_PurchaseOrderPartner"] = json!([partner]);
    assert_eq!(v4.post("/PurchaseOrder", &body).await.status, 405);
    let note = json!({"TextObjectType": "F01", "Language": "EN", "PlainLongText": "One"});
    let notes = format!("/PurchaseOrder('{number}')/_PurchaseOrderNote");
    assert_eq!(v4.post(&notes, &note).await.status, 201);
    let note = format!("/PurchaseOrderNote/{number}/F01/EN");
    let got = v4.patch(&note, &json!({"PlainLongText": "Two"})).await;
    assert_eq!((got.status, codes(&got)), (405, vec!["CX_SADL_ENTITY_CUD_DISABLED".to_owned()]));
    assert_eq!(v4.delete(&note).await.status, 405);
    assert_eq!(v4.delete(&format!("/PurchaseOrderScheduleLine/{number}/10/1")).await.status, 405);
    assert_eq!(v4.get(&note).await.json()["PlainLongText"], "One");
    let plan = json!({"InvoicingPlanType": "01"});
    assert_eq!(
        v4.post(&format!("/PurchaseOrderItem/{number}/10/_PurchaseOrderInvoicingPlan"), &plan).await.status,
        400
    );
    assert_eq!(v4.get("/PurchaseOrderInvoicingPlan").await.json()["value"], json!([]));
}

#[tokio::test]
async fn the_supplier_is_the_partner_of_an_order() {
    let v4 = V4::start().await;
    let number = v4.order().await;
    let partners = v4.get(&format!("/PurchaseOrder/{number}/_PurchaseOrderPartner")).await.json();
    assert_eq!(partners["value"].as_array().map(Vec::len), Some(1));
    let partner = v4.get(&format!("/PurchaseOrderPartner/{number}/LF")).await.json();
    assert_eq!(partner["Supplier"], "10300001");
    assert_eq!(v4.get(&format!("/PurchaseOrderPartner/{number}/RS")).await.status, 404);
}
