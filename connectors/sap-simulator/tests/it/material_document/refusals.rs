use super::{SERVICE, documents, item, movement, post, posted, receipt, text};
use crate::support::{Sap, read};
use chrono::{Datelike, Days, Months, NaiveDate};
use erpgate_sap_simulator::{Clock, Options};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn each_wrong_field_has_its_message() {
    let sap = Sap::start().await;
    for (code, line, refusal) in [
        ("05", item("501", &json!({"Material": "NIX"})), "M3/351"),
        (
            "05",
            item("501", &json!({"Material": "TG12", "Plant": "1020", "StorageLocation": "102A"})),
            "M3/351",
        ),
        ("05", item("501", &json!({"Material": ""})), "M7/018"),
        ("05", item("501", &json!({"StorageLocation": "171A"})), "M7/001"),
        ("05", item("501", &json!({"StorageLocation": ""})), "M7/018"),
        ("05", item("501", &json!({"QuantityInEntryUnit": "0"})), "M7/018"),
        ("05", item("501", &json!({"QuantityInEntryUnit": "-1"})), "M7/018"),
        ("05", item("501", &json!({"EntryUnit": "KG"})), "M7/074"),
        ("05", item("501", &json!({"Batch": "B1"})), "MM_IM_ODATA_API_MDOC/011"),
        ("05", item("501", &json!({"GoodsMovementReasonCode": "9"})), "M7/001"),
        ("05", item("999", &json!({})), "M7/001"),
        ("03", item("501", &json!({})), "M7/130"),
        ("05", item("701", &json!({})), "M7/130"),
        ("09", item("501", &json!({})), "M7/018"),
    ] {
        let got = post(&sap, &movement(code, &line)).await;
        assert_eq!((got.status, got.codes()), (400, vec![refusal.to_owned()]), "{line}: {}", got.text);
    }
    assert!(documents(&sap).await.is_empty());
}

/// A simulator whose day is the fifteenth of a month, and that day.
async fn on_the_fifteenth() -> (Sap, NaiveDate) {
    let day = NaiveDate::from_ymd_opt(2031, 5, 15).expect("a day");
    let noon = day.and_hms_opt(12, 0, 0).expect("noon").and_utc();
    (Sap::start_with(Options { clock: Clock::new(move || noon), ..Options::default() }).await, day)
}

#[tokio::test]
async fn goods_move_in_this_period_and_the_last() {
    let (sap, today) = on_the_fifteenth().await;
    for (day, open) in [
        (today, true),
        (today - Months::new(1), true),
        (today - Months::new(2), false),
        (today + Days::new(31), false),
    ] {
        let mut body = movement("05", &item("501", &json!({})));
        let millis = day.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp_millis();
        body["PostingDate"] = json!(format!("/Date({millis})/"));
        let got = post(&sap, &body).await;
        assert_eq!(got.status, if open { 201 } else { 400 }, "{day}: {}", got.text);
        if open {
            assert_eq!(got.d()["MaterialDocumentYear"], day.year().to_string());
        } else {
            assert_eq!(got.codes(), ["M7/053"]);
            assert_eq!(
                got.message(),
                "Posting only possible in periods 2031/05 and 2031/04 in company code 1010"
            );
        }
    }
}

#[tokio::test]
async fn a_period_is_closed_and_opened() {
    let (sap, _) = on_the_fifteenth().await;
    let body = movement("05", &item("501", &json!({})));
    assert_eq!(sap.admin(Method::POST, "/periods/close", None).await.status, 204);
    assert_eq!(post(&sap, &body).await.codes(), ["M7/053"]);
    let period = json!({"period": "2031-05"});
    assert_eq!(sap.admin(Method::POST, "/periods/open", Some(&period)).await.status, 204);
    posted(&sap, &body).await;
    let wrong = json!({"period": "May"});
    assert_eq!(sap.admin(Method::POST, "/periods/open", Some(&wrong)).await.status, 400);
}

#[tokio::test]
async fn a_document_cannot_be_changed_or_deleted() {
    let sap = Sap::start().await;
    let document = posted(&sap, &movement("05", &item("501", &json!({})))).await;
    let (year, number) = (text(&document, "MaterialDocumentYear"), text(&document, "MaterialDocument"));
    let header =
        format!("A_MaterialDocumentHeader(MaterialDocumentYear='{year}',MaterialDocument='{number}')");
    for (method, path) in [
        (Method::PATCH, header.clone()),
        (Method::DELETE, header.clone()),
        (Method::POST, format!("{header}/to_MaterialDocumentItem")),
        (Method::POST, "A_MaterialDocumentItem".to_owned()),
    ] {
        let request = sap.to(method, &format!("{SERVICE}/{path}")).json(&json!({}));
        let got = read(request).await.unwrap();
        assert_eq!(
            (got.status, got.codes()),
            (405, vec!["CX_SADL_ENTITY_CUD_DISABLED".to_owned()]),
            "{path}"
        );
    }
    assert_eq!(sap.ledger().await["writes"], 1);
}

#[tokio::test]
async fn an_order_in_somebody_elses_hands_takes_no_receipt() {
    let sap = Sap::start().await;
    let order = sap.order().await;
    sap.fault(json!({"kind": "lock"})).await;
    let body = movement("01", &receipt(&order, "10", "1"));
    let got = post(&sap, &body).await;
    assert_eq!((got.status, got.codes()), (400, vec!["ME/006".to_owned()]));
    assert_eq!(got.message(), format!("User SAPGUI already processing Purchasing doc. {order}"));
    posted(&sap, &body).await;
}

#[tokio::test]
async fn an_order_that_waits_for_its_release_takes_no_receipt() {
    let sap = Sap::switched(json!({"approval_above": "1"})).await;
    let order = sap.order().await;
    let got = post(&sap, &movement("01", &receipt(&order, "10", "1"))).await;
    assert_eq!((got.status, got.codes()), (400, vec!["M7/036".to_owned()]));
}
