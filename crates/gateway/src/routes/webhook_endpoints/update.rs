//! Changing a webhook endpoint.

use actix_web::{HttpResponse, patch, web};
use erpgate_model::{EventFilter, Field};
use erpgate_webhooks::check_endpoint;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{EndpointView, check_reach, refused, stored};
use crate::app::App;
use crate::auth::Caller;
use crate::http::Body;
use crate::problem::{Problem, ProblemCode};

/// Changes to a webhook endpoint; absent fields stay as they are.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndpointPatch {
    /// Where to POST.
    url: Option<String>,
    /// What people call it; `null` clears.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    description: Field<String>,
    /// Which events it wants.
    filter: Option<EventFilter>,
    /// Whether deliveries are made.
    enabled: Option<bool>,
}

/// Change a webhook endpoint
#[utoipa::path(
    operation_id = "update_webhook_endpoint",
    tag = "Webhooks",
    params(("id" = String, Path, description = "The endpoint")),
    request_body = EndpointPatch,
    responses((status = 200, description = "Changed", body = EndpointView)),
    security(("api_key" = ["webhooks:write"])),
)]
#[patch("/v1/webhook-endpoints/{id}")]
pub(crate) async fn update_webhook_endpoint(
    app: web::Data<App>,
    caller: Caller,
    id: web::Path<String>,
    body: Body<EndpointPatch>,
) -> Result<HttpResponse, Problem> {
    let mut endpoint = stored(&app, &caller, &id).await?;
    let patch = body.value;
    endpoint.url = patch.url.unwrap_or(endpoint.url);
    endpoint.filter = patch.filter.unwrap_or(endpoint.filter);
    endpoint.enabled = patch.enabled.unwrap_or(endpoint.enabled);
    match patch.description {
        Field::Absent => {}
        Field::Clear => endpoint.description = None,
        Field::Set(text) => endpoint.description = Some(text),
    }
    check_reach(&caller, &endpoint.filter)?;
    check_endpoint(&endpoint.url, &endpoint.filter, &app.egress).await.map_err(|error| refused(&error))?;
    endpoint.updated_at = app.clock.now();
    if !app.store.update_endpoint(&endpoint).await? {
        return Err(Problem::new(ProblemCode::NotFound, "there is no such webhook endpoint"));
    }
    app.deliveries.notify_one();
    Ok(HttpResponse::Ok().json(EndpointView::from(endpoint)))
}
