//! Bodies of V4 writes.

use super::failure;
use super::json::is_ieee754;
use super::literal::{date, instant, time};
use crate::odata::draft::{self, Draft, Form, shown};
use crate::odata::failure::Failure;
use crate::odata::message::Request;
use crate::odata::metadata::{Edm, EntitySet, Metadata, Property};
use crate::odata::value::Value;
use rust_decimal::Decimal;
use serde_json::Value as Json;
use std::sync::Arc;

/// Reads a body, or says everything that is wrong with it.
pub(crate) fn read(metadata: &Metadata, set: &Arc<EntitySet>, request: &Request) -> Result<Draft, Failure> {
    let parsed: Result<Json, _> = serde_json::from_slice(&request.body);
    let Ok(Json::Object(fields)) = parsed else {
        let why = parsed.err().map_or("not a JSON object".to_owned(), |error| error.to_string());
        return Err(failure::body(std::iter::once(format!("The request body cannot be read: {why}"))));
    };
    let form = Form {
        value: if is_ieee754(request, "content-type") { with_texts } else { with_numbers },
        is_control: |set, name| name.contains('@') || (name == "SAP__Messages" && set.messages),
        unknown: |name| failure::body(std::iter::once(format!("Property '{name}' is invalid"))),
    };
    let mut wrong = Vec::new();
    let draft = draft::entity(metadata, set, fields, form, &mut wrong)?;
    if wrong.is_empty() {
        return Ok(draft);
    }
    let text = String::from_utf8_lossy(&request.body);
    Err(failure::body(wrong.iter().map(|message| located(&message.text, &message.target, &text))))
}

/// Adds where in the body a property stands, as SAP does.
fn located(message: &str, property: &str, body: &str) -> String {
    let offset = body.find(&format!("\"{property}\"")).unwrap_or_default();
    let name = format!("Property '{property}'");
    message.replacen(&name, &format!("{name} at offset '{offset}'"), 1)
}

fn with_numbers(property: &Property, json: &Json) -> Result<Value, String> {
    value(property, json, false)
}

fn with_texts(property: &Property, json: &Json) -> Result<Value, String> {
    value(property, json, true)
}

fn value(property: &Property, json: &Json, ieee754: bool) -> Result<Value, String> {
    let invalid = || format!("Property '{}' has invalid value '{}'", property.name, shown(json));
    match (property.edm, json) {
        (_, Json::Null) if property.nullable => Ok(Value::initial(property)),
        (Edm::Text | Edm::Guid, Json::String(text)) => {
            let fitting = draft::text(property, text).map(Value::Text);
            fitting.map_err(|why| why.map_or_else(invalid, |why| format!("{}: {why}", invalid())))
        }
        (Edm::Decimal, Json::String(text)) if ieee754 => {
            decimal(property, text).map_err(|why| format!("{}: {why}", invalid()))
        }
        (Edm::Decimal, Json::Number(number)) if !ieee754 => {
            decimal(property, &number.to_string()).map_err(|why| format!("{}: {why}", invalid()))
        }
        (Edm::Int32 | Edm::Double, Json::Number(number)) => {
            number.to_string().parse().map(Value::Decimal).map_err(|_| invalid())
        }
        (Edm::Boolean, Json::Bool(flag)) => Ok(Value::Bool(*flag)),
        (Edm::Date, Json::String(text)) => date(text).ok_or_else(invalid),
        (Edm::DateTimeOffset, Json::String(text)) => instant(text).ok_or_else(invalid),
        (Edm::TimeOfDay, Json::String(text)) => time(text).ok_or_else(invalid),
        _ => Err(invalid()),
    }
}

/// A decimal; JSON numbers may carry an exponent.
fn decimal(property: &Property, text: &str) -> Result<Value, String> {
    let plain = match Decimal::from_scientific(text) {
        Ok(number) if text.contains(['e', 'E']) => number.to_string(),
        _ => text.to_owned(),
    };
    draft::decimal(property, &plain).map(Value::Decimal)
}
