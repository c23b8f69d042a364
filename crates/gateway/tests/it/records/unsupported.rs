//! What a connection cannot do is refused before anything is sent.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};

use crate::stand::{BOTH, Stand, read};

/// Every route of every resource: operation id, method and path.
fn routes() -> Vec<(String, Method, String)> {
    let document = serde_json::to_value(erpgate_gateway::api::openapi()).unwrap();
    let mut routes = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let method = Method::from_bytes(method.to_ascii_uppercase().as_bytes()).unwrap();
            routes.push((operation["operationId"].as_str().unwrap().to_owned(), method, path.clone()));
        }
    }
    routes
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_no_row_of_the_capabilities_can_do_answers_422_and_reaches_no_erp() {
    let routes = routes();
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        let (_, capabilities) = stand.get(&format!("/v1/connections/{connection}/capabilities")).await;
        let name = |row: &Value| {
            let text = |field: &str| row[field].as_str().unwrap().to_owned();
            (text("verb"), text("resource"))
        };
        let usable = |row: &&Value| row["supported"] == "yes" || row["supported"] == "emulated";
        let rows = capabilities["data"].as_array().unwrap();
        let can: BTreeSet<_> = rows.iter().filter(usable).map(name).collect();
        let all: BTreeSet<_> = rows.iter().map(name).collect();
        let before = stand.writes(erp).await;
        for (verb, resource) in all.difference(&can) {
            let id = format!("{verb}_{resource}");
            let plural = format!("{id}s");
            let route = routes.iter().find(|(operation, ..)| {
                *operation == id || *operation == plural || *operation == plural.replace("ys", "ies")
            });
            let (_, method, path) = route.unwrap_or_else(|| panic!("no route does {id}"));
            let path = path.replace("{connection_id}", &connection).replace("{id}", "production:1");
            let mut request = stand.request(method.clone(), &path).header("Idempotency-Key", &id);
            if verb == "create" || verb == "update" {
                request = request.json(&json!({}));
            }
            let (status, problem) = read(request.send().await.unwrap()).await;
            let seen = (status.as_u16(), &problem["code"]);
            assert_eq!(seen, (422, &json!("not_supported_by_connection")), "{erp:?} {id}: {problem}");
        }
        assert_eq!(stand.writes(erp).await, before, "{erp:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_is_narrowed_by_what_the_capability_names_and_by_nothing_else() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        let orders = format!("/v1/connections/{connection}/purchase-orders");
        let (status, problem) = stand.get(&format!("{orders}?colour=red")).await;
        assert_eq!((status.as_u16(), &problem["code"]), (400, &json!("invalid_parameter")), "{problem}");
        let (_, capabilities) = stand.get(&format!("/v1/connections/{connection}/capabilities")).await;
        let rows = capabilities["data"].as_array().unwrap();
        let lists = |row: &&Value| row["resource"] == "purchase_order" && row["verb"] == "list";
        let fields = rows.iter().find(lists).unwrap()["fields"].as_array().unwrap();
        for name in ["vendor_id", "item_id", "location_id", "external_id", "number"] {
            let can = fields.iter().any(|field| field["name"] == name && field["filter"] == json!(true));
            let (status, answer) = stand.get(&format!("{orders}?{name}=7")).await;
            let expected = if can { 200 } else { 422 };
            assert_eq!(status.as_u16(), expected, "{erp:?} {name}: {answer}");
        }
    }
}
