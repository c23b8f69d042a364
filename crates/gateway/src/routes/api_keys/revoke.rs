//! Revoking an API key.

use actix_web::{HttpResponse, delete, web};
use erpgate_model::ApiKeyId;

use crate::app::App;
use crate::problem::{Problem, ProblemCode};

/// Revoke an API key
///
/// From the next request on it is refused.
#[utoipa::path(
    operation_id = "revoke_api_key",
    tag = "API keys",
    params(("id" = String, Path, description = "The key")),
    responses((status = 204, description = "Revoked")),
    security(("api_key" = ["api_keys:write"])),
)]
#[delete("/v1/api-keys/{id}")]
pub(crate) async fn revoke_api_key(
    app: web::Data<App>,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let missing = || Problem::new(ProblemCode::NotFound, "there is no such API key");
    let id: ApiKeyId = id.parse().map_err(|_| missing())?;
    if !app.store.revoke_api_key(id, app.clock.now()).await? {
        return Err(missing());
    }
    Ok(HttpResponse::NoContent().finish())
}
