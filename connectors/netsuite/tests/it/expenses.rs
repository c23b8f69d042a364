//! Lines with an account instead of an item.

use erpgate_connector::WriteError;
use erpgate_model::{Command, LineStatus, PurchaseOrderStatus, Resource, Verb};
use serde_json::{Value, json};

use crate::admin::{World, change, two_lines};

/// An order of two items and two expenses between them.
fn mixed() -> Value {
    let mut body = two_lines();
    let lines = body["lines"].as_array_mut().unwrap();
    let expense = |account: &str, price: &str| {
        json!({
            "account_assignment": {"account_id": account}, "description": "repair", "quantity": "2",
            "unit_price": price, "department_id": "2", "location_id": "11",
        })
    };
    lines.insert(0, expense("121", "10.25"));
    lines.insert(2, expense("eid:65008420", "1"));
    body
}

#[tokio::test]
async fn an_expense_is_one_amount_in_netsuite_and_one_piece_when_read() {
    let world = World::start().await;
    let made = world.created(&mixed()).await;
    let held = world.held(&made.id).await;
    let expense = &held["expense"]["items"][0];
    assert_eq!(expense["account"]["id"], "121");
    assert_eq!(expense["memo"], "repair");
    assert_eq!(expense["amount"].to_string(), "20.5");
    assert_eq!(held["item"]["items"].as_array().unwrap().len(), 2);

    let ids: Vec<_> = made.lines.iter().map(|line| line.id.as_str()).collect();
    assert_eq!(ids, ["1", "2", "expense:1", "expense:2"]);
    let line = &made.lines[2];
    assert_eq!(line.account_assignment.as_ref().unwrap().account_id.as_deref(), Some("121"));
    assert_eq!(line.net_amount, Some("20.5".parse().unwrap()));
    assert_eq!(line.quantity, Some("1".parse().unwrap()));
    assert_eq!(line.unit_price, Some("20.5".parse().unwrap()));
}

#[tokio::test]
async fn expenses_are_changed_and_taken_away_apart_from_items() {
    let world = World::start().await;
    let made = world.created(&mixed()).await;
    let patch = json!({"lines": {
        "update": [{"id": "expense:2", "quantity": "3", "unit_price": "7.5"}, {"id": "1", "quantity": "4"}],
        "remove": ["expense:1"],
    }});
    world.apply(&change(&made.id, &patch)).await.unwrap();
    let changed = world.read(&made.id).await;
    let ids: Vec<_> = changed.lines.iter().map(|line| line.id.as_str()).collect();
    assert_eq!(ids, ["1", "2", "expense:2"]);
    assert_eq!(changed.lines[0].quantity, Some("4".parse().unwrap()));
    assert_eq!(changed.lines[1], made.lines[1]);
    assert_eq!(changed.lines[2].net_amount, Some("22.5".parse().unwrap()));
}

#[tokio::test]
async fn a_factor_to_an_unknown_price_is_refused_before_it_is_sent() {
    let world = World::start().await;
    let made = world.created(&mixed()).await;
    let patch = json!({"lines": {"update": [{"id": "expense:1", "quantity": "3"}]}});
    let error = world.apply(&change(&made.id, &patch)).await.unwrap_err();
    let WriteError::Rejected(rejection) = error else { panic!("{error:?}") };
    assert_eq!(rejection.errors[0].pointer.as_deref(), Some("/lines/update/0/unit_price"));
    assert_eq!(world.read(&made.id).await, made);
}

#[tokio::test]
async fn closing_an_order_closes_both_kinds_of_lines() {
    let world = World::start().await;
    let made = world.created(&mixed()).await;
    let target = serde_json::from_value(json!({"id": made.id})).unwrap();
    world.apply(&Command::act(Resource::PurchaseOrder, Verb::Close, target)).await.unwrap();
    let closed = world.read(&made.id).await;
    assert_eq!(closed.status, PurchaseOrderStatus::Closed);
    assert!(closed.lines.iter().all(|line| line.status == LineStatus::Closed));
    assert_eq!(closed.lines.len(), 4);
}
