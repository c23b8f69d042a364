//! A new signing secret.

use actix_web::{HttpResponse, post, web};
use erpgate_webhooks::rotate_secret;
use secrecy::ExposeSecret;

use super::{EndpointWithSecret, refused, stored};
use crate::app::App;
use crate::auth::Caller;
use crate::problem::Problem;

/// Replace the signing secret
///
/// The new secret signs every delivery from now on; the answer shows it this once.
#[utoipa::path(
    operation_id = "rotate_webhook_secret",
    tag = "Webhooks",
    params(("id" = String, Path, description = "The endpoint")),
    responses((status = 200, description = "Replaced", body = EndpointWithSecret)),
    security(("api_key" = ["webhooks:write"])),
)]
#[post("/v1/webhook-endpoints/{id}/rotate-secret")]
pub(crate) async fn rotate_webhook_secret(
    app: web::Data<App>,
    caller: Caller,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let mut endpoint = stored(&app, &caller, &id).await?;
    let secret =
        rotate_secret(&mut endpoint, &app.webhook_key, &*app.clock).map_err(|error| refused(&error))?;
    app.store.update_endpoint(&endpoint).await?;
    let secret = secret.to_text().expose_secret().to_owned();
    Ok(HttpResponse::Ok().json(EndpointWithSecret { endpoint: endpoint.into(), secret }))
}
