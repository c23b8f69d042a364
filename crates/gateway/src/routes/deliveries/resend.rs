//! Delivering once more.

use actix_web::{HttpResponse, post, web};

use super::{DeliveryView, visible};
use crate::app::App;
use crate::auth::Caller;
use crate::problem::Problem;

/// Send a delivery again
///
/// At once, whatever its state, with the same `webhook-id` and body.
#[utoipa::path(
    operation_id = "resend_delivery",
    tag = "Webhooks",
    params(("id" = String, Path, description = "The delivery")),
    responses((status = 202, description = "Due again", body = DeliveryView)),
    security(("api_key" = ["webhooks:write"])),
)]
#[post("/v1/deliveries/{id}/resend")]
pub(crate) async fn resend_delivery(
    app: web::Data<App>,
    caller: Caller,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let (delivery, _) = visible(&app, &caller, &id).await?;
    app.store.resend(delivery.id, app.clock.now()).await?;
    app.deliveries.notify_one();
    let (delivery, _) = visible(&app, &caller, &id).await?;
    Ok(HttpResponse::Accepted().json(DeliveryView::from(delivery)))
}
