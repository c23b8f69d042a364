//! Changing a record: its own fields and its lists in one PATCH, so that all of it stands or nothing.

use erpgate_connector::{Attempted, Receipt, Rejection, Session, WriteError};
use http::Method;
use serde_json::{Value, json};

use super::entries::{added, changed, removed};
use super::{Planned, not_found, refused};
use crate::connector::Account;
use crate::mapping::{Doubt, Fields, List, NativeRecord, Sent, Translation, all_stand};
use crate::transport::Reply;

/// What is still to be sent.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) record: NativeRecord,
    pub(crate) body: Value,
    pub(crate) sent: Sent,
    /// Sublists of which NetSuite takes away what is not listed.
    pub(crate) replaced: Vec<&'static str>,
}

impl Change {
    /// What of the patch does not stand yet. `given` is the patch with the account's own words in it.
    ///
    /// # Errors
    /// What the tables or the type's own rules do not take, and entries that are not there.
    pub(crate) fn plan(
        record: NativeRecord,
        given: &Fields,
        body: &Value,
        attempted: Attempted<'_>,
    ) -> Result<Planned, Rejection> {
        let record_type = record.record_type();
        let mut translation = Translation::of_change(record_type);
        let mut native = translation.header(given);
        (record_type.derive)(&mut translation, given, Some(&record), &mut native);
        if all_stand(&native, record.fields(), Doubt::Differs) {
            native.clear();
        }
        let mut change = Self {
            sent: Sent::new(record_type, body.clone()),
            record,
            body: Value::Null,
            replaced: Vec::new(),
        };
        for list in record_type.lists {
            change.add_list(list, given, attempted, &mut translation, &mut native)?;
        }
        if !translation.errors.is_empty() {
            return Err(refused(translation.errors));
        }
        if native.is_empty() {
            return Ok(Planned::Stands(change.record.id().clone()));
        }
        change.body = Value::Object(native);
        Ok(Planned::Change(change))
    }

    /// These properties and no others; nothing when all of them stand.
    pub(crate) fn of_fields(record: NativeRecord, native: Fields) -> Planned {
        if all_stand(&native, record.fields(), Doubt::Differs) {
            return Planned::Stands(record.id().clone());
        }
        let sent = Sent::new(record.record_type(), Value::Null);
        Planned::Change(Self { record, body: Value::Object(native), sent, replaced: Vec::new() })
    }

    fn add_list(
        &mut self,
        list: &'static List,
        given: &Fields,
        attempted: Attempted<'_>,
        translation: &mut Translation,
        native: &mut Fields,
    ) -> Result<(), Rejection> {
        let lines = self.record.lines_of(list);
        let removed = removed(list, &lines, given, attempted.before)?;
        let mut changed = changed(list, &lines, given, &removed, translation)?;
        let added = added(list, &lines, given, attempted, translation);
        for sublist in list.sublists.iter().copied() {
            let of_it = || lines.iter().filter(|line| line.sublist == sublist);
            let replaces = of_it().any(|line| removed.contains(&line.id()));
            let mut items = Vec::new();
            for line in of_it().filter(|line| !removed.contains(&line.id())) {
                let change =
                    changed.iter().position(|(id, _)| *id == line.id()).map(|at| changed.remove(at).1);
                // NetSuite takes away what a replacing request does not list, and an unlisted key is kept
                // otherwise. A line without its key would be added once more.
                if change.is_some() || replaces {
                    let mut fields = Fields::from_iter([(sublist.key.to_owned(), line.key())]);
                    let pointer = change.map(|mut change| {
                        fields.append(&mut change.fields);
                        change.pointer
                    });
                    items.push(Value::Object(fields));
                    self.sent.push(sublist, pointer);
                }
            }
            for line in added.iter().filter(|line| line.sublist == sublist) {
                items.push(Value::Object(line.fields.clone()));
                self.sent.push(sublist, Some(line.pointer.clone()));
            }
            if replaces {
                self.replaced.push(sublist.name);
            }
            if replaces || !items.is_empty() {
                native.insert(sublist.name.to_owned(), json!({"items": items}));
            }
        }
        Ok(())
    }

