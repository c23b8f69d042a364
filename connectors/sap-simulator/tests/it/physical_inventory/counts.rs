use super::{Document, count_of};
use crate::support::{Sap, read};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn a_count_keeps_the_book_quantity_of_its_moment() {
    let sap = Sap::start().await;
    let document = Document::created(&sap, &count_of(&["TG11", "TG12"])).await;
    document.count(&sap, "1", "243").await;
    let item = document.item(&sap, "1").await;
    assert_eq!(
        [&item["PhysicalInventoryItemIsCounted"], &item["PhysInvtryDifferenceIsPosted"]],
        [true, false]
    );
    assert_eq!([&item["BookQtyBfrCountInMatlBaseUnit"], &item["Quantity"]], ["250.000", "243.000"]);
    assert_eq!(item["CountedByUser"], "ERPGATE");
    assert_eq!(document.header(&sap).await["PhysicalInventoryCountStatus"], "A");
    document.count(&sap, "2", "80").await;
    assert_eq!(document.header(&sap).await["PhysicalInventoryCountStatus"], "X");
}

#[tokio::test]
async fn a_zero_counts_only_with_its_flag() {
    let sap = Sap::start().await;
    let document = Document::created(&sap, &count_of(&["TG11"])).await;
    assert_eq!(document.patch(&sap, "1", &json!({"QuantityInUnitOfEntry": "0"})).await.status, 204);
    assert_eq!(document.item(&sap, "1").await["PhysicalInventoryItemIsCounted"], false);
    assert_eq!(document.call(&sap, "PostDifferences", "").await.codes(), ["M7/711"]);
    assert_eq!(document.patch(&sap, "1", &json!({"PhysicalInventoryItemIsZero": true})).await.status, 204);
    assert_eq!(document.item(&sap, "1").await["PhysicalInventoryItemIsCounted"], true);
    document.count(&sap, "1", "7").await;
    let item = document.item(&sap, "1").await;
    assert_eq!(
        [&item["PhysicalInventoryItemIsZero"], &item["PhysicalInventoryItemIsCounted"]],
        [false, true]
    );
    document.patch(&sap, "1", &json!({"PhysicalInventoryItemIsZero": true})).await;
    assert_eq!(document.item(&sap, "1").await["Quantity"], "0.000");
}

#[tokio::test]
async fn cartons_are_counted_as_pieces() {
    let sap = Sap::start().await;
    let document = Document::created(&sap, &count_of(&["TG11"])).await;
    let cartons = json!({"QuantityInUnitOfEntry": "20", "UnitOfEntry": "CAR"});
    assert_eq!(document.patch(&sap, "1", &cartons).await.status, 204);
    assert_eq!(document.item(&sap, "1").await["Quantity"], "240.000");
    for (body, code) in [
        (json!({"UnitOfEntry": "KG"}), "M7/074"),
        (json!({"QuantityInUnitOfEntry": "-1"}), "M7/018"),
        (json!({"ReasonForPhysInvtryDifference": "9"}), "M7/001"),
    ] {
        assert_eq!(document.patch(&sap, "1", &body).await.codes(), [code], "{body}");
    }
}

#[tokio::test]
async fn a_count_needs_the_items_etag() {
    let sap = Sap::start().await;
    let document = Document::created(&sap, &count_of(&["TG11"])).await;
    let old = document.item(&sap, "1").await["__metadata"]["etag"].as_str().unwrap().to_owned();
    let send = |etag: Option<String>| {
        let request = sap.to(Method::PATCH, &document.item_path("1"));
        let request = request.json(&json!({"QuantityInUnitOfEntry": "5"}));
        match etag {
            Some(etag) => request.header("if-match", etag),
            None => request,
        }
    };
    assert_eq!(read(send(None)).await.unwrap().status, 428);
    assert_eq!(read(send(Some(old.clone()))).await.unwrap().status, 204);
    let again = sap.to(Method::PATCH, &document.item_path("1")).header("if-match", old);
    assert_eq!(read(again.json(&json!({"QuantityInUnitOfEntry": "6"}))).await.unwrap().status, 412);
    assert_eq!(document.item(&sap, "1").await["Quantity"], "5.000");
}
