//! Reading one webhook endpoint.

use actix_web::{HttpResponse, get, web};

use super::{EndpointView, stored};
use crate::app::App;
use crate::auth::Caller;
use crate::problem::Problem;

/// Read a webhook endpoint
#[utoipa::path(
    operation_id = "get_webhook_endpoint",
    tag = "Webhooks",
    params(("id" = String, Path, description = "The endpoint")),
    responses((status = 200, description = "The endpoint", body = EndpointView)),
    security(("api_key" = ["webhooks:read"])),
)]
#[get("/v1/webhook-endpoints/{id}")]
pub(crate) async fn get_webhook_endpoint(
    app: web::Data<App>,
    caller: Caller,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(EndpointView::from(stored(&app, &caller, &id).await?)))
}
