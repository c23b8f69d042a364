//! Making an order: one POST with the reference as `externalId`.

use erpgate_connector::{Answer, Receipt, Rejection, Session, Sighting, Trouble, TroubleKind, WriteError};
use erpgate_model::{FailureCode, FieldError, NewPurchaseOrder, RecordId, Reference};
use http::Method;
use serde_json::{Value, json};

use super::fields::Sublist;
use super::native::Fields;
use super::pointers::Sent;
use super::read::{RECORD, locate};
use super::unified::Translation;
use crate::connector::Account;
use crate::mapping::Kind;
use crate::mapping::values::to_native;
use crate::settings::SendSubsidiary;
use crate::transport::Reply;

pub(crate) async fn create(
    account: &Account,
    session: &Session,
    order: &NewPurchaseOrder,
    before: bool,
) -> Result<Receipt, WriteError> {
    let reference = session.reference().ok_or_else(|| {
        Trouble::new(TroubleKind::BadQuestion, "a new order needs a reference by which it can be found again")
    })?;
    let sent_body = serde_json::to_value(order).expect("orders are plain JSON");
    let mut body = match &sent_body {
        Value::Object(fields) => fields.clone(),
        _ => Fields::new(),
    };
    prepare(account, session, &mut body).await?;
    let (native, sent) = native_order(reference, &body, sent_body)?;
    let call = account.transport.record_write(Method::POST, RECORD, "", Some(&native));
    match account.transport.write(session, call).await? {
        Reply::Done(answer) => match new_id(&answer) {
            Some(record_id) => Ok(Receipt::of(record_id, Vec::new())),
            None => Err(session.unreadable(&answer)),
        },
        Reply::Refused(error) => {
            // NetSuite's words are in the language of its user, so after a lost answer any refusal
            // may mean that the first send made this very order.
            if error.is_duplicate() || before {
                // Without an answer to this question the order may well stand.
                let sighting = locate(account, session, reference).await.map_err(WriteError::Unknown)?;
                if let Sighting::Found(record_id) = sighting {
                    return Ok(Receipt::of(record_id, Vec::new()));
                }
            }
            Err(error.rejection(|detail| sent.locate(detail)).into())
        }
    }
}

/// Puts the account's own words in: the currency's id, and the subsidiary as the settings want it.
async fn prepare(account: &Account, session: &Session, body: &mut Fields) -> Result<(), WriteError> {
    match account.send_subsidiary {
        SendSubsidiary::Always if !body.contains_key("company_id") => {
            let detail = "needed, because the connection's setting send_subsidiary is `always`";
            return Err(refused(vec![FieldError::at("/company_id", "required", detail)]).into());
        }
        SendSubsidiary::Never => {
            body.shift_remove("company_id");
        }
        SendSubsidiary::Always | SendSubsidiary::WhenGiven => {}
    }
    if let Some(code) = body.get("currency").and_then(Value::as_str).map(str::to_owned) {
        let Some(id) = account.currencies.id(&account.transport, session, &code).await? else {
            let detail = format!("the NetSuite account has no currency with the symbol {code}");
            return Err(refused(vec![FieldError::at("/currency", "no_such_reference", detail)]).into());
        };
        body.insert("currency".to_owned(), json!(id));
    }
    Ok(())
}

/// NetSuite applies the keys one after the other: vendor, subsidiary, location, the rest, the lines.
fn native_order(reference: &Reference, body: &Fields, sent_body: Value) -> Result<(Value, Sent), Rejection> {
    let mut translation = Translation::default();
    let mut native = Fields::new();
    let mut rest = translation.header(body);
    for first in ["entity", "subsidiary"] {
        if let Some(value) = rest.shift_remove(first) {
            native.insert(first.to_owned(), value);
        }
    }
    let lines: Vec<&Fields> = body
        .get("lines")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .collect();
    if let Some(location) = common_location(&lines) {
        native.insert("location".to_owned(), to_native(Kind::Reference, location));
    }
    native.insert("externalId".to_owned(), json!(reference.as_str()));
    native.append(&mut rest);

    let mut sent = Sent::new(sent_body);
    let mut lists = [(Sublist::Item, Vec::new()), (Sublist::Expense, Vec::new())];
    for (index, line) in lines.into_iter().enumerate() {
        let pointer = format!("/lines/{index}");
        let Some(sublist) = sublist_of(line) else {
            let detail = "needed; a line without an item needs account_assignment.account_id";
            translation.refuse(&format!("{pointer}/item_id"), "required", detail);
            continue;
        };
        let native_line = translation.line(line, sublist, &pointer);
        sent.push(sublist, Some(pointer));
        for (_, list) in lists.iter_mut().filter(|(name, _)| *name == sublist) {
            list.push(Value::Object(native_line.clone()));
        }
    }
    for (sublist, list) in lists {
        if !list.is_empty() {
            native.insert(sublist.name().to_owned(), json!({"items": list}));
        }
    }
    if translation.errors.is_empty() {
        Ok((Value::Object(native), sent))
    } else {
        Err(refused(translation.errors))
    }
}

/// A line with an item is an item line, one with an account alone an expense.
pub(super) fn sublist_of(line: &Fields) -> Option<Sublist> {
    let given = |value: Option<&Value>| value.is_some_and(Value::is_string);
    if given(line.get("item_id")) {
        Some(Sublist::Item)
    } else if given(line.get("account_assignment").and_then(|assignment| assignment.get("account_id"))) {
        Some(Sublist::Expense)
    } else {
        None
    }
}

/// The header's location, when all lines have the same.
fn common_location<'a>(lines: &[&'a Fields]) -> Option<&'a Value> {
    let first = lines.first()?.get("location_id")?;
    lines.iter().all(|line| line.get("location_id") == Some(first)).then_some(first)
}

/// A refusal by rules that are known without asking NetSuite.
pub(super) fn refused(errors: Vec<FieldError>) -> Rejection {
    let details: Vec<&str> = errors.iter().map(|error| error.detail.as_str()).collect();
    let detail = format!("nothing was sent to NetSuite: {}", details.join("; "));
    Rejection { code: FailureCode::RejectedByErp, detail, errors }
}

/// The id at the end of `Location: https://…/services/rest/record/v1/purchaseOrder/123`.
fn new_id(answer: &Answer) -> Option<RecordId> {
    let id = answer.header("location")?.rsplit('/').next()?;
    (!id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())).then(|| RecordId::new(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn native(body: &Value) -> Result<(Value, Sent), Rejection> {
        native_order(&Reference::stored("EG0123456789"), body.as_object().unwrap(), body.clone())
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
        let (native, _) = native(&body).unwrap();
        let keys: Vec<_> = native.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["entity", "subsidiary", "location", "externalId", "memo", "item", "expense"]);
        assert_eq!(native["location"], json!({"id": "11"}));
    }

    #[test]
    fn the_header_has_no_location_when_lines_differ() {
        let body = json!({"vendor_id": "1", "lines": [
            {"item_id": "1", "quantity": "1", "location_id": "11"}, {"item_id": "1", "quantity": "1"},
        ]});
        assert!(native(&body).unwrap().0["location"].is_null());
    }

    #[test]
    fn a_line_without_item_and_account_is_refused_before_it_is_sent() {
        let body = json!({"vendor_id": "1", "lines": [{"item_id": "1", "quantity": "1"}, {"quantity": "1"}]});
        let rejection = native(&body).unwrap_err();
        assert_eq!(rejection.errors[0].pointer.as_deref(), Some("/lines/1/item_id"));
    }
}
