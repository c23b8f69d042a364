//! Deleting a connection, and with it the key to everything sealed for it.

use actix_web::{HttpResponse, delete, web};

use crate::app::App;
use crate::http::ConnectionPath;
use crate::problem::{Problem, ProblemCode};

/// Delete a connection
///
/// Its secrets are gone for good; its operations stay as history. Refused while a write is not settled.
#[utoipa::path(
    operation_id = "delete_connection",
    tag = "Connections",
    params(("connection_id" = String, Path, description = "The connection")),
    responses((status = 204, description = "Deleted")),
    security(("api_key" = ["connections:write"])),
)]
#[delete("/v1/connections/{connection_id}")]
pub(crate) async fn delete_connection(
    app: web::Data<App>,
    id: ConnectionPath,
) -> Result<HttpResponse, Problem> {
    let unsettled = app.store.unsettled(id.0).await?;
    if unsettled > 0 {
        let detail =
            format!("{unsettled} writes of this connection are not settled yet; wait, or resolve them");
        return Err(Problem::new(ProblemCode::WrongState, detail));
    }
    if !app.store.delete_connection(id.0).await? {
        return Err(Problem::new(ProblemCode::NotFound, "there is no such connection"));
    }
    Ok(HttpResponse::NoContent().finish())
}
