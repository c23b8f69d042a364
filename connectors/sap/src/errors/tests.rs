//! What real-looking error bodies come to.

use std::time::Duration;

use http::HeaderMap;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::*;

const ORDERS: About = About {
    name: "API_PURCHASEORDER_PROCESS_SRV",
    arrangement: "the communication arrangement SAP_COM_0053",
};

fn session() -> Session {
    let client = erpgate_connector::http_client(&erpgate_connector::Tls::default()).unwrap();
    Session::new(client, Instant::now() + Duration::from_secs(60), Duration::from_secs(60))
}

fn answer(status: u16, body: impl Into<Vec<u8>>) -> Answer {
    Answer { status: StatusCode::from_u16(status).unwrap(), headers: HeaderMap::new(), body: body.into() }
}

fn body(code: &str, message: &str, details: &Value) -> String {
    json!({"error": {"code": code, "message": {"lang": "en", "value": message},
        "innererror": {"errordetails": details}}})
    .to_string()
}

fn two_lines() -> Blame {
    let line = |item: &str| json!({"item_id": item, "location_id": "1010"});
    Blame::lines(
        crate::purchase_order::fields::WRITTEN,
        vec![("/lines/0".into(), line("TG11")), ("/lines/1".into(), line("TG99"))],
    )
}

fn rejection(answer: &Answer, blame: &Blame) -> Rejection {
    match of_write(&ORDERS, &session(), answer, blame) {
        WriteError::Rejected(rejection) => rejection,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn every_detail_of_severity_error_counts_and_the_container_does_not() {
    let details = json!([
        {"code": "06/025", "message": "Vendor 4711 not created", "severity": "error", "propertyref": "", "target": ""},
        {"code": "M3/351", "message": "Material TG99 not maintained in plant 1010", "severity": "error"},
        {"code": "06/220", "message": "a warning", "severity": "warning"},
        {"code": "/IWBEP/CX_MGW_BUSI_EXCEPTION", "message": "An exception was raised", "severity": "error"}
    ]);
    let answer = answer(400, body("/IWBEP/CX_MGW_BUSI_EXCEPTION", "An exception was raised", &details));
    let refused = rejection(&answer, &two_lines());
    assert_eq!(refused.code, FailureCode::RejectedByErp);
    let told: Vec<_> =
        refused.errors.iter().map(|e| (e.pointer.as_deref().unwrap(), e.code.as_str())).collect();
    assert_eq!(told, [("/vendor_id", "no_such_reference"), ("/lines/1/item_id", "no_such_reference")]);
    assert_eq!(refused.errors[0].native.as_ref().unwrap().code, "06/025");
}

#[tokio::test]
async fn without_details_the_first_line_counts() {
    let json = json!({"error": {"code": "06/010", "message": {"lang": "en", "value": "Document contains no items"}}});
    let refused = rejection(&answer(400, json.to_string()), &Blame::default());
    assert_eq!(refused.detail, "Document contains no items");
    assert_eq!(refused.errors[0].pointer.as_deref(), Some("/lines"));
}

#[tokio::test]
async fn an_error_in_atom_xml_is_read_too() {
    let xml = r#"<?xml version="1.0" encoding="utf-8"?><error xmlns="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><code>ME/083</code><message xml:lang="en">Enter Plant &amp; more</message><innererror><errordetails><errordetail><code>ME/083</code><message>Enter Plant &amp; &#77;ore</message><propertyref>Plant</propertyref><severity>error</severity></errordetail></errordetails></innererror></error>"#;
    let blame =
        Blame::line(crate::purchase_order::fields::WRITTEN, "/lines/add/0", &json!({"quantity": "1"}));
    let refused = rejection(&answer(400, xml), &blame);
    assert_eq!(refused.detail, "Enter Plant & More");
    assert_eq!(refused.errors[0].pointer.as_deref(), Some("/lines/add/0/location_id"));
    assert_eq!(refused.errors[0].code, "required");
}

#[tokio::test]
async fn a_lock_is_not_applied_and_may_be_tried_again() {
    for (code, text) in [
        ("ME/006", "User SMITH already processing Purchasing doc. 4500000001"),
        ("06/001", "Table EKKO record 4500000001 blocked by another user"),
        ("HRPAD00INFTY/000", "Personnel number 1 is blocked by user SMITH"),
    ] {
        let answer = answer(400, body(code, text, &json!([])));
        let WriteError::NotApplied(trouble) = of_write(&ORDERS, &session(), &answer, &Blame::default())
        else {
            panic!("{code}");
        };
        assert_eq!(trouble.kind, TroubleKind::Locked);
        assert_eq!(trouble.retry_after, Some(Duration::from_secs(5)));
        assert_eq!(trouble.native.unwrap().code, code);
    }
}

#[tokio::test]
async fn what_a_proxy_says_leaves_the_outcome_unknown() {
    for (status, page) in
        [(400, "<html><body>Bad request</body></html>"), (404, ""), (403, "<html>blocked</html>")]
    {
        let session = session();
        let error = of_write(&ORDERS, &session, &answer(status, page), &Blame::default());
        assert!(matches!(error, WriteError::Unknown(_)), "{error:?}");
        assert!(session.is_in_doubt());
    }
}

#[tokio::test]
async fn missing_permissions_and_services_are_told_apart() {
    let page = "<html>Application Server Error: You do not have start authorization for R3TR IWSV X</html>";
    let inactive = body("/IWFND/MED/170", "No service found for namespace '', name 'X'", &json!([]));
    for (answer, kind) in [
        (answer(403, page), TroubleKind::Forbidden),
        (answer(403, inactive), TroubleKind::Misconfigured),
        (answer(401, "<html>Logon failed</html>"), TroubleKind::CredentialsRefused),
    ] {
        let WriteError::NotApplied(trouble) = of_write(&ORDERS, &session(), &answer, &Blame::default())
        else {
            panic!("{answer:?}");
        };
        assert_eq!(trouble.kind, kind);
        assert_eq!(of_read(&ORDERS, &answer).kind, kind);
    }
}

#[tokio::test]
async fn states_and_stale_versions_have_codes_of_their_own() {
    for (status, code, expected) in [
        (412, "/IWBEP/CM_MGW_RT/190", FailureCode::StaleVersion),
        (404, "/IWBEP/CM_MGW_RT/020", FailureCode::RecordNotFound),
        (400, "06/019", FailureCode::RecordNotFound),
        (400, "06/020", FailureCode::StateForbids),
        (405, "CX_SADL_ENTITY_CUD_DISABLED", FailureCode::RejectedByErp),
    ] {
        let answer = answer(status, body(code, "words", &json!([])));
        assert_eq!(rejection(&answer, &Blame::default()).code, expected, "{code}");
    }
}

#[tokio::test]
async fn a_field_named_in_capitals_is_found() {
    let text =
        "The input of field PURCHASEORDERQUANTITYUNIT on A_PurchaseOrderItemType level cannot be processed.";
    let answer = answer(400, body("MMPUR_POHANDLER_TECH/010", text, &json!([])));
    let refused = rejection(
        &answer,
        &Blame::line(crate::purchase_order::fields::WRITTEN, "/lines/update/2", &json!({"unit": "XX"})),
    );
    assert_eq!(refused.errors[0].pointer.as_deref(), Some("/lines/update/2/unit"));
    assert_eq!(refused.errors[0].code, "not_writable");
}
