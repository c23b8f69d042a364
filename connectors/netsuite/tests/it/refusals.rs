//! NetSuite's refusals, at the place in the client's body that they are about.

use erpgate_connector::{Rejection, WriteError};
use erpgate_model::{Command, FailureCode, PurchaseOrderStatus, Resource, Verb};
use serde_json::{Value, json};

use crate::admin::{World, change, order, two_lines};

async fn refused(world: &World, body: &Value) -> Rejection {
    let visit = world.visit();
    let rejection = rejection(visit.create(&order(body)).await);
    assert_eq!(visit.session.confirmed_writes(), 0);
    rejection
}

fn rejection<T: std::fmt::Debug>(result: Result<T, WriteError>) -> Rejection {
    match result {
        Err(WriteError::Rejected(rejection)) => rejection,
        other => panic!("{other:?}"),
    }
}

fn places(rejection: &Rejection) -> Vec<(&str, &str)> {
    let place = |error: &'_ erpgate_model::FieldError| error.pointer.is_some();
    assert!(rejection.errors.iter().all(place), "{rejection:?}");
    let errors = rejection.errors.iter();
    errors.map(|error| (error.pointer.as_deref().unwrap_or_default(), error.code.as_str())).collect()
}

#[tokio::test]
async fn a_wrong_reference_is_named_at_its_line() {
    let world = World::start().await;
    let mut body = two_lines();
    body["lines"][1]["item_id"] = json!("999999");
    let rejection = refused(&world, &body).await;
    assert_eq!(rejection.code, FailureCode::RejectedByErp);
    assert_eq!(places(&rejection), [("/lines/1/item_id", "no_such_reference")]);
    assert_eq!(rejection.errors[0].native.as_ref().unwrap().code, "INVALID_CONTENT");
}

#[tokio::test]
async fn a_wrong_external_id_is_named_where_it_stands() {
    let world = World::start().await;
    let mut body = two_lines();
    body["lines"][1]["department_id"] = json!("eid:NOWHERE");
    assert_eq!(places(&refused(&world, &body).await), [("/lines/1/department_id", "no_such_reference")]);
}

#[tokio::test]
async fn a_missing_vendor_is_named_by_netsuites_label() {
    let world = World::start().await;
    let mut body = two_lines();
    body.as_object_mut().unwrap().shift_remove("vendor_id");
    body.as_object_mut().unwrap().shift_remove("company_id");
    assert_eq!(places(&refused(&world, &body).await), [("/vendor_id", "required")]);
}

#[tokio::test]
async fn an_unknown_custom_field_is_refused_and_not_dropped() {
    let world = World::start().await;
    let mut body = two_lines();
    body["custom_fields"] = json!({"custbody_unheard_of": "x"});
    assert_eq!(places(&refused(&world, &body).await), [("/custom_fields/custbody_unheard_of", "invalid")]);
}

#[tokio::test]
async fn an_unknown_currency_is_refused_before_anything_is_sent() {
    let world = World::start().await;
    let mut body = two_lines();
    body["currency"] = json!("XTS");
    assert_eq!(places(&refused(&world, &body).await), [("/currency", "no_such_reference")]);
    let posts = world.requests().await.into_iter().filter(|line| line.contains("/record/v1/")).count();
    assert_eq!(posts, 0);
}

#[tokio::test]
async fn a_wrong_value_in_a_change_is_named_where_the_client_wrote_it() {
    let world = World::start().await;
    let made = world.created(&two_lines()).await;
    let patch = json!({"lines": {
        "remove": ["1"],
        "update": [{"id": "2", "quantity": "9"}],
        "add": [{"item_id": "703", "quantity": "1"}, {"item_id": "999999", "quantity": "1"}],
    }});
    let rejection = rejection(world.apply(&change(&made.id, &patch)).await);
    assert_eq!(places(&rejection), [("/lines/add/1/item_id", "no_such_reference")]);
    assert_eq!(world.read(&made.id).await, made, "all or nothing");
}

#[tokio::test]
async fn a_received_order_is_neither_cancelled_nor_deleted_but_can_be_closed() {
    let world = World::start().await;
    let made = world.created(&two_lines()).await;
    let receive = format!("/purchase_orders/{}/receive", made.id);
    world.post(&receive, &json!({"line": 1, "quantity": "1"})).await;
    let partly = world.read(&made.id).await;
    assert_eq!(partly.status, PurchaseOrderStatus::PartiallyReceived);
    assert_eq!(partly.lines[0].received_quantity, Some("1".parse().unwrap()));

    let target = || serde_json::from_value(json!({"id": made.id})).unwrap();
    let cancelled =
        rejection(world.apply(&Command::act(Resource::PurchaseOrder, Verb::Cancel, target())).await);
    assert_eq!(cancelled.code, FailureCode::StateForbids);
    let deleted =
        rejection(world.apply(&Command::act(Resource::PurchaseOrder, Verb::Delete, target())).await);
    assert_eq!(deleted.code, FailureCode::StateForbids);
    assert_eq!(world.read(&made.id).await, partly);

    world.apply(&Command::act(Resource::PurchaseOrder, Verb::Close, target())).await.unwrap();
    assert_eq!(world.read(&made.id).await.status, PurchaseOrderStatus::Closed);
}
