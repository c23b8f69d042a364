//! Webhook endpoints, and the deliveries that wait for them.

use async_trait::async_trait;
use erpgate_model::{
    Delivery, DeliveryAttempt, DeliveryId, DeliveryState, Event, EventId, NewEvent, Timestamp,
    WebhookEndpoint, WebhookEndpointId,
};

use crate::Result;
use crate::operations::Lease;

/// A delivery with all that is needed to make it.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimedDelivery {
    /// The delivery, with its new lease generation.
    pub delivery: Delivery,
    /// The event with the frozen body.
    pub event: Event,
    /// The endpoint.
    pub endpoint: WebhookEndpoint,
}

/// What an attempt to deliver came to.
#[derive(Debug, Clone, PartialEq)]
pub struct DeliveryResult {
    /// Which delivery.
    pub id: DeliveryId,
    /// The generation of the claim.
    pub lease_generation: i64,
    /// The attempt.
    pub attempt: DeliveryAttempt,
    /// `delivered`, `failed` (given up), or `pending` with `due_at`.
    pub state: DeliveryState,
    /// When to try again.
    pub due_at: Option<Timestamp>,
    /// The receiver said that it is gone (410): the endpoint is disabled with this result.
    pub disable_endpoint: bool,
}

/// Which deliveries to list. Newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeliveryFilter {
    /// Of this endpoint.
    pub endpoint: Option<WebhookEndpointId>,
    /// Of this event.
    pub event: Option<EventId>,
    /// In this state.
    pub state: Option<DeliveryState>,
    /// Made before this one (the last id of the previous page).
    pub before: Option<DeliveryId>,
    /// At most so many.
    pub limit: u16,
}

/// Endpoints, events and deliveries. Every method is one transaction.
#[async_trait]
pub trait Webhooks: Send + Sync {
    /// Stores a new endpoint.
    async fn create_endpoint(&self, endpoint: &WebhookEndpoint) -> Result<()>;

    /// Writes url, description, filter, enabled, secret and `updated_at`; `false` when there is none.
    async fn update_endpoint(&self, endpoint: &WebhookEndpoint) -> Result<bool>;

    /// Deletes an endpoint with its deliveries and their attempts; `false` when there is none.
    async fn delete_endpoint(&self, id: WebhookEndpointId) -> Result<bool>;

    /// One endpoint.
    async fn endpoint(&self, id: WebhookEndpointId) -> Result<Option<WebhookEndpoint>>;

    /// All endpoints, oldest first.
    async fn endpoints(&self) -> Result<Vec<WebhookEndpoint>>;

    /// Stores an event for one endpoint alone, whatever its filter says and whether or not it is
    /// enabled (a test), and returns its delivery, due at once.
    async fn add_test_event(&self, event: &NewEvent, endpoint: WebhookEndpointId) -> Result<Delivery>;

    /// Takes deliveries of enabled endpoints whose time has come, oldest due first; deliveries of
    /// test events also when the endpoint is disabled.
    ///
    /// # Behavior
    /// - Each gets `lease_generation + 1` and is given to nobody else until `lease.until`.
    /// - A delivery whose lease ran out without a result is given again.
    /// - Deliveries to the endpoints in `except` stay where they are: their receivers are busy, and
    ///   must not fill the limit in place of others.
    async fn claim_deliveries(
        &self,
        lease: Lease,
        limit: u16,
        except: &[WebhookEndpointId],
    ) -> Result<Vec<ClaimedDelivery>>;

    /// Writes the result of an attempt and adds the attempt to the log.
    ///
    /// # Behavior
    /// - `false`, and nothing written, when the generation is not the delivery's any more.
    async fn record_delivery(&self, result: &DeliveryResult) -> Result<bool>;

    /// One delivery with its attempts, oldest first.
    async fn delivery(&self, id: DeliveryId) -> Result<Option<(Delivery, Vec<DeliveryAttempt>)>>;

    /// Deliveries, newest first.
    async fn deliveries(&self, filter: &DeliveryFilter) -> Result<Vec<Delivery>>;

    /// Makes a delivery due again at once, whatever its state; `false` when there is none.
    async fn resend(&self, id: DeliveryId, at: Timestamp) -> Result<bool>;

    /// One event.
    async fn event(&self, id: EventId) -> Result<Option<Event>>;

    /// When the next delivery falls due, for the dispatcher that sleeps until then.
    async fn next_delivery_due(&self) -> Result<Option<Timestamp>>;
}
