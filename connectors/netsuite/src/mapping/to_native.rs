//! From the unified body to NetSuite's: header and lines, driven by the table.

use erpgate_model::{FieldError, Writable};
use serde_json::Value;

use super::native::Fields;
use super::record_type::{List, RecordType, Sublist};
use super::row::{Kind, Row};
use super::values::{at, put, to_native};

/// How many address lines a subrecord holds.
const ADDRESS_LINES: usize = 3;

/// What the gateway writes itself.
const OWN: [&str; 9] =
    ["id", "line", "internalId", "links", "externalId", "refName", "isClosed", "amount", "isInactive"];

/// What a body may say, and what was wrong with it.
#[derive(Debug)]
pub(crate) struct Translation {
    record_type: &'static RecordType,
    /// True for PATCH, where `null` clears; in a new record it says nothing.
    pub(crate) clears: bool,
    pub(crate) errors: Vec<FieldError>,
}

impl Translation {
    /// Of the body of a new record.
    pub(crate) fn of_create(record_type: &'static RecordType) -> Self {
        Self { record_type, clears: false, errors: Vec::new() }
    }

    /// Of the body of a change.
    pub(crate) fn of_change(record_type: &'static RecordType) -> Self {
        Self { clears: true, ..Self::of_create(record_type) }
    }

    /// The record's own fields, in the table's order.
    pub(crate) fn header(&mut self, body: &Fields) -> Fields {
        let rows = self.record_type.header;
        self.refuse_unmapped(body, "", rows, |row| is_written(&row));
        let mut native = Fields::new();
        for row in rows.iter().filter(is_copied) {
            self.copy(row, row.native(), body, "", &mut native);
        }
        self.custom_fields(body, "", rows, Row::native, &mut native);
        native
    }

    /// The fields of a list's entry; `pointer` is the entry's place in the body.
    pub(crate) fn entry(
        &mut self,
        entry: &Fields,
        list: &'static List,
        sublist: &'static Sublist,
        pointer: &str,
    ) -> Fields {
        let here = |row: &Row| row.native_in(sublist.name).is_some();
        self.refuse_unmapped(entry, pointer, list.rows, |row| {
            here(row) && is_written(&row) || sublist.derived.contains(&row.unified())
        });
        let mut native = Fields::new();
        for row in list.rows.iter().filter(is_copied) {
            if let Some(name) = row.native_in(sublist.name) {
                self.copy(row, name, entry, pointer, &mut native);
            }
        }
        (list.derive)(self, entry, sublist, pointer, &mut native);
        let place = |row: &Row| row.native_in(sublist.name).unwrap_or_default();
        self.custom_fields(entry, pointer, list.rows, place, &mut native);
        native
    }

    fn copy(&mut self, row: &Row, name: &str, body: &Fields, pointer: &str, native: &mut Fields) {
        let path = row.unified();
        if let (Some((unified_root, _)), Some((native_root, _))) =
            (path.split_once('.'), name.split_once('.'))
            && self.clears
            && body.get(unified_root).is_some_and(Value::is_null)
        {
            native.insert(native_root.to_owned(), Value::Null);
            return;
        }
        match at(body, path) {
            None => {}
            Some(Value::Null) if !self.clears => {}
            Some(value) if row.kind == Kind::AddressLines => {
                let lines = value.as_array().map_or(&[][..], Vec::as_slice);
                if lines.len() > ADDRESS_LINES {
                    let detail = format!("NetSuite holds {ADDRESS_LINES} address lines: join some");
                    self.refuse(&format!("{pointer}/{}", path.replace('.', "/")), "too_many", &detail);
                }
                for index in 0..ADDRESS_LINES {
                    let line = lines.get(index).cloned();
                    if line.is_some() || self.clears {
                        let name = format!("{}{}", name.trim_end_matches('1'), index + 1);
                        put(native, &name, line.unwrap_or_default());
                    }
                }
            }
            Some(value) => put(native, name, to_native(row.kind, value)),
        }
    }

