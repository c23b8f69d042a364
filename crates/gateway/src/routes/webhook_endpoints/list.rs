//! Reading all webhook endpoints.

use actix_web::{HttpResponse, get, web};
use serde::Serialize;
use utoipa::ToSchema;

use super::{EndpointView, sees};
use crate::app::App;
use crate::auth::Caller;
use crate::problem::Problem;

/// All webhook endpoints that the key may see.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EndpointList {
    /// The endpoints, oldest first.
    data: Vec<EndpointView>,
}

/// List webhook endpoints
#[utoipa::path(
    operation_id = "list_webhook_endpoints",
    tag = "Webhooks",
    responses((status = 200, description = "The endpoints, oldest first", body = EndpointList)),
    security(("api_key" = ["webhooks:read"])),
)]
#[get("/v1/webhook-endpoints")]
pub(crate) async fn list_webhook_endpoints(
    app: web::Data<App>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let all = app.store.endpoints().await?;
    let data = all.into_iter().filter(|one| sees(&caller, &one.filter)).map(EndpointView::from).collect();
    Ok(HttpResponse::Ok().json(EndpointList { data }))
}
