//! Reading all API keys.

use actix_web::{HttpResponse, get, web};
use serde::Serialize;
use utoipa::ToSchema;

use super::ApiKeyView;
use crate::app::App;
use crate::problem::Problem;

/// All API keys.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ApiKeyList {
    /// The keys, oldest first.
    data: Vec<ApiKeyView>,
}

/// List API keys
///
/// Expired and revoked ones, too.
#[utoipa::path(
    operation_id = "list_api_keys",
    tag = "API keys",
    responses((status = 200, description = "The keys, oldest first", body = ApiKeyList)),
    security(("api_key" = ["api_keys:write"])),
)]
#[get("/v1/api-keys")]
pub(crate) async fn list_api_keys(app: web::Data<App>) -> Result<HttpResponse, Problem> {
    let data = app.store.api_keys().await?.into_iter().map(ApiKeyView::from).collect();
    Ok(HttpResponse::Ok().json(ApiKeyList { data }))
}
