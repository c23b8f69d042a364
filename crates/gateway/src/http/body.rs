//! A JSON body: bounded in size and time, and every error with its place.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpRequest, web};
use erpgate_model::BodyError;
use futures::StreamExt;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::{Path, Segment};
use tokio::time::timeout;

use crate::app::App;
use crate::problem::{Problem, ProblemCode};

/// A body of type `T`.
pub(crate) struct Body<T> {
    pub(crate) value: T,
}

/// A body that is a JSON object, whose type the handler knows.
pub(crate) struct JsonBody(pub(crate) Value);

type Reading<T> = Pin<Box<dyn Future<Output = Result<T, Problem>>>>;

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Problem;
    type Future = Reading<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let json = object(request.clone(), payload.take());
        Box::pin(async move {
            let json = json.await?;
            let value = serde_path_to_error::deserialize(&json).map_err(|error| invalid_body(&error))?;
            Ok(Self { value })
        })
    }
}

impl FromRequest for JsonBody {
    type Error = Problem;
    type Future = Reading<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let json = object(request.clone(), payload.take());
        Box::pin(async move { json.await.map(Self) })
    }
}

/// The body as a JSON object.
async fn object(request: HttpRequest, payload: Payload) -> Result<Value, Problem> {
    let rules = request.app_data::<web::Data<App>>().expect("the server sets the app data").rules;
    expect_json(&request)?;
    let bytes = timeout(rules.body_timeout, collect(payload, rules.body_limit)).await.map_err(|_| {
        let seconds = rules.body_timeout.as_secs();
        Problem::new(ProblemCode::BodyTimeout, format!("the body did not arrive within {seconds} s"))
    })??;
    let json: Value = serde_json::from_slice(&bytes).map_err(|error| malformed(&bytes, &error))?;
    without_nul(&json, "")?;
    if !json.is_object() {
        return Err(Problem::new(ProblemCode::InvalidBody, "the body must be a JSON object"));
    }
    Ok(json)
}

fn expect_json(request: &HttpRequest) -> Result<(), Problem> {
    let given = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let essence = given.split(';').next().unwrap_or("").trim();
    if essence.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    let detail = format!("send the body as Content-Type: application/json, not `{given}`");
    Err(Problem::new(ProblemCode::UnsupportedMediaType, detail))
}

async fn collect(mut payload: Payload, limit: usize) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| {
            Problem::new(ProblemCode::MalformedJson, format!("the body broke off: {error}"))
        })?;
        if bytes.len() + chunk.len() > limit {
            let detail = format!("the body may hold at most {limit} bytes");
            return Err(Problem::new(ProblemCode::BodyTooLarge, detail));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn malformed(bytes: &[u8], error: &serde_json::Error) -> Problem {
    let detail = if bytes.is_empty() { "the body is empty".to_owned() } else { format!("not JSON: {error}") };
    Problem::new(ProblemCode::MalformedJson, detail)
}

/// A body that has not the form of its type, with the place.
pub(crate) fn invalid_body(error: &BodyError) -> Problem {
    let reason = error.inner().to_string();
    let pointer = pointer(error.path(), &reason);
    let code = if reason.starts_with("unknown field") { "unknown_field" } else { "invalid" };
    Problem::new(ProblemCode::InvalidBody, reason).at(pointer, code)
}

/// NUL is no character of any ERP's field, and PostgreSQL cannot store it.
fn without_nul(value: &Value, pointer: &str) -> Result<(), Problem> {
    match value {
        Value::String(text) if text.contains('\0') => {
            let detail = "the text holds a NUL character (\\u0000)";
            Err(Problem::new(ProblemCode::InvalidBody, detail).at(pointer, "invalid"))
        }
        Value::Array(list) => list
            .iter()
            .enumerate()
            .try_for_each(|(index, entry)| without_nul(entry, &format!("{pointer}/{index}"))),
        Value::Object(fields) => {
            fields.iter().try_for_each(|(name, field)| without_nul(field, &format!("{pointer}/{name}")))
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

/// Refuses a list where an object belongs: serde would take its entries for the object's fields in
/// the order of their declaration. `read` is the value as it was understood.
pub(crate) fn same_shape(given: &Value, read: &Value, pointer: &str) -> Result<(), Problem> {
    match (given, read) {
        (Value::Array(_), Value::Object(_)) => {
            let detail = "a list stands where an object belongs";
            Err(Problem::new(ProblemCode::InvalidBody, detail).at(pointer, "invalid"))
        }
        (Value::Array(given), Value::Array(read)) => given
            .iter()
            .zip(read)
            .enumerate()
            .try_for_each(|(index, (given, read))| same_shape(given, read, &format!("{pointer}/{index}"))),
        (Value::Object(given), Value::Object(read)) => given.iter().try_for_each(|(name, given)| {
            read.get(name).map_or(Ok(()), |read| same_shape(given, read, &format!("{pointer}/{name}")))
        }),
        _ => Ok(()),
    }
}

/// The path as a JSON pointer (RFC 6901); an unknown field is named although serde stops before it.
fn pointer(path: &Path, reason: &str) -> String {
    let mut pointer = String::new();
    for segment in path {
        let part = match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } => key.clone(),
            Segment::Enum { variant } => variant.clone(),
            Segment::Unknown => continue,
        };
        pointer.push('/');
        pointer.push_str(&part.replace('~', "~0").replace('/', "~1"));
    }
    let unknown = reason.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next());
    match unknown {
        Some(field) if !pointer.ends_with(&format!("/{field}")) => format!("{pointer}/{field}"),
        _ => pointer,
    }
}
