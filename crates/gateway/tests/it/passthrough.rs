//! Requests in the ERP's own words: reads, writes as operations, and the audit log of both.

use erpgate_model::{Role, Scope};
use reqwest::Method;
use serde_json::{Value, json};

use crate::openapi::{fits, read_document};
use crate::stand::{BOTH, Erp, Stand, order, read};

/// The order in the ERP's own words.
fn native_order(erp: Erp, id: &str) -> String {
    match erp {
        Erp::Sap => format!("/sap/opu/odata/sap/API_PURCHASEORDER_PROCESS_SRV/A_PurchaseOrder('{id}')"),
        Erp::NetSuite => format!("/services/rest/record/v1/purchaseOrder/{id}"),
    }
}

/// A change of the order in the ERP's own words.
fn native_change(erp: Erp, id: &str) -> Value {
    // SAP wants to be told which version is changed.
    let (body, headers) = match erp {
        Erp::Sap => (json!({"CorrespncInternalReference": "secret-7"}), json!({"If-Match": "*"})),
        Erp::NetSuite => (json!({"memo": "secret-7"}), json!({})),
    };
    json!({"method": "PATCH", "path": native_order(erp, id), "body": body, "headers": headers})
}

async fn call(stand: &Stand, connection: &str, key: Option<&str>, request: &Value) -> (u16, Value) {
    let mut http = stand.request(Method::POST, &format!("/v1/connections/{connection}/passthrough"));
    if let Some(key) = key {
        http = http.header("Idempotency-Key", key);
    }
    let (status, answer) = read(http.json(request).send().await.unwrap()).await;
    (status.as_u16(), answer)
}

