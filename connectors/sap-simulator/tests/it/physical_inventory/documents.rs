use super::{Document, SERVICE, count_of, create};
use crate::support::{Sap, read};
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn a_document_lists_what_is_to_be_counted() {
    let sap = Sap::start().await;
    let got = create(&sap, &count_of(&["TG11", "TG12"])).await;
    assert_eq!(got.status, 201, "{}", got.text);
    let d = got.d();
    assert_eq!(
        [&d["PhysicalInventoryDocument"], &d["PhysInventoryReferenceNumber"]],
        ["100000001", "CNT-0001"]
    );
    assert_eq!([&d["PhysicalInventoryCountStatus"], &d["PhysInvtryAdjustmentPostingSts"]], ["", ""]);
    let item = &d["to_PhysicalInventoryDocumentItem"]["results"][1];
    assert_eq!([&item["PhysicalInventoryDocumentItem"], &item["MaterialBaseUnit"]], ["2", "PC"]);
    assert_eq!([&item["StorageLocation"], &item["PhysicalInventoryStockType"]], ["101A", "1"]);
    let held = &sap.ledger().await["physical_inventory_documents"][0];
    assert_eq!([&held["reference"], &held["created_by"]], ["CNT-0001", "ERPGATE"]);
    assert_eq!(held["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn each_wrong_field_has_its_message() {
    let sap = Sap::start().await;
    for (pointer, value, code) in [
        ("/Plant", json!("9999"), "M7/001"),
        ("/Plant", json!(""), "M7/018"),
        ("/StorageLocation", json!("171A"), "M7/001"),
        ("/StorageLocation", json!(""), "M7/018"),
        ("/to_PhysicalInventoryDocumentItem", json!([]), "M7/018"),
        ("/to_PhysicalInventoryDocumentItem/0/Material", json!("NIX"), "M3/351"),
        ("/to_PhysicalInventoryDocumentItem/0/Material", json!("TG20"), "M7/018"),
        ("/to_PhysicalInventoryDocumentItem/0/Material", json!("TG30"), "M7/706"),
    ] {
        let mut body = count_of(&["TG11"]);
        *body.pointer_mut(pointer).unwrap() = value;
        let got = create(&sap, &body).await;
        assert_eq!((got.status, got.codes()), (400, vec![code.to_owned()]), "{pointer}: {}", got.text);
    }
    assert_eq!(sap.ledger().await["physical_inventory_documents"], json!([]));
}

#[tokio::test]
async fn stock_is_counted_in_one_document_at_a_time() {
    let sap = Sap::start().await;
    let first = Document::created(&sap, &count_of(&["TG11"])).await;
    let got = create(&sap, &count_of(&["TG12", "TG11"])).await;
    assert_eq!((got.status, got.codes()), (400, vec!["M7/705".to_owned()]));
    assert!(got.message().contains(&first.number), "{}", got.message());
    assert_eq!(create(&sap, &count_of(&["TG12", "TG12"])).await.codes(), ["M7/705"]);
    first.count(&sap, "1", "250").await;
    assert_eq!(first.call(&sap, "PostDifferences", "").await.status, 200);
    Document::created(&sap, &count_of(&["TG11"])).await;
}

#[tokio::test]
async fn headers_are_not_changed_and_nothing_is_deleted() {
    let sap = Sap::start().await;
    let document = Document::created(&sap, &count_of(&["TG11"])).await;
    let header = format!("{SERVICE}/A_PhysInventoryDocHeader({})", document.key());
    let items = format!("{header}/to_PhysicalInventoryDocumentItem");
    for (method, path) in [
        (Method::PATCH, &header),
        (Method::DELETE, &header),
        (Method::DELETE, &document.item_path("1")),
        (Method::POST, &items),
    ] {
        let request = sap.to(method.clone(), path).header("if-match", "*").json(&json!({}));
        assert_eq!(read(request).await.unwrap().status, 405, "{method} {path}");
    }
}

#[tokio::test]
async fn documents_are_found_by_their_reference() {
    let sap = Sap::start().await;
    Document::created(&sap, &count_of(&["TG11"])).await;
    let request = sap.to(Method::GET, &format!("{SERVICE}/A_PhysInventoryDocHeader"));
    let query = [("$filter", "PhysInventoryReferenceNumber eq 'CNT-0001'")];
    let found = read(request.query(&query)).await.unwrap().d()["results"].clone();
    assert_eq!(found.as_array().map(Vec::len), Some(1), "{found}");
    assert_ne!(found[0]["LastChangeDateTime"], Value::Null);
}
