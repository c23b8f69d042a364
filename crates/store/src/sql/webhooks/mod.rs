//! Endpoints, events and deliveries in the database.

mod claim;
mod deliveries;
mod delivery_id;
mod endpoints;
mod events;

use async_trait::async_trait;
use erpgate_model::{
    Delivery, DeliveryAttempt, DeliveryId, Event, EventId, NewEvent, Timestamp, WebhookEndpoint,
    WebhookEndpointId,
};

pub(super) use events::tell;

use super::{Database, Dialect};
use crate::{ClaimedDelivery, DeliveryFilter, DeliveryResult, Lease, Result, Webhooks};

#[async_trait]
impl<D: Dialect> Webhooks for Database<D> {
    async fn create_endpoint(&self, endpoint: &WebhookEndpoint) -> Result<()> {
        endpoints::create(&self.write, endpoint).await
    }

    async fn update_endpoint(&self, endpoint: &WebhookEndpoint) -> Result<bool> {
        endpoints::update(self.write.begin().await?, endpoint).await
    }

    async fn delete_endpoint(&self, id: WebhookEndpointId) -> Result<bool> {
        endpoints::delete(&self.write, id).await
    }

    async fn endpoint(&self, id: WebhookEndpointId) -> Result<Option<WebhookEndpoint>> {
        endpoints::by_id(&self.read, id).await
    }

    async fn endpoints(&self) -> Result<Vec<WebhookEndpoint>> {
        endpoints::all(&self.read).await
    }

    async fn add_test_event(&self, event: &NewEvent, endpoint: WebhookEndpointId) -> Result<Delivery> {
        events::add_test(self.write.begin().await?, event, endpoint).await
    }

    async fn claim_deliveries(
        &self,
        lease: Lease,
        limit: u16,
        except: &[WebhookEndpointId],
    ) -> Result<Vec<ClaimedDelivery>> {
        claim::claim(self.write.begin().await?, &D::skip_taken("delivery"), lease, limit, except).await
    }

    async fn record_delivery(&self, result: &DeliveryResult) -> Result<bool> {
        claim::record(self.write.begin().await?, result).await
    }

    async fn delivery(&self, id: DeliveryId) -> Result<Option<(Delivery, Vec<DeliveryAttempt>)>> {
        deliveries::by_id(&self.read, id).await
    }

    async fn deliveries(&self, filter: &DeliveryFilter) -> Result<Vec<Delivery>> {
        deliveries::list(&self.read, filter).await
    }

    async fn resend(&self, id: DeliveryId, at: Timestamp) -> Result<bool> {
        deliveries::resend(&self.write, id, at).await
    }

    async fn event(&self, id: EventId) -> Result<Option<Event>> {
        events::by_id(&self.read, id).await
    }

    async fn next_delivery_due(&self) -> Result<Option<Timestamp>> {
        claim::next_due(&self.read).await
    }
}
