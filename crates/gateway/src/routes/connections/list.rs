//! Reading all connections.

use actix_web::{HttpResponse, get, web};
use serde::Serialize;
use utoipa::ToSchema;

use super::ConnectionView;
use crate::app::App;
use crate::auth::Caller;
use crate::problem::Problem;

/// All connections that the key may use.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConnectionList {
    /// The connections, oldest first.
    data: Vec<ConnectionView>,
}

/// List connections
#[utoipa::path(
    operation_id = "list_connections",
    tag = "Connections",
    responses((status = 200, description = "The connections, oldest first", body = ConnectionList)),
    security(("api_key" = ["connections:read"])),
)]
#[get("/v1/connections")]
pub(crate) async fn list_connections(app: web::Data<App>, caller: Caller) -> Result<HttpResponse, Problem> {
    let all = app.store.connections().await?;
    let data = all.into_iter().filter(|one| caller.reaches(one.id)).map(ConnectionView::from).collect();
    Ok(HttpResponse::Ok().json(ConnectionList { data }))
}
