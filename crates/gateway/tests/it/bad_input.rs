//! Bad input gets a problem with code and place, and the ERP's ledger stays as it was.

use reqwest::Method;
use serde_json::{Value, json};

use crate::stand::{Erp, Stand, order, read};

/// Sends raw bytes as a create and returns status, code and first pointer.
async fn raw(stand: &Stand, connection: &str, body: impl Into<reqwest::Body>) -> (u16, String, String) {
    let request = stand
        .request(Method::POST, &format!("/v1/connections/{connection}/purchase-orders"))
        .header("Idempotency-Key", "k")
        .header("Content-Type", "application/json")
        .body(body);
    seen(read(request.send().await.unwrap()).await)
}

fn seen((status, problem): (reqwest::StatusCode, Value)) -> (u16, String, String) {
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    assert_eq!(problem["status"], status.as_u16(), "{problem}");
    assert_eq!(problem["outcome"], "not_applied", "{problem}");
    (status.as_u16(), text(&problem["code"]), text(&problem["errors"][0]["pointer"]))
}

fn expected(status: u16, code: &str, pointer: &str) -> (u16, String, String) {
    (status, code.to_owned(), pointer.to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_wrong_body_names_its_place_and_reaches_no_erp() {
    let stand = Stand::start().await;
    let connection = stand.connection(Erp::Sap).await;
    let with = |pointer: &str, value: Value| {
        let mut body = order();
        *body.pointer_mut(pointer).unwrap() = value;
        body.to_string()
    };
    let and = |field: &str, value: Value| {
        let mut body = order();
        body[field] = value;
        body.to_string()
    };
    let deep = format!("{}1{}", "[".repeat(200), "]".repeat(200));
    let cases = [
        (String::new(), expected(400, "malformed_json", "")),
        ("{\"lines\": [".to_owned(), expected(400, "malformed_json", "")),
        ("\u{feff}{}".to_owned(), expected(400, "malformed_json", "")),
        (deep, expected(400, "malformed_json", "")),
        ("[]".to_owned(), expected(422, "invalid_body", "")),
        (and("vender_id", json!("1")), expected(422, "invalid_body", "/vender_id")),
        (with("/vendor_id", json!(7)), expected(422, "invalid_body", "/vendor_id")),
        (with("/lines", json!({"add": []})), expected(422, "invalid_body", "/lines")),
        (with("/lines/0", json!(["TG11", "text", "L001", "1"])), expected(422, "invalid_body", "/lines/0")),
        (with("/external_id", json!("a\0b")), expected(422, "invalid_body", "/external_id")),
        (with("/lines/1/quantity", json!(3)), expected(422, "invalid_body", "/lines/1/quantity")),
        (with("/lines/1/quantity", json!("3,5")), expected(422, "invalid_body", "/lines/1/quantity")),
        (with("/lines/0/quantity", json!("-1")), expected(422, "invalid_fields", "/lines/0/quantity")),
        (with("/lines/0/quantity", json!("1.2345")), expected(422, "invalid_fields", "/lines/0/quantity")),
        (
            with("/lines/0/delivery_date", json!("2026-02-30")),
            expected(422, "invalid_body", "/lines/0/delivery_date"),
        ),
        (with("/lines", json!([])), expected(422, "invalid_fields", "/lines")),
        (with("/external_id", json!("longer than twelve")), expected(422, "invalid_fields", "/external_id")),
        (and("buyer_id", json!("301")), expected(422, "invalid_fields", "/buyer_id")),
    ];
    let before = stand.writes(Erp::Sap).await;
    for (body, wanted) in cases {
        assert_eq!(raw(&stand, &connection, body.clone()).await, wanted, "{body}");
    }
    assert_eq!(raw(&stand, &connection, vec![b' '; 1_100_000]).await, expected(413, "body_too_large", ""));
    assert_eq!(stand.writes(Erp::Sap).await, before);
    assert!(stand.ledger(Erp::Sap).await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_requests_are_problems_with_a_code_and_reach_no_erp() {
    let stand = Stand::start().await;
    let connection = stand.connection(Erp::Sap).await;
    let orders = format!("/v1/connections/{connection}/purchase-orders");
    let elsewhere = "/v1/connections/con_01ARZ3NDEKTSV4RRFFQ69G5FAV/purchase-orders".to_owned();
    let cases = [
        (Method::GET, "/v1/nothing".to_owned(), expected(404, "not_found", "")),
        (Method::GET, "/nothing".to_owned(), expected(404, "not_found", "")),
        (Method::PUT, orders.clone(), expected(405, "method_not_allowed", "")),
        (Method::GET, elsewhere.clone(), expected(404, "not_found", "")),
        (Method::GET, "/v1/connections/nonsense/purchase-orders".to_owned(), expected(404, "not_found", "")),
        (Method::GET, format!("{orders}?limit=0"), expected(400, "invalid_parameter", "")),
        (Method::GET, format!("{orders}?limt=5"), expected(400, "invalid_parameter", "")),
        (Method::GET, format!("{orders}?status=lost"), expected(400, "invalid_parameter", "")),
        (Method::GET, format!("{orders}?cursor=%25%25"), expected(400, "invalid_parameter", "")),
        (Method::GET, format!("{orders}/4599999999"), expected(404, "not_found", "")),
        (
            Method::GET,
            "/v1/operations/op_01ARZ3NDEKTSV4RRFFQ69G5FAV".to_owned(),
            expected(404, "not_found", ""),
        ),
    ];
    let before = stand.writes(Erp::Sap).await;
    for (method, path, wanted) in cases {
        let answer = stand.request(method.clone(), &path).send().await.unwrap();
        let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
        assert_eq!(kind, "application/problem+json", "{method} {path}");
        assert_eq!(seen(read(answer).await), wanted, "{method} {path}");
    }
    let post = |path: &str| stand.request(Method::POST, path).json(&order());
    let keyless = post(&orders).send().await.unwrap();
    assert_eq!(seen(read(keyless).await), expected(400, "missing_idempotency_key", ""));
    let long = post(&orders).header("Idempotency-Key", "x".repeat(256)).send().await.unwrap();
    assert_eq!(seen(read(long).await), expected(400, "invalid_parameter", ""));
    let impatient =
        post(&orders).header("Idempotency-Key", "k").header("Prefer", "wait=soon").send().await.unwrap();
    assert_eq!(seen(read(impatient).await), expected(400, "invalid_parameter", ""));
    let wrong =
        stand.request(Method::POST, &orders).header("Idempotency-Key", "k").body("a=b").send().await.unwrap();
    assert_eq!(seen(read(wrong).await), expected(415, "unsupported_media_type", ""));
    let nowhere = post(&elsewhere).header("Idempotency-Key", "k").send().await.unwrap();
    assert_eq!(seen(read(nowhere).await), expected(404, "not_found", ""));
    assert_eq!(stand.writes(Erp::Sap).await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_erp_refuses_comes_through_in_its_own_words() {
    for (erp, system) in [(Erp::Sap, "sap"), (Erp::NetSuite, "netsuite")] {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        let mut body = order();
        body["vendor_id"] = json!("99999");
        let (status, problem) = stand.create(&connection, "k", &body).await;
        assert_eq!((status.as_u16(), &problem["code"]), (422, &json!("rejected_by_erp")), "{problem:#}");
        assert_eq!(problem["errors"][0]["native"]["system"], system);
        assert!(problem["operation_id"].as_str().is_some());
        assert!(stand.ledger(erp).await.is_empty());
    }
}
