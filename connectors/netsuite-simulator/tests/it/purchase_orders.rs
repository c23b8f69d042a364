//! Purchase orders from creation to closing.

use reqwest::Method;
use serde_json::json;

use crate::client::{Reply, order, with_switches, world};

const ORDERS: &str = "/record/v1/purchaseOrder";

#[tokio::test]
async fn a_created_order_is_empty_handed_but_for_its_location() {
    let world = world().await;
    let reply = world.post(ORDERS, &order("po-1")).await;
    let id = reply.new_id();
    assert_eq!(reply.header("location"), world.url(&format!("{ORDERS}/{id}")));
    let shown = world.get(&format!("{ORDERS}/{id}?expandSubResources=true")).await;
    assert_eq!(shown.header("content-type"), "application/vnd.oracle.resource+json; type=singular");
    let body = shown.json();
    assert_eq!(body["externalId"], "po-1");
    assert_eq!(body["entity"]["id"], "501");
    assert_eq!(body["entity"]["links"][0]["href"], world.url("/record/v1/vendor/501"));
    assert_eq!(body["status"], json!({"id": "B", "refName": "Pending Receipt"}));
    assert_eq!(body["tranId"], "PO1001");
    assert_eq!(body["currency"]["id"], "1");
    assert_eq!(body["terms"]["refName"], "Net 30");
    let lines = body["item"]["items"].as_array().unwrap();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["line"], 1);
    // 1.5 × 12.1667 = 18.25005, rounded to the currency.
    assert_eq!(lines[1]["amount"].to_string(), "18.25");
    assert_eq!(lines[0]["quantity"].to_string(), "2.0");
    assert_eq!(body["total"].to_string(), "43.25");
}

#[tokio::test]
async fn without_expansion_sublists_are_links_that_can_be_followed() {
    let world = world().await;
    let id = world.create_order("po-1").await;
    let body = world.get(&format!("{ORDERS}/{id}?simpleEnumFormat=true")).await.json();
    assert_eq!(body["status"], "B");
    assert_eq!(
        body["item"],
        json!({"links": [{"rel": "self", "href": world.url(&format!("{ORDERS}/{id}/item"))}]})
    );
    let lines = world.get(&format!("{ORDERS}/{id}/item")).await.json();
    assert_eq!((&lines["totalResults"], &lines["hasMore"]), (&json!(2), &json!(false)));
    let line = world.get(&format!("{ORDERS}/{id}/item/2")).await.json();
    assert_eq!(line["item"]["refName"], "TG12");
    let reply = world.patch(&format!("{ORDERS}/{id}/item/2"), &json!({"quantity": 4, "rate": 1})).await;
    assert_eq!(reply.new_id(), id);
    assert_eq!(world.get(&format!("{ORDERS}/{id}")).await.json()["total"].to_string(), "29.0");
    let some = world.get(&format!("{ORDERS}/{id}?fields=memo,total")).await.json();
    assert_eq!(some.as_object().unwrap().keys().collect::<Vec<_>>(), ["links", "memo", "total"]);
}

