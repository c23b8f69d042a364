//! Making a record: one POST with the reference as `externalId`.

use erpgate_connector::{Answer, Receipt, Rejection, Session, Sighting, Trouble, TroubleKind, WriteError};
use erpgate_model::Reference;
use http::Method;
use serde_json::{Value, json};

use super::read::locate;
use super::refused;
use crate::connector::Account;
use crate::mapping::{Fields, RecordType, Sent, Translation};
use crate::transport::Reply;

/// A record to be made.
#[derive(Debug)]
pub(crate) struct Creation {
    pub(crate) record_type: &'static RecordType,
    /// Where it is posted to: the record type's name, or a transformation of another record.
    pub(crate) path: String,
    /// The external id in it, by which it is found again.
    pub(crate) reference: Option<Reference>,
    pub(crate) native: Value,
    pub(crate) sent: Sent,
}

impl Creation {
    /// Translates the unified body. `given` is the same with the account's own words in it.
    ///
    /// # Errors
    /// What the tables or the type's own rules do not take.
    pub(crate) fn plan(
        record_type: &'static RecordType,
        reference: Option<&Reference>,
        given: &Fields,
        body: Value,
    ) -> Result<Self, Rejection> {
        let mut translation = Translation::of_create(record_type);
        let mut native = translation.header(given);
        if let Some(reference) = reference {
            native.insert("externalId".to_owned(), json!(reference.as_str()));
        }
        (record_type.derive)(&mut translation, given, None, &mut native);
        let mut sent = Sent::new(record_type, body);
        for list in record_type.lists {
            let entries = given.get(list.name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            let mut lines = Vec::new();
            for (index, entry) in entries.iter().enumerate() {
                let pointer = format!("/{}/{index}", list.name);
                let entry = entry.as_object().cloned().unwrap_or_default();
                match (list.choose)(&entry) {
                    Ok(sublist) => {
                        let fields = translation.entry(&entry, list, sublist, &pointer);
                        sent.push(sublist, Some(pointer));
                        lines.push((sublist, Value::Object(fields)));
                    }
                    Err((field, detail)) => {
                        translation.refuse(&format!("{pointer}/{field}"), "required", detail);
                    }
                }
            }
            for sublist in list.sublists {
                let of_it = lines.iter().filter(|(chosen, _)| chosen == sublist);
                let items: Vec<&Value> = of_it.map(|(_, line)| line).collect();
                if !items.is_empty() {
                    native.insert(sublist.name.to_owned(), json!({"items": items}));
                }
            }
        }
        if !translation.errors.is_empty() {
            return Err(refused(translation.errors));
        }
        let (path, reference) = (record_type.path.to_owned(), reference.cloned());
        Ok(Self { record_type, path, reference, native: Value::Object(native), sent })
    }

    /// Takes lines out again, by their places in NetSuite's list.
    pub(crate) fn leave_out(&mut self, sublist: &str, places: &[usize]) {
        let Some(lines) = self.native[sublist]["items"].as_array_mut() else { return };
        let mut place = 0..;
        lines.retain(|_| place.next().is_none_or(|at| !places.contains(&at)));
        self.sent.leave_out(sublist, places);
    }

    /// Sends it, once.
    pub(crate) async fn send(
        self,
        account: &Account,
        session: &Session,
        before: bool,
    ) -> Result<Receipt, WriteError> {
        let reference = self.reference.as_ref().ok_or_else(|| {
            Trouble::new(
                TroubleKind::BadQuestion,
                "a new record needs a reference by which it can be found again",
            )
        })?;
        let call = account.transport.record_write(Method::POST, &self.path, "", Some(&self.native));
        match account.transport.write(session, call).await? {
            Reply::Done(answer) => match new_id(&answer) {
                Some(id) => Ok(Receipt::of(self.record_type.record_id(id), Vec::new())),
                None => Err(session.unreadable(&answer)),
            },
            Reply::Refused(error) => {
                // NetSuite's words are in the language of its user, so after a lost answer any refusal
                // may mean that the first send made this very record.
                if error.is_duplicate() || before {
                    // Without an answer to this question the record may well stand.
                    let sighting = locate(account, session, self.record_type, reference).await;
                    if let Sighting::Found(record_id) = sighting.map_err(WriteError::Unknown)? {
                        return Ok(Receipt::of(record_id, Vec::new()));
                    }
                }
                Err(error.rejection(|detail| self.sent.locate(detail)).into())
            }
        }
    }
}

/// The id at the end of `Location: https://…/services/rest/record/v1/purchaseOrder/123`.
fn new_id(answer: &Answer) -> Option<&str> {
    let id = answer.header("location")?.rsplit('/').next()?;
    Some(id).filter(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::purchase_order::PURCHASE_ORDER;

    fn native(body: &Value) -> Result<Value, Rejection> {
        let reference = Reference::stored("EG0123456789");
        let given = body.as_object().unwrap();
        Creation::plan(&PURCHASE_ORDER, Some(&reference), given, body.clone()).map(|creation| creation.native)
    }

    #[test]
    fn keys_stand_in_the_order_in_which_netsuite_must_apply_them() {
        let body = json!({
            "notes": "n", "company_id": "1", "vendor_id": "501",
            "lines": [
                {"account_assignment": {"account_id": "121"}, "quantity": "1", "unit_price": "9", "location_id": "11"},
                {"item_id": "701", "quantity": "2", "location_id": "11"},
            ],
        });
        let native = native(&body).unwrap();
        let keys: Vec<_> = native.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["entity", "subsidiary", "location", "memo", "externalId", "item", "expense"]);
        assert_eq!(native["location"], json!({"id": "11"}));
    }

    #[test]
    fn the_header_has_no_location_when_lines_differ() {
        let body = json!({"vendor_id": "1", "lines": [
            {"item_id": "1", "quantity": "1", "location_id": "11"}, {"item_id": "1", "quantity": "1"},
        ]});
        assert!(native(&body).unwrap()["location"].is_null());
    }

    #[test]
    fn a_line_without_item_and_account_is_refused_before_it_is_sent() {
        let body = json!({"vendor_id": "1", "lines": [{"item_id": "1", "quantity": "1"}, {"quantity": "1"}]});
        let rejection = native(&body).unwrap_err();
        assert_eq!(rejection.errors[0].pointer.as_deref(), Some("/lines/1/item_id"));
    }
}
