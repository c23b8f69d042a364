//! Entering a connection's secrets: in, never out.

use actix_web::{HttpResponse, put, web};
use erpgate_model::Health;

use super::{Credentials, check_credentials, registration, stored};
use crate::app::App;
use crate::http::{Body, ConnectionPath};
use crate::problem::{Problem, ProblemCode};

/// Enter credentials
///
/// Replaces all secrets of the connection. What went in never comes out; the connection keeps its id.
#[utoipa::path(
    operation_id = "put_credentials",
    tag = "Connections",
    params(("connection_id" = String, Path, description = "The connection")),
    request_body(content = Object, description = "Secrets by name; the names stand in `GET /v1/connectors`"),
    responses((status = 204, description = "Sealed and stored")),
    security(("api_key" = ["connections:write"])),
)]
#[put("/v1/connections/{connection_id}/credentials")]
pub(crate) async fn put_credentials(
    app: web::Data<App>,
    id: ConnectionPath,
    body: Body<Credentials>,
) -> Result<HttpResponse, Problem> {
    let mut connection = stored(&app, id.0).await?;
    check_credentials(registration(&app, &connection.connector)?, &body.value).map_err(at_the_top)?;
    let sealed = app.secrets.seal(id.0, &app.secrets.key(id.0).await?, &body.value)?;
    connection.updated_at = app.clock.now().max(connection.updated_at + chrono::TimeDelta::milliseconds(1));
    (connection.health, connection.health_detail) = (Health::Untested, None);
    if !app.store.update_connection(&connection, Some(&sealed)).await? {
        return Err(Problem::new(ProblemCode::NotFound, "there is no such connection"));
    }
    Ok(HttpResponse::NoContent().finish())
}

/// Here the secrets are the whole body.
fn at_the_top(mut problem: Problem) -> Problem {
    for error in &mut problem.errors {
        error.pointer = error.pointer.take().map(|pointer| pointer.replacen("/credentials", "", 1));
    }
    problem
}