#[tokio::test]
async fn a_patch_updates_lines_by_key_appends_the_rest_and_keeps_what_is_not_named() {
    let world = world().await;
    let id = world.create_order("po-1").await;
    let path = format!("{ORDERS}/{id}");
    let body = json!({"memo": null, "item": {"items": [
        {"line": 1, "quantity": 3},
        {"item": "703", "quantity": "2"},
    ]}});
    assert_eq!(world.patch(&path, &body).await.new_id(), id);
    let after = world.get(&format!("{path}?expandSubResources=true")).await.json();
    assert!(after.get("memo").is_none());
    let lines = after["item"]["items"].as_array().unwrap();
    let seen: Vec<_> =
        lines.iter().map(|line| (line["line"].to_string(), line["quantity"].to_string())).collect();
    let expected = [("1", "3.0"), ("2", "1.5"), ("3", "2.0")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(seen, expected);
    assert_eq!(lines[2]["rate"].to_string(), "99.95");

    let body = json!({"item": {"items": [{"line": 2, "quantity": 1}, {"item": "701"}]}});
    assert_eq!(world.patch(&format!("{path}?replace=item"), &body).await.new_id(), id);
    let lines = world.get(&format!("{path}/item?expandSubResources=true")).await.json();
    let keys: Vec<_> =
        lines["items"].as_array().unwrap().iter().map(|line| line["line"].to_string()).collect();
    assert_eq!(keys, ["2", "4"]);

    let reply = world.patch(&path, &json!({"item": {"items": [{"line": 9, "quantity": 1}]}})).await;
    assert_eq!((reply.status, reply.error().0.as_str()), (400, "INVALID_KEY_OR_REF"));
    assert_eq!(reply.json()["o:errorDetails"][0]["o:errorPath"], "item.items[0].line");
}

#[tokio::test]
async fn null_clears_only_the_selected_fields_when_asked_so() {
    let world = world().await;
    let id = world.create_order("po-1").await;
    let path = format!("{ORDERS}/{id}?replaceSelectedFields=true&replace=otherRefNum");
    world.patch(&path, &json!({"memo": null, "otherRefNum": null})).await.new_id();
    assert_eq!(world.get(&format!("{ORDERS}/{id}")).await.json()["memo"], "two lines");
}

#[tokio::test]
async fn an_external_id_belongs_to_one_transaction() {
    let world = world().await;
    let id = world.create_order("po-1").await;
    let reply = world.post(ORDERS, &order("po-1")).await;
    let text = "Error while accessing a resource. This record already exists.";
    assert_eq!((reply.status, reply.error()), (400, ("USER_ERROR".to_owned(), text.to_owned())));
    let by_external_id = world.get(&format!("{ORDERS}/eid:po-1")).await.json();
    assert_eq!(by_external_id["id"], json!(id));
    assert_eq!(world.ledger().await["purchase_orders"].as_array().unwrap().len(), 1);
    assert_eq!(world.delete(&format!("{ORDERS}/{id}")).await.status, 204);
    assert_ne!(world.create_order("po-1").await, id);
}

#[tokio::test]
async fn an_upsert_gives_the_same_record_every_time() {
    let world = world().await;
    let first = world.send(Method::PUT, &format!("{ORDERS}/eid:po-9"), &order("po-9")).await.new_id();
    let change = json!({"memo": "changed"});
    let second = world.send(Method::PUT, &format!("{ORDERS}/eid:po-9"), &change).await.new_id();
    assert_eq!(first, second);
    assert_eq!(world.get(&format!("{ORDERS}/{first}")).await.json()["memo"], "changed");
    let reply = world.send(Method::PUT, &format!("{ORDERS}/{first}"), &change).await;
    assert_eq!((reply.status, reply.error().0.as_str()), (400, "INVALID_ID"));
}

#[tokio::test]
async fn a_deleted_order_is_gone() {
    let world = world().await;
    let id = world.create_order("po-1").await;
    let reply = world.delete(&format!("{ORDERS}/{id}")).await;
    assert_eq!((reply.status, reply.header("location")), (204, ""));
    let missing = "The record instance does not exist. Provide a valid record instance ID.";
    for reply in [world.delete(&format!("{ORDERS}/{id}")).await, world.get(&format!("{ORDERS}/{id}")).await] {
        assert_eq!((reply.status, reply.error()), (404, ("NONEXISTENT_ID".to_owned(), missing.to_owned())));
    }
    let reply = world.get(&format!("{ORDERS}/eid:po-1")).await;
    let text =
        "The record instance for external ID 'po-1' does not exist. Provide a valid record instance ID.";
    assert_eq!((reply.status, reply.error().1.as_str()), (404, text));
    let reply = world.get(&format!("{ORDERS}/000")).await;
    assert_eq!((reply.status, reply.error().0.as_str()), (400, "INVALID_ID"));
}

#[tokio::test]
async fn what_is_missing_or_wrong_is_named() {
    let world = world().await;
    let reply = world.post(ORDERS, &json!({"item": {"items": [{"item": {"id": "701"}}]}})).await;
    assert_eq!(reply.error().1, "Error while accessing a resource. Please enter value(s) for: Vendor");
    let body = json!({"entity": {"id": "501"}, "item": {"items": [{"item": {"id": "9999"}}]}});
    let reply = world.post(ORDERS, &body).await;
    assert_eq!(reply.error().0, "INVALID_CONTENT");
    assert!(reply.error().1.contains("Invalid Field Value 9999 for the following field: item"));
    assert_eq!(reply.json()["o:errorDetails"][0]["o:errorPath"], "item.items[0].item");
    let reply = world.post(ORDERS, &json!({"entity": {"externalId": "nobody"}})).await;
    assert_eq!((reply.status, reply.error().0.as_str()), (404, "NONEXISTENT_ID"));
    let reply = Reply::of(world.request(Method::POST, ORDERS).body("{").send().await.unwrap()).await;
    assert_eq!((reply.status, reply.error().0.as_str()), (400, "INVALID_CONTENT"));
    assert_eq!(world.ledger().await["writes"], 0);
}

#[tokio::test]
async fn a_location_of_another_subsidiary_needs_the_subsidiary_before_it() {
    let world = world().await;
    let lines = json!({"items": [{"item": {"id": "701"}}]});
    let in_order =
        json!({"entity": {"id": "501"}, "subsidiary": {"id": "2"}, "location": {"id": "21"}, "item": lines});
    let out_of_order =
        json!({"entity": {"id": "501"}, "location": {"id": "21"}, "subsidiary": {"id": "2"}, "item": lines});
    assert_eq!(world.post(ORDERS, &in_order).await.status, 204);
    let reply = world.post(ORDERS, &out_of_order).await;
    assert_eq!(reply.status, 400);
    assert!(reply.error().1.contains("Invalid Field Value 21 for the following field: location"));
    let lenient = with_switches(json!({"key_order_rule": false})).await;
    assert_eq!(lenient.post(ORDERS, &out_of_order).await.status, 204);
    let derived = with_switches(json!({"subsidiary_derived": true})).await;
    assert_eq!(derived.post(ORDERS, &in_order).await.error().0, "USER_ERROR");
}

#[tokio::test]
async fn a_form_shows_the_defaults_and_saves_nothing() {
    let world = world().await;
    let form = "application/vnd.oracle.resource+json; type=create-form";
    let request = world.request(Method::POST, ORDERS).header("accept", form).json(&order("po-1"));
    let reply = Reply::of(request.send().await.unwrap()).await;
    assert_eq!((reply.status, reply.json()["total"].to_string()), (200, "43.25".to_owned()));
    assert_eq!(world.ledger().await["writes"], 0);
    let id = world.create_order("po-1").await;
    let edit = "application/vnd.oracle.resource+json; type=edit-form";
    let path = format!("{ORDERS}/{id}");
    let request =
        world.request(Method::PATCH, &path).header("accept", edit).json(&json!({"memo": "not kept"}));
    assert_eq!(Reply::of(request.send().await.unwrap()).await.json()["memo"], "not kept");
    assert_eq!(world.get(&path).await.json()["memo"], "two lines");
}

#[tokio::test]
async fn unknown_properties_are_refused_reported_or_ignored_as_the_header_says() {
    let world = world().await;
    let mut body = order("po-1");
    body["custbody_unknown"] = json!("x");
    let send = async |mode: &str| {
        let request = world.request(Method::POST, ORDERS).header("X-NetSuite-PropertyNameValidation", mode);
        Reply::of(request.json(&body).send().await.unwrap()).await
    };
    let reply = send("error").await;
    assert_eq!((reply.status, reply.error().0.as_str()), (400, "INVALID_CONTENT"));
    assert_eq!(reply.json()["o:errorDetails"][0]["o:errorPath"], "custbody_unknown");
    let reply = send("Warning").await;
    assert_eq!(reply.status, 204);
    assert!(reply.header("warning").contains("custbody_unknown"));
    body["externalId"] = json!("po-2");
    body["custbody_project_code"] = json!("P-1");
    let request = world.request(Method::POST, ORDERS).header("X-NetSuite-PropertyNameValidation", "IGNORE");
    let id = Reply::of(request.json(&body).send().await.unwrap()).await.new_id();
    assert_eq!(world.get(&format!("{ORDERS}/{id}")).await.json()["custbody_project_code"], "P-1");
}

#[tokio::test]
async fn an_order_goes_through_approval_receipts_bills_and_closing() {
    let world = with_switches(json!({"approval": true})).await;
    let id = world.create_order("po-1").await;
    let status = async || world.get(&format!("{ORDERS}/{id}")).await.json()["status"]["id"].clone();
    let act = async |action: &str, body| {
        world.admin(Method::POST, &format!("/purchase_orders/{id}/{action}"), body).await;
    };
    assert_eq!(status().await, "A");
    act("approve", json!({})).await;
    assert_eq!(status().await, "B");
    act("receive", json!({"line": 1, "quantity": "1"})).await;
    assert_eq!(status().await, "E");
    act("bill", json!({"line": 1, "quantity": "1"})).await;
    assert_eq!(status().await, "D");
    act("receive", json!({"line": 1, "quantity": "1"})).await;
    act("receive", json!({"line": 2, "quantity": "1.5"})).await;
    assert_eq!(status().await, "F");
    act("bill", json!({"line": 1, "quantity": 1})).await;
    act("bill", json!({"line": 2, "quantity": 1.5})).await;
    assert_eq!(status().await, "G");
    let reply = world.delete(&format!("{ORDERS}/{id}")).await;
    assert!(reply.error().1.contains("cannot be deleted"));
    act("close", json!({})).await;
    assert_eq!(status().await, "H");
}
