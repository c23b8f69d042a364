//! A purchase order as NetSuite sends it with `expandSubResources=true`.

use erpgate_connector::{Answer, Trouble, TroubleKind};
use erpgate_model::{Decimal, RecordId, Version};
use serde_json::{Map, Value};

use super::fields::Sublist;
use super::version::version;
use crate::mapping::values::{decimal, id_of};

/// The properties of a record or line.
pub(crate) type Fields = Map<String, Value>;

/// A whole order: id, and every line with its key.
#[derive(Debug, Clone)]
pub(crate) struct NativeOrder {
    fields: Fields,
    id: RecordId,
}

/// One line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NativeLine<'a> {
    pub(crate) sublist: Sublist,
    pub(crate) fields: &'a Fields,
}

impl NativeOrder {
    /// # Errors
    /// `Unreadable` when it is no purchase order, or when NetSuite left lines out: a change based on
    /// half the lines would take the others away.
    pub(crate) fn parse(answer: &Answer) -> Result<Self, Trouble> {
        match answer.json() {
            Some(Value::Object(fields)) => Self::new(fields),
            _ => Err(unreadable(&format!("it is no JSON object: {}", answer.excerpt()))),
        }
    }

    fn new(fields: Fields) -> Result<Self, Trouble> {
        let id = fields.get("id").and_then(id_of).ok_or_else(|| unreadable("it has no id"))?;
        for sublist in Sublist::BOTH {
            let Some(list) = fields.get(sublist.name()) else { continue };
            let complete = list["hasMore"].as_bool() != Some(true);
            let keyed = list["items"]
                .as_array()
                .is_some_and(|lines| lines.iter().all(|line| id_of(&line["line"]).is_some()));
            if !complete || !keyed {
                return Err(unreadable(&format!(
                    "`{}` does not hold every line with its key",
                    sublist.name()
                )));
            }
        }
        Ok(Self { fields, id: RecordId::new(id) })
    }

    pub(crate) fn id(&self) -> &RecordId {
        &self.id
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    /// Changes with every change of the order.
    pub(crate) fn version(&self) -> Version {
        version(&self.fields)
    }

    /// The lines with items, then those with accounts.
    pub(crate) fn lines(&self) -> Vec<NativeLine<'_>> {
        Sublist::BOTH
            .into_iter()
            .flat_map(|sublist| {
                let lines = self.fields.get(sublist.name()).and_then(|list| list["items"].as_array());
                lines
                    .into_iter()
                    .flatten()
                    .filter_map(Value::as_object)
                    .map(move |fields| NativeLine { sublist, fields })
            })
            .collect()
    }
}

impl NativeLine<'_> {
    /// NetSuite's key of the line, which a change must name.
    pub(crate) fn key(&self) -> Value {
        self.fields.get("line").cloned().unwrap_or_default()
    }

    /// The id in the unified record: the key, with a prefix in the list of expenses, whose keys begin at 1 too.
    pub(crate) fn id(&self) -> String {
        let key = id_of(&self.key()).unwrap_or_default();
        match self.sublist {
            Sublist::Item => key,
            Sublist::Expense => format!("expense:{key}"),
        }
    }

    pub(crate) fn is_closed(&self) -> bool {
        matches!(self.fields.get("isClosed"), Some(Value::Bool(true)))
    }

    /// A number that NetSuite holds; zero when it holds none.
    pub(crate) fn number(&self, name: &str) -> Decimal {
        let text = self.fields.get(name).and_then(id_of);
        text.and_then(|text| decimal(&text)).unwrap_or(Decimal::ZERO)
    }

    /// True when something came of the line already.
    pub(crate) fn is_begun(&self) -> bool {
        !self.number("quantityReceived").is_zero() || !self.number("quantityBilled").is_zero()
    }
}

fn unreadable(what: &str) -> Trouble {
    Trouble::new(TroubleKind::Unreadable, format!("NetSuite's purchase order cannot be read: {what}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn order(json: Value) -> Result<NativeOrder, Trouble> {
        let Value::Object(fields) = json else { panic!("an object") };
        NativeOrder::new(fields)
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
