//! The deliveries of one endpoint.

use actix_web::{HttpResponse, get, web};
use erpgate_model::{DeliveryId, DeliveryState};
use erpgate_store::DeliveryFilter;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::stored;
use crate::app::App;
use crate::auth::Caller;
use crate::http::{Params, page_limit};
use crate::problem::Problem;
use crate::routes::deliveries::DeliveryView;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeliveryParams {
    /// In this state.
    state: Option<DeliveryState>,
    /// At most so many (1 to 200; 50 unless said).
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
    /// `next_cursor` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<DeliveryId>,
}

/// A page of deliveries, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeliveryList {
    /// The deliveries.
    data: Vec<DeliveryView>,
    /// Where the next page begins; `null` at the end.
    next_cursor: Option<DeliveryId>,
}

/// List an endpoint's deliveries
#[utoipa::path(
    operation_id = "list_endpoint_deliveries",
    tag = "Webhooks",
    params(("id" = String, Path, description = "The endpoint"), DeliveryParams),
    responses((status = 200, description = "A page of deliveries, newest first", body = DeliveryList)),
    security(("api_key" = ["webhooks:read"])),
)]
#[get("/v1/webhook-endpoints/{id}/deliveries")]
pub(crate) async fn list_endpoint_deliveries(
    app: web::Data<App>,
    caller: Caller,
    id: web::Path<String>,
    params: Params<DeliveryParams>,
) -> Result<HttpResponse, Problem> {
    let endpoint = stored(&app, &caller, &id).await?;
    let limit = page_limit(params.0.limit)?;
    let filter = DeliveryFilter {
        endpoint: Some(endpoint.id),
        event: None,
        state: params.0.state,
        before: params.0.cursor,
        limit: limit + 1,
    };
    let mut deliveries = app.store.deliveries(&filter).await?;
    let more = deliveries.len() > usize::from(limit);
    deliveries.truncate(usize::from(limit));
    let next_cursor = deliveries.last().filter(|_| more).map(|last| last.id);
    let data = deliveries.into_iter().map(DeliveryView::from).collect();
    Ok(HttpResponse::Ok().json(DeliveryList { data, next_cursor }))
}
