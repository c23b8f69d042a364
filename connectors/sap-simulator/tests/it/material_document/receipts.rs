use super::{SERVICE, documents, item, movement, post, posted, receipt, stock, text};
use crate::support::{Sap, item_path, read};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn a_receipt_for_an_order_fills_the_stock_and_the_order() {
    let sap = Sap::start().await;
    let order = sap.order().await;
    let document = posted(&sap, &movement("01", &receipt(&order, "10", "2.5"))).await;
    assert_eq!(document["MaterialDocument"], "5000000001");
    assert_eq!(document["ReferenceDocument"], "EXT-0001", "SAP keeps references in upper case");
    let line = &document["to_MaterialDocumentItem"]["results"][0];
    assert_eq!(
        [
            &line["Material"],
            &line["Plant"],
            &line["EntryUnit"],
            &line["Supplier"],
            &line["QuantityInBaseUnit"]
        ],
        ["TG11", "1010", "PC", "10300001", "2.500"]
    );
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "252.5");
    let held = &documents(&sap).await[0];
    assert_eq!([&held["created_by"], &held["reference"]], ["ERPGATE", "EXT-0001"]);
    assert_eq!(held["items"][0]["PurchaseOrder"], order);
    assert_eq!(sap.ledger().await["purchase_orders"][0]["items"][0]["received"], "2.5");
    assert_eq!(sap.get(&item_path(&order, "10")).await.d()["IsCompletelyDelivered"], false);
    posted(&sap, &movement("01", &receipt(&order, "10", "10"))).await;
    assert_eq!(sap.get(&item_path(&order, "10")).await.d()["IsCompletelyDelivered"], true);
    assert_eq!(sap.ledger().await["writes"], 3);
}

#[tokio::test]
async fn a_final_delivery_completes_an_item_that_is_short() {
    let sap = Sap::start().await;
    let order = sap.order().await;
    let mut line = receipt(&order, "10", "1");
    line["IsCompletelyDelivered"] = json!(true);
    posted(&sap, &movement("01", &line)).await;
    assert_eq!(sap.get(&item_path(&order, "10")).await.d()["IsCompletelyDelivered"], true);
}

#[tokio::test]
async fn an_order_needs_its_reference_type() {
    let sap = Sap::start().await;
    let order = sap.order().await;
    let mut line = receipt(&order, "10", "1");
    line.as_object_mut().unwrap().remove("GoodsMovementRefDocType");
    let got = post(&sap, &movement("01", &line)).await;
    assert_eq!(got.status, 400);
    let refused = "MM_IM_ODATA_API_MDOC/011";
    assert_eq!(got.codes(), [refused, refused, "MM_IM_ODATA_API_MDOC/014"]);
    assert_eq!(got.json()["error"]["code"], "MM_IM_ODATA_API_MDOC/014");
    assert!(got.text.contains("Property PURCHASEORDER is not supported for GoodsMovementType 101"));
}

#[tokio::test]
async fn a_receipt_must_fit_its_order() {
    let sap = Sap::start().await;
    let order = sap.order().await;
    for (name, value, code) in [
        ("PurchaseOrderItem", json!("90"), "M7/001"),
        ("PurchaseOrder", json!("4599999999"), "M7/001"),
        ("Material", json!("TG12"), "M7/360"),
        ("Plant", json!("1020"), "M7/360"),
        ("StorageLocation", json!(""), "M7/018"),
        ("StorageLocation", json!("171A"), "M7/001"),
        ("QuantityInEntryUnit", json!("12.501"), "M7/022"),
        ("GoodsMovementType", json!("102"), "M7/021"),
    ] {
        let mut line = receipt(&order, "10", "1");
        line[name] = value;
        let got = post(&sap, &movement("01", &line)).await;
        assert_eq!((got.status, got.codes()), (400, vec![code.to_owned()]), "{name}: {}", got.text);
    }
    assert!(documents(&sap).await.is_empty());
    assert_eq!(sap.ledger().await["purchase_orders"][0]["items"][0]["received"], "0");
}

#[tokio::test]
async fn a_return_to_the_supplier_needs_a_reason() {
    let sap = Sap::start().await;
    let order = sap.order().await;
    posted(&sap, &movement("01", &receipt(&order, "10", "5"))).await;
    let mut line = receipt(&order, "10", "2");
    line["GoodsMovementType"] = json!("122");
    assert_eq!(post(&sap, &movement("01", &line)).await.codes(), ["M7/018"]);
    line["GoodsMovementReasonCode"] = json!("0001");
    posted(&sap, &movement("01", &line)).await;
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "253");
    assert_eq!(sap.ledger().await["purchase_orders"][0]["items"][0]["received"], "3");
}