    pub(super) fn path(&self) -> String {
        format!("{}/{}", self.record.record_type().path, self.record.native_id())
    }

    pub(super) fn query(&self) -> String {
        if self.replaced.is_empty() { String::new() } else { format!("replace={}", self.replaced.join(",")) }
    }

    /// Sends it, once.
    pub(crate) async fn send(self, account: &Account, session: &Session) -> Result<Receipt, WriteError> {
        let (record_type, id) = (self.record.record_type(), self.record.id());
        let call =
            account.transport.record_write(Method::PATCH, &self.path(), &self.query(), Some(&self.body));
        match account.transport.write(session, call).await? {
            Reply::Done(_) => Ok(Receipt::of(id.clone(), Vec::new())),
            // With an external id in its words it is about a reference in the body.
            Reply::Refused(error) if error.is_no_such_record() && !error.names_an_external_id() => {
                Err(not_found(record_type, id).into())
            }
            Reply::Refused(error) => Err(error.rejection(|detail| self.sent.locate(detail)).into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use erpgate_connector::Answer;
    use erpgate_model::FailureCode;
    use http::{HeaderMap, StatusCode};

    use super::*;
    use crate::errors::ErpError;
    use crate::purchase_order::PURCHASE_ORDER;

    const FIRST: Attempted<'_> = Attempted { before: false, basis: None };

    fn plan(body: &Value) -> Result<Planned, Rejection> {
        let items = json!([
            {"line": 1, "item": {"id": "701"}, "quantity": 2}, {"line": 4, "item": {"id": "702"}, "quantity": 5},
        ]);
        let Value::Object(fields) = json!({"id": "7", "memo": "old", "item": {"items": items}}) else {
            panic!("an object")
        };
        let order = NativeRecord::new(&PURCHASE_ORDER, fields).unwrap();
        Change::plan(order, body.as_object().unwrap(), body, FIRST)
    }

    fn change(body: &Value) -> Change {
        match plan(body).unwrap() {
            Planned::Change(change) => change,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_changed_line_goes_with_its_key_and_the_others_are_left_alone() {
        let change = change(&json!({"lines": {"update": [{"id": "4", "quantity": "6"}]}}));
        assert_eq!(change.query(), "");
        assert_eq!(change.body.to_string(), r#"{"item":{"items":[{"line":4,"quantity":6}]}}"#);
    }

    #[test]
    fn a_removal_lists_every_other_line_by_its_key() {
        let change = change(&json!({"lines": {
            "add": [{"item_id": "703", "quantity": "1"}], "remove": ["1"], "update": [{"id": "4", "description": "x"}],
        }}));
        assert_eq!(change.query(), "replace=item");
        let expected =
            r#"{"item":{"items":[{"line":4,"description":"x"},{"item":{"id":"703"},"quantity":1}]}}"#;
        assert_eq!(change.body.to_string(), expected);
        let text = r#"{"o:errorDetails":[{"o:errorPath":"item.items[1].item","detail":"no"}]}"#;
        let answer = Answer {
            status: StatusCode::BAD_REQUEST,
            headers: HeaderMap::new(),
            body: text.as_bytes().to_vec(),
        };
        let rejection = ErpError::parse(&answer).unwrap().rejection(|detail| change.sent.locate(detail));
        assert_eq!(rejection.errors[0].pointer.as_deref(), Some("/lines/add/0/item_id"));
    }

    #[test]
    fn an_unknown_line_is_refused_before_anything_is_sent() {
        for (body, pointer) in [
            (json!({"lines": {"update": [{"id": "9", "quantity": "1"}]}}), "/lines/update/0/id"),
            (json!({"lines": {"remove": ["1", "9"]}}), "/lines/remove/1"),
        ] {
            let rejection = plan(&body).unwrap_err();
            assert_eq!(rejection.code, FailureCode::RecordNotFound);
            assert_eq!(rejection.errors[0].pointer.as_deref(), Some(pointer));
        }
    }

    #[test]
    fn what_stands_already_is_not_sent() {
        let body = json!({"notes": "old", "lines": {"update": [{"id": "1", "quantity": "2.0"}]}});
        assert!(matches!(plan(&body).unwrap(), Planned::Stands(_)));
    }
}
