//! Making endpoints.

use erpgate_model::{EventFilter, EventType};
use erpgate_webhooks::{Egress, EndpointError, check_endpoint};

use crate::addresses::FixedLookup;
use crate::world::World;

async fn check(types: &[&str]) -> Result<(), EndpointError> {
    let filter = EventFilter { types: types.iter().map(ToString::to_string).collect(), connections: vec![] };
    let egress = Egress::with_lookup(false, FixedLookup::none());
    check_endpoint("https://hooks.example.com/", &filter, &egress).await
}

#[tokio::test]
async fn every_event_type_every_group_and_the_star_can_be_wished_for() {
    for known in EventType::all() {
        check(&[&known.to_string()]).await.unwrap();
    }
    check(&[]).await.unwrap();
    check(&["*"]).await.unwrap();
    check(&["purchase_order.*", "operation.*"]).await.unwrap();
}

#[tokio::test]
async fn a_wish_that_no_event_could_fulfil_is_refused_with_its_place_and_the_choices() {
    for unknown in [
        "",
        "purchase_order",
        "purchase*",
        "purchase_order.",
        "purchase_order.creatd",
        "invoice.*",
        ".*",
        "**",
    ] {
        let refusal = check(&["operation.*", unknown]).await.unwrap_err();
        assert!(matches!(refusal, EndpointError::UnknownType { index: 1, .. }), "{unknown}: {refusal}");
        assert!(refusal.to_string().contains("`purchase_order.created`"), "{refusal}");
    }
}

#[tokio::test]
async fn a_new_endpoint_is_enabled_and_its_secret_opens_only_for_itself() {
    let world = World::new().await;
    let (endpoint, secret) = world.endpoint_at("http://127.0.0.1:9/hook").await;
    let (other, _) = world.endpoint_at("http://127.0.0.1:9/hook").await;
    assert!(endpoint.enabled);
    let open = |id: &str| world.secrets().open(id, &endpoint.sealed_secret);
    let opened = open(&endpoint.id.to_string()).unwrap();
    assert_eq!(opened.expose(), secrecy::ExposeSecret::expose_secret(&secret.to_text()).as_bytes());
    assert!(open(&other.id.to_string()).is_err());
}
