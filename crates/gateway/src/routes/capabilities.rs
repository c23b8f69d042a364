//! What a connection can do, as data.

use actix_web::{HttpResponse, get, web};
use erpgate_model::Capability;
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::http::ConnectionPath;
use crate::problem::Problem;

/// One row per resource and verb.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CapabilityList {
    /// The rows that the connector's code dispatches on.
    data: &'static [Capability],
}

/// What this connection can do
///
/// Which verbs work, what they really do in the ERP, what a second send would do, and each field with
/// its limits and the ERP's own name.
#[utoipa::path(
    operation_id = "get_capabilities",
    tag = "Connections",
    params(("connection_id" = String, Path, description = "The connection")),
    responses((status = 200, description = "One row per resource and verb", body = CapabilityList)),
    security(
        ("api_key" = ["purchase_orders:read"]),
        ("api_key" = ["vendors:read"]),
        ("api_key" = ["work_orders:read"]),
        ("api_key" = ["inventory:read"]),
        ("api_key" = ["master_data:read"]),
        ("api_key" = ["connections:read"]),
    ),
)]
#[get("/v1/connections/{connection_id}/capabilities")]
pub(crate) async fn get_capabilities(
    app: web::Data<App>,
    connection: ConnectionPath,
) -> Result<HttpResponse, Problem> {
    let connected = app.source.connected(connection.0).await?;
    Ok(HttpResponse::Ok().json(CapabilityList { data: connected.connector.capabilities() }))
}
