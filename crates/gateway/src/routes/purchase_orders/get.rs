//! Reading one purchase order.

use actix_web::http::header::ETAG;
use actix_web::{HttpResponse, get, web};
use erpgate_model::{PurchaseOrder, RecordId, Resource};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::http::{ConnectionPath, Params, etag};
use crate::problem::Problem;

/// What to add to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Include {
    /// The ERP's own record, under `native`.
    Native,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct GetParams {
    /// What to add to the record.
    include: Option<Include>,
}

/// Read a purchase order
///
/// The record as the ERP holds it at this moment. Its version is the `ETag`.
#[utoipa::path(
    operation_id = "get_purchase_order",
    tag = "Purchase orders",
    params(
        ("connection_id" = String, Path, description = "The connection"),
        ("id" = String, Path, description = "The ERP's id of the order"),
        GetParams,
    ),
    responses((status = 200, description = "The order", body = PurchaseOrder)),
    security(("api_key" = ["purchase_orders:read"])),
)]
#[get("/v1/connections/{connection_id}/purchase-orders/{id}")]
pub(crate) async fn get_purchase_order(
    app: web::Data<App>,
    connection: ConnectionPath,
    path: web::Path<(String, String)>,
    params: Params<GetParams>,
) -> Result<HttpResponse, Problem> {
    let id = RecordId::new(path.into_inner().1);
    let native = params.0.include.is_some();
    let (told, record) = app.engine.read(connection.0, Resource::PurchaseOrder, &id, native).await?;
    Ok(HttpResponse::Ok().insert_header((ETAG, etag(record.version().as_str()))).json(told))
}
