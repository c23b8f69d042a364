use super::{V4, codes, message, order};
use serde_json::json;

#[tokio::test]
async fn business_errors_are_those_of_v2_in_the_document_of_v4() {
    let v4 = V4::start().await;
    let mut body = order();
    body["Supplier"] = json!("10399999");
    body["_PurchaseOrderItem"][1]["Plant"] = json!("9999");
    let got = v4.post("/PurchaseOrder", &body).await;
    assert_eq!(
        (got.status, codes(&got)),
        (400, vec!["06/025".to_owned(), "ME/083".to_owned()]),
        "{}",
        got.text
    );
    assert_eq!(message(&got), "Vendor 10399999 not created (please check your input)");
    assert_eq!(got.header("odata-version"), "4.0");
    let error = got.json()["error"].clone();
    assert_eq!(error["target"], "Supplier");
    assert_eq!(error["@SAP__common.ExceptionCategory"], "Provider_Application_Error");
    let longtext = error["@SAP__common.longtextUrl"].as_str().unwrap();
    assert!(longtext.contains("T100Longtexts(MessageClass='06',MessageNumber='025')"), "{longtext}");
    let detail = &error["details"][0];
    assert_eq!((&detail["target"], &detail["@SAP__common.Severity"]), (&json!("Plant"), &json!("error")));
    assert_eq!(detail["@SAP__common.numericSeverity"], 4);
    let inner = &error["innererror"]["ErrorDetails"];
    assert_eq!(inner["@SAP__common.Application"]["ServiceRepository"], "SRVD_A2X");
    assert_eq!(inner["@SAP__common.TransactionId"].as_str().map(str::len), Some(32));
    assert_eq!(v4.sap.orders().await, 0);
}

#[tokio::test]
async fn an_order_of_another_type_or_without_items_is_refused() {
    let v4 = V4::start().await;
    let mut body = order();
    body["PurchaseOrderType"] = json!("UB");
    assert_eq!(codes(&v4.post("/PurchaseOrder", &body).await), ["APPL_MM_PUR_PO/064"]);
    let mut body = order();
    body["_PurchaseOrderItem"] = json!([]);
    let got = v4.post("/PurchaseOrder", &body).await;
    assert_eq!(codes(&got), ["06/010"]);
    assert_eq!(got.json()["error"]["target"], "_PurchaseOrderItem", "in the names of this service");
    assert_eq!(v4.sap.ledger().await["writes"], 0);
}

#[tokio::test]
async fn messages_speak_of_the_types_and_properties_of_v4() {
    let v4 = V4::start().await;
    let mut body = order();
    body["_PurchaseOrderItem"][0]["PurchaseOrderQuantityUnit"] = json!("KG");
    let got = v4.post("/PurchaseOrder", &body).await;
    let error = got.json()["error"].clone();
    assert_eq!((got.status, &error["code"]), (400, &json!("MMPUR_POHANDLER_TECH/010")), "{}", got.text);
    assert_eq!(error["target"], "PurchaseOrderQuantityUnit");
    let text =
        "The input of field PURCHASEORDERQUANTITYUNIT on PurchaseOrderItem_Type level cannot be processed.";
    assert_eq!(error["message"], text);
}

#[tokio::test]
async fn errors_of_the_client_are_named_as_such() {
    let v4 = V4::start().await;
    let error = v4.get("/PurchaseOrder('4599999999')").await.json()["error"].clone();
    assert_eq!(error["@SAP__common.ExceptionCategory"], "Client_Error");
    assert!(error.get("details").is_none());
    let got = v4.post("/PurchaseOrder", &json!([])).await;
    assert_eq!((got.status, codes(&got)[0].as_str()), (400, "CX_SXML_PARSE_ERROR"));
    let got = v4.post("/PurchaseOrder('4599999999')", &json!({})).await;
    assert_eq!(got.status, 404);
    let number = v4.order().await;
    let got = v4.post(&format!("/PurchaseOrder('{number}')"), &json!({})).await;
    let code = "/IWCOR/CX_OD_METHD_NOT_ALLOWED/005056A509B11ED199D8826D151FC0FE";
    assert_eq!((got.status, codes(&got)), (405, vec![code.to_owned()]));
}

#[tokio::test]
async fn a_late_delivery_is_a_warning_on_a_good_answer() {
    let v4 = V4::start().await;
    let mut body = order();
    body["_PurchaseOrderItem"][0]["_PurchaseOrderScheduleLineTP"][0]["ScheduleLineDeliveryDate"] =
        json!("2001-01-01");
    let got = v4.post("/PurchaseOrder", &body).await;
    assert_eq!(got.status, 201, "{}", got.text);
    let messages: serde_json::Value = serde_json::from_str(got.header("sap-messages")).unwrap();
    let warning = &messages[1];
    assert_eq!((&warning["code"], &warning["numericSeverity"]), (&json!("06/039"), &json!(3)));
    assert_eq!(warning["target"], "ScheduleLineDeliveryDate");
}
