//! Cancelling an operation that was not sent.

use actix_web::{HttpResponse, post, web};

use super::visible;
use crate::app::App;
use crate::auth::Caller;
use crate::http::OperationView;
use crate::problem::Problem;

/// Cancel a pending operation
///
/// Only while it is `pending`: what was sent cannot be called back.
#[utoipa::path(
    operation_id = "cancel_operation",
    tag = "Operations",
    params(("id" = String, Path, description = "The operation")),
    responses((status = 200, description = "Cancelled; it ended as failed", body = OperationView)),
    security(("api_key" = ["operations:resolve"])),
)]
#[post("/v1/operations/{id}/cancel")]
pub(crate) async fn cancel_operation(
    app: web::Data<App>,
    caller: Caller,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let operation = visible(&app, &caller, &id).await?;
    let operation = app.engine.cancel(operation.id).await?;
    Ok(HttpResponse::Ok().json(OperationView::from(operation)))
}
