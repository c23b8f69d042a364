//! A delivery that goes well.

use erpgate_model::{DeliveryState, EventType, OperationEvent};
use erpgate_store::Webhooks;
use erpgate_webhooks::{SigningSecret, rotate_secret, test_event};
use secrecy::ExposeSecret;
use standardwebhooks::Webhook;

use crate::receiver::{Answer, Receiver, Request};
use crate::world::World;

pub(crate) fn verify(
    request: &Request,
    secret: &SigningSecret,
) -> Result<(), standardwebhooks::WebhookError> {
    let official = Webhook::new(secret.to_text().expose_secret()).unwrap();
    official.verify(request.body.as_bytes(), &request.headers)
}

#[tokio::test]
async fn an_event_arrives_signed_so_that_the_official_library_accepts_it() {
    let (world, mut receiver) = (World::new().await, Receiver::start([]).await);
    let (endpoint, secret) = world.endpoint(&receiver).await;
    let event = world.tell().await;

    assert_eq!(world.dispatcher().deliver_due().await, 1);

    let request = receiver.next().await;
    verify(&request, &secret).unwrap();
    assert!(request.head.starts_with("POST /hook?from=erpgate HTTP/1.1"), "{}", request.head);
    assert_eq!(request.header("webhook-id"), event.id.to_string());
    assert_eq!(request.header("content-type"), "application/json");
    assert!(request.header("user-agent").starts_with("erpgate/"));
    assert_eq!(request.body, event.body(1), "the body is the frozen one");
    let (delivery, attempts) = world.delivery_to(endpoint.id).await;
    assert_eq!((delivery.state, delivery.attempts), (DeliveryState::Delivered, 1));
    assert_eq!((attempts[0].status, attempts[0].error.as_deref()), (Some(200), None));
    assert_eq!(world.dispatcher().deliver_due().await, 0, "nothing is left to send");
    receiver.nothing_came();
}

#[tokio::test]
async fn a_body_that_was_changed_on_the_way_is_refused_by_the_official_library() {
    let (world, mut receiver) = (World::new().await, Receiver::start([]).await);
    let (_, secret) = world.endpoint(&receiver).await;
    world.tell().await;
    world.dispatcher().deliver_due().await;
    let mut request = receiver.next().await;
    request.body.push(' ');
    assert!(verify(&request, &secret).is_err());
}

#[tokio::test]
async fn the_log_can_be_read_without_learning_the_signature_or_the_secret() {
    let (world, mut receiver) =
        (World::new().await, Receiver::start([Answer::Full(200, "", b"thank you")]).await);
    let (endpoint, secret) = world.endpoint(&receiver).await;
    world.tell().await;
    world.dispatcher().deliver_due().await;

    let request = receiver.next().await;
    let (_, attempts) = world.delivery_to(endpoint.id).await;
    let attempt = &attempts[0];
    for name in ["content-type", "user-agent", "webhook-id", "webhook-timestamp"] {
        let logged = attempt.request_headers.iter().find(|(logged, _)| logged == name);
        assert_eq!(logged.map(|(_, value)| value.as_str()), Some(request.header(name)), "{name}");
    }
    assert!(attempt.request_headers.contains(&("webhook-signature".into(), "v1,***".into())));
    assert_eq!(attempt.response_body.as_deref(), Some("thank you"));
    let log = format!("{attempt:?}");
    assert!(!log.contains(request.header("webhook-signature").strip_prefix("v1,").unwrap()));
    assert!(!log.contains(secret.to_text().expose_secret()));
}

#[tokio::test]
async fn a_disabled_endpoint_gets_nothing_but_a_test() {
    let (world, mut receiver) = (World::new().await, Receiver::start([]).await);
    let (mut endpoint, secret) = world.endpoint(&receiver).await;
    world.tell().await;
    endpoint.enabled = false;
    assert!(world.store.update_endpoint(&endpoint).await.unwrap());
    world.tell().await;

    assert_eq!(world.dispatcher().deliver_due().await, 0);
    receiver.nothing_came();

    let test = test_event(
        EventType::Operation(OperationEvent::Rejected),
        world.connection,
        &world.ids,
        &*world.clock,
    );
    world.store.add_test_event(&test, endpoint.id).await.unwrap();
    assert_eq!(world.dispatcher().deliver_due().await, 1);
    let request = receiver.next().await;
    verify(&request, &secret).unwrap();
    assert_eq!(request.header("webhook-id"), test.id.to_string());
}

#[tokio::test]
async fn an_endpoint_that_is_enabled_again_gets_what_waited_but_not_what_it_missed() {
    let (world, mut receiver) = (World::new().await, Receiver::start([]).await);
    let (mut endpoint, _) = world.endpoint(&receiver).await;
    let before = world.tell().await;
    endpoint.enabled = false;
    assert!(world.store.update_endpoint(&endpoint).await.unwrap());
    world.tell().await;
    endpoint.enabled = true;
    assert!(world.store.update_endpoint(&endpoint).await.unwrap());

    assert_eq!(world.dispatcher().deliver_due().await, 1);
    assert_eq!(receiver.next().await.header("webhook-id"), before.id.to_string());
    receiver.nothing_came();
}

#[tokio::test]
async fn after_a_rotation_the_new_secret_signs_and_the_old_one_does_not() {
    let (world, mut receiver) = (World::new().await, Receiver::start([]).await);
    let (mut endpoint, old) = world.endpoint(&receiver).await;
    let new = rotate_secret(&mut endpoint, &world.secrets(), &*world.clock).unwrap();
    assert!(world.store.update_endpoint(&endpoint).await.unwrap());
    world.tell().await;
    world.dispatcher().deliver_due().await;
    let request = receiver.next().await;
    verify(&request, &new).unwrap();
    assert!(verify(&request, &old).is_err());
}

#[tokio::test]
async fn two_dispatchers_on_one_store_send_each_event_once() {
    let (world, mut receiver) = (World::new().await, Receiver::start([]).await);
    world.endpoint(&receiver).await;
    let mut told = Vec::new();
    for _ in 0..10 {
        told.push(world.tell().await.id.to_string());
    }
    let (one, other) = (world.dispatcher(), world.dispatcher());
    let (sent, sent_by_other) = tokio::join!(one.deliver_due(), other.deliver_due());
    assert_eq!(sent + sent_by_other, 10);
    let mut came: Vec<_> =
        receiver.drain().iter().map(|request| request.header("webhook-id").to_owned()).collect();
    came.sort();
    told.sort();
    assert_eq!(came, told);
}
