use super::{SERVICE, cancel, documents, item, movement, posted, receipt, stock, text};
use crate::support::{Sap, read};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn a_cancelled_receipt_is_taken_back_by_a_second_document() {
    let sap = Sap::start().await;
    let order = sap.order().await;
    let document = posted(&sap, &movement("01", &receipt(&order, "10", "5"))).await;
    let got = cancel(&sap, &document).await;
    assert_eq!(got.status, 200, "{}", got.text);
    assert_eq!([&got.d()["MaterialDocument"], &got.d()["ReferenceDocument"]], ["5000000002", "EXT-0001"]);
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "250");
    assert_eq!(sap.ledger().await["purchase_orders"][0]["items"][0]["received"], "0");
    let held = documents(&sap).await;
    assert_eq!(held[0]["items"][0]["GoodsMovementIsCancelled"], true);
    let back = &held[1]["items"][0];
    assert_eq!(back["GoodsMovementType"], "102");
    assert_eq!(
        [&back["ReversedMaterialDocument"], &back["ReversedMaterialDocumentItem"]],
        [&document["MaterialDocument"], &json!("1")]
    );
    assert_eq!(sap.ledger().await["writes"], 3);
}

#[tokio::test]
async fn a_document_is_cancelled_once() {
    let sap = Sap::start().await;
    let document = posted(&sap, &movement("05", &item("501", &json!({})))).await;
    let second = cancel(&sap, &document).await.d();
    for again in [&document, &second] {
        let got = cancel(&sap, again).await;
        assert_eq!((got.status, got.codes()), (400, vec!["M7/256".to_owned()]));
    }
    assert_eq!(documents(&sap).await.len(), 2);
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "250");
}

#[tokio::test]
async fn what_was_used_already_cannot_be_taken_back() {
    let sap = Sap::start().await;
    let document = posted(&sap, &movement("05", &item("501", &json!({})))).await;
    let used = item("201", &json!({"CostCenter": "10101101", "QuantityInEntryUnit": "255"}));
    posted(&sap, &movement("03", &used)).await;
    assert_eq!(cancel(&sap, &document).await.codes(), ["M7/021"]);
    assert_eq!(documents(&sap).await[0]["items"][0]["GoodsMovementIsCancelled"], false);
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "5");
}

#[tokio::test]
async fn one_item_is_cancelled_and_then_the_rest() {
    let sap = Sap::start().await;
    let mut body = movement("05", &item("501", &json!({})));
    let second = item("501", &json!({"Material": "TG12"}));
    body["to_MaterialDocumentItem"].as_array_mut().unwrap().push(second);
    let document = posted(&sap, &body).await;
    let (year, number) = (text(&document, "MaterialDocumentYear"), text(&document, "MaterialDocument"));
    let path = format!(
        "{SERVICE}/CancelItem?MaterialDocumentYear='{year}'&MaterialDocument='{number}'&MaterialDocumentItem='2'"
    );
    let got = sap.call(&path).await;
    assert_eq!(got.status, 200, "{}", got.text);
    assert_eq!([&got.d()["GoodsMovementType"], &got.d()["Material"]], ["502", "TG12"]);
    assert_eq!(sap.call(&path).await.codes(), ["M7/256"]);
    assert_eq!(cancel(&sap, &document).await.status, 200);
    let last = documents(&sap).await.pop().unwrap();
    assert_eq!(last["items"].as_array().unwrap().len(), 1, "only what was left");
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "250");
    assert_eq!(stock(&sap, "TG12", "1010", "101A").await, "80");
}

#[tokio::test]
async fn a_reversal_is_found_by_what_it_reverses() {
    let sap = Sap::start().await;
    let document = posted(&sap, &movement("05", &item("501", &json!({})))).await;
    let reversal = cancel(&sap, &document).await.d();
    let request = sap.to(Method::GET, &format!("{SERVICE}/A_MaterialDocumentItem"));
    let filter = format!("ReversedMaterialDocument eq '{}'", text(&document, "MaterialDocument"));
    let found = read(request.query(&[("$filter", filter)])).await.unwrap().d();
    assert_eq!(found["results"][0]["MaterialDocument"], reversal["MaterialDocument"]);
}

#[tokio::test]
async fn a_cancellation_has_a_posting_date_of_its_own() {
    let sap = Sap::start().await;
    let document = posted(&sap, &movement("05", &item("501", &json!({})))).await;
    let (year, number) = (text(&document, "MaterialDocumentYear"), text(&document, "MaterialDocument"));
    let path = |date: &str| {
        format!(
            "{SERVICE}/Cancel?MaterialDocumentYear='{year}'&MaterialDocument='{number}'&PostingDate=datetime'{date}'"
        )
    };
    assert_eq!(sap.call(&path("2020-01-01T00:00:00")).await.codes(), ["M7/053"]);
    let today = text(&documents(&sap).await[0], "created_at")[..10].to_owned();
    assert_eq!(sap.call(&path(&format!("{today}T00:00"))).await.status, 200);
}
