//! Changing a purchase order.

use actix_web::{HttpRequest, HttpResponse, patch, web};
use erpgate_model::{Command, Patch, PurchaseOrderPatch, RecordId, Target, Update};

use super::submit::{Around, submit};
use crate::app::App;
use crate::auth::Caller;
use crate::http::{Body, ConnectionPath, OperationView, RequestIdText, WriteHeaders};
use crate::problem::Problem;

/// Change a purchase order
///
/// Absent fields stay as they are, `null` clears. Lines are changed by id:
/// `{"lines": {"add": […], "update": [{"id": …}], "remove": [id, …]}}`.
#[utoipa::path(
    operation_id = "update_purchase_order",
    tag = "Purchase orders",
    params(
        ("connection_id" = String, Path, description = "The connection"),
        ("id" = String, Path, description = "The ERP's id of the order"),
        ("Idempotency-Key" = Option<String>, Header, description = "Stays the same when you retry; 1 to 255 characters"),
        ("If-Match" = Option<String>, Header, description = "Only if the order still has this version"),
        ("Prefer" = Option<String>, Header, description = "`respond-async`, or `wait=N` seconds (RFC 7240)"),
    ),
    request_body = PurchaseOrderPatch,
    responses(
        (status = 200, description = "The ERP holds the change", body = OperationView),
        (status = 202, description = "Accepted; not settled yet", body = OperationView),
    ),
    security(("api_key" = ["purchase_orders:write"])),
)]
#[patch("/v1/connections/{connection_id}/purchase-orders/{id}")]
#[allow(clippy::too_many_arguments)] // each is an extractor
pub(crate) async fn update_purchase_order(
    app: web::Data<App>,
    request: HttpRequest,
    caller: Caller,
    connection: ConnectionPath,
    path: web::Path<(String, String)>,
    headers: WriteHeaders,
    request_id: RequestIdText,
    body: Body<PurchaseOrderPatch>,
) -> Result<HttpResponse, Problem> {
    let target = Target { id: RecordId::new(path.into_inner().1), if_match: headers.if_match.clone() };
    let around = Around { connection_id: connection.0, caller, headers, request_id };
    let command = Command::Update(Update { target, patch: Patch::PurchaseOrder(Box::new(body.value)) });
    submit(&app, &request, around, command, &body.json).await
}
