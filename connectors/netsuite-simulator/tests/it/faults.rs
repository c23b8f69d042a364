//! Faults: what the client sees, and what the account holds afterwards.

use reqwest::Method;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::client::{Reply, Signing, World, authorization, order, world};

const ORDERS: &str = "/record/v1/purchaseOrder";

/// Sends an order over a bare socket and gives every byte that comes back, with the read error if any.
async fn raw(world: &World, external_id: &str) -> (String, Option<std::io::ErrorKind>) {
    let url = world.url(ORDERS);
    let authority = world.running.rest_url().trim_start_matches("http://").to_owned();
    let body = order(external_id).to_string();
    let header = authorization(&Signing::now(), "POST", &url);
    let request = format!(
        "POST /services/rest{ORDERS} HTTP/1.1\r\nHost: {authority}\r\nAuthorization: {header}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(&authority).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    let error = stream.read_to_end(&mut bytes).await.err().map(|error| error.kind());
    (String::from_utf8(bytes).unwrap(), error)
}

async fn held(world: &World) -> usize {
    world.ledger().await["purchase_orders"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_lost_answer_leaves_the_order_and_not_one_byte() {
    let world = world().await;
    world.fault(json!({"kind": "lose_answer"})).await;
    assert_eq!(raw(&world, "po-1").await, (String::new(), None));
    assert_eq!(held(&world).await, 1);
    assert_eq!(world.get(&format!("{ORDERS}/eid:po-1")).await.status, 200);
    let journal = world.ledger().await;
    assert_eq!(journal["requests"][0]["fault"], "lose_answer");
    assert_eq!(journal["requests"][0]["status"], Value::Null);
}

#[tokio::test]
async fn a_cut_before_the_commit_resets_the_connection_and_leaves_nothing() {
    let world = world().await;
    world.fault(json!({"kind": "cut_before_commit"})).await;
    assert_eq!(raw(&world, "po-1").await, (String::new(), Some(std::io::ErrorKind::ConnectionReset)));
    assert_eq!(held(&world).await, 0);
    assert_eq!(world.create_order("po-1").await.len(), 1);
}

#[tokio::test]
async fn half_an_answer_stops_inside_the_headers_of_a_204() {
    let world = world().await;
    world.fault(json!({"kind": "half_answer"})).await;
    let (text, _) = raw(&world, "po-1").await;
    assert!(text.starts_with("HTTP/1.1 204") && !text.contains("\r\n\r\n"), "{text}");
    assert_eq!(held(&world).await, 1);
    world.fault(json!({"kind": "half_answer", "on": {"method": "GET"}})).await;
    let response = world.request(Method::GET, "/record/v1/vendor/501").send().await.unwrap();
    assert_eq!(response.status().as_u16(), 200);
    assert!(response.text().await.is_err());
}

#[tokio::test]
async fn a_late_commit_appears_after_the_connection_is_gone() {
    let world = world().await;
    world.fault(json!({"kind": "late_commit", "delay_ms": 50})).await;
    assert_eq!(raw(&world, "po-1").await.0, "");
    let deadline = tokio::time::Instant::now() + std::time::Duration::from_secs(10);
    while held(&world).await == 0 {
        assert!(tokio::time::Instant::now() < deadline, "the commit never came");
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn faults_before_the_commit_leave_nothing_and_faults_after_it_leave_the_order() {
    let world = world().await;
    for (fault, status, code, kept) in [
        (json!({"kind": "throttle"}), 429, "CONCURRENCY_LIMIT_EXCEEDED", 0),
        (json!({"kind": "lock"}), 400, "USER_ERROR", 0),
        (json!({"kind": "unauthorized"}), 401, "INVALID_LOGIN", 0),
        (json!({"kind": "error_before", "status": 503}), 503, "UNEXPECTED_ERROR", 0),
        (json!({"kind": "error_after"}), 500, "UNEXPECTED_ERROR", 1),
    ] {
        world.fault(fault.clone()).await;
        let reply = world.post(ORDERS, &order("po-1")).await;
        assert_eq!((reply.status, reply.error().0.as_str()), (status, code), "{fault}");
        assert_eq!(held(&world).await, kept, "{fault}");
    }
    let reply = world.post(ORDERS, &order("po-2")).await;
    assert_eq!(reply.status, 204, "each fault strikes once");
}

#[tokio::test]
async fn an_error_can_be_a_proxy_page_and_a_throttle_can_name_a_time() {
    let world = world().await;
    world.fault(json!({"kind": "error_before", "status": 502, "html": true})).await;
    let reply = world.post(ORDERS, &order("po-1")).await;
    assert_eq!((reply.status, reply.header("content-type")), (502, "text/html"));
    world.fault(json!({"kind": "throttle", "retry_after": 7})).await;
    assert_eq!(world.post(ORDERS, &order("po-1")).await.header("retry-after"), "7");
}

#[tokio::test]
async fn faults_can_be_aimed_counted_repeated_and_taken_back() {
    let world = world().await;
    world
        .fault(json!({"kind": "throttle", "on": {"method": "GET", "path_contains": "/VENDOR/"}, "times": 2}))
        .await;
    assert_eq!(world.post(ORDERS, &order("po-1")).await.status, 204);
    assert_eq!(world.get("/record/v1/vendor/501").await.status, 429);
    assert_eq!(world.admin(Method::GET, "/faults", Value::Null).await["faults"][0]["times"], 1);
    assert_eq!(world.get("/record/v1/vendor/501").await.status, 429);
    assert_eq!(world.get("/record/v1/vendor/501").await.status, 200);

    let pattern = async || {
        let fault = json!({"kind": "throttle", "on": {}, "times": -1, "probability_percent": 50, "seed": 7});
        world.fault(fault).await;
        let mut seen = Vec::new();
        for _ in 0..16 {
            seen.push(world.get("/record/v1/vendor/501").await.status);
        }
        world.admin(Method::DELETE, "/faults", Value::Null).await;
        seen
    };
    let first = pattern().await;
    assert!(first.contains(&200) && first.contains(&429));
    assert_eq!(first, pattern().await);
    assert_eq!(world.get("/record/v1/vendor/501").await.status, 200);
}

#[tokio::test]
async fn requests_beyond_the_concurrency_limit_are_refused() {
    let world = crate::client::with_switches(json!({"concurrency_limit": 1})).await;
    world.fault(json!({"kind": "slow", "delay_ms": 300_000, "on": {"path_contains": "vendor"}})).await;
    let request = world.request(Method::GET, "/record/v1/vendor/501");
    let waiting = tokio::spawn(request.send());
    let deadline = tokio::time::Instant::now() + std::time::Duration::from_secs(10);
    let reply = loop {
        let reply = world.get("/record/v1/location/11").await;
        if reply.status != 200 {
            break reply;
        }
        assert!(tokio::time::Instant::now() < deadline, "the limit was never reached");
    };
    assert_eq!((reply.status, reply.json()["title"].as_str().unwrap()), (429, "Bad Request"));
    assert_eq!(reply.error().1, "Concurrent request limit exceeded. Request blocked.");
    waiting.abort();
}

#[tokio::test]
async fn a_mistyped_fault_or_seed_is_refused_with_the_name() {
    let world = world().await;
    let url = format!("{}/faults", world.running.admin_url());
    for (fault, word) in [
        (json!({"kind": "explode"}), "explode"),
        (json!({"kind": "slow", "delay": 3}), "delay"),
        (json!({"kind": "slow", "times": 0}), "times"),
    ] {
        let reply = Reply::of(world.http.post(&url).json(&fault).send().await.unwrap()).await;
        assert_eq!(reply.status, 400);
        assert!(reply.text.contains(word), "{}", reply.text);
    }
    let error =
        erpgate_netsuite_simulator::Seed::from_json("{\"account_id\": \"1\", \"vendors\": []}").unwrap_err();
    assert!(error.to_string().contains("vendors"));
}

#[tokio::test]
async fn a_reset_restores_the_seed() {
    let world = world().await;
    world.create_order("po-1").await;
    world.admin(Method::POST, "/reset", Value::Null).await;
    let count = world.admin(Method::GET, "/ledger/count", Value::Null).await;
    assert_eq!(count, json!({"purchase_orders": 0, "writes": 0}));
    world.create_order("po-1").await;
}

#[tokio::test]
async fn a_fault_can_let_requests_pass_first() {
    let world = world().await;
    world.fault(json!({"kind": "lock", "after": 1})).await;
    world.create_order("po-1").await;
    assert_eq!(world.post(ORDERS, &order("po-2")).await.status, 400);
    world.create_order("po-2").await;
}

#[tokio::test]
async fn a_client_that_gives_up_does_not_stop_a_slow_write() {
    let world = world().await;
    world.fault(json!({"kind": "slow", "delay_ms": 100})).await;
    let request = world.request(Method::POST, ORDERS).json(&order("po-1"));
    let given_up = request.timeout(std::time::Duration::from_millis(20)).send().await;
    assert!(given_up.unwrap_err().is_timeout());
    let deadline = tokio::time::Instant::now() + std::time::Duration::from_secs(10);
    while held(&world).await == 0 {
        assert!(tokio::time::Instant::now() < deadline, "the commit never came");
    }
}

#[tokio::test]
async fn numbers_and_nesting_beyond_all_bounds_are_refused_and_nothing_breaks() {
    let world = world().await;
    let mut body = order("po-1");
    body["item"]["items"][0]["quantity"] = serde_json::from_str("99999999999999999999999999999").unwrap();
    let reply = world.post(ORDERS, &body).await;
    assert_eq!((reply.status, reply.error().0.as_str()), (400, "INVALID_CONTENT"));
    let deep = format!("/record/v1/vendor?q={}", "(".repeat(5000));
    assert_eq!(world.get(&deep).await.status, 400);
    assert_eq!(world.get("/record/v1/vendor?offset=18446744073709551000").await.status, 400);
    world.create_order("po-1").await;
}
