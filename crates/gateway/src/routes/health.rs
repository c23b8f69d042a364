//! Whether the process lives, and whether it can work.

use actix_web::{HttpResponse, ResponseError, get, web};

use crate::app::App;
use crate::problem::{Problem, ProblemCode};

/// The process answers
#[utoipa::path(operation_id = "healthz", tag = "Service", responses((status = 200, description = "Alive")))]
#[get("/healthz")]
pub(crate) async fn healthz() -> HttpResponse {
    HttpResponse::Ok().json(serde_json::json!({"status": "alive"}))
}

/// The process and its database can take requests
#[utoipa::path(
    operation_id = "readyz",
    tag = "Service",
    responses((status = 200, description = "Ready"), (status = 503, description = "Not ready", body = Problem)),
)]
#[get("/readyz")]
pub(crate) async fn readyz(app: web::Data<App>) -> HttpResponse {
    match app.store.ping().await {
        Ok(()) => HttpResponse::Ok().json(serde_json::json!({"status": "ready"})),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            Problem::new(ProblemCode::StoreUnavailable, "the database does not answer").error_response()
        }
    }
}
