//! One receiver that hangs, and everybody else.

use std::sync::Arc;
use std::time::Duration;

use erpgate_store::Webhooks;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::receiver::{Answer, Receiver};
use crate::world::World;

#[tokio::test]
async fn two_deliveries_to_a_receiver_that_hangs_do_not_delay_a_healthy_one() {
    backlog_of(2).await;
}

#[tokio::test]
async fn a_backlog_longer_than_a_claim_does_not_delay_a_healthy_receiver() {
    backlog_of(150).await;
}

async fn backlog_of(waiting: usize) {
    let world = World::new().await;
    let mut hanging = Receiver::start_with([], Answer::Hang).await;
    let (endpoint, _) = world.endpoint(&hanging).await;
    for _ in 0..waiting {
        world.tell().await;
    }
    // The healthy endpoint comes last, behind the whole backlog.
    let mut healthy = Receiver::start([]).await;
    world.endpoint(&healthy).await;
    let event = world.tell().await;

    let dispatcher = world.dispatcher_with_timeout(Duration::from_secs(600));
    let wake = Arc::new(Notify::new());
    let running = tokio::spawn(dispatcher.run(CancellationToken::new(), Arc::clone(&wake)));
    assert_eq!(healthy.next().await.header("webhook-id"), event.id.to_string());
    // And again while every turn of the hanging endpoint is taken.
    let event = world.tell().await;
    wake.notify_one();
    assert_eq!(healthy.next().await.header("webhook-id"), event.id.to_string());
    running.abort();
    assert!(hanging.drain().len() <= 8);
    let deliveries = world.deliveries_to(endpoint.id).await;
    assert_eq!(deliveries.len(), waiting + 2);
    let claimed = deliveries.iter().filter(|delivery| delivery.lease_generation > 0).count();
    assert!(claimed <= 64, "the backlog stays in the store: {claimed}");
}

#[tokio::test]
async fn more_than_a_claim_of_deliveries_goes_out_without_waiting_for_the_clock() {
    let (world, mut receiver) = (World::new().await, Receiver::start([]).await);
    world.endpoint(&receiver).await;
    for _ in 0..100 {
        world.tell().await;
    }
    let shutdown = CancellationToken::new();
    let running = tokio::spawn(world.dispatcher().run(shutdown.clone(), Arc::default()));
    for _ in 0..100 {
        receiver.next().await;
    }
    shutdown.cancel();
    running.await.unwrap();
    assert_eq!(world.store.next_delivery_due().await.unwrap(), None);
}
