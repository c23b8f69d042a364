//! A test delivery.

use actix_web::{HttpResponse, post, web};
use erpgate_model::{ConnectionId, EventType, WebhookEndpoint};
use erpgate_webhooks::test_event;
use serde::Deserialize;
use utoipa::ToSchema;

use super::stored;
use crate::app::App;
use crate::auth::Caller;
use crate::http::Body;
use crate::problem::Problem;
use crate::routes::deliveries::DeliveryView;

/// Which event to send as a sample.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TestBody {
    /// The type of event.
    #[serde(rename = "type")]
    event_type: EventType,
}

/// A connection whose events the endpoint would get; one that does not exist where there is none.
async fn sample_connection(app: &App, endpoint: &WebhookEndpoint) -> Result<ConnectionId, Problem> {
    if let Some(id) = endpoint.filter.connections.first() {
        return Ok(*id);
    }
    let all = app.store.connections().await?;
    Ok(all.first().map_or_else(|| app.ids.make(), |connection| connection.id))
}

/// Send a test event
///
/// A sample with the real structure (`cause.kind` is `test`), by the same way as every delivery, also to
/// a disabled endpoint and whatever its filter says. The delivery's log shows what came of it.
#[utoipa::path(
    operation_id = "test_webhook_endpoint",
    tag = "Webhooks",
    params(("id" = String, Path, description = "The endpoint")),
    request_body = TestBody,
    responses((status = 202, description = "On its way", body = DeliveryView)),
    security(("api_key" = ["webhooks:write"])),
)]
#[post("/v1/webhook-endpoints/{id}/test")]
pub(crate) async fn test_webhook_endpoint(
    app: web::Data<App>,
    caller: Caller,
    id: web::Path<String>,
    body: Body<TestBody>,
) -> Result<HttpResponse, Problem> {
    let endpoint = stored(&app, &caller, &id).await?;
    let event =
        test_event(body.value.event_type, sample_connection(&app, &endpoint).await?, &app.ids, &*app.clock);
    let delivery = app.store.add_test_event(&event, endpoint.id).await?;
    app.deliveries.notify_one();
    let location = format!("/v1/deliveries/{}", delivery.id);
    Ok(HttpResponse::Accepted().insert_header(("Location", location)).json(DeliveryView::from(delivery)))
}
