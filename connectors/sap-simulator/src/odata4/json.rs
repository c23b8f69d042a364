//! Values and entities in the JSON format of OData V4.

use super::projection::Projection;
use super::query::{Expand, Options};
use super::{precondition, read};
use crate::odata::failure::Failure;
use crate::odata::message::Request;
use crate::odata::metadata::{Edm, Property};
use crate::odata::precondition::Etags;
use crate::odata::table::Row;
use crate::odata::value::Value;
use serde_json::{Map, Number, Value as Json};

const NO_GUID: &str = "00000000-0000-0000-0000-000000000000";

/// Does this header ask for decimals as strings?
pub(crate) fn is_ieee754(request: &Request, header: &str) -> bool {
    request.header(header).is_some_and(|value| value.to_lowercase().contains("ieee754compatible=true"))
}

/// Writes entities, as one request asked for them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Writer<'a> {
    pub(crate) projection: Projection<'a>,
    pub(crate) etags: Etags,
    /// Decimals as strings.
    pub(crate) ieee754: bool,
}

impl Writer<'_> {
    /// One entity with its etag, the selected properties and the expanded navigations.
    pub(crate) fn entity(&self, row: &Row, options: &Options) -> Result<Map<String, Json>, Failure> {
        let mut body = Map::new();
        if self.etags != Etags::None && row.set.etag {
            body.insert("@odata.etag".into(), precondition::etag(row).into());
        }
        let shown = |name: &str| options.shows(name);
        for (property, value) in row.properties().filter(|(property, _)| shown(&property.name)) {
            body.insert(property.name.clone(), self.value(value, property));
        }
        if row.set.messages && shown("SAP__Messages") {
            body.insert("SAP__Messages".into(), Json::Array(Vec::new()));
        }
        for expand in &options.expand {
            self.expanded(row, expand, &mut body)?;
        }
        Ok(body)
    }

    fn expanded(&self, row: &Row, expand: &Expand, body: &mut Map<String, Json>) -> Result<(), Failure> {
        let Some(navigation) = row.set.navigation(&expand.name) else { return Ok(()) };
        let Some(target) = self.projection.metadata.set(&navigation.target) else { return Ok(()) };
        let related = self.projection.related(row, navigation);
        let found = read::choose(related, target, &expand.options)?;
        let mut entities = Vec::with_capacity(found.rows.len());
        for row in &found.rows {
            entities.push(Json::Object(self.entity(row, &expand.options)?));
        }
        let name = &expand.name;
        if expand.options.count {
            body.insert(format!("{name}@odata.count"), found.total.into());
        }
        let content =
            if navigation.many { Json::Array(entities) } else { entities.pop().unwrap_or(Json::Null) };
        body.insert(name.clone(), content);
        Ok(())
    }

    /// Decimals are numbers without trailing zeros, or strings for clients that ask for them.
    pub(crate) fn value(&self, value: &Value, property: &Property) -> Json {
        match value {
            Value::Null => Json::Null,
            Value::Bool(flag) => Json::Bool(*flag),
            Value::Decimal(number) => {
                let text = number.normalize().to_string();
                let exact = text.parse::<Number>().ok().filter(|_| !self.ieee754);
                exact.map_or(Json::String(text), Json::Number)
            }
            Value::Text(text) if text.is_empty() && property.edm == Edm::Guid => NO_GUID.into(),
            _ => plain(value, property).into(),
        }
    }
}

/// The form in `$value`, and of everything that is a string in JSON.
pub(crate) fn plain(value: &Value, property: &Property) -> String {
    match value {
        Value::Date(date) => date.format("%Y-%m-%d").to_string(),
        Value::Time(time) => time.format("%H:%M:%S").to_string(),
        Value::Decimal(number) => number.normalize().to_string(),
        _ => value.plain(property),
    }
}
