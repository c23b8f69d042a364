use super::{Document, count_of};
use crate::material_document::stock;
use crate::support::Sap;

#[tokio::test]
async fn a_recount_is_a_new_document_for_what_was_counted() {
    let sap = Sap::start().await;
    let first = Document::created(&sap, &count_of(&["TG11", "TG12"])).await;
    assert_eq!(first.call(&sap, "InitiateRecount", "").await.codes(), ["M7/711"]);
    first.count(&sap, "1", "9").await;
    let got = first.call(&sap, "InitiateRecount", "&PhysInventoryReferenceNumber='CNT-0002'").await;
    assert_eq!(got.status, 200, "{}", got.text);
    let second = Document::of(&got.d());
    assert_ne!(second.number, first.number);
    assert_eq!(got.d()["PhysInventoryReferenceNumber"], "CNT-0002");
    let old = first.item(&sap, "1").await;
    assert_eq!(old["PhysInvtryItemIsRecounted"], true);
    assert_eq!(old["PhysInvtryRecountDocument"], second.number);
    assert_eq!(first.call(&sap, "PostDifferences", "").await.codes(), ["M7/711"]);
    second.count(&sap, "1", "249").await;
    assert_eq!(second.call(&sap, "PostDifferences", "").await.status, 200);
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "249");
}

#[tokio::test]
async fn one_item_is_counted_again() {
    let sap = Sap::start().await;
    let first = Document::created(&sap, &count_of(&["TG11", "TG12"])).await;
    first.count(&sap, "1", "9").await;
    first.count(&sap, "2", "79").await;
    let got = first.call(&sap, "InitiateRecountOnItem", "&PhysicalInventoryDocumentItem='1'").await;
    assert_eq!(got.status, 200, "{}", got.text);
    assert_eq!([&got.d()["Material"], &got.d()["PhysicalInventoryDocumentItem"]], ["TG11", "1"]);
    assert_eq!(first.call(&sap, "PostDifferences", "").await.status, 200);
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "250", "its new count is still to come");
    assert_eq!(stock(&sap, "TG12", "1010", "101A").await, "79");
}
