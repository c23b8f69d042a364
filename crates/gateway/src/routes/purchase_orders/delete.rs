//! Deleting a purchase order, in the ERP's meaning.

use actix_web::{HttpRequest, HttpResponse, delete, web};
use erpgate_model::{Command, RecordId, Resource, Target, Verb};
use serde_json::Value;

use super::submit::{Around, submit};
use crate::app::App;
use crate::auth::Caller;
use crate::http::{ConnectionPath, OperationView, RequestIdText, WriteHeaders};
use crate::problem::Problem;

/// Delete a purchase order
///
/// What this does in the ERP stands under `means` in the capabilities: NetSuite removes the record, SAP
/// keeps it with a deletion mark on every line.
#[utoipa::path(
    operation_id = "delete_purchase_order",
    tag = "Purchase orders",
    params(
        ("connection_id" = String, Path, description = "The connection"),
        ("id" = String, Path, description = "The ERP's id of the order"),
        ("Idempotency-Key" = Option<String>, Header, description = "Stays the same when you retry; 1 to 255 characters"),
        ("If-Match" = Option<String>, Header, description = "Only if the order still has this version"),
        ("Prefer" = Option<String>, Header, description = "`respond-async`, or `wait=N` seconds (RFC 7240)"),
    ),
    responses(
        (status = 200, description = "It is deleted, in the ERP's meaning", body = OperationView),
        (status = 202, description = "Accepted; not settled yet", body = OperationView),
    ),
    security(("api_key" = ["purchase_orders:write"])),
)]
#[delete("/v1/connections/{connection_id}/purchase-orders/{id}")]
pub(crate) async fn delete_purchase_order(
    app: web::Data<App>,
    request: HttpRequest,
    caller: Caller,
    connection: ConnectionPath,
    path: web::Path<(String, String)>,
    headers: WriteHeaders,
    request_id: RequestIdText,
) -> Result<HttpResponse, Problem> {
    let target = Target { id: RecordId::new(path.into_inner().1), if_match: headers.if_match.clone() };
    let around = Around { connection_id: connection.0, caller, headers, request_id };
    submit(&app, &request, around, Command::act(Resource::PurchaseOrder, Verb::Delete, target), &Value::Null)
        .await
}
