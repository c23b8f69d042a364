//! Checks a write against the capability's field table before anything is sent.

use erpgate_model::{Capability, Command, Decimal, FieldError, FieldSpec, Resource, Verb, Writable};
use serde_json::Value;

use crate::refusal::Refusal;

/// More lines than this are a mistake rather than an order.
const MAX_LINES: usize = 1000;

/// Refuses what this connection cannot do or this ERP's fields cannot hold.
pub(crate) fn validate(command: &Command, row: Option<&'static Capability>) -> Result<(), Refusal> {
    let row = usable(row, command.resource(), command.verb())?;
    let body = command.body();
    let mut errors = Vec::new();
    let creates = command.verb() == Verb::Create;
    check_fields(row, "", "", &body, creates, &mut errors);
    if creates {
        let lines = body["lines"].as_array().map_or(&[][..], Vec::as_slice);
        check_lines(row, "/lines", lines, &mut errors);
        if lines.is_empty() {
            errors.push(FieldError::at("/lines", "required", "an order needs at least one line"));
        }
        check_required(row, "", "", &body, &mut errors);
    } else if let Some(changes) = body.get("lines") {
        check_lines(row, "/lines/add", changes["add"].as_array().map_or(&[][..], Vec::as_slice), &mut errors);
        for (index, line) in changes["update"].as_array().into_iter().flatten().enumerate() {
            check_fields(row, "lines.", &format!("/lines/update/{index}"), line, false, &mut errors);
            check_quantity(&format!("/lines/update/{index}"), line, &mut errors);
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Invalid(errors)) }
}

/// The row, if the verb can be used here.
pub(crate) fn usable(
    row: Option<&'static Capability>,
    resource: Resource,
    verb: Verb,
) -> Result<&'static Capability, Refusal> {
    match row {
        Some(row) if row.usable() => Ok(row),
        other => Err(Refusal::NotSupported {
            resource,
            verb,
            how: other.map_or("the ERP has no such thing", |row| row.how),
        }),
    }
}

fn check_lines(row: &Capability, at: &str, lines: &[Value], errors: &mut Vec<FieldError>) {
    if lines.len() > MAX_LINES {
        errors.push(FieldError::at(
            at,
            "too_many",
            format!("at most {MAX_LINES} lines, not {}", lines.len()),
        ));
        return;
    }
    for (index, line) in lines.iter().enumerate() {
        let pointer = format!("{at}/{index}");
        check_fields(row, "lines.", &pointer, line, true, errors);
        check_required(row, "lines.", &pointer, line, errors);
        check_quantity(&pointer, line, errors);
    }
}

fn check_quantity(pointer: &str, line: &Value, errors: &mut Vec<FieldError>) {
    let quantity = line["quantity"].as_str().and_then(|text| text.parse::<Decimal>().ok());
    if quantity.is_some_and(|quantity| quantity.is_zero() || quantity.is_negative()) {
        errors.push(FieldError::at(
            format!("{pointer}/quantity"),
            "out_of_range",
            "the quantity must be above zero",
        ));
    }
}

/// Every field that is given must be writable here and fit the ERP's field.
fn check_fields(
    row: &Capability,
    prefix: &str,
    at: &str,
    given: &Value,
    creates: bool,
    errors: &mut Vec<FieldError>,
) {
    for (name, value) in given.as_object().into_iter().flatten() {
        if name == "lines" || (name == "id" && prefix == "lines.") {
            continue;
        }
        let (path, pointer) = (format!("{prefix}{name}"), format!("{at}/{name}"));
        let nested = value.as_object().filter(|_| name != "custom_fields");
        match (row.field(&path), nested) {
            (Some(spec), _) => check_value(spec, &pointer, value, creates, errors),
            (None, Some(parts)) => {
                for (part, value) in parts.iter().filter(|(_, value)| !is_empty(value)) {
                    let pointer = format!("{pointer}/{part}");
                    match row.field(&format!("{path}.{part}")) {
                        Some(spec) => check_value(spec, &pointer, value, creates, errors),
                        None => errors.push(unsupported(&pointer)),
                    }
                }
            }
            // `null` clears a whole group, such as an address, of which the parts can be written.
            (None, None) if value.is_null() && has_parts(row, &path) => {}
            (None, None) => errors.push(unsupported(&pointer)),
        }
    }
}

fn has_parts(row: &Capability, path: &str) -> bool {
    let is_part = |spec: &FieldSpec| spec.name.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
    row.fields.iter().any(|spec| is_part(spec) && spec.writable == Writable::Always)
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

fn unsupported(pointer: &str) -> FieldError {
    let detail = "this ERP has no such field; GET …/capabilities lists those it has";
    FieldError::at(pointer, "not_supported", detail)
}

fn check_value(spec: &FieldSpec, pointer: &str, value: &Value, creates: bool, errors: &mut Vec<FieldError>) {
    match spec.writable {
        Writable::Always => {}
        Writable::OnCreate if creates => {}
        Writable::OnCreate => {
            let detail = format!("{} can be set on create alone", spec.mapped_to);
            errors.push(FieldError::at(pointer, "not_writable", detail));
            return;
        }
        Writable::No => {
            errors.push(FieldError::at(
                pointer,
                "not_writable",
                format!("{} cannot be written", spec.mapped_to),
            ));
            return;
        }
    }
    let Some(text) = value.as_str() else { return };
    if let Some(most) = spec.max_length.filter(|most| text.chars().count() > usize::from(*most)) {
        let detail = format!("{} holds at most {most} characters", spec.mapped_to);
        errors.push(FieldError::at(pointer, "too_long", detail));
    }
    let scale = text.parse::<Decimal>().map(|number| number.significant_scale());
    if let (Some(most), Ok(scale)) = (spec.max_scale, scale)
        && scale > u32::from(most)
    {
        let detail = format!("{} holds at most {most} digits after the point", spec.mapped_to);
        errors.push(FieldError::at(pointer, "too_many_digits", detail));
    }
}

fn check_required(row: &Capability, prefix: &str, at: &str, given: &Value, errors: &mut Vec<FieldError>) {
    let of_this_level = |spec: &&FieldSpec| {
        spec.name.strip_prefix(prefix).is_some_and(|rest| !rest.contains('.')) && spec.required
    };
    for spec in row.fields.iter().filter(of_this_level) {
        let name = &spec.name[prefix.len()..];
        if name != "lines" && given.get(name).is_none_or(Value::is_null) {
            let place = if prefix.is_empty() { name.to_owned() } else { format!("lines.{name}") };
            let detail = format!(
                "needed for {}: send it, or set it once in the connection's defaults as {}.{place}",
                spec.mapped_to, row.resource
            );
            errors.push(FieldError::at(format!("{at}/{name}"), "required", detail));
        }
    }
}
