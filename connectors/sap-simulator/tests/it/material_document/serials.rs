use super::{cancel, item, movement, post, posted};
use crate::support::{Sap, read};
use reqwest::Method;
use serde_json::{Value, json};

/// Two pieces of TG30 with these numbers.
fn pieces(kind: &str, numbers: &[&str], more: &Value) -> Value {
    let mut line = item(kind, more);
    line["Material"] = json!("TG30");
    line["QuantityInEntryUnit"] = json!("2");
    line["to_SerialNumbers"] = numbers.iter().map(|number| json!({"SerialNumber": number})).collect();
    line
}

/// Where a piece is.
async fn location(sap: &Sap, number: &str) -> String {
    let path =
        format!("API_MATERIAL_STOCK_SRV/A_MaterialSerialNumber(Material='TG30',SerialNumber='{number}')");
    let got = read(sap.to(Method::GET, &path)).await.expect("an answer");
    assert_eq!(got.status, 200, "{}", got.text);
    got.d()["StorageLocation"].as_str().expect("a location").to_owned()
}

#[tokio::test]
async fn pieces_are_issued_by_their_numbers_and_come_back_with_them() {
    let sap = Sap::start().await;
    let line = pieces("201", &["SN-0001", "SN-0003"], &json!({"CostCenter": "10101101"}));
    let document = posted(&sap, &movement("03", &line)).await;
    let shown = &document["to_MaterialDocumentItem"]["results"][0]["to_SerialNumbers"]["results"];
    assert_eq!(shown.as_array().unwrap().len(), 2);
    assert_eq!(
        sap.ledger().await["material_documents"][0]["items"][0]["serial_numbers"],
        json!(["SN-0001", "SN-0003"])
    );
    assert_eq!([location(&sap, "SN-0001").await, location(&sap, "SN-0002").await], ["", "101A"]);
    assert_eq!(cancel(&sap, &document).await.status, 200);
    assert_eq!(location(&sap, "SN-0001").await, "101A");
}

#[tokio::test]
async fn every_piece_has_a_number_that_is_there() {
    let sap = Sap::start().await;
    let account = json!({"CostCenter": "10101101"});
    for (numbers, code) in [
        (vec![], "M7/175"),
        (vec!["SN-0001"], "M7/175"),
        (vec!["SN-0001", "SN-0001"], "M7/175"),
        (vec!["SN-0001", "SN-0099"], "IO/203"),
    ] {
        let got = post(&sap, &movement("03", &pieces("201", &numbers, &account))).await;
        assert_eq!(got.codes(), [code], "{numbers:?}");
    }
    let again = pieces("501", &["SN-0001", "SN-0100"], &json!({}));
    assert_eq!(post(&sap, &movement("05", &again)).await.codes(), ["IO/203"]);
    let mut other = item("501", &json!({}));
    other["to_SerialNumbers"] = json!([{"SerialNumber": "SN-0200"}]);
    assert_eq!(post(&sap, &movement("05", &other)).await.codes(), ["MM_IM_ODATA_API_MDOC/011"]);
}

#[tokio::test]
async fn numbers_are_made_for_a_receipt_that_asks_for_it() {
    let sap = Sap::start().await;
    let line = pieces("501", &[], &json!({"SerialNumbersAreCreatedAutomly": true}));
    posted(&sap, &movement("05", &line)).await;
    assert_eq!(sap.ledger().await["material_documents"][0]["items"][0]["serial_numbers"], json!(["1", "2"]));
    assert_eq!(location(&sap, "1").await, "101A");
}

#[tokio::test]
async fn pieces_keep_their_numbers_when_they_are_moved() {
    let sap = Sap::start().await;
    let line = pieces("311", &["SN-0001", "SN-0002"], &json!({"IssuingOrReceivingStorageLoc": "101B"}));
    posted(&sap, &movement("04", &line)).await;
    assert_eq!([location(&sap, "SN-0001").await, location(&sap, "SN-0003").await], ["101B", "101A"]);
}
