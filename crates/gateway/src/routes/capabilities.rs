//! What a connection can do, as data.

use actix_web::{HttpResponse, get, web};
use erpgate_model::{Capability, Resource, Verb};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::http::{ConnectionPath, Params};
use crate::problem::Problem;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct CapabilityParams {
    /// About this kind of record.
    resource: Option<Resource>,
    /// About this verb.
    verb: Option<Verb>,
}

/// One row per resource and verb; for work orders perhaps one per kind.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CapabilityList {
    /// The rows that the connector's code dispatches on.
    data: Vec<&'static Capability>,
}

/// What this connection can do
///
/// Which verbs work, what they really do in the ERP, what a second send would do, and each field with
/// its limits and the ERP's own name.
#[utoipa::path(
    operation_id = "get_capabilities",
    tag = "Connections",
    params(("connection_id" = String, Path, description = "The connection"), CapabilityParams),
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
    params: Params<CapabilityParams>,
) -> Result<HttpResponse, Problem> {
    let connected = app.source.connected(connection.0).await?;
    let CapabilityParams { resource, verb } = params.0;
    let wanted = |row: &&Capability| {
        resource.is_none_or(|resource| row.resource == resource) && verb.is_none_or(|verb| row.verb == verb)
    };
    let data = connected.connector.capabilities().iter().filter(wanted).collect();
    Ok(HttpResponse::Ok().json(CapabilityList { data }))
}
