//! Reading many purchase orders.

use actix_web::http::header::LINK;
use actix_web::{HttpRequest, HttpResponse, get, web};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use erpgate_model::{PurchaseOrder, PurchaseOrderStatus, Query, Resource};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::get::Include;
use crate::app::App;
use crate::http::{ConnectionPath, Params};
use crate::problem::{Problem, ProblemCode};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListParams {
    /// At most so many orders (1 to 200; 50 unless said).
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Changed at or after this instant (RFC 3339).
    updated_since: Option<DateTime<Utc>>,
    /// With this status.
    status: Option<PurchaseOrderStatus>,
    /// Of this vendor.
    vendor_id: Option<String>,
    /// With this id of the client app.
    external_id: Option<String>,
    /// With this number.
    number: Option<String>,
    /// What to add to each order.
    include: Option<Include>,
}

/// A page of purchase orders.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PurchaseOrderList {
    /// The orders.
    #[schema(value_type = Vec<PurchaseOrder>)]
    data: Vec<serde_json::Value>,
    /// Where the next page begins; `null` at the end.
    next_cursor: Option<String>,
}

/// List purchase orders
///
/// In an order that is stable while orders are added; every order stands on exactly one page.
#[utoipa::path(
    operation_id = "list_purchase_orders",
    tag = "Purchase orders",
    params(("connection_id" = String, Path, description = "The connection"), ListParams),
    responses((status = 200, description = "A page of orders", body = PurchaseOrderList)),
    security(("api_key" = ["purchase_orders:read"])),
)]
#[get("/v1/connections/{connection_id}/purchase-orders")]
pub(crate) async fn list_purchase_orders(
    app: web::Data<App>,
    request: HttpRequest,
    connection: ConnectionPath,
    params: Params<ListParams>,
) -> Result<HttpResponse, Problem> {
    let page = app.engine.list(connection.0, Resource::PurchaseOrder, query(params.0)?).await?;
    let next_cursor = page.next_cursor.map(|cursor| URL_SAFE_NO_PAD.encode(cursor));
    let mut response = HttpResponse::Ok();
    if let Some(cursor) = &next_cursor {
        response.insert_header((LINK, next_link(&request, cursor)));
    }
    Ok(response.json(PurchaseOrderList { data: page.records, next_cursor }))
}

fn query(params: ListParams) -> Result<Query, Problem> {
    let wrong = |name: &str, detail: &str| {
        Err(Problem::new(ProblemCode::InvalidParameter, format!("{name}: {detail}")))
    };
    let limit = params.limit.unwrap_or(50);
    if !(1..=200).contains(&limit) {
        return wrong("limit", "give 1 to 200");
    }
    let cursor = params
        .cursor
        .map(|cursor| URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|raw| String::from_utf8(raw).ok()));
    if cursor == Some(None) {
        return wrong("cursor", "give back `next_cursor` of the page before, unchanged");
    }
    let status = params.status.and_then(|status| serde_json::to_value(status).ok());
    Ok(Query {
        limit,
        cursor: cursor.flatten(),
        updated_since: params.updated_since,
        status: status.and_then(|status| status.as_str().map(str::to_owned)),
        vendor_id: params.vendor_id,
        external_id: params.external_id,
        number: params.number,
        include_native: params.include.is_some(),
        ..Query::default()
    })
}

/// The same request with the next cursor (RFC 8288).
fn next_link(request: &HttpRequest, cursor: &str) -> String {
    let others =
        url::form_urlencoded::parse(request.query_string().as_bytes()).filter(|(name, _)| name != "cursor");
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(others)
        .append_pair("cursor", cursor)
        .finish();
    format!("<{}?{query}>; rel=\"next\"", request.path())
}
