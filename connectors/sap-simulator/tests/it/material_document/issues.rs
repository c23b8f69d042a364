use super::{documents, item, movement, post, posted, stock};
use crate::support::Sap;
use serde_json::{Value, json};

/// The issue that each account takes, and its opposite.
fn issues() -> [(&'static str, &'static str, Value); 4] {
    [
        ("201", "202", json!({"CostCenter": "10101101"})),
        ("221", "222", json!({"WBSElement": "P-1000"})),
        ("261", "262", json!({"ManufacturingOrder": "600001", "MaterialDocumentPostingType": "1"})),
        ("551", "552", json!({"CostCenter": "10101101", "GoodsMovementReasonCode": "0002"})),
    ]
}

#[tokio::test]
async fn issues_take_from_stock_and_their_opposites_bring_it_back() {
    let sap = Sap::start().await;
    for (out, back, account) in issues() {
        posted(&sap, &movement("03", &item(out, &account))).await;
        assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "240", "{out}");
        posted(&sap, &movement("06", &item(back, &account))).await;
        assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "250", "{back}");
    }
}

#[tokio::test]
async fn issues_name_what_they_are_charged_to() {
    let sap = Sap::start().await;
    for (out, _, account) in issues() {
        assert_eq!(post(&sap, &movement("03", &item(out, &json!({})))).await.codes(), ["M7/018"], "{out}");
        let (name, _) = account.as_object().unwrap().iter().next().unwrap();
        let unknown = item(out, &json!({name: "NIX"}));
        assert_eq!(post(&sap, &movement("03", &unknown)).await.codes(), ["M7/001"], "{out}");
    }
    assert!(documents(&sap).await.is_empty());
}

#[tokio::test]
async fn more_than_there_is_cannot_be_issued() {
    let sap = Sap::start().await;
    let line = item("201", &json!({"CostCenter": "10101101", "QuantityInEntryUnit": "250.001"}));
    let got = post(&sap, &movement("03", &line)).await;
    assert_eq!((got.status, got.codes()), (400, vec!["M7/021".to_owned()]));
    assert_eq!(got.message(), "Deficit of SL Unrestricted-use 0.001 PC : TG11 1010 101A");
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "250");
    let line = item("201", &json!({"CostCenter": "10101101", "QuantityInEntryUnit": "250"}));
    posted(&sap, &movement("03", &line)).await;
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "0");
}

#[tokio::test]
async fn a_batch_is_named_when_it_is_issued() {
    let sap = Sap::start().await;
    let line =
        |batch: &str| item("201", &json!({"Material": "TG20", "CostCenter": "10101101", "Batch": batch}));
    assert_eq!(post(&sap, &movement("03", &line(""))).await.codes(), ["M7/018"]);
    assert_eq!(post(&sap, &movement("03", &line("B0009"))).await.codes(), ["M7/021"]);
    posted(&sap, &movement("03", &line("B0002"))).await;
    let ledger = sap.ledger().await;
    let levels = ledger["stock"].as_array().unwrap();
    assert_eq!(levels.iter().find(|level| level["batch"] == "B0002").unwrap()["quantity"], "110.5");
}

#[tokio::test]
async fn one_wrong_item_refuses_the_whole_document() {
    let sap = Sap::start().await;
    let mut body = movement("03", &item("201", &json!({"CostCenter": "10101101"})));
    let second = item("201", &json!({"CostCenter": "10101101", "QuantityInEntryUnit": "9999"}));
    body["to_MaterialDocumentItem"].as_array_mut().unwrap().push(second);
    assert_eq!(post(&sap, &body).await.codes(), ["M7/021"]);
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "250");
    assert_eq!(sap.ledger().await["writes"], 0);
}