    /// The ERP's own fields by name; those that the table has are written by their unified names.
    fn custom_fields(
        &mut self,
        body: &Fields,
        pointer: &str,
        rows: &[Row],
        native_of: impl Fn(&Row) -> &'static str,
        native: &mut Fields,
    ) {
        let sublists: Vec<&str> = self
            .record_type
            .lists
            .iter()
            .flat_map(|list| list.sublists)
            .map(|sublist| sublist.name)
            .collect();
        for (name, value) in body.get("custom_fields").and_then(Value::as_object).into_iter().flatten() {
            let root = |row: &Row| native_of(row).split('.').next().is_some_and(|root| root == name);
            if OWN.contains(&name.as_str()) || sublists.contains(&name.as_str()) || rows.iter().any(root) {
                let detail =
                    format!("`{name}` is not written as a custom field: use the unified field for it");
                self.refuse(&format!("{pointer}/custom_fields/{name}"), "not_writable", &detail);
            } else {
                native.insert(name.clone(), value.clone());
            }
        }
    }

    /// The engine asks the capabilities first; this holds for the kind of entry as well, and for a
    /// field that would otherwise be dropped without a word.
    fn refuse_unmapped(&mut self, body: &Fields, pointer: &str, rows: &[Row], takes: impl Fn(&Row) -> bool) {
        let in_code = |name: &str| {
            let known = |row: &&Row| row.unified() == name && row.kind == Kind::Computed && is_written(row);
            ["custom_fields", "id"].contains(&name) || rows.iter().any(|row| known(&row))
        };
        for (name, value) in body.iter().filter(|(name, _)| !in_code(name)) {
            for path in leaves(name, value) {
                if !rows.iter().any(|row| row.unified() == path && takes(row)) {
                    let detail = "NetSuite has no such field here that could be written";
                    self.refuse(&format!("{pointer}/{}", path.replace('.', "/")), "not_writable", detail);
                }
            }
        }
    }

    /// Notes what is wrong at a place of the body.
    pub(crate) fn refuse(&mut self, pointer: &str, code: &str, detail: &str) {
        self.errors.push(FieldError::at(pointer, code, detail));
    }
}

/// Dotted paths of the values that are given.
fn leaves(path: &str, value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(list) if list.is_empty() => Vec::new(),
        Value::Object(inner) => {
            inner.iter().flat_map(|(name, value)| leaves(&format!("{path}.{name}"), value)).collect()
        }
        _ => vec![path.to_owned()],
    }
}

/// True for what a body may say.
fn is_written(row: &&Row) -> bool {
    row.spec.writable != Writable::No
}

/// True for what is copied to NetSuite as it is.
fn is_copied(row: &&Row) -> bool {
    is_written(row) && row.kind != Kind::Computed
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::purchase_order::PURCHASE_ORDER;

    fn object(json: Value) -> Fields {
        let Value::Object(fields) = json else { panic!("an object") };
        fields
    }

    #[test]
    fn the_vendor_comes_first_and_the_company_second() {
        let body = object(json!({"notes": "n", "company_id": "1", "vendor_id": "7", "currency": "2"}));
        let native = Translation::of_create(&PURCHASE_ORDER).header(&body);
        let keys: Vec<_> = native.keys().map(String::as_str).collect();
        assert_eq!(keys, ["entity", "subsidiary", "currency", "memo"]);
    }

    #[test]
    fn null_clears_in_a_change_and_says_nothing_in_a_new_order() {
        let body = object(json!({"notes": null, "ship_to": null}));
        let mut patch = Translation::of_change(&PURCHASE_ORDER);
        assert_eq!(Value::Object(patch.header(&body)), json!({"shippingAddress": null, "memo": null}));
        assert_eq!(Value::Object(Translation::of_create(&PURCHASE_ORDER).header(&body)), json!({}));
    }

    #[test]
    fn an_address_replaces_all_of_the_address() {
        let body = object(
            json!({"ship_to": {"name": null, "lines": ["1 Main St"], "city": "Austin", "country": "US"}}),
        );
        let mut patch = Translation::of_change(&PURCHASE_ORDER);
        let expected = json!({"shippingAddress": {
            "addressee": null, "addr1": "1 Main St", "addr2": null, "addr3": null, "city": "Austin",
            "country": {"id": "US"},
        }});
        assert_eq!(Value::Object(patch.header(&body)), expected);
    }

    #[test]
    fn a_mapped_field_cannot_be_smuggled_in_as_a_custom_field() {
        let mut translation = Translation::of_create(&PURCHASE_ORDER);
        let body = object(json!({"custom_fields": {"entity": "9", "externalId": "x", "custbody_a": "b"}}));
        let native = translation.header(&body);
        assert_eq!(Value::Object(native), json!({"custbody_a": "b"}));
        assert_eq!(translation.errors.len(), 2);
    }
}
