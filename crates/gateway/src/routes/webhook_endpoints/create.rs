//! Creating a webhook endpoint.

use actix_web::{HttpResponse, post, web};
use erpgate_model::EventFilter;
use erpgate_webhooks::{EndpointDraft, new_endpoint};
use secrecy::ExposeSecret;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{EndpointWithSecret, check_reach, refused};
use crate::app::App;
use crate::auth::Caller;
use crate::http::Body;
use crate::problem::Problem;

/// A webhook endpoint to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewEndpoint {
    /// Where to POST: https, and not into a private network unless the gateway's owner allows it.
    url: String,
    /// What people call it.
    #[serde(default)]
    description: Option<String>,
    /// Which events it wants; all unless said.
    #[serde(default)]
    filter: EventFilter,
}

/// Create a webhook endpoint
///
/// The answer shows the signing secret this once.
#[utoipa::path(
    operation_id = "create_webhook_endpoint",
    tag = "Webhooks",
    request_body = NewEndpoint,
    responses((status = 201, description = "Made, with its secret", body = EndpointWithSecret)),
    security(("api_key" = ["webhooks:write"])),
)]
#[post("/v1/webhook-endpoints")]
pub(crate) async fn create_webhook_endpoint(
    app: web::Data<App>,
    caller: Caller,
    body: Body<NewEndpoint>,
) -> Result<HttpResponse, Problem> {
    let NewEndpoint { url, description, filter } = body.value;
    check_reach(&caller, &filter)?;
    let draft = EndpointDraft { url, description, filter };
    let made = new_endpoint(draft, &app.egress, &app.webhook_key, &app.ids, &*app.clock).await;
    let (endpoint, secret) = made.map_err(|error| refused(&error))?;
    app.store.create_endpoint(&endpoint).await?;
    let location = format!("/v1/webhook-endpoints/{}", endpoint.id);
    let secret = secret.to_text().expose_secret().to_owned();
    let shown = EndpointWithSecret { endpoint: endpoint.into(), secret };
    Ok(HttpResponse::Created().insert_header(("Location", location)).json(shown))
}
