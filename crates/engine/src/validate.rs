//! Checks a write against the capability's field table before anything is sent.

use erpgate_model::{Capability, Command, Decimal, FieldError, FieldSpec, Resource, Verb, Writable};
use serde_json::Value;

use crate::refusal::Refusal;

/// More entries than this in one list are a mistake rather than an order.
const MAX_ENTRIES: usize = 1000;

/// Refuses what makes no sense, what this connection cannot do, and what this ERP's fields cannot hold.
pub(crate) fn validate(command: &Command, row: Option<&'static Capability>) -> Result<(), Refusal> {
    let row = usable(row, command.resource(), command.verb())?;
    let mut errors = command.check();
    let body = command.body();
    match command {
        Command::Create(_) => {
            let level = Level { row, prefix: String::new(), at: String::new(), creates: true };
            level.check(&body, &mut errors);
        }
        Command::Update(_) => {
            let level = Level { row, prefix: String::new(), at: String::new(), creates: false };
            level.check(&body, &mut errors);
        }
        Command::Act(_) | Command::Call(_) => {}
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

/// The record itself, or the entries of one of its lists.
struct Level {
    row: &'static Capability,
    /// Of field names: nothing, or such as `lines.`.
    prefix: String,
    /// JSON pointer.
    at: String,
    /// True where everything is new: fields that are write-once may be set, and required ones must.
    creates: bool,
}

impl Level {
    /// Every field that is given must be writable here and fit the ERP's field.
    fn check(&self, given: &Value, errors: &mut Vec<FieldError>) {
        for (name, value) in given.as_object().into_iter().flatten() {
            if name == "id" && !self.prefix.is_empty() && !self.creates {
                continue;
            }
            let (path, pointer) = (format!("{}{name}", self.prefix), format!("{}/{name}", self.at));
            let spec = self.row.field(&path);
            if let Some(spec) = spec
                && !check_value(spec, &pointer, value, self.creates, errors)
            {
                continue;
            }
            match value {
                // Also where a row speaks of the list as a whole: its entries have rows of their own.
                Value::Array(entries) if entries.iter().all(Value::is_object) => {
                    self.entries(&path, &pointer, entries, self.creates, errors);
                }
                Value::Object(changes) if !self.creates && names_list_changes(changes) => {
                    self.list_changes(&path, &pointer, value, errors);
                }
                _ if spec.is_some() => {}
                Value::Object(parts) if name != "custom_fields" => {
                    for (part, value) in parts.iter().filter(|(_, value)| !is_empty(value)) {
                        let pointer = format!("{pointer}/{part}");
                        match self.row.field(&format!("{path}.{part}")) {
                            Some(spec) => {
                                check_value(spec, &pointer, value, self.creates, errors);
                            }
                            None => errors.push(unsupported(&pointer)),
                        }
                    }
                }
                // `null` clears a whole group, such as an address, of which the parts can be written.
                Value::Null if has_parts(self.row, &path) => {}
                _ => errors.push(unsupported(&pointer)),
            }
        }
        if self.creates {
            self.check_required(given, errors);
        }
    }

    fn entries(
        &self,
        path: &str,
        pointer: &str,
        entries: &[Value],
        creates: bool,
        errors: &mut Vec<FieldError>,
    ) {
        if !entries.is_empty() && !has_entries(self.row, path) {
            errors.push(unsupported(pointer));
        } else if entries.len() > MAX_ENTRIES {
            let detail = format!("at most {MAX_ENTRIES}, not {}", entries.len());
            errors.push(FieldError::at(pointer, "too_many", detail));
        } else {
            for (index, entry) in entries.iter().enumerate() {
                let (prefix, at) = (format!("{path}."), format!("{pointer}/{index}"));
                Self { row: self.row, prefix, at, creates }.check(entry, errors);
            }
        }
    }

    fn list_changes(&self, path: &str, pointer: &str, changes: &Value, errors: &mut Vec<FieldError>) {
        let list = |name: &str| changes[name].as_array().map_or(&[][..], Vec::as_slice);
        self.entries(path, &format!("{pointer}/add"), list("add"), true, errors);
        self.entries(path, &format!("{pointer}/update"), list("update"), false, errors);
        if !list("remove").is_empty() && !has_parts(self.row, path) {
            errors.push(unsupported(&format!("{pointer}/remove")));
        }
    }

    fn check_required(&self, given: &Value, errors: &mut Vec<FieldError>) {
        let (row, prefix) = (self.row, self.prefix.as_str());
        let of_this_level = |spec: &&FieldSpec| {
            spec.name.strip_prefix(prefix).is_some_and(|rest| !rest.contains('.')) && spec.required
        };
        for spec in row.fields.iter().filter(of_this_level) {
            let name = &spec.name[prefix.len()..];
            if given.get(name).is_none_or(Value::is_null) {
                let detail = format!(
                    "needed for {}: send it, or set it once in the connection's defaults as {}.{}",
                    spec.mapped_to, row.resource, spec.name
                );
                errors.push(FieldError::at(format!("{}/{name}", self.at), "required", detail));
            }
        }
    }
}

/// No group of fields has these names; lists in a patch have no others.
fn names_list_changes(fields: &serde_json::Map<String, Value>) -> bool {
    fields.keys().all(|name| ["add", "update", "remove"].contains(&name.as_str()))
}

fn has_parts(row: &Capability, path: &str) -> bool {
    parts(row, path).any(|spec| spec.writable == Writable::Always)
}

fn has_entries(row: &Capability, path: &str) -> bool {
    parts(row, path).any(|spec| spec.writable != Writable::No)
}

fn parts<'a>(row: &'a Capability, path: &'a str) -> impl Iterator<Item = &'static FieldSpec> + 'a {
    row.fields
        .iter()
        .filter(move |spec| spec.name.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

fn unsupported(pointer: &str) -> FieldError {
    let detail = "this ERP has no such field; GET …/capabilities lists those it has";
    FieldError::at(pointer, "not_supported", detail)
}

/// True when the value can stand there.
fn check_value(
    spec: &FieldSpec,
    pointer: &str,
    value: &Value,
    creates: bool,
    errors: &mut Vec<FieldError>,
) -> bool {
    let before = errors.len();
    match spec.writable {
        Writable::Always => {}
        Writable::OnCreate if creates => {}
        Writable::OnCreate => {
            let detail = format!("{} can be set on create alone", spec.mapped_to);
            errors.push(FieldError::at(pointer, "not_writable", detail));
        }
        Writable::No => {
            let detail = format!("{} cannot be written", spec.mapped_to);
            errors.push(FieldError::at(pointer, "not_writable", detail));
        }
    }
    if let Some(text) = value.as_str().filter(|_| errors.len() == before) {
        check_text(spec, pointer, text, errors);
    }
    errors.len() == before
}

fn check_text(spec: &FieldSpec, pointer: &str, text: &str, errors: &mut Vec<FieldError>) {
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
