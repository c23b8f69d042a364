//! What all writes of purchase orders share: from the request to the engine and back.

use actix_web::{HttpRequest, HttpResponse};
use erpgate_engine::WriteRequest;
use erpgate_model::{Command, ConnectionId};
use serde_json::Value;

use crate::app::App;
use crate::auth::Caller;
use crate::http::{RequestIdText, WriteHeaders, fingerprint, same_shape, written};
use crate::problem::Problem;

/// Everything around the command.
pub(crate) struct Around {
    pub(crate) connection_id: ConnectionId,
    pub(crate) caller: Caller,
    pub(crate) headers: WriteHeaders,
    pub(crate) request_id: RequestIdText,
}

/// Hands a command to the engine and answers with its operation.
pub(crate) async fn submit(
    app: &App,
    request: &HttpRequest,
    around: Around,
    command: Command,
    body: &Value,
) -> Result<HttpResponse, Problem> {
    same_shape(body, &command.body(), "")?;
    let accepted = app
        .engine
        .submit(WriteRequest {
            connection_id: around.connection_id,
            api_key_id: around.caller.key().id,
            command,
            idempotency_key: around.headers.idempotency_key,
            fingerprint: fingerprint(request, body),
            request_id: around.request_id.0,
            wait: around.headers.wait,
        })
        .await?;
    written(accepted)
}
