//! Deleting a webhook endpoint.

use actix_web::{HttpResponse, delete, web};

use super::stored;
use crate::app::App;
use crate::auth::Caller;
use crate::problem::Problem;

/// Delete a webhook endpoint
///
/// Its deliveries and their log go with it.
#[utoipa::path(
    operation_id = "delete_webhook_endpoint",
    tag = "Webhooks",
    params(("id" = String, Path, description = "The endpoint")),
    responses((status = 204, description = "Deleted")),
    security(("api_key" = ["webhooks:write"])),
)]
#[delete("/v1/webhook-endpoints/{id}")]
pub(crate) async fn delete_webhook_endpoint(
    app: web::Data<App>,
    caller: Caller,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let endpoint = stored(&app, &caller, &id).await?;
    app.store.delete_endpoint(endpoint.id).await?;
    Ok(HttpResponse::NoContent().finish())
}
