//! Requests in the ERP's own words.

use actix_web::{HttpRequest, HttpResponse, post, web};
use erpgate_engine::NativeRead;
use erpgate_model::{Command, NativeAnswer, NativeRequest};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::Caller;
use crate::http::{
    ConnectionPath, JsonBody, OperationView, Params, RequestIdText, WriteHeaders, invalid_body,
};
use crate::problem::Problem;
use crate::routes::records::{Around, DryRunView, WriteParams, submit};

/// What comes of a request in the ERP's own words.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[allow(dead_code)] // says what the three ways of this route answer
pub(crate) enum PassthroughAnswer {
    /// Of a request that reads: the ERP's answer, whatever its status.
    Read(Box<NativeAnswer>),
    /// Of a request that writes: its operation, whose `record` is the ERP's answer.
    Write(Box<OperationView>),
    /// Of a dry run.
    DryRun(Box<DryRunView>),
}

/// Call the ERP in its own words
///
/// For what the unified model lacks, with the connection's sign-in. A `GET`, or a `POST` with `reads`,
/// answers what the ERP answers. Everything else is a write: it makes an operation, needs an
/// `Idempotency-Key`, and when its answer is lost a person decides. Every call is in the audit log.
#[utoipa::path(
    operation_id = "call_passthrough",
    tag = "Passthrough",
    params(
        ("connection_id" = String, Path, description = "The connection"),
        ("dry_run" = Option<bool>, Query, description = "Work the write out and make nothing"),
        ("Idempotency-Key" = Option<String>, Header, description = "For writes: stays the same when you retry; 1 to 255 characters"),
        ("Prefer" = Option<String>, Header, description = "`respond-async`, or `wait=N` seconds (RFC 7240)"),
    ),
    request_body = NativeRequest,
    responses(
        (status = 200, description = "The ERP's answer", body = PassthroughAnswer),
        (status = 202, description = "Accepted; not settled yet", body = OperationView),
    ),
    security(("api_key" = ["passthrough:call"])),
)]
#[post("/v1/connections/{connection_id}/passthrough")]
#[allow(clippy::too_many_arguments)] // each is an extractor
pub(crate) async fn call_passthrough(
    app: web::Data<App>,
    http: HttpRequest,
    connection: ConnectionPath,
    caller: Caller,
    headers: WriteHeaders,
    request_id: RequestIdText,
    params: Params<WriteParams>,
    body: JsonBody,
) -> Result<HttpResponse, Problem> {
    let request: NativeRequest =
        serde_path_to_error::deserialize(&body.0).map_err(|error| invalid_body(&error))?;
    if request.writes() || params.0.dry_run {
        let around = Around { caller, headers, request_id, dry_run: params.0.dry_run };
        return submit(&app, &http, connection.0, around, Command::Call(request), &body.0).await;
    }
    let read = NativeRead {
        connection_id: connection.0,
        api_key_id: caller.key().id,
        who: caller.key().name.clone(),
        request_id: request_id.0,
        request,
    };
    Ok(HttpResponse::Ok().json(app.engine.ask(read).await?))
}
