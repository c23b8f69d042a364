//! Identifiers: a prefix that says of what, and a ULID (sortable by time of making).

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;
use std::sync::{Arc, Mutex};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ulid::Ulid;
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::clock::Clock;

/// What an id identifies.
pub trait IdKind: Send + Sync + 'static {
    /// The part before the underscore, such as `op`.
    const PREFIX: &'static str;
}

/// An id such as `op_01J9Z3K8T2N4V6X8Y0A2C4E6G8`.
pub struct Id<K>(Ulid, PhantomData<fn() -> K>);

/// Why a text is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not an id of the form `{prefix}_` and 26 characters")]
pub struct IdError {
    given: String,
    prefix: &'static str,
}

/// Kind of [`OperationId`].
#[derive(Debug)]
pub struct OperationKind;
/// Kind of [`ConnectionId`].
#[derive(Debug)]
pub struct ConnectionKind;
/// Kind of [`EventId`].
#[derive(Debug)]
pub struct EventKind;
/// Kind of [`WebhookEndpointId`].
#[derive(Debug)]
pub struct WebhookEndpointKind;
/// Kind of [`DeliveryId`].
#[derive(Debug)]
pub struct DeliveryKind;
/// Kind of [`ApiKeyId`].
#[derive(Debug)]
pub struct ApiKeyKind;
/// Entries of the audit log.
#[derive(Debug)]
pub struct AuditEntryKind;
/// Kind of [`RequestId`].
#[derive(Debug)]
pub struct RequestKind;

impl IdKind for OperationKind {
    const PREFIX: &'static str = "op";
}
impl IdKind for ConnectionKind {
    const PREFIX: &'static str = "con";
}
impl IdKind for EventKind {
    const PREFIX: &'static str = "evt";
}
impl IdKind for WebhookEndpointKind {
    const PREFIX: &'static str = "we";
}
impl IdKind for DeliveryKind {
    const PREFIX: &'static str = "dlv";
}
impl IdKind for ApiKeyKind {
    const PREFIX: &'static str = "key";
}
impl IdKind for AuditEntryKind {
    const PREFIX: &'static str = "aud";
}
impl IdKind for RequestKind {
    const PREFIX: &'static str = "req";
}

/// Identifies an operation (one write).
pub type OperationId = Id<OperationKind>;
/// Identifies a connection (one ERP with its credentials).
pub type ConnectionId = Id<ConnectionKind>;
/// Identifies an event; also the `webhook-id` of its deliveries.
pub type EventId = Id<EventKind>;
/// Identifies a webhook endpoint.
pub type WebhookEndpointId = Id<WebhookEndpointKind>;
/// Identifies the delivery of one event to one endpoint.
pub type DeliveryId = Id<DeliveryKind>;
/// Identifies an API key; stays the same when its secret is rotated.
pub type ApiKeyId = Id<ApiKeyKind>;
/// Id of an entry of the audit log, `aud_…`.
pub type AuditEntryId = Id<AuditEntryKind>;
/// Identifies one HTTP request in logs, when the client sent no id of its own.
pub type RequestId = Id<RequestKind>;

/// Makes ids from the injected clock and a random generator.
#[derive(Debug, Clone)]
pub struct Ids {
    clock: Arc<dyn Clock>,
    random: Arc<Mutex<StdRng>>,
}

impl Ids {
    /// Ids that nobody can guess or repeat.
    #[must_use]
    pub fn random(clock: Arc<dyn Clock>) -> Self {
        Self { clock, random: Arc::new(Mutex::new(rand::make_rng())) }
    }

    /// The same ids in every run. For tests.
    #[must_use]
    pub fn seeded(clock: Arc<dyn Clock>, seed: u64) -> Self {
        Self { clock, random: Arc::new(Mutex::new(StdRng::seed_from_u64(seed))) }
    }

    /// A new id.
    #[must_use]
    pub fn make<K: IdKind>(&self) -> Id<K> {
        let millis = u64::try_from(self.clock.now().timestamp_millis()).unwrap_or_default();
        let random = {
            // A panic elsewhere cannot leave a random generator in a wrong state.
            let mut rng = self.random.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            rng.random::<u128>()
        };
        Id(Ulid::from_parts(millis, random), PhantomData)
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<K> std::hash::Hash for Id<K> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<K: IdKind> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", K::PREFIX, self.0)
    }
}

impl<K: IdKind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<K: IdKind> FromStr for Id<K> {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        text.strip_prefix(K::PREFIX)
            .and_then(|rest| rest.strip_prefix('_'))
            .filter(|ulid| ulid.len() == 26)
            .and_then(|ulid| Ulid::from_string(ulid).ok())
            .map(|ulid| Self(ulid, PhantomData))
            .ok_or_else(|| IdError { given: text.chars().take(64).collect(), prefix: K::PREFIX })
    }
}

impl<K: IdKind> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, K: IdKind> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl<K: IdKind> PartialSchema for Id<K> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(SchemaType::new(Type::String))
            .pattern(Some(format!("^{}_[0-9A-HJKMNP-TV-Z]{{26}}$", K::PREFIX)))
            .into()
    }
}

impl<K: IdKind> ToSchema for Id<K> {
    fn name() -> Cow<'static, str> {
        Cow::Owned(format!("{}_id", K::PREFIX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::FakeClock;

    #[test]
    fn an_id_reads_back_from_its_own_text() {
        let ids = Ids::seeded(Arc::new(FakeClock::default()), 1);
        let id: OperationId = ids.make();
        assert_eq!(id.to_string().parse::<OperationId>().unwrap(), id);
    }

    #[test]
    fn an_id_of_another_kind_is_refused_and_says_what_was_expected() {
        let ids = Ids::seeded(Arc::new(FakeClock::default()), 1);
        let id: ConnectionId = ids.make();
        let error = id.to_string().parse::<OperationId>().unwrap_err();
        assert!(error.to_string().contains("`op_`"), "{error}");
    }
}
