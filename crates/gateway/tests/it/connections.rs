//! Connections: credentials go in and never come out.

use reqwest::Method;
use serde_json::{Value, json};

use crate::stand::{BOTH, Erp, Stand, order, read};

async fn send(stand: &Stand, method: Method, path: &str, body: Value) -> (u16, Value) {
    let (status, body) = read(stand.request(method, path).json(&body).send().await.unwrap()).await;
    (status.as_u16(), body)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_is_tested_and_its_health_is_kept() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        let path = format!("/v1/connections/{connection}");
        let (status, tested) = send(&stand, Method::POST, &format!("{path}/test"), json!({})).await;
        assert_eq!(status, 200, "{tested}");
        assert_eq!(stand.get(&path).await.1["health"], "healthy");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_credentials_make_it_unhealthy_and_entering_right_ones_heals_it_under_the_same_id() {
    let stand = Stand::start().await;
    let mut new = stand.new_connection(Erp::Sap);
    new["credentials"]["password"] = json!("wrong");
    let (_, made) = send(&stand, Method::POST, "/v1/connections", new).await;
    let path = format!("/v1/connections/{}", made["id"].as_str().unwrap());
    let (status, problem) = stand.create(made["id"].as_str().unwrap(), "k1", &order()).await;
    assert_eq!((status.as_u16(), &problem["code"]), (424, &json!("credentials_refused")), "{problem}");
    assert_eq!(stand.get(&path).await.1["health"], "unhealthy");
    assert!(stand.ledger(Erp::Sap).await.is_empty());
    let right = json!({"password": "Welcome-to-SAP-1"});
    let entered =
        stand.request(Method::PUT, &format!("{path}/credentials")).json(&right).send().await.unwrap();
    assert_eq!(entered.status(), 204);
    let (status, _) = stand.create(made["id"].as_str().unwrap(), "k2", &order()).await;
    assert_eq!(status, 201);
    assert_eq!(stand.get(&path).await.1["health"], "healthy");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_answer_and_no_database_file_holds_a_secret() {
    let stand = Stand::start().await;
    let mut new = stand.new_connection(Erp::Sap);
    new["credentials"]["password"] = json!("canary-7f3b9c");
    let (_, made) = send(&stand, Method::POST, "/v1/connections", new).await;
    let id = made["id"].as_str().unwrap();
    let mut texts = vec![made.to_string()];
    for path in [format!("/v1/connections/{id}"), "/v1/connections".to_owned(), "/v1/operations".to_owned()] {
        texts.push(stand.get(&path).await.1.to_string());
    }
    texts.push(stand.create(id, "k", &order()).await.1.to_string());
    for file in stand.files() {
        texts.push(String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned());
    }
    assert!(texts.len() > 5);
    assert!(texts.iter().all(|text| !text.contains("canary-7f3b9c")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_moves_a_connection_to_another_host_enters_its_secrets_again() {
    let stand = Stand::start().await;
    let connection = stand.connection(Erp::Sap).await;
    let path = format!("/v1/connections/{connection}");
    let mut settings = stand.new_connection(Erp::Sap)["settings"].clone();
    settings["base_url"] = json!("http://127.0.0.1:9");
    let (status, problem) = send(&stand, Method::PATCH, &path, json!({"settings": settings})).await;
    assert_eq!((status, &problem["errors"][0]["pointer"]), (422, &json!("/credentials")));
    let both = json!({"settings": settings, "credentials": {"password": "x"}});
    assert_eq!(send(&stand, Method::PATCH, &path, both).await.0, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_setting_names_itself() {
    let stand = Stand::start().await;
    let cases = [
        (json!({"base_url": "not a url"}), "/settings/base_url"),
        (json!({"timeout": 5}), "/settings/timeout"),
    ];
    for (change, pointer) in cases {
        let mut new = stand.new_connection(Erp::Sap);
        new["settings"].as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let (status, problem) = send(&stand, Method::POST, "/v1/connections", new).await;
        assert_eq!((status, &problem["errors"][0]["pointer"]), (422, &json!(pointer)), "{problem}");
    }
    let mut new = stand.new_connection(Erp::Sap);
    new["defaults"] = json!({"purchase_order": {"company": "1"}});
    let (status, problem) = send(&stand, Method::POST, "/v1/connections", new).await;
    assert_eq!((status, &problem["errors"][0]["pointer"]), (422, &json!("/defaults/purchase_order/company")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deleted_connection_is_gone_and_its_operations_stay() {
    let stand = Stand::start().await;
    let connection = stand.connection(Erp::Sap).await;
    let (_, operation) = stand.create(&connection, "k", &order()).await;
    let path = format!("/v1/connections/{connection}");
    assert_eq!(stand.request(Method::DELETE, &path).send().await.unwrap().status(), 204);
    assert_eq!(stand.get(&path).await.0, 404);
    let (status, kept) = stand.get(&format!("/v1/operations/{}", operation["id"].as_str().unwrap())).await;
    assert_eq!((status.as_u16(), &kept["status"]), (200, &json!("succeeded")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_private_authority_is_trusted_by_the_connection_that_names_it_and_by_no_other() {
    let mut stand = Stand::start().await;
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let tls = erpgate_sap_simulator::Tls {
        certificate_pem: made.cert.pem(),
        key_pem: made.signing_key.serialize_pem(),
    };
    let options = erpgate_sap_simulator::Options { tls: Some(tls), ..Default::default() };
    stand.sap = Some(erpgate_sap_simulator::start(options).await.unwrap());
    let stranger = stand.connection(Erp::Sap).await;
    let (status, problem) =
        send(&stand, Method::POST, &format!("/v1/connections/{stranger}/test"), json!({})).await;
    assert_eq!((status, &problem["code"]), (502, &json!("erp_unreachable")), "{problem}");
    assert!(problem["detail"].as_str().unwrap().contains("certificate"), "{problem}");
    let mut new = stand.new_connection(Erp::Sap);
    new["settings"]["ca_pem"] = json!(made.cert.pem());
    let (_, trusting) = send(&stand, Method::POST, "/v1/connections", new).await;
    let (status, operation) = stand.create(trusting["id"].as_str().unwrap(), "k", &order()).await;
    assert_eq!(status, 201, "{operation:#}");
    assert_eq!(stand.ledger(Erp::Sap).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_queued_write_whose_connection_lost_its_credentials_is_given_up_and_says_so() {
    let stand = Stand::start().await;
    let connection = stand.connection(Erp::Sap).await;
    stand.fault(Erp::Sap, json!({"kind": "throttle", "times": -1})).await;
    let path = format!("/v1/connections/{connection}/purchase-orders");
    let request =
        stand.request(Method::POST, &path).header("Idempotency-Key", "k").header("Prefer", "wait=1");
    let (_, operation) = read(request.json(&order()).send().await.unwrap()).await;
    assert_eq!(operation["status"], "pending", "{operation:#}");
    let emptied =
        stand.request(Method::PUT, &format!("/v1/connections/{connection}/credentials")).json(&json!({}));
    assert_eq!(emptied.send().await.unwrap().status(), 204);
    stand.clock.advance(chrono::TimeDelta::seconds(180));
    let (_, ended) =
        stand.get(&format!("/v1/operations/{}?wait=20", operation["id"].as_str().unwrap())).await;
    assert_eq!(
        (&ended["status"], &ended["failure"]["code"]),
        (&json!("failed"), &json!("credentials_refused")),
        "{ended:#}"
    );
    assert!(stand.ledger(Erp::Sap).await.is_empty());
}
