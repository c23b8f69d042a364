//! Reading one operation, and waiting for it.

use std::time::Duration;

use actix_web::{HttpResponse, get, web};
use serde::Deserialize;
use utoipa::IntoParams;

use super::visible;
use crate::app::App;
use crate::auth::Caller;
use crate::http::{OperationView, Params};
use crate::problem::{Problem, ProblemCode};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct WaitParams {
    /// Wait so many seconds (0 to 60) for the operation to settle.
    #[param(minimum = 0, maximum = 60)]
    wait: Option<u64>,
}

/// Read an operation
///
/// With `wait`, answers as soon as the operation is settled or needs attention, or as it stands when the
/// time is over.
#[utoipa::path(
    operation_id = "get_operation",
    tag = "Operations",
    params(("id" = String, Path, description = "The operation"), WaitParams),
    responses((status = 200, description = "The operation", body = OperationView)),
    security(("api_key" = ["operations:read"])),
)]
#[get("/v1/operations/{id}")]
pub(crate) async fn get_operation(
    app: web::Data<App>,
    caller: Caller,
    id: web::Path<String>,
    params: Params<WaitParams>,
) -> Result<HttpResponse, Problem> {
    let wait = params.0.wait.unwrap_or(0);
    if wait > 60 {
        return Err(Problem::new(ProblemCode::InvalidParameter, "wait: give 0 to 60 seconds"));
    }
    let operation = visible(&app, &caller, &id).await?;
    let operation = app.engine.wait_for(operation.id, Duration::from_secs(wait)).await?;
    Ok(HttpResponse::Ok().json(OperationView::from(operation)))
}
