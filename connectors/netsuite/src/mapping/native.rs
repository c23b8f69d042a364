//! A record as NetSuite sends it with `expandSubResources=true`.

use erpgate_connector::{Answer, Trouble, TroubleKind};
use erpgate_model::{Decimal, RecordId, Version};
use serde_json::{Map, Value};

use super::record_type::{List, RecordType, Sublist};
use super::values::{decimal, id_of};
use super::version::version;

/// The properties of a record or line.
pub(crate) type Fields = Map<String, Value>;

/// A whole record: its id, and every line of the lists that we know with its key.
#[derive(Debug, Clone)]
pub(crate) struct NativeRecord {
    record_type: &'static RecordType,
    fields: Fields,
    native_id: String,
    id: RecordId,
}

/// One line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NativeLine<'a> {
    pub(crate) list: &'static List,
    pub(crate) sublist: &'static Sublist,
    pub(crate) fields: &'a Fields,
}

impl NativeRecord {
    /// # Errors
    /// `Unreadable` when it is no record, or when NetSuite left lines out: a change based on half the
    /// lines would take the others away.
    pub(crate) fn parse(record_type: &'static RecordType, answer: &Answer) -> Result<Self, Trouble> {
        match answer.json() {
            Some(Value::Object(fields)) => Self::new(record_type, fields),
            _ => Err(unreadable(record_type, &format!("it is no JSON object: {}", answer.excerpt()))),
        }
    }

    pub(crate) fn new(record_type: &'static RecordType, fields: Fields) -> Result<Self, Trouble> {
        let id = fields.get("id").and_then(id_of).ok_or_else(|| unreadable(record_type, "it has no id"))?;
        for sublist in record_type.lists.iter().flat_map(|list| list.sublists) {
            let Some(list) = fields.get(sublist.name) else { continue };
            let complete = list["hasMore"].as_bool() != Some(true);
            let keyed = list["items"]
                .as_array()
                .is_some_and(|lines| lines.iter().all(|line| id_of(&line[sublist.key]).is_some()));
            if !complete || !keyed {
                let what = format!("`{}` does not hold every line with its key", sublist.name);
                return Err(unreadable(record_type, &what));
            }
        }
        Ok(Self { record_type, fields, id: record_type.record_id(&id), native_id: id })
    }

    pub(crate) fn record_type(&self) -> &'static RecordType {
        self.record_type
    }

    /// NetSuite's own id.
    pub(crate) fn native_id(&self) -> &str {
        &self.native_id
    }

    /// The unified id.
    pub(crate) fn id(&self) -> &RecordId {
        &self.id
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    /// Changes with every change of the record.
    pub(crate) fn version(&self) -> Version {
        version(&self.fields)
    }

    /// The lines of all lists, in the order of the lists.
    pub(crate) fn lines(&self) -> Vec<NativeLine<'_>> {
        self.record_type.lists.iter().flat_map(|list| self.lines_of(list)).collect()
    }

    /// The lines of one list, in the order of its sublists.
    pub(crate) fn lines_of(&self, list: &'static List) -> Vec<NativeLine<'_>> {
        list.sublists
            .iter()
            .flat_map(|sublist| {
                let lines = self.fields.get(sublist.name).and_then(|held| held["items"].as_array());
                lines.into_iter().flatten().filter_map(Value::as_object).map(move |fields| NativeLine {
                    list,
                    sublist,
                    fields,
                })
            })
            .collect()
    }
}

impl NativeLine<'_> {
    /// NetSuite's key of the line, which a change must name.
    pub(crate) fn key(&self) -> Value {
        self.fields.get(self.sublist.key).cloned().unwrap_or_default()
    }

    /// The id in the unified record: the key, behind its list's prefix.
    pub(crate) fn id(&self) -> String {
        format!("{}{}", self.sublist.id_prefix, id_of(&self.key()).unwrap_or_default())
    }

    /// True when NetSuite says so.
    pub(crate) fn flag(&self, name: &str) -> bool {
        matches!(self.fields.get(name), Some(Value::Bool(true)))
    }

    /// A number that NetSuite holds; zero when it holds none.
    pub(crate) fn number(&self, name: &str) -> Decimal {
        let text = self.fields.get(name).and_then(id_of);
        text.and_then(|text| decimal(&text)).unwrap_or(Decimal::ZERO)
    }
}

/// An answer that is not the record it should be.
pub(super) fn unreadable(record_type: &RecordType, what: &str) -> Trouble {
    Trouble::new(TroubleKind::Unreadable, format!("NetSuite's {} cannot be read: {what}", record_type.noun))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::purchase_order::PURCHASE_ORDER;

    fn order(json: Value) -> Result<NativeRecord, Trouble> {
        let Value::Object(fields) = json else { panic!("an object") };
        NativeRecord::new(&PURCHASE_ORDER, fields)
    }

    #[test]
    fn lines_of_both_lists_have_ids_of_their_own() {
        let order = order(json!({
            "id": "7",
            "item": {"items": [{"line": 1}, {"line": 4}]},
            "expense": {"items": [{"line": 1}]},
        }));
        let ids: Vec<_> = order.unwrap().lines().iter().map(NativeLine::id).collect();
        assert_eq!(ids, ["1", "4", "expense:1"]);
    }

    #[test]
    fn an_order_whose_lines_are_not_all_there_is_unreadable() {
        for item in [
            json!({"links": []}),
            json!({"items": [{"line": 1}], "hasMore": true}),
            json!({"items": [{"quantity": 1}]}),
        ] {
            let trouble = order(json!({"id": "7", "item": item})).unwrap_err();
            assert_eq!(trouble.kind, TroubleKind::Unreadable);
        }
    }
}
