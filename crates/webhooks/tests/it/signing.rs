//! Signatures and secrets.

use erpgate_webhooks::SigningSecret;
use proptest::prelude::*;
use secrecy::ExposeSecret;
use standardwebhooks::Webhook;

#[test]
fn a_signature_is_the_one_of_the_official_library() {
    let secret = SigningSecret::generate().unwrap();
    let official = Webhook::new(secret.to_text().expose_secret()).unwrap();
    for body in ["", "{}", "{\"name\":\"Schrauben für 4,50 €\"}", "a.b.c"] {
        let expected = official.sign("evt_1", 1_768_464_000, body.as_bytes()).unwrap();
        assert_eq!(secret.sign("evt_1", 1_768_464_000, body), expected);
    }
}

#[test]
fn a_new_secret_holds_32_bytes_and_is_never_the_same() {
    let (one, other) = (SigningSecret::generate().unwrap(), SigningSecret::generate().unwrap());
    let (one, other) = (one.to_text(), other.to_text());
    assert_ne!(one.expose_secret(), other.expose_secret());
    let encoded = one.expose_secret().strip_prefix("whsec_").unwrap();
    assert_eq!(encoded.len(), 44, "32 bytes in base64");
}

#[test]
fn a_secret_reads_back_from_its_text_and_signs_alike() {
    let secret = SigningSecret::generate().unwrap();
    let read = SigningSecret::parse(secret.to_text().expose_secret()).unwrap();
    assert_eq!(read.sign("evt_1", 1, "{}"), secret.sign("evt_1", 1, "{}"));
}

#[test]
fn texts_that_are_no_secrets_are_refused() {
    use base64::Engine;
    let encoded = |bytes: usize| base64::engine::general_purpose::STANDARD.encode(vec![7; bytes]);
    let texts = ["".into(), "whsec_".into(), "whsec_!".into(), encoded(32), format!("whsec_{}", encoded(23))];
    for text in texts.into_iter().chain([format!("whsec_{}", encoded(65)), format!("whsk_{}", encoded(32))]) {
        assert!(SigningSecret::parse(&text).is_err(), "{text}");
    }
    for bytes in [24, 64] {
        SigningSecret::parse(&format!("whsec_{}", encoded(bytes))).unwrap();
    }
}

#[test]
fn debug_shows_nothing_of_a_secret() {
    let secret = SigningSecret::generate().unwrap();
    assert_eq!(format!("{secret:?}"), "SigningSecret(hidden)");
}

proptest! {
    #[test]
    fn every_body_is_signed_as_the_official_library_does(body in ".*", time in 0_i64..10_000_000_000) {
        let secret = SigningSecret::generate().unwrap();
        let official = Webhook::new(secret.to_text().expose_secret()).unwrap();
        prop_assert_eq!(secret.sign("evt_1", time, &body), official.sign("evt_1", time, body.as_bytes()).unwrap());
    }
}
