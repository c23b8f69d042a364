//! One delivery with every attempt.

use actix_web::{HttpResponse, get, web};
use erpgate_model::DeliveryAttempt;
use serde::Serialize;
use utoipa::ToSchema;

use super::{DeliveryView, visible};
use crate::app::App;
use crate::auth::Caller;
use crate::problem::Problem;

/// A delivery with its log.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeliveryLog {
    /// The delivery.
    delivery: DeliveryView,
    /// Every attempt, oldest first.
    attempts: Vec<DeliveryAttempt>,
}

/// Read a delivery
///
/// With every attempt: when, how long, the receiver's status, the headers sent (signature masked), the
/// first 4 KiB of the answer.
#[utoipa::path(
    operation_id = "get_delivery",
    tag = "Webhooks",
    params(("id" = String, Path, description = "The delivery")),
    responses((status = 200, description = "The delivery and its attempts", body = DeliveryLog)),
    security(("api_key" = ["webhooks:read"])),
)]
#[get("/v1/deliveries/{id}")]
pub(crate) async fn get_delivery(
    app: web::Data<App>,
    caller: Caller,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let (delivery, attempts) = visible(&app, &caller, &id).await?;
    Ok(HttpResponse::Ok().json(DeliveryLog { delivery: delivery.into(), attempts }))
}
