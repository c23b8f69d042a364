//! `?dry_run=true` says what a write would do, and does nothing.

use reqwest::Method;
use serde_json::{Value, json};

use crate::stand::{BOTH, Erp, Stand, order, read};

/// Sends a write as a dry run, without a key.
async fn dry(stand: &Stand, method: Method, path: &str, body: &Value) -> (u16, Value) {
    let mut request = stand.request(method, &format!("{path}?dry_run=true"));
    if !body.is_null() {
        request = request.json(body);
    }
    let (status, answer) = read(request.send().await.unwrap()).await;
    (status.as_u16(), answer)
}

async fn operations(stand: &Stand) -> usize {
    stand.get("/v1/operations").await.1["data"].as_array().unwrap().len()
}

fn codes(run: &Value) -> Vec<(&str, &str)> {
    run["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["pointer"].as_str().unwrap_or(""), one["code"].as_str().unwrap()))
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_create_shows_its_requests_and_makes_neither_an_operation_nor_an_order() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        let orders = format!("/v1/connections/{connection}/purchase-orders");
        let before = stand.writes(erp).await;
        let (status, run) = dry(&stand, Method::POST, &orders, &order()).await;
        assert_eq!((status, &run["would_succeed"]), (200, &json!(true)), "{erp:?} {run:#}");
        assert_eq!((&run["findings"], &run["current"]), (&json!([]), &Value::Null));
        let requests = run["requests"].as_array().unwrap();
        assert_eq!(requests[0]["method"], "POST", "{run:#}");
        assert!(requests[0]["body"].to_string().contains("12.5"), "the quantity is in the request: {run:#}");
        assert_eq!(stand.writes(erp).await, before);
        assert_eq!(operations(&stand).await, 0);
        assert!(stand.ledger(erp).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_shows_the_record_as_it_stands_and_leaves_it_so() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        let (_, made) = stand.create(&connection, "k", &order()).await;
        let id = made["record_id"].as_str().unwrap();
        let path = format!("/v1/connections/{connection}/purchase-orders/{id}");
        let before = stand.writes(erp).await;
        let patch =
            json!({"lines": {"update": [{"id": made["record"]["lines"][0]["id"], "quantity": "20"}]}});
        let changes = [
            (Method::PATCH, path.clone(), patch),
            (Method::POST, format!("{path}/close"), Value::Null),
            (Method::DELETE, path.clone(), Value::Null),
        ];
        for (method, path, body) in changes {
            let (status, run) = dry(&stand, method.clone(), &path, &body).await;
            assert_eq!(
                (status, &run["would_succeed"]),
                (200, &json!(true)),
                "{erp:?} {method} {path}: {run:#}"
            );
            assert_eq!(run["current"], made["record"]);
            assert!(!run["requests"].as_array().unwrap().is_empty(), "{erp:?} {method} {path}: {run:#}");
        }
        assert_eq!(stand.writes(erp).await, before);
        assert_eq!(stand.get(&path).await.1, made["record"]);
        assert_eq!(operations(&stand).await, 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_would_be_refused_is_a_finding_at_its_place() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        let orders = format!("/v1/connections/{connection}/purchase-orders");
        let mut body = order();
        body["lines"][0]["quantity"] = json!("-1");
        let (status, run) = dry(&stand, Method::POST, &orders, &body).await;
        assert_eq!((status, &run["would_succeed"]), (200, &json!(false)), "{run:#}");
        assert_eq!(codes(&run), [("/lines/0/quantity", "out_of_range")]);
        assert_eq!(run["requests"], json!([]), "nothing is planned with a wrong body");

        let (_, made) = stand.create(&connection, "k", &order()).await;
        let path = format!("{orders}/{}", made["record_id"].as_str().unwrap());
        let request = stand.request(Method::DELETE, &format!("{path}?dry_run=true"));
        let (status, run) = read(request.header("If-Match", "\"old\"").send().await.unwrap()).await;
        assert_eq!(status, 200, "{run:#}");
        assert_eq!(codes(&run), [("", "stale_version")], "told once: {run:#}");
        let (status, problem) =
            dry(&stand, Method::DELETE, &format!("{orders}/4599999999"), &Value::Null).await;
        assert_eq!((status, &problem["code"]), (404, &json!("not_found")));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reference_to_nothing_is_found_where_its_kind_can_be_read_and_named_where_not() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        let path = format!("/v1/connections/{connection}/capabilities?resource=vendor&verb=get");
        let (_, capabilities) = stand.get(&path).await;
        let rows = capabilities["data"].as_array().unwrap();
        let readable = rows.iter().any(|row| row["supported"] == "yes");
        let mut body = order();
        body["vendor_id"] = json!("99999");
        let orders = format!("/v1/connections/{connection}/purchase-orders");
        let (status, run) = dry(&stand, Method::POST, &orders, &body).await;
        assert_eq!(status, 200, "{run:#}");
        let found = codes(&run).contains(&("/vendor_id", "no_such_reference"));
        let unchecked = run["unchecked"].as_array().unwrap().contains(&json!("/vendor_id"));
        // Where vendors cannot be read, the ERP's own check of the write may still find it.
        assert_eq!((found || unchecked, unchecked), (true, !readable), "{erp:?} {run:#}");
        assert!(stand.ledger(erp).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dry_run_of_what_cannot_be_done_is_refused_like_the_write() {
    let stand = Stand::start().await;
    let connection = stand.connection(Erp::Sap).await;
    let orders = format!("/v1/connections/{connection}/purchase-orders");
    let (status, problem) = dry(&stand, Method::POST, &format!("{orders}/1/approve"), &Value::Null).await;
    assert_eq!((status, &problem["code"]), (422, &json!("not_supported_by_connection")), "{problem}");
    let request = stand.request(Method::POST, &format!("{orders}?dry_run=maybe")).json(&order());
    let (status, problem) = read(request.send().await.unwrap()).await;
    assert_eq!((status.as_u16(), &problem["code"]), (400, &json!("invalid_parameter")), "{problem}");
}
