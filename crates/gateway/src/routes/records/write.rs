//! Writing: from the request to the engine and back, alike for every record.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use erpgate_engine::WriteRequest;
use erpgate_model::{Command, ConnectionId, NewRecord, Patch, Target, Update};
use serde_json::{Value, json};

use super::asked::Asked;
use super::dry_run::{DryRunView, WriteParams};
use super::endpoint::Endpoint;
use crate::app::App;
use crate::auth::Caller;
use crate::http::{
    JsonBody, Params, RequestIdText, WriteHeaders, fingerprint, invalid_body, same_shape, written,
};
use crate::problem::{Problem, ProblemCode};

/// What a write comes with, besides its body.
pub(crate) struct Around {
    pub(crate) caller: Caller,
    pub(crate) headers: WriteHeaders,
    pub(crate) request_id: RequestIdText,
    /// Work it out and make nothing.
    pub(crate) dry_run: bool,
}

impl FromRequest for Around {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, actix_web::Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(read(request, payload))
    }
}

fn read(request: &HttpRequest, payload: &mut Payload) -> Result<Around, actix_web::Error> {
    let params = Params::<WriteParams>::from_request(request, payload).into_inner()?;
    Ok(Around {
        caller: Caller::from_request(request, payload).into_inner()?,
        headers: WriteHeaders::from_request(request, payload).into_inner()?,
        request_id: RequestIdText::from_request(request, payload).into_inner()?,
        dry_run: params.0.dry_run,
    })
}

/// Makes a record.
pub(super) async fn create(
    endpoint: &Endpoint,
    asked: Asked,
    around: Around,
    body: JsonBody,
) -> Result<HttpResponse, Problem> {
    let mut whole = body.0.clone();
    if endpoint.is_within() {
        of_work_order(&mut whole, asked.id())?;
    }
    let record = NewRecord::read(endpoint.resource(), &whole).map_err(|error| invalid_body(&error))?;
    answer(asked, around, Command::Create(record), &body.0).await
}

/// The path says which work order; a body that says another is a mistake of one of the two.
fn of_work_order(body: &mut Value, id: &str) -> Result<(), Problem> {
    match body.get("work_order_id") {
        Some(given) if given != id => {
            let detail = format!("the path is about the work order `{id}`: leave this out, or say the same");
            Err(Problem::new(ProblemCode::InvalidFields, detail).at("/work_order_id", "differs_from_path"))
        }
        _ => {
            body["work_order_id"] = json!(id);
            Ok(())
        }
    }
}

/// Changes a record. A wanted status is the action of that name.
pub(super) async fn update(
    endpoint: &Endpoint,
    asked: Asked,
    around: Around,
    body: JsonBody,
) -> Result<HttpResponse, Problem> {
    let patch = Patch::read(endpoint.resource(), &body.0).map_err(|error| invalid_body(&error))?;
    let update = Command::Update(Update { target: target(&asked, &around), patch });
    same_shape(&body.0, &update.body(), "")?;
    answer(asked, around, update.with_status_as_action(), &body.0).await
}

/// Does something with a whole record.
pub(super) async fn act(endpoint: &Endpoint, asked: Asked, around: Around) -> Result<HttpResponse, Problem> {
    let command = Command::act(endpoint.resource(), endpoint.verb, target(&asked, &around));
    answer(asked, around, command, &Value::Null).await
}

fn target(asked: &Asked, around: &Around) -> Target {
    Target { id: asked.record_id(), if_match: around.headers.if_match.clone() }
}

async fn answer(
    asked: Asked,
    around: Around,
    command: Command,
    body: &Value,
) -> Result<HttpResponse, Problem> {
    submit(&asked.app, &asked.request, asked.connection_id, around, command, body).await
}

/// Hands a command to the engine and answers with its operation, or with what it would do. `body` is as
/// it came.
pub(crate) async fn submit(
    app: &App,
    request: &HttpRequest,
    connection_id: ConnectionId,
    around: Around,
    command: Command,
    body: &Value,
) -> Result<HttpResponse, Problem> {
    same_shape(body, &command.body(), "")?;
    if around.dry_run {
        let run = app.engine.dry_run(connection_id, command).await?;
        return Ok(HttpResponse::Ok().json(DryRunView::from(run)));
    }
    around.headers.need_key(app.rules)?;
    let accepted = app
        .engine
        .submit(WriteRequest {
            connection_id,
            api_key_id: around.caller.key().id,
            who: around.caller.key().name.clone(),
            command,
            idempotency_key: around.headers.idempotency_key,
            fingerprint: fingerprint(request, body),
            request_id: around.request_id.0,
            wait: around.headers.wait,
        })
        .await?;
    written(accepted)
}
