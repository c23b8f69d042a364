//! PATCH, DELETE, cancel and close, in both ERPs.

use reqwest::Method;
use serde_json::{Value, json};

use crate::stand::{BOTH, Erp, Stand, order, read};

async fn made(stand: &Stand, erp: Erp) -> (String, Value) {
    let connection = stand.connection(erp).await;
    let (status, operation) = stand.create(&connection, "create", &order()).await;
    assert_eq!(status, 201, "{operation:#}");
    let path =
        format!("/v1/connections/{connection}/purchase-orders/{}", operation["record_id"].as_str().unwrap());
    (path, operation["record"].clone())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lines_are_added_changed_and_removed_by_id_in_one_patch() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let (path, record) = made(&stand, erp).await;
        let patch = json!({"lines": {
            "add": [{"item_id": "bolt-m8", "quantity": "7", "unit_price": "1.25", "delivery_date": "2036-03-01"}],
            "update": [{"id": record["lines"][0]["id"], "quantity": "20.5"}],
            "remove": [record["lines"][1]["id"]],
        }});
        let (status, operation) = stand.write(Method::PATCH, &path, "patch", &patch).await;
        assert_eq!(status, 200, "{operation:#}");
        assert_eq!(operation["warnings"], json!([]), "{operation:#}");
        let open: Vec<(&Value, &Value)> = operation["record"]["lines"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|line| line["status"] == "open")
            .map(|line| (&line["item_id"], &line["quantity"]))
            .collect();
        assert_eq!(open, [(&json!("bolt-m8"), &json!("20.5")), (&json!("bolt-m8"), &json!("7"))]);
        let (_, read_again) = stand.get(&path).await;
        assert_eq!(read_again, operation["record"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stale_version_is_412_with_the_current_record_and_changes_nothing() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let (path, record) = made(&stand, erp).await;
        let patch = |quantity: &str| json!({"lines": {"update": [{"id": record["lines"][0]["id"], "quantity": quantity}]}});
        let version = record["version"].as_str().unwrap();
        let conditional = |key: &str, quantity: &str| {
            stand
                .request(Method::PATCH, &path)
                .header("Idempotency-Key", key)
                .header("If-Match", format!("\"{version}\""))
                .json(&patch(quantity))
        };
        let (status, body) = read(conditional("a", "20").send().await.unwrap()).await;
        assert_eq!(status, 200, "{body:#}");
        let (status, problem) = read(conditional("b", "30").send().await.unwrap()).await;
        assert_eq!((status.as_u16(), &problem["code"]), (412, &json!("stale_version")));
        assert_eq!(problem["current"]["lines"][0]["quantity"], "20");
        assert_eq!(stand.get(&path).await.1["lines"][0]["quantity"], "20");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn delete_does_what_the_capability_says_that_it_means() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let (path, _) = made(&stand, erp).await;
        let connection = path.split('/').nth(3).unwrap();
        let (_, capabilities) = stand.get(&format!("/v1/connections/{connection}/capabilities")).await;
        let rows = capabilities["data"].as_array().unwrap();
        let means = &rows.iter().find(|row| row["verb"] == "delete").unwrap()["means"];
        let (status, operation) = stand.write(Method::DELETE, &path, "delete", &Value::Null).await;
        assert_eq!(status, 200, "{operation:#}");
        let (status, after) = stand.get(&path).await;
        match means.as_str().unwrap() {
            "removes" => assert_eq!(status, 404),
            "marks_deleted" => assert_eq!((status.as_u16(), &after["status"]), (200, &json!("cancelled"))),
            other => panic!("delete means {other}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_answer_to_a_patch_adds_the_line_once() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let (path, _) = made(&stand, erp).await;
        stand.fault(erp, json!({"kind": "lose_answer"})).await;
        let patch = json!({"lines": {"add": [{"item_id": "nut-m8", "quantity": "3", "unit_price": "0.5"}]}});
        let request =
            stand.request(Method::PATCH, &path).header("Idempotency-Key", "p").header("Prefer", "wait=1");
        let (status, operation) = read(request.json(&patch).send().await.unwrap()).await;
        assert_eq!((status.as_u16(), &operation["status"]), (202, &json!("unknown")), "{operation:#}");
        let (status, busy) = stand.write(Method::POST, &format!("{path}/close"), "c", &Value::Null).await;
        assert_eq!((status.as_u16(), &busy["code"]), (409, &json!("record_busy")));
        let settled = stand.settle(operation["id"].as_str().unwrap()).await;
        assert_eq!(settled["status"], "succeeded", "{settled:#}");
        assert_eq!(stand.get(&path).await.1["lines"].as_array().unwrap().len(), 3);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_give_every_order_once_and_filter_by_the_clients_id() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        for n in 0..5 {
            let mut body = order();
            body["external_id"] = json!(format!("PO-{n}"));
            stand.create(&connection, &format!("k{n}"), &body).await;
        }
        let orders = format!("/v1/connections/{connection}/purchase-orders");
        let mut seen = Vec::new();
        let mut path = format!("{orders}?limit=2");
        loop {
            let (status, page) = stand.get(&path).await;
            assert_eq!(status, 200, "{page}");
            seen.extend(
                page["data"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|order| order["external_id"].as_str().unwrap().to_owned()),
            );
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            path = format!("{orders}?limit=2&cursor={cursor}");
        }
        assert_eq!(seen, ["PO-0", "PO-1", "PO-2", "PO-3", "PO-4"]);
        let (_, found) = stand.get(&format!("{orders}?external_id=PO-3")).await;
        assert_eq!(found["data"].as_array().unwrap().len(), 1);
    }
}
