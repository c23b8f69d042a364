//! Events and who gets them.

use erpgate_model::{
    DeliveryState, Event, EventFilter, EventType, NewEvent, OperationStatus, RecordEvent, Resource,
    WebhookEndpoint,
};
use erpgate_store::{DeliveryFilter, Settlement};
use futures::future::join_all;

use crate::databases::on_both;
use crate::things::{endpoint, event};
use crate::world::World;

/// Settles a new create that tells these events.
async fn tell(world: &World, events: Vec<NewEvent>) {
    let operation = world.accept(world.running(world.create())).await;
    let end = Settlement { events, ..world.settlement(&operation, OperationStatus::Succeeded) };
    assert!(world.store().settle(&end).await.unwrap());
}

async fn stored(world: &World, event: &NewEvent) -> Event {
    world.store().event(event.id).await.unwrap().expect("the event stands in the store")
}

async fn receivers(world: &World, event: &NewEvent) -> Vec<WebhookEndpoint> {
    let filter = DeliveryFilter { event: Some(event.id), limit: 100, ..Default::default() };
    let mut receivers = Vec::new();
    for delivery in world.store().deliveries(&filter).await.unwrap() {
        receivers.push(world.store().endpoint(delivery.endpoint_id).await.unwrap().unwrap());
    }
    receivers.sort_by_key(|endpoint| endpoint.id);
    receivers
}

#[tokio::test]
async fn the_stored_body_is_the_frozen_one_with_its_sequence() {
    on_both(async |world| {
        let told = event(world, EventType::Record(Resource::PurchaseOrder, RecordEvent::Created), "1");
        tell(world, vec![told.clone()]).await;
        let expected = Event {
            id: told.id,
            event_type: told.event_type,
            sequence: 1,
            connection_id: world.connection,
            body: told.body(1),
            created_at: world.now(),
        };
        assert_eq!(stored(world, &told).await, expected);
        assert_eq!(world.store().event(world.ids.make()).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn each_record_has_its_own_sequence_from_one() {
    on_both(async |world| {
        let made = |resource_id| {
            event(world, EventType::Record(Resource::PurchaseOrder, RecordEvent::Updated), resource_id)
        };
        let (first, other) = (made("1"), made("2"));
        let foreign = NewEvent { connection_id: world.ids.make(), ..made("1") };
        let (second, third) = (made("1"), made("1"));
        tell(world, vec![first.clone(), other.clone(), foreign.clone()]).await;
        tell(world, vec![second.clone(), third.clone()]).await;
        let mut sequences = Vec::new();
        for told in [&first, &other, &foreign, &second, &third] {
            sequences.push(stored(world, told).await.sequence);
        }
        assert_eq!(sequences, [1, 1, 1, 2, 3]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn settlements_at_once_number_the_same_records_without_gap_or_repetition() {
    on_both(async |world| {
        let mut ends = Vec::new();
        for turn in 0..20 {
            let operation = world.accept(world.running(world.create())).await;
            // Every other one in the other order: an invitation to wait for each other for ever.
            let mut order = ["1", "2"];
            order.rotate_left(turn % 2);
            let events = order
                .map(|id| event(world, EventType::Record(Resource::PurchaseOrder, RecordEvent::Updated), id))
                .to_vec();
            ends.push(Settlement { events, ..world.settlement(&operation, OperationStatus::Succeeded) });
        }
        let settling = ends.iter().cloned().enumerate().map(|(turn, end)| {
            let node = world.node(turn);
            tokio::spawn(async move { node.settle(&end).await.unwrap() })
        });
        assert!(join_all(settling).await.into_iter().all(|done| done.unwrap()));
        for record in ["1", "2"] {
            let mut sequences = Vec::new();
            for told in ends.iter().flat_map(|end| &end.events).filter(|told| told.resource_id == record) {
                sequences.push(stored(world, told).await.sequence);
            }
            sequences.sort_unstable();
            assert_eq!(sequences, Vec::from_iter(1..=20), "of record {record}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_event_goes_to_every_enabled_endpoint_whose_filter_wants_it_and_to_no_other() {
    on_both(async |world| {
        let all = endpoint(world, &[]);
        let orders = endpoint(world, &["purchase_order.*"]);
        let operations = endpoint(world, &["operation.*"]);
        let disabled = WebhookEndpoint { enabled: false, ..endpoint(world, &[]) };
        let elsewhere = WebhookEndpoint {
            filter: EventFilter { types: Vec::new(), connections: vec![world.ids.make()] },
            ..endpoint(world, &[])
        };
        for endpoint in [&all, &orders, &operations, &disabled, &elsewhere] {
            world.store().create_endpoint(endpoint).await.unwrap();
        }
        let told = event(world, EventType::Record(Resource::PurchaseOrder, RecordEvent::Created), "1");
        tell(world, vec![told.clone()]).await;
        let mut expected = vec![all, orders];
        expected.sort_by_key(|endpoint| endpoint.id);
        assert_eq!(receivers(world, &told).await, expected);
    })
    .await;
}

#[tokio::test]
async fn a_test_event_goes_to_one_endpoint_alone_even_when_it_is_disabled_and_does_not_want_it() {
    on_both(async |world| {
        let disabled = WebhookEndpoint { enabled: false, ..endpoint(world, &["operation.failed"]) };
        let other = endpoint(world, &[]);
        for endpoint in [&disabled, &other] {
            world.store().create_endpoint(endpoint).await.unwrap();
        }
        let told = event(world, EventType::Record(Resource::PurchaseOrder, RecordEvent::Created), "sample");
        let delivery = world.store().add_test_event(&told, disabled.id).await.unwrap();
        assert_eq!((delivery.event_id, delivery.endpoint_id), (told.id, disabled.id));
        assert_eq!((delivery.state, delivery.due_at), (DeliveryState::Pending, Some(world.now())));
        let (stands, attempts) = world.store().delivery(delivery.id).await.unwrap().unwrap();
        assert_eq!((stands, attempts), (delivery, vec![]));
        assert_eq!(receivers(world, &told).await, std::slice::from_ref(&disabled));
        assert_eq!(world.store().next_delivery_due().await.unwrap(), Some(world.now()));
        let claimed = world.store().claim_deliveries(world.lease(), 10, &[]).await.unwrap();
        assert_eq!(claimed.len(), 1);
        assert_eq!(claimed[0].endpoint, disabled);
    })
    .await;
}

#[tokio::test]
async fn a_test_event_for_an_endpoint_that_is_gone_leaves_nothing_behind() {
    on_both(async |world| {
        let told = event(world, EventType::Record(Resource::PurchaseOrder, RecordEvent::Created), "sample");
        assert!(world.store().add_test_event(&told, world.ids.make()).await.is_err());
        assert_eq!(world.store().event(told.id).await.unwrap(), None);
    })
    .await;
}
