//! Reading one connection.

use actix_web::{HttpResponse, get, web};

use super::{ConnectionView, stored};
use crate::app::App;
use crate::http::ConnectionPath;
use crate::problem::Problem;

/// Read a connection
#[utoipa::path(
    operation_id = "get_connection",
    tag = "Connections",
    params(("connection_id" = String, Path, description = "The connection")),
    responses((status = 200, description = "The connection", body = ConnectionView)),
    security(("api_key" = ["connections:read"])),
)]
#[get("/v1/connections/{connection_id}")]
pub(crate) async fn get_connection(
    app: web::Data<App>,
    connection: ConnectionPath,
) -> Result<HttpResponse, Problem> {
    Ok(HttpResponse::Ok().json(ConnectionView::from(stored(&app, connection.0).await?)))
}