#[tokio::test]
async fn a_carton_counts_as_twelve_pieces() {
    let sap = Sap::start().await;
    let line = item("501", &json!({"EntryUnit": "CAR", "QuantityInEntryUnit": "2"}));
    let document = posted(&sap, &movement("05", &line)).await;
    assert_eq!(document["MaterialDocument"], "4900000001");
    assert_eq!(document["to_MaterialDocumentItem"]["results"][0]["QuantityInBaseUnit"], "24.000");
    assert_eq!(stock(&sap, "TG11", "1010", "101A").await, "274");
    let line = item("501", &json!({"EntryUnit": "PAL"}));
    assert_eq!(post(&sap, &movement("05", &line)).await.codes(), ["M7/074"]);
}

#[tokio::test]
async fn a_receipt_makes_a_batch_when_none_is_named() {
    let sap = Sap::start().await;
    for (changes, batch) in [
        (json!({"Material": "TG20"}), "0000000001"),
        (json!({"Material": "TG20", "Batch": "b0002"}), "B0002"),
    ] {
        let document = posted(&sap, &movement("05", &item("561", &changes))).await;
        assert_eq!(document["to_MaterialDocumentItem"]["results"][0]["Batch"], batch);
    }
    let levels = sap.ledger().await["stock"].as_array().unwrap().clone();
    let of = |batch: &str| levels.iter().find(|level| level["batch"] == batch).unwrap()["quantity"].clone();
    assert_eq!([of("B0001"), of("B0002"), of("0000000001")], ["500", "130.5", "10"]);
}

#[tokio::test]
async fn documents_are_found_by_their_reference_in_upper_case() {
    let sap = Sap::start().await;
    let document = posted(&sap, &movement("05", &item("501", &json!({})))).await;
    for (reference, found) in [("EXT-0001", 1), ("EXT-0002", 0)] {
        let request = sap.to(Method::GET, &format!("{SERVICE}/A_MaterialDocumentHeader"));
        let filter = format!("ReferenceDocument eq '{reference}'");
        let request = request.query(&[("$filter", filter.as_str()), ("$expand", "to_MaterialDocumentItem")]);
        let got = read(request).await.unwrap();
        let results = got.d()["results"].as_array().unwrap().clone();
        assert_eq!(results.len(), found, "{}", got.text);
        if let Some(first) = results.first() {
            assert_eq!(first["MaterialDocument"], document["MaterialDocument"]);
            assert_eq!(first["to_MaterialDocumentItem"]["results"][0]["QuantityInEntryUnit"], "10.000");
        }
    }
}

#[tokio::test]
async fn some_releases_answer_a_posting_without_its_items() {
    let sap = Sap::switched(json!({"empty_items_after_posting": true})).await;
    let document = posted(&sap, &movement("05", &item("501", &json!({})))).await;
    assert_eq!(document["to_MaterialDocumentItem"], json!({"results": []}));
    let path = format!(
        "{SERVICE}/A_MaterialDocumentHeader(MaterialDocumentYear='{}',MaterialDocument='{}')?$expand=to_MaterialDocumentItem",
        text(&document, "MaterialDocumentYear"),
        text(&document, "MaterialDocument")
    );
    let read_again = read(sap.to(Method::GET, &path)).await.unwrap().d();
    assert_eq!(read_again["to_MaterialDocumentItem"]["results"][0]["Material"], "TG11");
}

#[tokio::test]
async fn a_receipt_at_the_gate_posts_a_document_too() {
    let sap = Sap::start().await;
    let order = sap.order().await;
    let path = format!("/purchase_orders/{order}/receive");
    let body = json!({"item": "20"});
    assert_eq!(sap.admin(Method::POST, &path, Some(&body)).await.status, 204);
    let held = &documents(&sap).await[0];
    assert_eq!([&held["created_by"], &held["items"][0]["GoodsMovementType"]], ["SAPGUI", "101"]);
    assert_eq!(stock(&sap, "TG12", "1010", "101A").await, "82");
    assert_eq!(sap.ledger().await["writes"], 1, "the order alone came through the API");
    assert_eq!(sap.admin(Method::POST, &path, Some(&body)).await.status, 400, "nothing is open");
}

#[tokio::test]
async fn a_receipt_in_a_changeset_is_one_document_with_its_order() {
    let sap = Sap::start().await;
    let order = sap.order().await;
    let document = movement("01", &receipt(&order, "10", "1")).to_string();
    let body = format!(
        "--outer\r\nContent-Type: multipart/mixed; boundary=inner\r\n\r\n--inner\r\nContent-Type: application/http\r\n\
         Content-Transfer-Encoding: binary\r\n\r\nPOST A_MaterialDocumentHeader HTTP/1.1\r\n\
         Accept: application/json\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{document}\r\n\
         --inner--\r\n--outer--\r\n",
        document.len()
    );
    let request = sap.to(Method::POST, &format!("{SERVICE}/$batch"));
    let got =
        read(request.header("content-type", "multipart/mixed; boundary=outer").body(body)).await.unwrap();
    assert!(got.text.contains("HTTP/1.1 201 Created"), "{}", got.text);
    assert_eq!(sap.ledger().await["purchase_orders"][0]["items"][0]["received"], "1");
    assert_eq!(documents(&sap).await.len(), 1);
}
