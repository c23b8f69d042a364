//! What NetSuite would refuse, asked for with its forms.

use erpgate_model::{Command, FieldError, NewRecord, Patch, RecordId, Resource, Target, Update, Verb};
use serde_json::{Value, json};

use crate::admin::{World, change, order, two_lines};

async fn precheck(world: &World, command: &Command) -> Vec<FieldError> {
    let writes = world.writes().await;
    let visit = world.visit();
    let found = visit.connector.precheck(&visit.session, command).await.unwrap();
    assert_eq!(world.writes().await, writes, "a precheck changes nothing");
    assert_eq!(visit.session.confirmed_writes(), 0);
    found
}

fn create(body: &Value) -> Command {
    Command::Create(NewRecord::PurchaseOrder(Box::new(order(body))))
}

#[tokio::test]
async fn a_write_that_netsuite_would_take_has_nothing_against_it() {
    let world = World::start().await;
    assert_eq!(precheck(&world, &create(&two_lines())).await, []);
    let order = world.created(&two_lines()).await;
    let patch = json!({"notes": "n", "lines": {"remove": ["1"], "update": [{"id": "2", "quantity": "4"}]}});
    assert_eq!(precheck(&world, &change(&order.id, &patch)).await, []);
    let close =
        Command::act(Resource::PurchaseOrder, Verb::Close, Target { id: order.id.clone(), if_match: None });
    assert_eq!(precheck(&world, &close).await, []);
    assert_eq!(world.read(&order.id).await, order, "it stands as it stood");
}

#[tokio::test]
async fn what_netsuite_would_refuse_comes_back_in_its_words_at_its_place() {
    let world = World::start().await;
    let mut body = two_lines();
    body["lines"][1]["item_id"] = json!("999999");
    let errors = precheck(&world, &create(&body)).await;
    assert_eq!(errors[0].pointer.as_deref(), Some("/lines/1/item_id"));
    assert!(errors[0].native.as_ref().unwrap().message.contains("Invalid Field Value 999999"), "{errors:?}");

    let order = world.created(&two_lines()).await;
    let patch = json!({"payment_terms_id": "999999"});
    let errors = precheck(&world, &change(&order.id, &patch)).await;
    assert_eq!(errors[0].pointer.as_deref(), Some("/payment_terms_id"));
}

#[tokio::test]
async fn what_can_be_told_without_netsuite_is_told_with_its_reason() {
    let world = World::start().await;
    let order = world.created(&two_lines()).await;
    let errors = precheck(&world, &change(&order.id, &json!({"lines": {"remove": ["9"]}}))).await;
    assert_eq!(errors[0].pointer.as_deref(), Some("/lines/remove/0"));
    world.post(&format!("/purchase_orders/{}/receive", order.id), &json!({"line": 1, "quantity": "1"})).await;
    let cancel =
        Command::act(Resource::PurchaseOrder, Verb::Cancel, Target { id: order.id.clone(), if_match: None });
    let errors = precheck(&world, &cancel).await;
    assert!(errors[0].detail.contains("received or billed"), "{errors:?}");
}

#[tokio::test]
async fn every_kind_of_record_is_checked_by_its_form() {
    let world = World::start().await;
    let order = world.created(&two_lines()).await;
    let new = |resource: Resource, body: Value| Command::Create(NewRecord::read(resource, &body).unwrap());
    let patch = Patch::read(Resource::Vendor, &json!({"payment_terms_id": "999999"})).unwrap();
    let target = Target { id: RecordId::new("501"), if_match: None };
    for (command, pointer) in [
        (Command::Update(Update { target, patch }), "/payment_terms_id"),
        (
            new(
                Resource::InventoryAdjustment,
                json!({"company_id": "1", "account_id": "59", "lines": [
                    {"item_id": "999999", "location_id": "11", "change": "1"},
                ]}),
            ),
            "/lines/0/item_id",
        ),
        (
            new(
                Resource::InventoryTransfer,
                json!({"company_id": "1", "from_location_id": "11", "to_location_id": "12", "lines": [
                    {"item_id": "701", "quantity": "1"}, {"item_id": "999999", "quantity": "1"},
                ]}),
            ),
            "/lines/1/item_id",
        ),
    ] {
        let errors = precheck(&world, &command).await;
        assert_eq!(errors.first().and_then(|error| error.pointer.as_deref()), Some(pointer), "{errors:?}");
        assert!(errors[0].native.is_some(), "in NetSuite's words: {errors:?}");
    }
    let receipt = json!({
        "purchase_order_id": order.id, "lines": [{"purchase_order_line_id": "1", "quantity": "1"}],
    });
    assert_eq!(precheck(&world, &new(Resource::GoodsReceipt, receipt)).await, []);
}
