//! Ids in paths, and what a path says beside a body.

use reqwest::Method;
use serde_json::{Value, json};

use crate::stand::{BOTH, Erp, Stand};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_id_with_a_slash_or_a_colon_comes_percent_encoded() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        for id in ["2026%2F4900000001", "production%3A1000012", "production:1000012", "a%2Fb%2Fc%25"] {
            let (status, problem) =
                stand.get(&format!("/v1/connections/{connection}/purchase-orders/{id}")).await;
            assert_eq!(status, 404, "{problem}");
            let detail = problem["detail"].as_str().unwrap();
            assert!(detail.contains("the ERP has no such record"), "{id}: {detail}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_completion_belongs_to_the_work_order_of_its_path() {
    let stand = Stand::start().await;
    let connection = stand.connection(Erp::Sap).await;
    let path = format!("/v1/connections/{connection}/work-orders/production:1/completions");
    let before = stand.writes(Erp::Sap).await;
    let body = json!({"work_order_id": "production:2", "quantity": "1"});
    let (status, problem) = stand.write(Method::POST, &path, "a", &body).await;
    assert_eq!((status.as_u16(), &problem["code"]), (422, &json!("invalid_fields")), "{problem}");
    assert_eq!(problem["errors"][0]["pointer"], "/work_order_id");
    assert_eq!(stand.writes(Erp::Sap).await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_status_beside_other_fields_is_refused_at_its_place() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        let before = stand.writes(erp).await;
        let path = format!("/v1/connections/{connection}/vendors/1");
        let body = json!({"status": "blocked", "name": "Other"});
        let (status, problem) = stand.write(Method::PATCH, &path, "a", &body).await;
        assert_eq!(status, 422, "{problem}");
        if problem["code"] != "not_supported_by_connection" {
            let errors = problem["errors"].as_array().unwrap();
            let at_status = |error: &&Value| error["pointer"] == "/status" && error["code"] == "not_alone";
            assert!(errors.iter().any(|error| at_status(&error)), "{problem}");
        }
        assert_eq!(stand.writes(erp).await, before);
    }
}
