//! `/v1/deliveries`

pub(crate) mod get;
pub(crate) mod resend;

use chrono::{DateTime, Utc};
use erpgate_model::{
    Delivery, DeliveryAttempt, DeliveryId, DeliveryState, EventId, EventType, WebhookEndpointId,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::Caller;
use crate::problem::{Problem, ProblemCode};
use crate::routes::webhook_endpoints;

/// One event on its way to one endpoint.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Delivery)]
pub(crate) struct DeliveryView {
    /// Its id.
    id: DeliveryId,
    /// The event, and the `webhook-id`.
    event_id: EventId,
    /// The event's type.
    event_type: EventType,
    /// The endpoint.
    endpoint_id: WebhookEndpointId,
    /// Where it stands.
    state: DeliveryState,
    /// Attempts made.
    attempts: i64,
    /// When the next attempt is due.
    due_at: Option<DateTime<Utc>>,
    /// When it was made.
    created_at: DateTime<Utc>,
}

impl From<Delivery> for DeliveryView {
    fn from(delivery: Delivery) -> Self {
        Self {
            id: delivery.id,
            event_id: delivery.event_id,
            event_type: delivery.event_type,
            endpoint_id: delivery.endpoint_id,
            state: delivery.state,
            attempts: delivery.attempts,
            due_at: delivery.due_at,
            created_at: delivery.created_at,
        }
    }
}

/// A delivery of an endpoint that the key may see.
async fn visible(app: &App, caller: &Caller, id: &str) -> Result<(Delivery, Vec<DeliveryAttempt>), Problem> {
    let missing = || Problem::new(ProblemCode::NotFound, "there is no such delivery");
    let id: DeliveryId = id.parse().map_err(|_| missing())?;
    let found = app.store.delivery(id).await?.ok_or_else(missing)?;
    webhook_endpoints::stored(app, caller, &found.0.endpoint_id.to_string()).await.map_err(|_| missing())?;
    Ok(found)
}
