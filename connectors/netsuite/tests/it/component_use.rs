//! Who takes the components of a completion from stock: the completion, an issue before it, or nobody.

use erpgate_connector::WriteError;
use erpgate_connector_suite::Visit;
use erpgate_model::{FailureCode, RecordId, Resource, Verb};
use serde_json::{Value, json};

use crate::admin::World;
use crate::completions::{on_hand, released};
use crate::work_orders::{act, create, made, native, rejection};

const OF: Resource = Resource::WorkOrderCompletion;

async fn world(component_use: &str) -> World {
    World::start().await.with(&json!({"component_use": component_use}))
}

/// The pump and its three components.
async fn stock(world: &World) -> [String; 4] {
    let mut stock = [const { String::new() }; 4];
    for (quantity, item) in stock.iter_mut().zip(["733", "732", "731", "701"]) {
        *quantity = on_hand(world, item).await;
    }
    stock
}

/// How many issues and completions stand.
async fn standing(world: &World) -> (usize, usize) {
    let ledger = world.whole_ledger().await;
    let count = |name: &str| ledger[name].as_array().unwrap().len();
    (count("work_order_issues"), count("work_order_completions"))
}

/// One good pump and one that is scrapped.
fn two(order: &RecordId) -> Value {
    json!({"work_order_id": order, "quantity": "1", "scrapped_quantity": "1", "posting_date": "2026-03-02"})
}

#[tokio::test]
async fn an_issue_takes_what_was_produced_and_scrapped_before_the_completion() {
    let world = world("issue").await;
    let order = released(&world, "wip").await;
    assert_eq!(stock(&world).await, ["0", "60", "500", "100"]);
    let id = made(&world, OF, &two(&order)).await;
    assert_eq!(stock(&world).await, ["1", "58", "499.5", "92"]);
    let completion = world.ledger("work_order_completions", &native(&id)).await;
    assert_eq!(completion["isBackflush"], json!(false));
    assert_eq!(completion["component"]["items"], json!([]));
    let issue = world.whole_ledger().await["work_order_issues"][0].take();
    let mark = format!("{}-I", completion["externalId"].as_str().unwrap());
    assert_eq!((&issue["externalId"], &issue["tranDate"]), (&json!(mark), &json!("2026-03-02")));
    let shown = world.shown(Resource::WorkOrder, &order).await;
    let issued: Vec<&Value> =
        shown["components"].as_array().unwrap().iter().map(|one| &one["issued_quantity"]).collect();
    assert_eq!(issued, ["2", "0.5", "8"]);
}

#[tokio::test]
async fn a_lost_answer_to_either_write_doubles_neither() {
    for path in ["workOrderIssue", "workOrderCompletion"] {
        let world = world("issue").await;
        let order = released(&world, "wip").await;
        let on = json!({"method": "POST", "path_contains": path});
        world.post("/faults", &json!({"kind": "lose_answer", "on": on})).await;
        let (visit, command) = (world.visit(), create(OF, &two(&order)));
        assert!(matches!(visit.apply(&command, None).await, Err(WriteError::Unknown(_))), "{path}");
        let mut ids = Vec::new();
        for _ in 0..2 {
            let again = Visit::stamping(&world.connector, visit.reference().clone());
            ids.push(again.repeat(&command, None).await.unwrap().id().clone());
        }
        assert_eq!(standing(&world).await, (1, 1), "{path}");
        let held = world.ledger("work_order_completions", &native(&ids[0])).await;
        assert_eq!((&ids[0], &held["externalId"]), (&ids[1], &json!(visit.reference())));
        assert_eq!(stock(&world).await, ["1", "58", "499.5", "92"], "{path}");
    }
}

