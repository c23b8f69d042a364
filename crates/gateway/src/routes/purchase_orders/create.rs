//! Creating a purchase order.

use actix_web::{HttpRequest, HttpResponse, post, web};
use erpgate_model::{Command, NewPurchaseOrder, NewRecord};

use super::submit::{Around, submit};
use crate::app::App;
use crate::auth::Caller;
use crate::http::{Body, ConnectionPath, OperationView, RequestIdText, WriteHeaders};
use crate::problem::Problem;

/// Create a purchase order
///
/// The same body for every ERP; what it leaves out comes from the connection's defaults. The answer is
/// the operation: 201 with the record as the ERP holds it, or 202 while the outcome is not known. After
/// a lost answer send the same request with the same `Idempotency-Key`: the order is made once.
#[utoipa::path(
    operation_id = "create_purchase_order",
    tag = "Purchase orders",
    params(
        ("connection_id" = String, Path, description = "The connection"),
        ("Idempotency-Key" = Option<String>, Header, description = "Stays the same when you retry; 1 to 255 characters"),
        ("Prefer" = Option<String>, Header, description = "`respond-async`, or `wait=N` seconds (RFC 7240)"),
    ),
    request_body = NewPurchaseOrder,
    responses(
        (status = 201, description = "The ERP holds it", body = OperationView),
        (status = 202, description = "Accepted; not settled yet", body = OperationView),
    ),
    security(("api_key" = ["purchase_orders:write"])),
)]
#[post("/v1/connections/{connection_id}/purchase-orders")]
pub(crate) async fn create_purchase_order(
    app: web::Data<App>,
    request: HttpRequest,
    caller: Caller,
    connection: ConnectionPath,
    headers: WriteHeaders,
    request_id: RequestIdText,
    body: Body<NewPurchaseOrder>,
) -> Result<HttpResponse, Problem> {
    let around = Around { connection_id: connection.0, caller, headers, request_id };
    let command = Command::Create(NewRecord::PurchaseOrder(Box::new(body.value)));
    submit(&app, &request, around, command, &body.json).await
}