async fn audit(stand: &Stand) -> Vec<Value> {
    stand.get("/v1/audit-log").await.1["data"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_answers_what_the_erp_answers_and_is_in_the_audit_log() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        let (_, made) = stand.create(&connection, "k", &order()).await;
        let id = made["record_id"].as_str().unwrap();
        let (status, answer) =
            call(&stand, &connection, None, &json!({"method": "GET", "path": native_order(erp, id)})).await;
        assert_eq!((status, &answer["status"]), (200, &json!(200)), "{answer:#}");
        assert!(answer["body"].to_string().contains(id), "{answer:#}");
        let missing = json!({"method": "GET", "path": native_order(erp, "4599999999")});
        let (status, answer) = call(&stand, &connection, None, &missing).await;
        assert_eq!((status, &answer["status"]), (200, &json!(404)), "the ERP's no is an answer: {answer:#}");
        let log = audit(&stand).await;
        assert_eq!(log.len(), 2, "{log:#?}");
        for entry in log {
            assert_eq!(
                (&entry["action"], &entry["outcome"]),
                (&json!("passthrough_read"), &json!("answered"))
            );
            assert_eq!(entry["connection_id"], json!(connection));
            assert_eq!(entry["who"], "test");
        }
        assert_eq!(stand.get("/v1/operations").await.1["data"].as_array().unwrap().len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_is_an_operation_that_is_made_once_and_audited_without_its_body() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        let (_, made) = stand.create(&connection, "k", &order()).await;
        let request = native_change(erp, made["record_id"].as_str().unwrap());
        let (status, problem) = call(&stand, &connection, None, &request).await;
        assert_eq!((status, &problem["code"]), (400, &json!("missing_idempotency_key")), "{problem}");
        let before = stand.writes(erp).await;
        let (status, operation) = call(&stand, &connection, Some("p"), &request).await;
        assert_eq!((status, &operation["status"]), (200, &json!("succeeded")), "{operation:#}");
        assert_eq!(operation["resource"], "passthrough");
        assert_eq!(operation["record"]["status"], 204, "{operation:#}");
        let after = stand.writes(erp).await;
        assert_eq!(after, before + 1);
        let (_, again) = call(&stand, &connection, Some("p"), &request).await;
        assert_eq!((&again["id"], stand.writes(erp).await), (&operation["id"], after));
        let log = audit(&stand).await;
        let told: Vec<_> =
            log.iter().map(|entry| (&entry["outcome"], &entry["who"], &entry["operation_id"])).collect();
        let id = &operation["id"];
        let expected =
            [(&json!("succeeded"), &json!("gateway"), id), (&json!("accepted"), &json!("test"), id)];
        assert_eq!(told.len(), 2, "{log:#?}");
        assert!(expected.iter().all(|entry| told.contains(entry)), "{log:#?}");
        assert!(!json!(log).to_string().contains("secret-7"), "no body stands in the log: {log:#?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_whose_answer_was_lost_is_decided_without_naming_a_record() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        let (_, made) = stand.create(&connection, "k", &order()).await;
        let request = native_change(erp, made["record_id"].as_str().unwrap());
        stand.fault(erp, json!({"kind": "lose_answer", "on": {"method": "PATCH"}})).await;
        let (_, lost) = call(&stand, &connection, Some("p"), &request).await;
        let lost = stand.settle(lost["id"].as_str().unwrap()).await;
        assert_eq!(lost["status"], "needs_attention", "{lost:#}");
        let path = format!("/v1/operations/{}/resolve", lost["id"].as_str().unwrap());
        let decision = json!({"outcome": "applied"});
        let decided = stand.request(Method::POST, &path).json(&decision).send().await.unwrap();
        let (status, decided) = read(decided).await;
        assert_eq!((status.as_u16(), &decided["status"]), (200, &json!("succeeded")), "{decided:#}");
        assert_eq!((&decided["record_id"], &decided["changes"]), (&json!(null), &json!([])), "{decided:#}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_is_no_json_comes_as_text_and_fits_the_document() {
    let stand = Stand::start().await;
    let connection = stand.connection(Erp::Sap).await;
    let elsewhere = json!({"method": "GET", "path": "/no/such/service"});
    let (status, answer) = call(&stand, &connection, None, &elsewhere).await;
    assert_eq!((status, &answer["status"]), (200, &json!(404)), "{answer:#}");
    assert!(answer["body"].as_str().is_some_and(|text| text.starts_with("<html>")), "{answer:#}");
    let (_, document) = read_document(&stand).await;
    fits(&document, "PassthroughAnswer", &answer);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dry_run_of_a_write_shows_the_request_and_sends_nothing() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        let (_, made) = stand.create(&connection, "k", &order()).await;
        let request = native_change(erp, made["record_id"].as_str().unwrap());
        let before = stand.writes(erp).await;
        let path = format!("/v1/connections/{connection}/passthrough?dry_run=true");
        let sent = stand.request(Method::POST, &path).json(&request).send().await.unwrap();
        let (status, run) = read(sent).await;
        assert_eq!((status.as_u16(), &run["would_succeed"]), (200, &json!(true)), "{run:#}");
        assert_eq!(run["requests"][0]["body"], request["body"]);
        assert_eq!(stand.writes(erp).await, before);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_leads_away_from_the_erp_is_refused_and_audited() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        let before = stand.writes(erp).await;
        for path in ["//evil.example/x", "no-slash", "/../admin/ledger"] {
            let read = json!({"method": "GET", "path": path});
            let (status, problem) = call(&stand, &connection, None, &read).await;
            assert_eq!((status, &problem["code"]), (400, &json!("invalid_parameter")), "{path}: {problem}");
            let write = json!({"method": "POST", "path": path, "body": {}});
            let (status, problem) = call(&stand, &connection, Some(path), &write).await;
            assert_eq!((status, &problem["code"]), (422, &json!("rejected_by_erp")), "{path}: {problem}");
        }
        assert_eq!(stand.writes(erp).await, before);
        let log = audit(&stand).await;
        let outcomes = |outcome: &str| log.iter().filter(|entry| entry["outcome"] == outcome).count();
        assert_eq!((outcomes("not_answered"), outcomes("rejected")), (3, 3), "{log:#?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn passthrough_and_audit_log_need_their_own_scopes() {
    let stand = Stand::start().await;
    let (own, other) = (stand.connection(Erp::Sap).await, stand.connection(Erp::Sap).await);
    let read_metadata = json!({"method": "GET", "path": "/sap/opu/odata/sap/API_PURCHASEORDER_PROCESS_SRV/"});
    for connection in [&own, &other] {
        call(&stand, connection, None, &read_metadata).await;
    }
    let operator = stand.key(Role::Operator, &[], None).await;
    let url = stand.url(&format!("/v1/connections/{own}/passthrough"));
    let sent = stand.http.post(url).bearer_auth(&operator).json(&read_metadata).send().await.unwrap();
    assert_eq!(sent.status(), 403, "an operator speaks no SAP");
    let auditor = stand.key(Role::Client, &[Scope::AuditLogRead], Some(vec![own.parse().unwrap()])).await;
    let sent = stand.http.get(stand.url("/v1/audit-log")).bearer_auth(&auditor).send().await.unwrap();
    let (status, log) = read(sent).await;
    assert_eq!(status, 200, "{log}");
    let seen: Vec<_> = log["data"].as_array().unwrap().iter().map(|entry| &entry["connection_id"]).collect();
    assert_eq!(seen, [&json!(own)], "entries of other connections do not exist for it");
    let (_, first) = stand.get("/v1/audit-log?limit=1").await;
    let cursor = first["next_cursor"].as_str().unwrap();
    let (_, second) = stand.get(&format!("/v1/audit-log?limit=1&cursor={cursor}")).await;
    assert_eq!(second["next_cursor"], Value::Null);
    assert_ne!(first["data"][0]["id"], second["data"][0]["id"]);
}
