//! Calls of function imports: `POST SERVICE/Cancel?MaterialDocumentYear='2026'&MaterialDocument='4900000000'`.

use super::dispatch::Scene;
use super::draft;
use super::failure::Failure;
use super::function::{Arguments, Call, Function, FunctionResult, Method, Returns};
use super::literal::parse_literal;
use super::message::{Reply, Request};
use super::metadata::{Edm, Property};
use super::precondition;
use super::query::Options;
use super::table::Row;
use super::value::Value;
use super::{atom, json, read, write};
use serde_json::json;
use std::sync::Arc;

/// The code SAP gives everything that is wrong with a function's parameters.
const INVALID_PARAMETER: &str = "005056A509B11EE1B9A8FEC11C21578E";

/// Carries out a call. A body is not looked at: SAP's own clients send none, others an empty object.
pub(super) fn answer(
    scene: &mut Scene<'_>,
    request: &Request,
    function: &Arc<Function>,
) -> Result<Reply, Failure> {
    let meant = if request.method == "HEAD" { "GET" } else { request.method.as_str() };
    if meant != function.method.name() {
        return Err(Failure::wrong_method(&request.method));
    }
    if function.method == Method::Post && Options::parse(&request.query)?.any {
        return Err(Failure::options_on_write());
    }
    let call = Call { function, arguments: arguments(&request.query, function)? };
    guard(scene, request, &call)?;
    let service = scene.service;
    let (result, messages) = scene.work(|work| service.rules.invoke(work, &call))?;
    let mut reply = shown(scene, request, function, &result)?;
    if function.method == Method::Post {
        reply.commits = 1;
    }
    Ok(write::with_messages(reply, &messages))
}

/// Reads the parameters out of a query string. System options and `sap-…` parameters are not for the function.
fn arguments(query: &str, function: &Function) -> Result<Arguments, Failure> {
    let mut arguments = Arguments::default();
    for (name, text) in url::form_urlencoded::parse(query.as_bytes()) {
        if name.starts_with('$') || name.starts_with("sap-") {
            continue;
        }
        let property = function.parameters.iter().find(|property| property.name == name);
        let property = property.ok_or_else(|| invalid(&name))?;
        let value = parse_literal(text.trim()).and_then(|value| fitting(property, value));
        let value = value.ok_or_else(|| wrong_type(property))?;
        if value != Value::Null {
            arguments.0.insert(name.into_owned(), value);
        }
    }
    let missing = |property: &&Property| !property.nullable && !arguments.0.contains_key(&property.name);
    match function.parameters.iter().find(missing) {
        Some(property) => Err(invalid(&property.name)),
        None => Ok(arguments),
    }
}

/// The value in its property's form; none when its type or its length is wrong.
fn fitting(property: &Property, value: Value) -> Option<Value> {
    match (property.edm, value) {
        (_, Value::Null) => property.nullable.then_some(Value::Null),
        (Edm::Text | Edm::Guid, Value::Text(text)) => draft::text(property, &text).ok().map(Value::Text),
        (edm, Value::Decimal(number)) if edm.is_number() => {
            draft::decimal(property, &number.to_string()).ok().map(Value::Decimal)
        }
        (Edm::Boolean, value @ Value::Bool(_))
        | (Edm::DateTime, value @ Value::Date(_))
        | (Edm::DateTimeOffset, value @ Value::Instant(_))
        | (Edm::Time, value @ Value::Time(_)) => Some(value),
        _ => None,
    }
}

/// Unknown and missing parameters are both answered with 404.
fn invalid(name: &str) -> Failure {
    Failure::new(404, INVALID_PARAMETER, format!("Invalid Function Import Parameter '{name}'"))
}

fn wrong_type(property: &Property) -> Failure {
    let text = format!(
        "Invalid function import parameter type for '{}'. Expected type is '{}'",
        property.name,
        property.edm.name()
    );
    Failure::new(400, INVALID_PARAMETER, text)
}

/// Checks If-Match against the entity the call is about: when it was sent, and where the function demands it.
fn guard(scene: &Scene<'_>, request: &Request, call: &Call<'_>) -> Result<(), Failure> {
    let sent = request.header("if-match");
    if sent.is_none() && !call.function.conditional {
        return Ok(());
    }
    let set = call.function.action_for.as_ref().and_then(|set| scene.metadata().set(set));
    let row = set.and_then(|set| scene.world.tables.get(set.table(), &call.arguments.key_in(set)?));
    match row {
        Some(row) => precondition::check(scene.world.seed.switches.etags, sent, row),
        None => Ok(()),
    }
}

fn shown(
    scene: &Scene<'_>,
    request: &Request,
    function: &Function,
    result: &FunctionResult,
) -> Result<Reply, Failure> {
    let broken = || Failure::new(500, "/IWBEP/CM_MGW_RT/500", "The function's result is not there");
    match (result, &function.returns) {
        (FunctionResult::Entity(key), Returns::Entity(set)) => {
            let row = scene.world.tables.get(set, key).ok_or_else(broken)?;
            let options = Options::parse(&request.query)?;
            let viewer = scene.viewer();
            viewer.check(&row.set, options.select.as_ref(), &options.expand)?;
            let view = viewer.view(row, options.select.as_ref(), &options.expand);
            Ok(read::entity(scene, request, &view, 200))
        }
        (FunctionResult::Complex(value), Returns::Complex(_)) => Ok(complex(scene, request, function, value)),
        _ => Err(broken()),
    }
}

fn complex(scene: &Scene<'_>, request: &Request, function: &Function, value: &Row) -> Reply {
    if request.wants_json() {
        let type_name = format!("{}.{}", scene.metadata().namespace, value.set.type_name);
        let body = json::complex(&type_name, value);
        return Reply::json(200, &json!({"d": {function.name.as_str(): body}}));
    }
    let xml = atom::complex(&function.name, &scene.metadata().namespace, value);
    Reply::text(200, "application/xml;charset=utf-8", xml)
}
