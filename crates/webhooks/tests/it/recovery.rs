//! What is between a request and its record when the process ends.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use erpgate_model::{Clock, DeliveryState};
use erpgate_store::Webhooks;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::receiver::{Answer, Receiver};
use crate::world::World;

#[tokio::test]
async fn a_crash_between_request_and_record_sends_the_same_again_when_the_lease_has_run_out() {
    let (world, mut receiver) = (World::new().await, Receiver::start([Answer::Hang]).await);
    let (endpoint, _) = world.endpoint(&receiver).await;
    world.tell().await;
    let crashing = world.dispatcher_with_timeout(Duration::from_secs(10));
    let first = tokio::select! {
        request = receiver.next() => request,
        _ = crashing.deliver_due() => panic!("the receiver hangs"),
    };
    drop(crashing);

    let restarted = world.dispatcher();
    world.pass(TimeDelta::milliseconds(24_999));
    assert_eq!(restarted.deliver_due().await, 0, "the lease of 10 + 15 seconds still holds");
    world.pass(TimeDelta::milliseconds(1));
    assert_eq!(restarted.deliver_due().await, 1);

    let second = receiver.next().await;
    assert_eq!(first.header("webhook-id"), second.header("webhook-id"));
    assert_eq!(first.body, second.body);
    let (delivery, attempts) = world.delivery_to(endpoint.id).await;
    assert_eq!((delivery.state, attempts.len()), (DeliveryState::Delivered, 1));
}

#[tokio::test]
async fn a_shutdown_lets_the_request_that_is_out_end_and_records_it() {
    let answer_now = Arc::new(Notify::new());
    let (world, mut receiver) =
        (World::new().await, Receiver::start([Answer::When(Arc::clone(&answer_now))]).await);
    let (endpoint, _) = world.endpoint(&receiver).await;
    world.tell().await;
    let shutdown = CancellationToken::new();
    let dispatcher = world.dispatcher_with_timeout(Duration::from_secs(20));
    let running = tokio::spawn(dispatcher.run(shutdown.clone(), Arc::default()));
    receiver.next().await;
    shutdown.cancel();
    answer_now.notify_one();
    running.await.unwrap();
    assert_eq!(world.delivery_to(endpoint.id).await.0.state, DeliveryState::Delivered);
}

#[tokio::test]
async fn a_delivery_that_was_asked_for_again_while_it_was_out_is_sent_again() {
    let answer_now = Arc::new(Notify::new());
    let (world, mut receiver) =
        (World::new().await, Receiver::start([Answer::When(Arc::clone(&answer_now))]).await);
    let (endpoint, _) = world.endpoint(&receiver).await;
    world.tell().await;
    let dispatcher = world.dispatcher_with_timeout(Duration::from_secs(20));
    let resend = async {
        receiver.next().await;
        let delivery = world.delivery_to(endpoint.id).await.0.id;
        assert!(world.store.resend(delivery, world.clock.now()).await.unwrap());
        answer_now.notify_one();
    };
    let (sent, ()) = tokio::join!(dispatcher.deliver_due(), resend);
    assert_eq!(sent, 2, "the result of the first claim was discarded");
    receiver.next().await;
    let (delivery, attempts) = world.delivery_to(endpoint.id).await;
    assert_eq!((delivery.state, attempts.len()), (DeliveryState::Delivered, 1));
}

#[tokio::test]
async fn a_delivery_that_waited_too_long_for_its_turn_is_left_to_the_next_claim() {
    let answer_now = Arc::new(Notify::new());
    let (world, mut receiver) =
        (World::new().await, Receiver::start([Answer::When(Arc::clone(&answer_now))]).await);
    world.endpoint(&receiver).await;
    let (first, second) = (world.tell().await, world.tell().await);
    let dispatcher = world.dispatcher_with(|options| {
        options.timeout = Duration::from_secs(20);
        options.per_endpoint = 1;
    });
    let slow = async {
        assert_eq!(receiver.next().await.header("webhook-id"), first.id.to_string());
        // 20 + 15 seconds of lease, of which a request may need 20.
        world.pass(TimeDelta::milliseconds(15_001));
        answer_now.notify_one();
    };
    let (sent, ()) = tokio::join!(dispatcher.deliver_due(), slow);
    assert_eq!(sent, 1);
    receiver.nothing_came();
    world.pass(TimeDelta::seconds(20));
    assert_eq!(dispatcher.deliver_due().await, 1);
    assert_eq!(receiver.next().await.header("webhook-id"), second.id.to_string());
}
