use super::{Document, count_of};
use crate::material_document::{documents, item, movement, post, stock};
use crate::support::Sap;
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn differences_become_goods_movements() {
    let sap = Sap::start().await;
    let document = Document::created(&sap, &count_of(&["TG10", "TG11", "TG12"])).await;
    for (position, quantity) in [("1", "100"), ("2", "243.5"), ("3", "81")] {
        document.count(&sap, position, quantity).await;
    }
    let got = document.call(&sap, "PostDifferences", "").await;
    assert_eq!(got.status, 200, "{}", got.text);
    assert_eq!(got.d()["PhysInvtryAdjustmentPostingSts"], "X");
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "243.5");
    assert_eq!(stock(&sap, "TG12", "1010", "101A").await, "81");
    let posted = documents(&sap).await;
    assert_eq!(posted.len(), 1);
    assert_eq!([&posted[0]["reference"], &posted[0]["InventoryTransactionType"]], ["CNT-0001", "WI"]);
    let moved: Vec<_> = posted[0]["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| [item["GoodsMovementType"].clone(), item["QuantityInBaseUnit"].clone()])
        .collect();
    assert_eq!(moved, [[json!("702"), json!("6.500")], [json!("701"), json!("1.000")]]);
    let line = document.item(&sap, "3").await;
    assert_eq!(
        [&line["MaterialDocument"], &line["MaterialDocumentItem"]],
        [&posted[0]["MaterialDocument"], &json!("2")]
    );
    assert_eq!(line["DifferenceAmountInCoCodeCrcy"], "7.250");
    assert_eq!(document.item(&sap, "1").await["MaterialDocument"], "", "nothing differed");
}

#[tokio::test]
async fn what_moved_after_the_count_stays_moved() {
    let sap = Sap::start().await;
    let document = Document::created(&sap, &count_of(&["TG11"])).await;
    document.count(&sap, "1", "245").await;
    let body = json!({"material": "TG11", "plant": "1010", "storage_location": "101A", "quantity": "-20"});
    assert_eq!(sap.admin(Method::POST, "/stock/move", Some(&body)).await.status, 204);
    assert_eq!(document.call(&sap, "PostDifferences", "").await.status, 200);
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "225");
}

#[tokio::test]
async fn differences_are_posted_once() {
    let sap = Sap::start().await;
    let document = Document::created(&sap, &count_of(&["TG11"])).await;
    assert_eq!(document.call(&sap, "PostDifferences", "").await.codes(), ["M7/711"]);
    document.count(&sap, "1", "240").await;
    assert_eq!(document.call(&sap, "PostDifferences", "").await.status, 200);
    for function in ["PostDifferences", "InitiateRecount"] {
        assert_eq!(document.call(&sap, function, "").await.status, 400, "{function}");
    }
    let got = document.patch(&sap, "1", &json!({"QuantityInUnitOfEntry": "1"})).await;
    assert_eq!((got.status, got.codes()), (400, vec!["M7/712".to_owned()]));
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "240");
    assert_eq!(documents(&sap).await.len(), 1);
}

#[tokio::test]
async fn items_are_posted_one_by_one() {
    let sap = Sap::start().await;
    let document = Document::created(&sap, &count_of(&["TG11", "TG12"])).await;
    document.count(&sap, "1", "240").await;
    document.count(&sap, "2", "70").await;
    let more = "&PhysicalInventoryDocumentItem='2'&Material='TG12'&ReasonForPhysInvtryDifference='1'";
    let got = document.call(&sap, "PostDifferencesOnItem", more).await;
    assert_eq!(got.status, 200, "{}", got.text);
    assert_eq!(
        [&got.d()["PhysInvtryDifferenceIsPosted"], &got.d()["PhysicalInventoryItemIsCounted"]],
        [true, true]
    );
    assert_eq!(documents(&sap).await[0]["items"][0]["GoodsMovementReasonCode"], "1");
    assert_eq!(document.header(&sap).await["PhysInvtryAdjustmentPostingSts"], "A");
    assert_eq!(document.call(&sap, "PostDifferencesOnItem", more).await.codes(), ["M7/712"]);
    let other = "&PhysicalInventoryDocumentItem='1'&Material='TG12'";
    assert_eq!(document.call(&sap, "PostDifferencesOnItem", other).await.codes(), ["M7/001"]);
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "250");
    assert_eq!(document.call(&sap, "PostDifferences", "").await.status, 200);
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "240");
}

#[tokio::test]
async fn a_threshold_and_a_closed_period_hold_the_posting_back() {
    let sap = Sap::start().await;
    let document = Document::created(&sap, &count_of(&["TG11"])).await;
    document.count(&sap, "1", "240").await;
    let got = document.call(&sap, "PostDifferences", "&PostingThresholdValue=99.99M").await;
    assert_eq!(got.codes(), ["M7/714"]);
    let got = document.call(&sap, "PostDifferences", "&PostingDate=datetime'2020-01-01T00:00:00'").await;
    assert_eq!(got.codes(), ["M7/053"]);
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "250");
    assert_eq!(document.call(&sap, "PostDifferences", "&PostingThresholdValue=100").await.status, 200);
}

#[tokio::test]
async fn a_blocking_count_holds_goods_movements_back_until_it_is_posted() {
    let sap = Sap::start().await;
    let mut body = count_of(&["TG11"]);
    body["PostingIsBlockedForPhysInvtry"] = json!(true);
    let document = Document::created(&sap, &body).await;
    let receipt = movement("05", &item("501", &json!({})));
    assert_eq!(post(&sap, &receipt).await.codes(), ["M7/091"]);
    document.count(&sap, "1", "251").await;
    assert_eq!(document.call(&sap, "PostDifferences", "").await.status, 200);
    assert_eq!(post(&sap, &receipt).await.status, 201);
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "261");
}
