//! Delivery ids.

use erpgate_model::{DeliveryId, EventId, WebhookEndpointId};
use sha2::{Digest, Sha256};
use ulid::Ulid;

/// The id of the delivery of this event to this endpoint: the event's time, so that deliveries sort
/// like their events, and 80 bits of the SHA-256 of both ids. Made here, because only the store knows
/// how many endpoints want an event; derived, so that the store needs neither a clock nor chance.
pub(super) fn delivery_id(event: EventId, endpoint: WebhookEndpointId) -> DeliveryId {
    let event = event.to_string();
    let (_, event_ulid) = event.split_once('_').expect("ids are a prefix, an underscore and a ULID");
    let made_at = Ulid::from_string(event_ulid).expect("ids end in a ULID").timestamp_ms();
    let digest = Sha256::digest(format!("{event} {endpoint}"));
    let random = u128::from_be_bytes(digest[..16].try_into().expect("a SHA-256 digest has 32 bytes"));
    let id = format!("dlv_{}", Ulid::from_parts(made_at, random));
    id.parse().expect("a ULID behind the prefix is a delivery id")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use erpgate_model::{FakeClock, Ids};

    use super::*;

    #[test]
    fn every_pair_of_event_and_endpoint_has_its_own_delivery_id_with_the_events_time() {
        let ids = Ids::seeded(Arc::new(FakeClock::default()), 1);
        let (event, other_event) = (ids.make(), ids.make());
        let (endpoint, other_endpoint) = (ids.make(), ids.make());
        let id = delivery_id(event, endpoint);
        assert_eq!(id, delivery_id(event, endpoint));
        assert_ne!(id, delivery_id(other_event, endpoint));
        assert_ne!(id, delivery_id(event, other_endpoint));
        assert_eq!(id.to_string()[4..14], event.to_string()[4..14], "the first ten characters are the time");
    }
}