#[tokio::test]
async fn a_completion_that_is_refused_after_its_issue_is_partly_applied_at_every_repeat() {
    let world = world("issue").await;
    let order = released(&world, "wip").await;
    let mut body = two(&order);
    body["custom_fields"] = json!({"custbody_unknown": "1"});
    let (visit, command) = (world.visit(), create(OF, &body));
    let found = visit.connector.precheck(&visit.session, &command).await.unwrap();
    assert_eq!(
        found[0].pointer.as_deref(),
        Some("/custom_fields/custbody_unknown"),
        "a dry run asks about both"
    );
    assert_eq!(rejection(visit.apply(&command, None).await).code, FailureCode::PartiallyApplied);
    let again = Visit::stamping(&world.connector, visit.reference().clone());
    assert_eq!(rejection(again.repeat(&command, None).await).code, FailureCode::PartiallyApplied);
    assert_eq!(standing(&world).await, (1, 0));
}

#[tokio::test]
async fn a_reversal_takes_both_documents_back_although_an_answer_is_lost() {
    for path in ["nothing", "workOrderIssue", "workOrderCompletion"] {
        let world = world("issue").await;
        let order = released(&world, "wip").await;
        let before = stock(&world).await;
        let id = made(&world, OF, &two(&order)).await;
        let on = json!({"method": "DELETE", "path_contains": path});
        world.post("/faults", &json!({"kind": "lose_answer", "on": on})).await;
        let (visit, reverse) = (world.visit(), act(OF, Verb::Reverse, &id));
        match visit.apply(&reverse, None).await {
            Ok(receipt) => assert_eq!((receipt.id(), path), (&id, "nothing")),
            Err(WriteError::Unknown(_)) => {
                assert_ne!(path, "nothing");
                assert_eq!(*visit.repeat(&reverse, None).await.unwrap().id(), id);
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(standing(&world).await, (0, 0), "{path}");
        assert_eq!(stock(&world).await, before, "{path}");
        assert_eq!(world.shown(Resource::WorkOrder, &order).await["status"], "released");
    }
}

#[tokio::test]
async fn what_cannot_be_issued_exactly_is_refused_before_anything_is_sent() {
    let world = world("issue").await;
    let order = released(&world, "wip").await;
    let writes = world.writes().await;
    let wrong = [
        (json!({"quantity": "0.00001"}), "/quantity", "the part of component 731 (line 2)"),
        (json!({}), "/quantity", "needed where components are issued"),
        (json!({"quantity": "1", "operation_number": "10"}), "/operation_number", "which components"),
    ];
    for (mut body, pointer, detail) in wrong {
        body["work_order_id"] = json!(order);
        let refused = rejection(world.apply(&create(OF, &body)).await);
        assert_eq!(refused.errors[0].pointer.as_deref(), Some(pointer), "{refused:?}");
        assert!(refused.errors[0].detail.contains(detail), "{refused:?}");
    }
    assert_eq!(world.writes().await, writes);
}

#[tokio::test]
async fn nobody_issues_where_the_setting_or_the_completion_says_so() {
    let body =
        |order: &RecordId, own: Value| json!({"work_order_id": order, "quantity": "1", "custom_fields": own});
    for (setting, own) in [("none", json!({})), ("issue", json!({"isBackflush": false}))] {
        let world = world(setting).await;
        let order = released(&world, "wip").await;
        let id = made(&world, OF, &body(&order, own)).await;
        let held = world.ledger("work_order_completions", &native(&id)).await;
        assert_eq!(held["isBackflush"], json!(false), "{setting}");
        assert_eq!(standing(&world).await, (0, 1), "{setting}");
        assert_eq!(stock(&world).await, ["1", "60", "500", "100"], "{setting}");
        world.apply(&act(OF, Verb::Reverse, &id)).await.unwrap();
        assert_eq!(standing(&world).await, (0, 0), "{setting}");
    }
    let world = world("issue").await;
    let order = released(&world, "wip").await;
    made(&world, OF, &body(&order, json!({"isBackflush": true}))).await;
    assert_eq!((standing(&world).await, stock(&world).await[1].as_str()), ((0, 1), "59"));
}
