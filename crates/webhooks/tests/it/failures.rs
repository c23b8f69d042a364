//! Receivers that do not answer as they should, and what the log says about them.

use std::sync::Arc;
use std::time::Duration;

use erpgate_model::{DeliveryState, WebhookEndpoint};
use erpgate_store::Webhooks;
use erpgate_webhooks::Egress;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use crate::addresses::FixedLookup;
use crate::receiver::{Answer, Receiver};
use crate::world::World;

#[tokio::test]
async fn a_redirect_is_a_failure_and_is_not_followed() {
    let world = World::new().await;
    let mut receiver = Receiver::start([Answer::Full(307, "location: /elsewhere\r\n", b"")]).await;
    let attempt = world.attempt_at(&receiver.url()).await;
    assert_eq!((attempt.status, attempt.error.as_deref()), (Some(307), Some("status")));
    receiver.next().await;
    receiver.nothing_came();
}

#[tokio::test]
async fn a_receiver_that_says_nothing_is_given_up_at_the_timeout() {
    let world = World::new().await;
    let receiver = Receiver::start([Answer::Hang]).await;
    let (endpoint, _) = world.endpoint(&receiver).await;
    world.tell().await;
    let dispatcher = world.dispatcher_with_timeout(Duration::from_millis(150));
    assert_eq!(dispatcher.deliver_due().await, 1);
    let (delivery, attempts) = world.delivery_to(endpoint.id).await;
    assert_eq!(delivery.state, DeliveryState::Pending);
    assert_eq!((attempts[0].status, attempts[0].error.as_deref()), (None, Some("timeout")));
    assert!(attempts[0].duration_ms >= 150, "{}", attempts[0].duration_ms);
}

#[tokio::test]
async fn of_an_answer_without_end_only_the_beginning_is_read_and_kept() {
    let world = World::new().await;
    let mut receiver = Receiver::start([Answer::Endless]).await;
    let attempt = world.attempt_at(&receiver.url()).await;
    assert_eq!((attempt.status, attempt.error.as_deref()), (Some(200), None));
    assert_eq!(attempt.response_body.unwrap(), "x".repeat(4096));
    // What fits into the sockets' buffers goes out before the sender's hanging up is seen.
    assert!(receiver.bytes_written().await < 32 * 1024 * 1024);
}

#[tokio::test]
async fn a_status_counts_although_its_body_breaks_off() {
    let world = World::new().await;
    let receiver = Receiver::start([Answer::CutBody]).await;
    let attempt = world.attempt_at(&receiver.url()).await;
    assert_eq!((attempt.status, attempt.error.as_deref()), (Some(200), None));
    assert_eq!(attempt.response_body.as_deref(), Some("half"));
}

#[tokio::test]
async fn an_answer_that_is_no_text_can_be_logged() {
    let world = World::new().await;
    let receiver = Receiver::start([Answer::Full(500, "", b"a\0b\xffc")]).await;
    let attempt = world.attempt_at(&receiver.url()).await;
    assert_eq!(attempt.response_body.as_deref(), Some("a\u{fffd}b\u{fffd}c"));
}

#[tokio::test]
async fn no_answer_and_no_http_are_broken_answers() {
    for answer in [Answer::Close, Answer::Garbage] {
        let world = World::new().await;
        let receiver = Receiver::start([answer.clone()]).await;
        let attempt = world.attempt_at(&receiver.url()).await;
        assert_eq!((attempt.status, attempt.error.as_deref()), (None, Some("broken_answer")), "{answer:?}");
    }
}

#[tokio::test]
async fn a_port_that_does_not_speak_tls_is_a_tls_failure() {
    let world = World::new().await;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        // Not closed before the other side has read it and hung up.
        let _ = stream.read_to_end(&mut Vec::new()).await;
    });
    let attempt = world.attempt_at(&format!("https://{address}/")).await;
    assert_eq!(attempt.error.as_deref(), Some("tls"));
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_a_tls_failure() {
    let world = World::new().await;
    let own = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(own.signing_key.serialize_der()).unwrap();
    let server = ServerConfig::builder().with_no_client_auth();
    let acceptor =
        TlsAcceptor::from(Arc::new(server.with_single_cert(vec![own.cert.der().clone()], key).unwrap()));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let handshake =
        tokio::spawn(async move { acceptor.accept(listener.accept().await.unwrap().0).await.is_ok() });
    let attempt = world.attempt_at(&format!("https://{address}/")).await;
    assert_eq!(attempt.error.as_deref(), Some("tls"));
    assert!(!handshake.await.unwrap(), "nothing was sent");
}

#[tokio::test]
async fn a_port_where_nobody_listens_is_a_connect_failure() {
    let world = World::new().await;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let attempt = world.attempt_at(&format!("http://{address}/")).await;
    assert_eq!(attempt.error.as_deref(), Some("connect"));
}

#[tokio::test]
async fn a_name_without_addresses_is_a_dns_failure() {
    let mut world = World::new().await;
    world.egress = Egress::with_lookup(true, FixedLookup::none());
    let attempt = world.attempt_at("http://hooks.example.com/").await;
    assert_eq!(attempt.error.as_deref(), Some("dns"));
}

#[tokio::test]
async fn a_name_that_was_pointed_elsewhere_after_the_endpoint_was_made_is_not_called() {
    let mut receiver = Receiver::start([]).await;
    let mut world = World::new().await;
    world.egress = Egress::with_lookup(false, FixedLookup::of(&["198.41.0.4"]));
    let url = format!("https://hooks.example.com:{}/", receiver.address().port());
    let (endpoint, _) = world.endpoint_at(&url).await;
    world.egress = Egress::with_lookup(false, FixedLookup::of(&["198.41.0.4", "127.0.0.1"]));
    world.tell().await;
    assert_eq!(world.dispatcher().deliver_due().await, 1);
    let (_, attempts) = world.delivery_to(endpoint.id).await;
    assert_eq!(attempts[0].error.as_deref(), Some("blocked_address"));
    receiver.nothing_came();
}

#[tokio::test]
async fn an_address_in_the_url_is_checked_again_at_every_delivery() {
    let mut receiver = Receiver::start([]).await;
    let mut world = World::new().await;
    let (endpoint, _) = world.endpoint(&receiver).await;
    world.egress = Egress::new(false); // the operator took the permission back
    world.tell().await;
    world.dispatcher().deliver_due().await;
    let (_, attempts) = world.delivery_to(endpoint.id).await;
    assert_eq!(attempts[0].error.as_deref(), Some("blocked_address"));
    receiver.nothing_came();
}

#[tokio::test]
async fn without_its_secret_nothing_is_sent_unsigned() {
    let (world, mut receiver) = (World::new().await, Receiver::start([]).await);
    let (endpoint, _) = world.endpoint(&receiver).await;
    let (other, _) = world.endpoint_at("http://127.0.0.1:1/").await;
    assert!(world.store.delete_endpoint(other.id).await.unwrap());
    // A secret that was sealed for another endpoint does not open here.
    let moved = WebhookEndpoint { sealed_secret: other.sealed_secret, ..endpoint.clone() };
    assert!(world.store.update_endpoint(&moved).await.unwrap());
    world.tell().await;
    world.dispatcher().deliver_due().await;
    let (delivery, attempts) = world.delivery_to(endpoint.id).await;
    assert_eq!(delivery.state, DeliveryState::Pending);
    assert_eq!(attempts[0].error.as_deref(), Some("secret_unreadable"));
    receiver.nothing_came();
}
