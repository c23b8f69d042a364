//! When deliveries are tried again, and when they are given up.

use chrono::TimeDelta;
use erpgate_model::{Clock, DeliveryState};
use erpgate_store::Webhooks;

use crate::delivery::verify;
use crate::receiver::{Answer, Receiver};
use crate::world::World;

#[tokio::test]
async fn after_a_failure_the_same_body_comes_again_with_the_same_id_and_a_fresh_time() {
    let (world, mut receiver) = (World::new().await, Receiver::start([Answer::status(500)]).await);
    let (endpoint, secret) = world.endpoint(&receiver).await;
    world.tell().await;
    let dispatcher = world.dispatcher();

    assert_eq!(dispatcher.deliver_due().await, 1);
    world.pass(TimeDelta::milliseconds(4_999));
    assert_eq!(dispatcher.deliver_due().await, 0, "not before five seconds");
    world.pass(TimeDelta::milliseconds(1_001));
    assert_eq!(dispatcher.deliver_due().await, 1, "at most a fifth later");

    let (first, second) = (receiver.next().await, receiver.next().await);
    assert_eq!(first.body, second.body);
    assert_eq!(first.header("webhook-id"), second.header("webhook-id"));
    let time = |timestamp: &str| timestamp.parse::<i64>().unwrap();
    let (first_time, second_time) =
        (time(first.header("webhook-timestamp")), time(second.header("webhook-timestamp")));
    assert_eq!(second_time - first_time, 6);
    verify(&first, &secret).unwrap();
    verify(&second, &secret).unwrap();
    let (delivery, attempts) = world.delivery_to(endpoint.id).await;
    assert_eq!(delivery.state, DeliveryState::Delivered);
    let statuses: Vec<_> = attempts.iter().map(|attempt| attempt.status).collect();
    assert_eq!(statuses, [Some(500), Some(200)]);
}

#[tokio::test]
async fn after_ten_failures_a_delivery_is_given_up_until_somebody_asks_for_it_again() {
    let world = World::new().await;
    let mut receiver = Receiver::start(std::iter::repeat_n(Answer::status(500), 10)).await;
    let (endpoint, _) = world.endpoint(&receiver).await;
    world.tell().await;
    let dispatcher = world.dispatcher();
    for attempt in 1..=10 {
        assert_eq!(dispatcher.deliver_due().await, 1, "attempt {attempt}");
        world.pass(TimeDelta::hours(29)); // the longest delay and its jitter
    }
    let (delivery, attempts) = world.delivery_to(endpoint.id).await;
    assert_eq!((delivery.state, delivery.due_at, attempts.len()), (DeliveryState::Failed, None, 10));
    assert_eq!(dispatcher.deliver_due().await, 0);

    assert!(world.store.resend(delivery.id, world.clock.now()).await.unwrap());
    assert_eq!(dispatcher.deliver_due().await, 1);
    let requests = receiver.drain();
    assert_eq!(requests.len(), 11);
    assert!(requests.iter().all(|request| request.header("webhook-id") == delivery.event_id.to_string()));
    assert_eq!(world.delivery_to(endpoint.id).await.0.state, DeliveryState::Delivered);
}

async fn next_attempt_in(answer: Answer) -> TimeDelta {
    let (world, receiver) = (World::new().await, Receiver::start([answer]).await);
    let (endpoint, _) = world.endpoint(&receiver).await;
    world.tell().await;
    world.dispatcher().deliver_due().await;
    world.delivery_to(endpoint.id).await.0.due_at.unwrap() - world.clock.now()
}

#[tokio::test]
async fn a_receiver_that_is_overloaded_can_ask_for_a_longer_pause() {
    for status in [429, 503] {
        let pause = next_attempt_in(Answer::Full(status, "retry-after: 600\r\n", b"")).await;
        assert!((600..=720).contains(&pause.num_seconds()), "{status}: {pause}");
    }
}

#[tokio::test]
async fn no_receiver_can_ask_for_a_shorter_pause_or_by_another_status() {
    for (status, header) in
        [(429, "retry-after: 1\r\n"), (429, "retry-after: soon\r\n"), (500, "retry-after: 600\r\n")]
    {
        let pause = next_attempt_in(Answer::Full(status, header, b"")).await;
        assert!((5..=6).contains(&pause.num_seconds()), "{status} {header}: {pause}");
    }
}

#[tokio::test]
async fn a_receiver_that_is_gone_is_disabled_and_gets_nothing_more() {
    // One at a time, so that the others still wait when the answer comes.
    let (world, mut receiver) = (World::new().await, Receiver::start([Answer::status(410)]).await);
    let (endpoint, _) = world.endpoint(&receiver).await;
    world.tell().await;
    assert_eq!(world.dispatcher().deliver_due().await, 1);
    receiver.next().await;
    let (delivery, attempts) = world.delivery_to(endpoint.id).await;
    assert_eq!((delivery.state, attempts[0].status), (DeliveryState::Failed, Some(410)));
    assert!(!world.store.endpoint(endpoint.id).await.unwrap().unwrap().enabled);

    world.tell().await;
    world.pass(TimeDelta::days(2));
    assert_eq!(world.dispatcher().deliver_due().await, 0);
    receiver.nothing_came();
}

#[tokio::test]
async fn deliveries_that_wait_for_their_turn_are_not_sent_to_a_receiver_that_is_gone() {
    let world = World::new().await;
    let mut receiver = Receiver::start_with([], Answer::status(410)).await;
    let (endpoint, _) = world.endpoint(&receiver).await;
    for _ in 0..30 {
        world.tell().await;
    }
    world.dispatcher().deliver_due().await;
    let requests = receiver.drain().len();
    assert!(requests <= 8, "only those that were out together: {requests}");
    assert_eq!(world.deliveries_to(endpoint.id).await.len(), 30, "the others wait for a decision");
}
