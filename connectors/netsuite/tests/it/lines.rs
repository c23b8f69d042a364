//! Lines added, changed and taken away, in one request.

use erpgate_model::{PurchaseOrder, Record};
use serde_json::json;

use crate::admin::{World, change, two_lines};

fn ids(order: &PurchaseOrder) -> Vec<&str> {
    order.lines.iter().map(|line| line.id.as_str()).collect()
}

#[tokio::test]
async fn a_removal_takes_one_line_away_and_leaves_the_others_as_they_are() {
    let world = World::start().await;
    let made = world.created(&two_lines()).await;
    let visit = world.visit();
    visit.apply(&change(&made.id, &json!({"lines": {"remove": ["1"]}})), None).await.unwrap();
    assert_eq!(visit.session.confirmed_writes(), 1);
    let left = world.read(&made.id).await;
    assert_eq!(left.lines, made.lines[1..]);
    let patch = world.requests().await.into_iter().find(|line| line.starts_with("PATCH")).unwrap();
    assert!(patch.contains(&format!("/purchaseOrder/{}", made.id)), "{patch}");
}

#[tokio::test]
async fn keys_that_were_taken_away_are_not_given_again() {
    let world = World::start().await;
    let made = world.created(&two_lines()).await;
    let line = json!({"item_id": "703", "quantity": "1", "unit_price": "5"});
    world.apply(&change(&made.id, &json!({"lines": {"remove": ["1"], "add": [line]}}))).await.unwrap();
    let changed = world.read(&made.id).await;
    assert_eq!(ids(&changed), ["2", "3"]);
    assert_eq!(changed.lines[1].item_id.as_deref(), Some("703"));
}

#[tokio::test]
async fn a_repeated_change_adds_only_what_is_missing() {
    let world = World::start().await;
    let made = world.created(&two_lines()).await;
    let basis = Record::PurchaseOrder(Box::new(made.clone()));
    let line = json!({"item_id": "eid:TG20", "quantity": "1", "unit_price": "5"});
    let one = change(&made.id, &json!({"lines": {"add": [line]}}));
    world.visit().apply(&one, Some(&basis)).await.unwrap();
    let two = change(&made.id, &json!({"lines": {"add": [line, line]}}));
    world.visit().repeat(&two, Some(&basis)).await.unwrap();
    assert_eq!(ids(&world.read(&made.id).await), ["1", "2", "3", "4"]);
    world.visit().repeat(&two, Some(&basis)).await.unwrap();
    assert_eq!(ids(&world.read(&made.id).await), ["1", "2", "3", "4"]);
}

#[tokio::test]
async fn null_clears_a_field_and_absence_leaves_it() {
    let world = World::start().await;
    let mut body = two_lines();
    body["notes"] = json!("old");
    body["external_id"] = json!("REQ-9");
    body["lines"][0]["department_id"] = json!("1");
    let made = world.created(&body).await;
    let patch = json!({"notes": null, "lines": {"update": [{"id": "1", "department_id": null}]}});
    world.apply(&change(&made.id, &patch)).await.unwrap();
    let changed = world.read(&made.id).await;
    assert_eq!(changed.notes, None);
    assert_eq!(changed.lines[0].department_id, None);
    assert_eq!(changed.external_id.as_deref(), Some("REQ-9"));
}
