//! Writing: from the request to the engine and back, alike for every record.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use erpgate_engine::WriteRequest;
use erpgate_model::{Command, NewRecord, Patch, Target, Update};
use serde_json::{Value, json};

use super::asked::Asked;
use super::endpoint::Endpoint;
use crate::auth::Caller;
use crate::http::{JsonBody, RequestIdText, WriteHeaders, fingerprint, invalid_body, same_shape, written};
use crate::problem::{Problem, ProblemCode};

/// What a write comes with, besides its body.
pub(super) struct Around {
    caller: Caller,
    headers: WriteHeaders,
    request_id: RequestIdText,
}

impl FromRequest for Around {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, actix_web::Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(read(request, payload))
    }
}

fn read(request: &HttpRequest, payload: &mut Payload) -> Result<Around, actix_web::Error> {
    Ok(Around {
        caller: Caller::from_request(request, payload).into_inner()?,
        headers: WriteHeaders::from_request(request, payload).into_inner()?,
        request_id: RequestIdText::from_request(request, payload).into_inner()?,
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
    submit(asked, around, Command::Create(record), &body.0).await
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
    submit(asked, around, update.with_status_as_action(), &body.0).await
}

/// Does something with a whole record.
pub(super) async fn act(endpoint: &Endpoint, asked: Asked, around: Around) -> Result<HttpResponse, Problem> {
    let command = Command::act(endpoint.resource(), endpoint.verb, target(&asked, &around));
    submit(asked, around, command, &Value::Null).await
}

fn target(asked: &Asked, around: &Around) -> Target {
    Target { id: asked.record_id(), if_match: around.headers.if_match.clone() }
}

/// Hands a command to the engine and answers with its operation. `body` is as it came.
async fn submit(
    asked: Asked,
    around: Around,
    command: Command,
    body: &Value,
) -> Result<HttpResponse, Problem> {
    same_shape(body, &command.body(), "")?;
    let accepted = asked
        .app
        .engine
        .submit(WriteRequest {
            connection_id: asked.connection_id,
            api_key_id: around.caller.key().id,
            command,
            idempotency_key: around.headers.idempotency_key,
            fingerprint: fingerprint(&asked.request, body),
            request_id: around.request_id.0,
            wait: around.headers.wait,
        })
        .await?;
    written(accepted)
}
