//! Reading many operations.

use actix_web::{HttpResponse, get, web};
use erpgate_model::{ConnectionId, OperationId, OperationStatus, Resource};
use erpgate_store::OperationFilter;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::auth::Caller;
use crate::http::{OperationView, Params, page_limit};
use crate::problem::Problem;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperationParams {
    /// With this status.
    status: Option<OperationStatus>,
    /// Of this connection.
    #[param(value_type = Option<String>)]
    connection_id: Option<ConnectionId>,
    /// About this kind of record.
    resource: Option<Resource>,
    /// At most so many (1 to 200; 50 unless said).
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
    /// `next_cursor` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<OperationId>,
}

/// A page of operations, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OperationList {
    /// The operations.
    data: Vec<OperationView>,
    /// Where the next page begins; `null` at the end.
    next_cursor: Option<OperationId>,
}

/// List operations
///
/// Newest first, of the connections that the key may use.
#[utoipa::path(
    operation_id = "list_operations",
    tag = "Operations",
    params(OperationParams),
    responses((status = 200, description = "A page of operations", body = OperationList)),
    security(("api_key" = ["operations:read"])),
)]
#[get("/v1/operations")]
pub(crate) async fn list_operations(
    app: web::Data<App>,
    caller: Caller,
    params: Params<OperationParams>,
) -> Result<HttpResponse, Problem> {
    let params = params.0;
    let limit = page_limit(params.limit)?;
    let connections = caller.connections_among(params.connection_id);
    let filter = OperationFilter {
        status: params.status,
        connections,
        resource: params.resource,
        before: params.cursor,
        limit: limit + 1,
    };
    let mut operations = app.store.operations(&filter).await?;
    let more = operations.len() > usize::from(limit);
    operations.truncate(usize::from(limit));
    let next_cursor = operations.last().filter(|_| more).map(|last| last.id);
    let data = operations.into_iter().map(OperationView::from).collect();
    Ok(HttpResponse::Ok().json(OperationList { data, next_cursor }))
}
