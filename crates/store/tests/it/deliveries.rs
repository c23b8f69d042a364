//! Claiming deliveries and writing what came of them.

use std::collections::HashSet;

use erpgate_model::{
    Delivery, DeliveryAttempt, DeliveryId, DeliveryState, EventType, OperationStatus, RecordEvent, Resource,
    WebhookEndpoint, WebhookEndpointId,
};
use erpgate_store::{ClaimedDelivery, DeliveryFilter, DeliveryResult, Settlement};
use futures::future::join_all;

use crate::databases::on_both;
use crate::things::{endpoint, event};
use crate::world::World;

/// An endpoint that wants everything.
async fn receiver(world: &World) -> WebhookEndpoint {
    let receiver = endpoint(world, &[]);
    world.store().create_endpoint(&receiver).await.unwrap();
    receiver
}

/// Tells of a record: one delivery for every enabled endpoint.
async fn tell(world: &World) {
    let operation = world.accept(world.running(world.create())).await;
    let events = vec![event(world, EventType::Record(Resource::PurchaseOrder, RecordEvent::Created), "1")];
    let end = Settlement { events, ..world.settlement(&operation, OperationStatus::Succeeded) };
    assert!(world.store().settle(&end).await.unwrap());
}

async fn claim(world: &World) -> Vec<ClaimedDelivery> {
    world.store().claim_deliveries(world.lease(), 100, &[]).await.unwrap()
}

async fn claim_one(world: &World) -> ClaimedDelivery {
    let mut claimed = claim(world).await;
    assert_eq!(claimed.len(), 1);
    claimed.remove(0)
}

async fn stored(world: &World, id: DeliveryId) -> (Delivery, Vec<DeliveryAttempt>) {
    world.store().delivery(id).await.unwrap().expect("the delivery stands in the store")
}

fn result(world: &World, claimed: &ClaimedDelivery, state: DeliveryState) -> DeliveryResult {
    DeliveryResult {
        id: claimed.delivery.id,
        lease_generation: claimed.delivery.lease_generation,
        attempt: DeliveryAttempt {
            started_at: world.now(),
            duration_ms: 250,
            status: Some(503),
            error: Some("status".into()),
            request_headers: vec![("webhook-id".into(), "evt_1".into()), ("b".into(), "a".into())],
            response_body: Some("later".into()),
        },
        state,
        due_at: (state == DeliveryState::Pending).then(|| world.after(30)),
        disable_endpoint: false,
    }
}

#[tokio::test]
async fn a_claim_brings_delivery_event_and_endpoint_with_the_next_generation() {
    on_both(async |world| {
        let receiver = receiver(world).await;
        tell(world).await;
        let claimed = claim_one(world).await;
        assert_eq!(claimed.endpoint, receiver);
        assert_eq!(claimed.delivery.lease_generation, 1);
        assert_eq!(claimed.delivery, stored(world, claimed.delivery.id).await.0);
        let told = world.store().event(claimed.delivery.event_id).await.unwrap();
        assert_eq!(told, Some(claimed.event));
    })
    .await;
}

#[tokio::test]
async fn a_claimed_delivery_is_given_again_only_when_its_lease_ran_out_without_a_result() {
    on_both(async |world| {
        receiver(world).await;
        tell(world).await;
        let first = claim_one(world).await;
        world.pass(59);
        assert_eq!(claim(world).await, []);
        assert_eq!(world.store().next_delivery_due().await.unwrap(), Some(world.after(1)));
        world.pass(1);
        let second = claim_one(world).await;
        assert_eq!(second.delivery.id, first.delivery.id);
        assert_eq!(second.delivery.lease_generation, 2);
    })
    .await;
}

#[tokio::test]
async fn the_longest_due_are_claimed_first_and_no_more_than_the_limit() {
    on_both(async |world| {
        receiver(world).await;
        for _ in 0..3 {
            tell(world).await;
            world.pass(1);
        }
        let lease = world.lease();
        let first = world.store().claim_deliveries(lease, 2, &[]).await.unwrap();
        let second = world.store().claim_deliveries(lease, 2, &[]).await.unwrap();
        let due: Vec<_> =
            first.iter().chain(&second).map(|claimed| claimed.delivery.due_at.unwrap()).collect();
        assert_eq!((first.len(), second.len()), (2, 1));
        assert!(due.is_sorted(), "{due:?}");
    })
    .await;
}

