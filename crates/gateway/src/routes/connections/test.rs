//! Asking an ERP whether it is there and takes the credentials.

use actix_web::{HttpResponse, post, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::http::ConnectionPath;
use crate::problem::Problem;

/// What the ERP said of itself.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TestResult {
    /// Name and version as far as it tells.
    system: String,
    /// What was looked at and found in order.
    found: Vec<String>,
}

/// Test a connection
///
/// Changes nothing in the ERP; sets the connection's health.
#[utoipa::path(
    operation_id = "test_connection",
    tag = "Connections",
    params(("connection_id" = String, Path, description = "The connection")),
    responses((status = 200, description = "The ERP is there and takes the credentials", body = TestResult)),
    security(("api_key" = ["connections:write"])),
)]
#[post("/v1/connections/{connection_id}/test")]
pub(crate) async fn test_connection(
    app: web::Data<App>,
    id: ConnectionPath,
) -> Result<HttpResponse, Problem> {
    let system = app.engine.probe(id.0).await?;
    Ok(HttpResponse::Ok().json(TestResult { system: system.name, found: system.found }))
}
