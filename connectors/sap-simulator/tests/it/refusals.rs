use crate::support::{Sap, order, order_with};
use serde_json::{Value, json};

/// Posts an order with one thing wrong and says how it was refused. Nothing may remain of it.
async fn refused(sap: &Sap, pointer: &str, value: Value) -> (Vec<String>, String) {
    let got = sap.post("/A_PurchaseOrder", &order_with(pointer, value)).await;
    assert_eq!(got.status, 400, "{pointer}: {}", got.text);
    assert_eq!(sap.orders().await, 0, "{pointer}");
    (got.codes(), got.message())
}

fn item(changes: &Value) -> Value {
    let mut item = json!({"Material": "TG11", "Plant": "1010", "OrderQuantity": "1"});
    for (name, value) in changes.as_object().expect("an object") {
        item[name] = value.clone();
    }
    json!([item])
}

#[tokio::test]
async fn each_wrong_header_field_has_its_message() {
    let sap = Sap::start().await;
    for (pointer, value, code, text) in [
        ("/Supplier", json!("99999999"), "06/025", "Vendor 99999999 not created (please check your input)"),
        (
            "/Supplier",
            json!("17300001"),
            "06/027",
            "Vendor 17300001 has not been created for purch. organization 1010",
        ),
        ("/Supplier", json!("10300009"), "06/321", "Vendor 10300009 is blocked for purchasing"),
        ("/Supplier", Value::Null, "APPL_MM_PUR_PO/088", "Document currency is not determined"),
        ("/CompanyCode", json!("9999"), "ME/083", "Enter Company Code"),
        ("/CompanyCode", Value::Null, "ME/083", "Enter Company Code"),
        ("/PurchasingOrganization", Value::Null, "ME/083", "Enter Purch. Organization"),
        ("/PurchasingGroup", Value::Null, "ME/083", "Enter Purch. Group"),
        ("/PurchasingGroup", json!("999"), "ME/083", "Enter Purch. Group"),
        ("/PurchaseOrderType", json!("XX"), "ME/013", "Document type XX not allowed with doc. category F"),
        (
            "/PurchaseOrderType",
            json!("UB"),
            "APPL_MM_PUR_PO/064",
            "Use purchase order type \"Standard\" (\"NB\") or a type copied from \"NB\".",
        ),
        ("/DocumentCurrency", json!("XXX"), "ME/083", "Enter Currency"),
        ("/PaymentTerms", json!("9999"), "ME/083", "Enter Payment terms"),
        ("/to_PurchaseOrderItem", Value::Null, "06/010", "Document contains no items"),
        ("/to_PurchaseOrderItem", json!([]), "06/010", "Document contains no items"),
    ] {
        assert_eq!(refused(&sap, pointer, value).await, (vec![code.to_owned()], text.to_owned()));
    }
}

#[tokio::test]
async fn each_wrong_item_field_has_its_message() {
    let sap = Sap::start().await;
    for (changes, code, text) in [
        (json!({"Material": "NIX"}), "M3/351", "Material NIX not maintained in plant 1010"),
        (
            json!({"Material": "TG12", "Plant": "1020"}),
            "M3/351",
            "Material TG12 not maintained in plant 1020",
        ),
        (json!({"Material": ""}), "06/026", "Please enter material number or account assignment category"),
        (json!({"Plant": "9999"}), "ME/083", "Enter Plant"),
        (json!({"Plant": ""}), "ME/083", "Enter Plant"),
        (json!({"Plant": "1710"}), "06/166", "Please only use plants with local currency"),
        (json!({"StorageLocation": "171A"}), "ME/083", "Enter Storage Location"),
        (json!({"OrderQuantity": "-1"}), "MMPUR_POHANDLER_TECH/015", "Specify a non-negative quantity."),
        (json!({"OrderQuantity": "0"}), "ME/083", "Enter PO Quantity"),
        (json!({"NetPriceAmount": "-1"}), "MMPUR_POHANDLER_TECH/020", "Specify a non-negative value."),
        (json!({"Material": "RM20"}), "ME/083", "Enter Net Price"),
        (json!({"TaxCode": "ZZ"}), "ME/083", "Enter Tax Code"),
        (
            json!({"PurchaseOrderItemCategory": "9"}),
            "APPL_MM_PUR_PO/065",
            "Use a supported purchase order item category for item.",
        ),
        (
            json!({"PurchaseOrderQuantityUnit": "KG", "OrderPriceUnit": "PC"}),
            "MMPUR_POHANDLER_TECH/010",
            "The input of field PURCHASEORDERQUANTITYUNIT on A_PurchaseOrderItemType level cannot be processed.",
        ),
    ] {
        let answer = refused(&sap, "/to_PurchaseOrderItem", item(&changes)).await;
        assert_eq!(answer, (vec![code.to_owned()], text.to_owned()), "{changes}");
    }
}

