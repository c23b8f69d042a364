//! Reading what record requests have in common: type, body, headers, query parameters.

use std::sync::Arc;

use hyper::StatusCode;
use serde_json::{Map, Value};

use super::Call;
use crate::faults::is_modifying;
use crate::http::{Locus, Problem};
use crate::metadata::RecordType;
use crate::records::{Page, View, Writer, Writing};
use crate::seed::Validation;
use crate::world::World;

/// Most rows on one page.
const MAX_LIMIT: usize = 1000;

/// The last row that can be asked for: a thousand pages of a thousand.
const MAX_OFFSET: usize = 1_000_000;

impl Call<'_> {
    /// The record type of the URL, if the account has it and the caller's role permits what is asked.
    pub(super) fn record_type(&self, world: &World, name: &str) -> Result<Arc<RecordType>, Problem> {
        let one = world.types.get(name).cloned().ok_or_else(|| {
            let detail = format!("Record type '{name}' does not exist.");
            Problem::new(StatusCode::NOT_FOUND, "INVALID_RECORD_TYPE", detail)
                .at(Locus::Url(self.request.path.clone()))
        })?;
        let is_permitted = match is_modifying(&self.request.method) {
            true => self.role.may_write(&one.name),
            false => self.role.may_see(&one.name),
        };
        if is_permitted {
            return Ok(one);
        }
        let list = if one.group == "transaction" { "Transactions" } else { "Lists" };
        Err(Problem::permission(&format!("{list} -> {}", one.label)))
    }

    /// The body as a JSON object.
    pub(super) fn body(&self) -> Result<Map<String, Value>, Problem> {
        let opening = "Invalid content in the request body.";
        let bad = |detail: String| Problem::new(StatusCode::BAD_REQUEST, "INVALID_CONTENT", detail);
        match serde_json::from_slice(&self.request.body) {
            Ok(Value::Object(object)) => Ok(object),
            Ok(_) => Err(bad(format!("{opening} The body must be a JSON object."))),
            Err(error) => Err(bad(format!("{opening} {error}"))),
        }
    }

    /// The body, or an empty object when there is none.
    pub(super) fn optional_body(&self) -> Result<Map<String, Value>, Problem> {
        if self.request.body.is_empty() { Ok(Map::new()) } else { self.body() }
    }

    /// How the body is to be applied.
    pub(super) fn writing(&self, world: &World) -> Result<Writing, Problem> {
        let names = self.validation("X-NetSuite-PropertyNameValidation")?;
        let values = self.validation("X-NetSuite-PropertyValueValidation")?;
        let replace = self.request.parameter("replace").unwrap_or_default();
        Ok(Writing {
            names: names.unwrap_or(world.switches.property_name_validation),
            values: values.unwrap_or(Validation::Error),
            replace: replace
                .split(',')
                .map(|name| name.trim().to_owned())
                .filter(|name| !name.is_empty())
                .collect(),
            selected_only: self.request.flag("replaceSelectedFields"),
            read_only_allowed: false,
        })
    }

    fn validation(&self, header: &'static str) -> Result<Option<Validation>, Problem> {
        let Some(value) = self.request.header(header) else { return Ok(None) };
        match value.trim().to_ascii_lowercase().as_str() {
            "error" => Ok(Some(Validation::Error)),
            "warning" => Ok(Some(Validation::Warning)),
            "ignore" => Ok(Some(Validation::Ignore)),
            _ => {
                let detail =
                    format!("Invalid value '{value}' of header {header}. Use Error, Warning or Ignore.");
                Err(Problem::new(StatusCode::BAD_REQUEST, "INVALID_HEADER", detail).at(Locus::Header(header)))
            }
        }
    }

    /// Who writes, and when.
    pub(super) fn writer(&self) -> Writer {
        Writer { by: self.caller.to_owned(), now: self.simulator.clock.now() }
    }

    /// How a record is to be shown.
    pub(super) fn view(&self, one: &RecordType) -> Result<View, Problem> {
        let fields = match self.request.parameter("fields") {
            None => None,
            Some(list) => {
                let mut names = Vec::new();
                for name in list.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                    let known = if name == "id" { Some("id") } else { one.field(name).map(|(name, _)| name) };
                    let known = known.ok_or_else(|| {
                        Problem::parameter(
                            "fields",
                            format!("Invalid field name '{name}'. Provide body fields only."),
                        )
                    })?;
                    names.push(known.to_owned());
                }
                Some(names)
            }
        };
        Ok(View {
            origin: self.request.origin.clone(),
            expand: self.request.flag("expandSubResources"),
            simple_enums: self.request.flag("simpleEnumFormat"),
            fields,
        })
    }

    /// `limit` and `offset`, checked; `total` is filled in by the caller.
    pub(super) fn page(&self) -> Result<Page, Problem> {
        let number = |name: &'static str, default: usize| match self.request.parameter(name) {
            None => Ok(default),
            Some(text) => text.parse::<usize>().map_err(|_| {
                Problem::parameter(name, format!("Invalid value '{text}' of query parameter '{name}'."))
            }),
        };
        let (limit, offset) = (number("limit", MAX_LIMIT)?, number("offset", 0)?);
        if limit == 0 || limit > MAX_LIMIT {
            let detail = format!("Invalid value '{limit}' of query parameter 'limit'. Use 1 to {MAX_LIMIT}.");
            return Err(Problem::parameter("limit", detail));
        }
        if offset > MAX_OFFSET {
            let detail =
                format!("Invalid value '{offset}' of query parameter 'offset'. Use at most {MAX_OFFSET}.");
            return Err(Problem::parameter("offset", detail));
        }
        if offset % limit != 0 {
            let detail = format!(
                "Invalid value '{offset}' of query parameter 'offset'. The offset must be divisible by the limit \
                 ({limit})."
            );
            return Err(Problem::parameter("offset", detail));
        }
        Ok(Page { limit, offset, total: 0 })
    }
}
