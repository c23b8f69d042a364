use super::{V4, codes, item_path, message, order};
use crate::support::{Got, read};
use reqwest::Method;
use serde_json::{Value, json};

const STRINGS: &str = "application/json;IEEE754Compatible=true";

/// PATCH with a body whose decimals are strings.
async fn patch_strings(v4: &V4, path: &str, body: &Value) -> Got {
    let request = v4.request(Method::PATCH, path).header("x-csrf-token", &v4.sap.token);
    let request = request.header("if-match", "*").header("content-type", STRINGS);
    read(request.body(body.to_string())).await.expect("an answer")
}

#[tokio::test]
async fn decimals_are_numbers_with_all_their_digits() {
    let v4 = V4::start().await;
    let mut body = order();
    body["_PurchaseOrderItem"][0]["OrderQuantity"] = serde_json::from_str("1234567890.123").unwrap();
    let got = v4.post("/PurchaseOrder", &body).await;
    assert_eq!(got.status, 201, "{}", got.text);
    assert!(got.text.contains("\"OrderQuantity\":1234567890.123,"), "{}", got.text);
    assert!(got.text.contains("\"NetPriceAmount\":3.999,"), "{}", got.text);
}

#[tokio::test]
async fn decimals_are_strings_for_a_client_that_asks_for_them() {
    let v4 = V4::start().await;
    let number = v4.order().await;
    let got =
        read(v4.request(Method::GET, &item_path(&number, "10")).header("accept", STRINGS)).await.unwrap();
    assert_eq!(got.json()["OrderQuantity"], "12.5");
    assert!(got.header("content-type").contains("IEEE754Compatible=true"));
    let body = json!({"OrderQuantity": "20.5", "PurchaseOrderQuantityUnit": "PC"});
    let got = patch_strings(&v4, &item_path(&number, "10"), &body).await;
    assert_eq!(
        (got.status, &got.json()["OrderQuantity"]),
        (200, &json!(20.5)),
        "the answer's form is Accept's"
    );
}

#[tokio::test]
async fn the_wrong_form_of_a_decimal_is_refused_with_its_place() {
    let v4 = V4::start().await;
    let number = v4.order().await;
    let body = json!({"PurchaseOrderQuantityUnit": "PC", "OrderQuantity": "20"});
    let got = v4.patch(&item_path(&number, "10"), &body).await;
    assert_eq!(got.status, 400);
    assert_eq!(
        codes(&got),
        [
            "CX_SXML_PARSE_ERROR",
            "/IWCOR/CX_OD_BAD_REQUEST/005056A509B11ED1B9BF94F386DD82E6",
            "/IWCOR/CX_OD_EP_PROPERTY_ERROR/005056A509B11ED1BF822D2D0917DA04"
        ]
    );
    assert_eq!(message(&got), "Error while parsing an XML stream");
    let detail = got.json()["error"]["details"][1].clone();
    assert_eq!(detail["message"], "Property 'OrderQuantity' at offset '34' has invalid value '20'");
    assert_eq!(detail["@SAP__common.numericSeverity"], 4);
    let body = json!({"PurchaseOrderQuantityUnit": "PC", "OrderQuantity": 20});
    let got = patch_strings(&v4, &item_path(&number, "10"), &body).await;
    assert_eq!((got.status, codes(&got)[0].as_str()), (400, "CX_SXML_PARSE_ERROR"));
    assert_eq!(v4.get(&item_path(&number, "10")).await.json()["OrderQuantity"], json!(12.5));
}

#[tokio::test]
async fn dates_and_times_are_iso_and_v2_forms_are_refused() {
    let v4 = V4::start().await;
    let number = v4.order().await;
    let path = format!("/PurchaseOrder('{number}')");
    let before = v4.get(&path).await.json();
    assert_eq!(before["PurchaseOrderDate"].as_str().map(str::len), Some(10));
    assert!(before["LastChangeDateTime"].as_str().unwrap().ends_with('Z'));
    assert_eq!(before["ValidityEndDate"], json!(null));
    let line = v4.get(&format!("/PurchaseOrderScheduleLine/{number}/10/1")).await.json();
    assert_eq!(line["ScheduleLineDeliveryTime"], "00:00:00");
    assert_eq!(
        v4.patch(&path, &json!({"ValidityEndDate": "2101-12-31"})).await.json()["ValidityEndDate"],
        "2101-12-31"
    );
    for wrong in ["/Date(4102444800000)/", "2101-12-31T00:00:00", "31.12.2101", ""] {
        let got = v4.patch(&path, &json!({"ValidityEndDate": wrong})).await;
        assert_eq!((got.status, codes(&got)[0].as_str()), (400, "CX_SXML_PARSE_ERROR"), "{wrong}");
    }
}

#[tokio::test]
async fn what_does_not_fit_or_is_not_known_is_refused() {
    let v4 = V4::start().await;
    let number = v4.order().await;
    let path = format!("/PurchaseOrder('{number}')");
    for body in [
        json!({"CorrespncExternalReference": "1234567890123"}),
        json!({"CorrespncExternalReference": null}),
        json!({"NoSuchProperty": "1"}),
        json!({"to_PurchaseOrderItem": []}),
        json!({"CashDiscount1Percent": 1.2345}),
        json!({"ReleaseIsNotCompleted": "X"}),
    ] {
        let got = v4.patch(&path, &body).await;
        assert_eq!((got.status, codes(&got)[0].as_str()), (400, "CX_SXML_PARSE_ERROR"), "{body}");
    }
    let control = json!({"@odata.etag": "W/\"x\"", "SAP__Messages": [], "PaymentTerms": "0002"});
    assert_eq!(v4.patch(&path, &control).await.status, 200, "control information is no property");
}

#[tokio::test]
async fn booleans_that_v2_keeps_as_texts_are_booleans() {
    let v4 = V4::start().await;
    let number = v4.order().await;
    let prices = v4.get(&format!("/PurchaseOrderItem/{number}/10/_PurOrdPricingElement")).await.json();
    let price = &prices["value"][0];
    assert_eq!((&price["IsGroupCondition"], &price["ConditionRateAmount"]), (&json!(false), &json!(3.999)));
}
