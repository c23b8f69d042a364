//! API keys: who may do what.

use chrono::TimeDelta;
use erpgate_model::{Clock, Role, Scope};
use reqwest::Method;
use serde_json::{Value, json};

use crate::stand::{Erp, Stand, order, read};

async fn with(stand: &Stand, key: &str, method: Method, path: &str, body: Option<Value>) -> (u16, Value) {
    let mut request =
        stand.http.request(method, stand.url(path)).bearer_auth(key).header("Idempotency-Key", "k");
    if let Some(body) = body {
        request = request.json(&body);
    }
    let (status, body) = read(request.send().await.unwrap()).await;
    (status.as_u16(), body["code"].clone())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_live_key_nothing_under_v1_answers_anything_else_than_401() {
    let stand = Stand::start().await;
    let connection = stand.connection(Erp::Sap).await;
    let orders = format!("/v1/connections/{connection}/purchase-orders");
    for path in [orders.as_str(), "/v1/operations", "/v1/nothing"] {
        let answer = stand.http.get(stand.url(path)).header("Request-Id", "mine-7").send().await.unwrap();
        assert_eq!(answer.headers()["request-id"], "mine-7");
        let (status, problem) = read(answer).await;
        assert_eq!((status.as_u16(), &problem["code"]), (401, &json!("missing_api_key")), "{path}");
    }
    let mut mistyped = stand.admin_key.clone();
    mistyped.replace_range(20..21, if &mistyped[20..21] == "A" { "B" } else { "A" });
    for wrong in ["nonsense", mistyped.as_str()] {
        assert_eq!(with(&stand, wrong, Method::GET, &orders, None).await, (401, json!("invalid_api_key")));
    }
    let unknown = erpgate_gateway::auth::KeyText::generate("test", stand.ids.make());
    let refused = with(&stand, unknown.reveal(), Method::POST, &orders, Some(order())).await;
    assert_eq!(refused, (401, json!("invalid_api_key")));
    assert!(stand.ledger(Erp::Sap).await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_expired_or_revoked_key_is_refused_from_that_moment() {
    let stand = Stand::start().await;
    let end = stand.clock.now() + TimeDelta::hours(1);
    let new = json!({"name": "short", "role": "operator", "expires_at": end});
    let (status, made) =
        read(stand.request(Method::POST, "/v1/api-keys").json(&new).send().await.unwrap()).await;
    assert_eq!(status, 201, "{made}");
    let key = made["secret"].as_str().unwrap();
    assert_eq!(with(&stand, key, Method::GET, "/v1/connections", None).await.0, 200);
    stand.clock.advance(TimeDelta::hours(1));
    assert_eq!(
        with(&stand, key, Method::GET, "/v1/connections", None).await,
        (401, json!("expired_api_key"))
    );

    let key = stand.key(Role::Operator, &[], None).await;
    let id = format!("key_{}", key.split('_').nth(2).unwrap());
    assert_eq!(with(&stand, &key, Method::GET, "/v1/connections", None).await.0, 200);
    let revoked = stand.request(Method::DELETE, &format!("/v1/api-keys/{id}")).send().await.unwrap();
    assert_eq!(revoked.status(), 204);
    assert_eq!(
        with(&stand, &key, Method::GET, "/v1/connections", None).await,
        (401, json!("invalid_api_key"))
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_does_what_its_scopes_say_and_nothing_else() {
    let stand = Stand::start().await;
    let connection = stand.connection(Erp::Sap).await;
    let orders = format!("/v1/connections/{connection}/purchase-orders");
    let reader = stand.key(Role::Client, &[Scope::PurchaseOrdersRead], None).await;
    assert_eq!(with(&stand, &reader, Method::GET, &orders, None).await.0, 200);
    assert_eq!(
        with(&stand, &reader, Method::POST, &orders, Some(order())).await,
        (403, json!("missing_scope"))
    );
    assert_eq!(with(&stand, &reader, Method::GET, "/v1/api-keys", None).await, (403, json!("missing_scope")));
    let operator = stand.key(Role::Operator, &[], None).await;
    assert_eq!(
        with(&stand, &operator, Method::GET, "/v1/api-keys", None).await,
        (403, json!("missing_scope"))
    );
    assert!(stand.ledger(Erp::Sap).await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn for_a_limited_key_other_connections_and_their_operations_do_not_exist() {
    let stand = Stand::start().await;
    let (own, other) = (stand.connection(Erp::Sap).await, stand.connection(Erp::Sap).await);
    let (_, operation) = stand.create(&other, "k1", &order()).await;
    let scopes = [
        Scope::PurchaseOrdersRead,
        Scope::PurchaseOrdersWrite,
        Scope::OperationsRead,
        Scope::ConnectionsRead,
    ];
    let key = stand.key(Role::Client, &scopes, Some(vec![own.parse().unwrap()])).await;
    let path = |connection: &str| format!("/v1/connections/{connection}/purchase-orders");
    assert_eq!(with(&stand, &key, Method::GET, &path(&own), None).await.0, 200);
    assert_eq!(with(&stand, &key, Method::GET, &path(&other), None).await, (404, json!("not_found")));
    assert_eq!(
        with(&stand, &key, Method::POST, &path(&other), Some(order())).await,
        (404, json!("not_found"))
    );
    let of_other = format!("/v1/operations/{}", operation["id"].as_str().unwrap());
    assert_eq!(with(&stand, &key, Method::GET, &of_other, None).await, (404, json!("not_found")));
    let listed = stand.http.get(stand.url("/v1/connections")).bearer_auth(&key).send().await.unwrap();
    assert_eq!(read(listed).await.1["data"].as_array().unwrap().len(), 1);
    assert_eq!(stand.ledger(Erp::Sap).await.len(), 1);
}
