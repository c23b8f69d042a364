//! Compares what was sent with what the ERP holds.

use erpgate_model::{
    Aliases, Command, Decimal, FieldSpec, Record, Verb, Warning, WarningCode, is_masked_account,
    masks_account,
};
use serde_json::Value;

/// One warning for each field that the ERP changed or ignored. `record` is the record as re-read,
/// `basis` as it stood before; `fields` tells which fields can be read at all (empty: all).
pub(crate) fn differences(
    command: &Command,
    basis: Option<&Record>,
    record: &Record,
    aliases: &Aliases,
    fields: &[FieldSpec],
) -> Vec<Warning> {
    let (sent, held) = (command.body(), record.to_json());
    let before = basis.map(Record::to_json).unwrap_or_default();
    let mut comparison = Comparison { aliases, fields, warnings: Vec::new() };
    match command.verb() {
        Verb::Create => comparison.object("", "", &sent, &held, &Value::Null),
        Verb::Update => comparison.object("", "", &sent, &held, &before),
        _ => {}
    }
    comparison.warnings
}

struct Comparison<'a> {
    aliases: &'a Aliases,
    fields: &'a [FieldSpec],
    warnings: Vec<Warning>,
}

impl Comparison<'_> {
    /// Every field that was sent, on one level and the levels below; `path` is the dotted name so far.
    fn object(&mut self, path: &str, pointer: &str, sent: &Value, held: &Value, before: &Value) {
        for (name, value) in sent.as_object().into_iter().flatten() {
            if !path.is_empty() && name == "id" {
                continue;
            }
            // The client may have a name of its own for the ERP's field.
            let own = path.ends_with("custom_fields.");
            let told = if own { self.aliases.to_client("custom_fields", name) } else { name };
            let (path, pointer) = (format!("{path}{name}"), format!("{pointer}/{told}"));
            if path.contains("custom_fields.") && held.get(name).is_none() || !self.readable(&path) {
                continue;
            }
            let (now, then) =
                (held.get(name).unwrap_or(&Value::Null), before.get(name).unwrap_or(&Value::Null));
            let below = format!("{path}.");
            match value {
                Value::Array(entries) if entries.iter().any(Value::is_object) => {
                    let held: Vec<&Value> = list(now).iter().collect();
                    self.new_entries(&below, &pointer, entries, &held);
                }
                // A list in the record and an object in the patch: changes by id.
                Value::Object(_) if now.is_array() || then.is_array() => {
                    self.changed_entries(&below, &pointer, value, now, then);
                }
                Value::Object(_) => self.object(&below, &pointer, value, now, then),
                _ if !same(value, now) => {
                    self.warn(name, pointer, value, now, !before.is_null() && same(now, then));
                }
                _ => {}
            }
        }
    }

    fn new_entries(&mut self, path: &str, pointer: &str, sent: &[Value], held: &[&Value]) {
        // Where some are missing, places do not tell which: an entry is the next one that names the same things.
        let all_there = held.len() >= sent.len();
        let mut rest = held.iter();
        for (index, entry) in sent.iter().enumerate() {
            let pointer = format!("{pointer}/{index}");
            let is_it = |now: &&Value| all_there || names_the_same(entry, now);
            match rest.clone().position(is_it).and_then(|at| rest.nth(at)) {
                Some(now) => self.object(path, &pointer, entry, now, &Value::Null),
                None => self.missing(pointer, path, "the ERP holds no such"),
            }
        }
    }

    fn changed_entries(&mut self, path: &str, pointer: &str, sent: &Value, held: &Value, before: &Value) {
        let find =
            |entries: &Value, id: &Value| list(entries).iter().find(|entry| entry["id"] == *id).cloned();
        for (index, entry) in list(&sent["update"]).iter().enumerate() {
            let pointer = format!("{pointer}/update/{index}");
            match find(held, &entry["id"]) {
                Some(now) => {
                    let then = find(before, &entry["id"]).unwrap_or_default();
                    self.object(path, &pointer, entry, &now, &then);
                }
                None => self.missing(pointer, path, "the ERP holds no such"),
            }
        }
        let fresh: Vec<_> = list(held).iter().filter(|entry| find(before, &entry["id"]).is_none()).collect();
        self.new_entries(path, &format!("{pointer}/add"), list(&sent["add"]), &fresh);
        for (index, id) in list(&sent["remove"]).iter().enumerate() {
            let stands = find(held, id)
                .is_some_and(|entry| entry["status"] != "cancelled" && entry["status"] != "closed");
            if stands {
                self.missing(format!("{pointer}/remove/{index}"), path, "the ERP still holds the");
            }
        }
    }

    fn readable(&self, path: &str) -> bool {
        self.fields.iter().find(|field| field.name == path).is_none_or(|field| field.readable)
    }

    fn warn(&mut self, name: &str, pointer: String, sent: &Value, held: &Value, untouched: bool) {
        let word = |value: &Value| match value {
            Value::Null => "nothing".to_owned(),
            Value::String(text) => self.aliases.to_client(name, text).to_owned(),
            other => other.to_string(),
        };
        let is_masked = held.as_str().is_some_and(is_masked_account);
        let sent = if is_masked { "another".to_owned() } else { word(sent) };
        let detail = format!("sent {sent}, the ERP holds {}", word(held));
        let code = if untouched { WarningCode::IgnoredByErp } else { WarningCode::ChangedByErp };
        self.warnings.push(Warning { pointer: Some(pointer), code, detail, native: None });
    }

    /// `path` ends in the list's name, such as `lines.` or `bank_accounts.`.
    fn missing(&mut self, pointer: String, path: &str, what: &str) {
        let name = path.trim_end_matches('.').rsplit('.').next().unwrap_or_default().replace('_', " ");
        let one = name.strip_suffix("sses").map(|stem| format!("{stem}ss"));
        let one = one.or_else(|| name.strip_suffix("ies").map(|stem| format!("{stem}y")));
        let one = one.unwrap_or_else(|| name.trim_end_matches('s').to_owned());
        let (code, detail) = (WarningCode::IgnoredByErp, format!("{what} {one}"));
        self.warnings.push(Warning { pointer: Some(pointer), code, detail, native: None });
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// True when both refer to the same records, as far as the ERP shows to which.
fn names_the_same(sent: &Value, held: &Value) -> bool {
    let references = sent.as_object().into_iter().flatten().filter(|(name, _)| name.ends_with("_id"));
    references
        .map(|(name, sent)| (sent, &held[name.as_str()]))
        .all(|(sent, held)| held.is_null() || same(sent, held))
}

/// Equal for a person: decimals by value, null like an empty text or list, an account number like its
/// masked form.
fn same(sent: &Value, held: &Value) -> bool {
    let empty = |value: &Value| {
        value.is_null()
            || value.as_str().is_some_and(str::is_empty)
            || value.as_array().is_some_and(Vec::is_empty)
    };
    let number = |value: &Value| value.as_str().and_then(|text| text.parse::<Decimal>().ok());
    sent == held
        || empty(sent) && empty(held)
        || matches!((number(sent), number(held)), (Some(one), Some(other)) if one == other)
        || matches!((sent.as_str(), held.as_str()), (Some(sent), Some(held)) if masks_account(held, sent))
}

#[cfg(test)]
mod tests {
    use erpgate_model::{NewRecord, Patch, RecordId, Resource, Target, Update};
    use serde_json::json;

    use super::*;

    #[allow(clippy::needless_pass_by_value)] // takes `json!` literals
    fn record(fields: Value, lines: Value) -> Record {
        let mut json = json!({"id": "1", "status": "open", "totals": {}, "custom_fields": {}, "version": "v", "lines": []});
        json.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        json["lines"] = lines
            .as_array()
            .unwrap()
            .iter()
            .map(|line| {
                let mut full = json!({"status": "open", "custom_fields": {}});
                full.as_object_mut().unwrap().extend(line.as_object().unwrap().clone());
                full
            })
            .collect();
        Record::from_json(Resource::PurchaseOrder, json).unwrap()
    }

    #[allow(clippy::needless_pass_by_value)] // as above
    fn create(body: Value) -> Command {
        Command::Create(NewRecord::read(Resource::PurchaseOrder, &body).unwrap())
    }

    #[allow(clippy::needless_pass_by_value)] // as above
    fn update(patch: Value) -> Command {
        let target = Target { id: RecordId::new("1"), if_match: None };
        let patch = Patch::read(Resource::PurchaseOrder, &patch).unwrap();
        Command::Update(Update { target, patch })
    }

    fn pointers(warnings: &[Warning]) -> Vec<(String, WarningCode)> {
        warnings.iter().map(|w| (w.pointer.clone().unwrap(), w.code)).collect()
    }

    #[test]
    fn equal_values_in_other_digits_are_no_difference() {
        let command = create(json!({"vendor_id": "7", "lines": [{"quantity": "12.5"}]}));
        let held = record(json!({"vendor_id": "7"}), json!([{"id": "10", "quantity": "12.500"}]));
        assert_eq!(differences(&command, None, &held, &Aliases::default(), &[]), []);
    }

    #[test]
    fn a_value_that_the_erp_replaced_is_a_warning_at_its_place() {
        let command =
            create(json!({"payment_terms_id": "0001", "lines": [{"quantity": "1"}, {"quantity": "2"}]}));
        let held = record(json!({"payment_terms_id": "0002"}), json!([{"id": "10", "quantity": "1"}]));
        let warnings = differences(&command, None, &held, &Aliases::default(), &[]);
        let expected = [
            ("/payment_terms_id".to_owned(), WarningCode::ChangedByErp),
            ("/lines/1".to_owned(), WarningCode::IgnoredByErp),
        ];
        assert_eq!(pointers(&warnings), expected);
        assert_eq!(warnings[0].detail, "sent 0001, the ERP holds 0002");
    }

    #[test]
    fn a_change_without_effect_is_told_apart_from_a_changed_value() {
        let basis = record(json!({"purchasing_group_id": "001"}), json!([{"id": "10", "quantity": "1"}]));
        let command = update(
            json!({"purchasing_group_id": "002", "lines": {"update": [{"id": "10", "quantity": "3"}]}}),
        );
        let warnings = differences(&command, Some(&basis), &basis, &Aliases::default(), &[]);
        let expected = [
            ("/purchasing_group_id".to_owned(), WarningCode::IgnoredByErp),
            ("/lines/update/0/quantity".to_owned(), WarningCode::IgnoredByErp),
        ];
        assert_eq!(pointers(&warnings), expected);
    }

    #[test]
    fn a_masked_account_is_compared_by_what_it_shows_and_the_number_is_told_nobody() {
        let held = json!({"id": "1", "status": "active", "addresses": [], "tax_ids": [], "contacts": [],
            "bank_accounts": [{"id": "0001", "iban": "****3000"}], "companies": [],
            "purchasing_organizations": [], "custom_fields": {}, "version": "v"});
        let held = Record::from_json(Resource::Vendor, held).unwrap();
        let sent = |iban: &str| {
            let body = json!({"bank_accounts": [{"iban": iban}]});
            let command = Command::Create(NewRecord::read(Resource::Vendor, &body).unwrap());
            differences(&command, None, &held, &Aliases::default(), &[])
        };
        assert_eq!(sent("DE89 3704 0044 0532 0130 00"), []);
        let warnings = sent("FR1420041010050500013M02606");
        assert_eq!(pointers(&warnings), [("/bank_accounts/0/iban".to_owned(), WarningCode::ChangedByErp)]);
        assert_eq!(warnings[0].detail, "sent another, the ERP holds ****3000");
    }

    #[test]
    fn added_and_removed_lines_are_looked_for() {
        let basis = record(json!({}), json!([{"id": "10", "quantity": "1"}]));
        let held = record(json!({}), json!([{"id": "10", "quantity": "1"}, {"id": "20", "quantity": "5"}]));
        let command = update(json!({"lines": {"add": [{"quantity": "5"}], "remove": ["10"]}}));
        let warnings = differences(&command, Some(&basis), &held, &Aliases::default(), &[]);
        assert_eq!(pointers(&warnings), [("/lines/remove/0".to_owned(), WarningCode::IgnoredByErp)]);
    }

    #[test]
    fn a_line_that_is_missing_is_told_from_those_that_are_there() {
        let line = |item: &str, quantity: &str| json!({"item_id": item, "quantity": quantity});
        let command = create(json!({"lines": [line("A", "1"), line("B", "2"), line("C", "3")]}));
        let held = record(
            json!({}),
            json!([{"id": "1", "item_id": "B", "quantity": "2"}, {"id": "2", "item_id": "C", "quantity": "4"}]),
        );
        let warnings = differences(&command, None, &held, &Aliases::default(), &[]);
        let expected = [
            ("/lines/0".to_owned(), WarningCode::IgnoredByErp),
            ("/lines/2/quantity".to_owned(), WarningCode::ChangedByErp),
        ];
        assert_eq!(pointers(&warnings), expected);
    }
}