#[tokio::test]
async fn deliveries_to_excepted_endpoints_stay_and_do_not_fill_the_limit() {
    on_both(async |world| {
        let busy = receiver(world).await;
        tell(world).await;
        tell(world).await;
        let free = receiver(world).await;
        world.pass(1);
        tell(world).await;
        let claimed = world.store().claim_deliveries(world.lease(), 1, &[busy.id]).await.unwrap();
        let receivers: Vec<WebhookEndpointId> = claimed.iter().map(|claimed| claimed.endpoint.id).collect();
        assert_eq!(receivers, [free.id]);
        assert_eq!(world.store().claim_deliveries(world.lease(), 9, &[busy.id, free.id]).await.unwrap(), []);
        assert_eq!(claim(world).await.len(), 3, "they are claimed once the endpoint is free");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_claims_at_once_each_delivery_goes_to_one() {
    on_both(async |world| {
        receiver(world).await;
        for _ in 0..15 {
            tell(world).await;
        }
        let lease = world.lease();
        let claims = (0..20).map(|turn| {
            let node = world.node(turn);
            tokio::spawn(async move { node.claim_deliveries(lease, 4, &[]).await.unwrap() })
        });
        let mut claimed: Vec<_> = join_all(claims).await.into_iter().flat_map(Result::unwrap).collect();
        claimed.extend(claim(world).await);
        let ids: HashSet<_> = claimed.iter().map(|claimed| claimed.delivery.id).collect();
        assert_eq!((claimed.len(), ids.len()), (15, 15));
    })
    .await;
}

#[tokio::test]
async fn each_result_adds_an_attempt_to_the_log_and_says_when_to_try_again() {
    on_both(async |world| {
        receiver(world).await;
        tell(world).await;
        let first = result(world, &claim_one(world).await, DeliveryState::Pending);
        assert!(world.store().record_delivery(&first).await.unwrap());
        assert_eq!(world.store().next_delivery_due().await.unwrap(), Some(world.after(30)));
        assert_eq!(claim(world).await, []);
        world.pass(30);
        let mut second = result(world, &claim_one(world).await, DeliveryState::Delivered);
        second.attempt.status = Some(204);
        second.attempt.error = None;
        second.attempt.response_body = None;
        assert!(world.store().record_delivery(&second).await.unwrap());
        let (delivery, attempts) = stored(world, first.id).await;
        assert_eq!((delivery.state, delivery.attempts, delivery.due_at), (DeliveryState::Delivered, 2, None));
        assert_eq!(attempts, [first.attempt, second.attempt]);
        world.pass(1_000_000);
        assert_eq!(claim(world).await, []);
        assert_eq!(world.store().next_delivery_due().await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_result_of_an_older_generation_writes_nothing() {
    on_both(async |world| {
        receiver(world).await;
        tell(world).await;
        let slow = claim_one(world).await;
        world.pass(60);
        let quick = claim_one(world).await;
        let mut late = result(world, &slow, DeliveryState::Failed);
        late.disable_endpoint = true;
        assert!(!world.store().record_delivery(&late).await.unwrap());
        assert_eq!(stored(world, slow.delivery.id).await, (quick.delivery.clone(), vec![]));
        assert!(world.store().endpoint(quick.endpoint.id).await.unwrap().unwrap().enabled);
        let won = result(world, &quick, DeliveryState::Delivered);
        assert!(world.store().record_delivery(&won).await.unwrap());
        assert!(!world.store().record_delivery(&won).await.unwrap(), "a claim has one result");
        assert_eq!(stored(world, slow.delivery.id).await.1.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_receiver_that_is_gone_is_disabled_with_the_result_and_its_deliveries_wait() {
    on_both(async |world| {
        let receiver = receiver(world).await;
        tell(world).await;
        let mut gone = result(world, &claim_one(world).await, DeliveryState::Failed);
        tell(world).await;
        gone.disable_endpoint = true;
        assert!(world.store().record_delivery(&gone).await.unwrap());
        assert!(!world.store().endpoint(receiver.id).await.unwrap().unwrap().enabled);
        assert_eq!(stored(world, gone.id).await.0.state, DeliveryState::Failed);
        assert_eq!(claim(world).await, [], "the second one waits");
        assert_eq!(world.store().next_delivery_due().await.unwrap(), None);
        assert!(world.store().update_endpoint(&receiver).await.unwrap());
        assert_eq!(claim(world).await.len(), 1, "it goes out once the endpoint is enabled again");
    })
    .await;
}

#[tokio::test]
async fn a_retry_that_was_on_its_way_waits_too_when_its_endpoint_is_disabled() {
    on_both(async |world| {
        let receiver = receiver(world).await;
        tell(world).await;
        let retry = result(world, &claim_one(world).await, DeliveryState::Pending);
        let disabled = WebhookEndpoint { enabled: false, ..receiver.clone() };
        assert!(world.store().update_endpoint(&disabled).await.unwrap());
        assert!(world.store().record_delivery(&retry).await.unwrap());
        world.pass(30);
        assert_eq!(claim(world).await, []);
        assert_eq!(world.store().next_delivery_due().await.unwrap(), None);
        assert!(world.store().update_endpoint(&receiver).await.unwrap());
        assert_eq!(claim_one(world).await.delivery.id, retry.id);
    })
    .await;
}

#[tokio::test]
async fn resending_makes_a_delivery_due_at_once_whatever_became_of_it() {
    on_both(async |world| {
        receiver(world).await;
        tell(world).await;
        for state in [DeliveryState::Delivered, DeliveryState::Failed, DeliveryState::Pending] {
            let done = result(world, &claim_one(world).await, state);
            assert!(world.store().record_delivery(&done).await.unwrap());
            assert_eq!(claim(world).await, [], "{state:?}");
            assert!(world.store().resend(done.id, world.now()).await.unwrap());
        }
        let out = claim_one(world).await;
        assert!(world.store().resend(out.delivery.id, world.now()).await.unwrap());
        let late = result(world, &out, DeliveryState::Delivered);
        assert!(!world.store().record_delivery(&late).await.unwrap(), "a late result does not undo the wish");
        let (delivery, attempts) = stored(world, late.id).await;
        assert_eq!((delivery.state, delivery.due_at), (DeliveryState::Pending, Some(world.now())));
        assert_eq!(attempts.len(), 3);
        assert_eq!(claim_one(world).await.delivery.id, late.id);
        assert!(!world.store().resend(world.ids.make(), world.now()).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn deliveries_are_listed_newest_first_and_narrowed_by_endpoint_event_and_state() {
    on_both(async |world| {
        let one = receiver(world).await;
        tell(world).await;
        let done = result(world, &claim_one(world).await, DeliveryState::Delivered);
        assert!(world.store().record_delivery(&done).await.unwrap());
        world.pass(1);
        let other = receiver(world).await;
        tell(world).await;

        let list = async |filter: DeliveryFilter| world.store().deliveries(&filter).await.unwrap();
        let all = || DeliveryFilter { limit: 100, ..Default::default() };
        let everything = list(all()).await;
        assert_eq!(everything.len(), 3);
        assert!(everything.is_sorted_by(|newer, older| newer.id > older.id));
        assert_eq!(everything[2].id, done.id);
        assert_eq!(list(DeliveryFilter { limit: 1, ..all() }).await, everything[..1]);
        assert_eq!(list(DeliveryFilter { before: Some(everything[0].id), ..all() }).await, everything[1..]);
        assert_eq!(list(DeliveryFilter { endpoint: Some(one.id), ..all() }).await.len(), 2);
        assert_eq!(list(DeliveryFilter { endpoint: Some(other.id), ..all() }).await.len(), 1);
        let delivered = DeliveryFilter { state: Some(DeliveryState::Delivered), ..all() };
        assert_eq!(list(delivered).await, everything[2..]);
        let of_event = DeliveryFilter { event: Some(everything[0].event_id), ..all() };
        assert_eq!(list(of_event).await.len(), 2);
    })
    .await;
}