#[tokio::test]
async fn everything_that_is_wrong_is_said_at_once() {
    let sap = Sap::start().await;
    let mut body = order();
    body["Supplier"] = json!("99999999");
    body["PurchasingGroup"] = json!("");
    body["to_PurchaseOrderItem"][1]["Material"] = json!("NIX");
    let got = sap.post("/A_PurchaseOrder", &body).await;
    assert_eq!(got.codes(), ["06/025", "ME/083", "M3/351"]);
    assert_eq!(got.json()["error"]["code"], "06/025");
    let detail = got.json()["error"]["innererror"]["errordetails"][2].clone();
    assert_eq!((detail["severity"].as_str(), detail["target"].as_str()), (Some("error"), Some("Material")));
}

#[tokio::test]
async fn two_items_of_one_number_are_refused() {
    let sap = Sap::start().await;
    let mut body = order();
    body["to_PurchaseOrderItem"][0]["PurchaseOrderItem"] = json!("10");
    body["to_PurchaseOrderItem"][1]["PurchaseOrderItem"] = json!("00010");
    let got = sap.post("/A_PurchaseOrder", &body).await;
    assert_eq!(
        (got.codes(), got.message()),
        (vec!["06/012".to_owned()], "Item 00010 already exists".to_owned())
    );
}

#[tokio::test]
async fn values_that_do_not_fit_their_property_are_refused() {
    let sap = Sap::start().await;
    for (pointer, value) in [
        ("/CorrespncExternalReference", json!("THIRTEEN-CHRS")),
        ("/CompanyCode", json!(1010)),
        ("/PurchaseOrderDate", json!("yesterday")),
        ("/PurchasingCompletenessStatus", json!("X")),
        ("/to_PurchaseOrderItem", item(&json!({"OrderQuantity": "1.2345"}))),
        ("/to_PurchaseOrderItem", item(&json!({"OrderQuantity": "12345678901"}))),
        ("/to_PurchaseOrderItem", item(&json!({"OrderQuantity": 1}))),
        ("/to_PurchaseOrderItem", item(&json!({"OrderQuantity": "one"}))),
        ("/to_PurchaseOrderItem", item(&json!({"PurchaseOrderItem": "A"}))),
    ] {
        let (codes, text) = refused(&sap, pointer, value.clone()).await;
        assert_eq!(codes, ["CX_SXML_PARSE_ERROR"], "{pointer} {value}");
        assert!(text.contains("has invalid value"), "{text}");
    }
}

#[tokio::test]
async fn digits_after_the_scale_count_only_when_they_are_not_zero() {
    let sap = Sap::start().await;
    let items = item(&json!({"OrderQuantity": "1.50000"}));
    let got = sap.post("/A_PurchaseOrder", &order_with("/to_PurchaseOrderItem", items)).await;
    assert_eq!(got.status, 201, "{}", got.text);
    assert_eq!(got.d()["to_PurchaseOrderItem"]["results"][0]["OrderQuantity"], "1.500");
}

#[tokio::test]
async fn unknown_properties_are_refused_by_name() {
    let sap = Sap::start().await;
    let (_, text) = refused(&sap, "/Bogus", json!("x")).await;
    assert_eq!(text, "Property 'Bogus' is invalid");
    let wrong = json!([{"Material": "TG11", "Plant": "1010", "OrderQuantity": "1",
        "to_PurchaseOrderAccountAssignment": []}]);
    let (_, text) = refused(&sap, "/to_PurchaseOrderItem", wrong).await;
    assert_eq!(text, "Property 'to_PurchaseOrderAccountAssignment' is invalid");
}

#[tokio::test]
async fn system_query_options_are_refused_on_writes() {
    let sap = Sap::start().await;
    let got = sap.post("/A_PurchaseOrder?$format=json", &order()).await;
    assert_eq!((got.status, got.codes()), (400, vec!["/IWBEP/CM_MGW_RT/022".to_owned()]));
    assert_eq!(sap.post("/A_PurchaseOrder?sap-client=100", &order()).await.status, 201);
}
