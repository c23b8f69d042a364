//! Reading one order, and looking for the one that carries a reference.

use erpgate_connector::{Session, Sighting, Trouble};
use erpgate_model::{PurchaseOrder, RecordId, Reference};
use http::Method;

use super::native::NativeOrder;
use super::record::unified;
use crate::connector::Account;
use crate::mapping::values::id_of;
use crate::transport::Reply;

/// The record's name in URLs.
pub(super) const RECORD: &str = "purchaseOrder";

/// One order; nothing when NetSuite has none with this id.
pub(crate) async fn read(
    account: &Account,
    session: &Session,
    id: &RecordId,
    native: bool,
) -> Result<Option<PurchaseOrder>, Trouble> {
    let Some(order) = fetch(account, session, id).await? else { return Ok(None) };
    let currency = match order.fields().get("currency").and_then(id_of) {
        Some(id) => account.currencies.code(&account.transport, session, &id).await?,
        None => None,
    };
    unified(&order, currency.as_deref(), native).map(Some)
}

/// The order as NetSuite has it.
pub(super) async fn fetch(
    account: &Account,
    session: &Session,
    id: &RecordId,
) -> Result<Option<NativeOrder>, Trouble> {
    // Ids that NetSuite cannot have given are not sent: they would be paths.
    if !is_id(id.as_str()) {
        return Ok(None);
    }
    match get(account, session, id.as_str()).await? {
        Reply::Done(answer) => NativeOrder::parse(&answer).map(Some),
        Reply::Refused(error) if error.is_no_such_record() => Ok(None),
        Reply::Refused(error) => Err(error.unexpected("to show a purchase order")),
    }
}

/// Looks for the order that was made with this reference as its external id. NetSuite answers from
/// the record store itself, not from a search index, so "not there" is certain.
pub(crate) async fn locate(
    account: &Account,
    session: &Session,
    reference: &Reference,
) -> Result<Sighting, Trouble> {
    match get(account, session, &format!("eid:{reference}")).await? {
        Reply::Done(answer) => Ok(Sighting::Found(NativeOrder::parse(&answer)?.id().clone())),
        Reply::Refused(error) if error.is_of_other_type() => {
            let detail = format!("{reference} is the external id of another kind of transaction in NetSuite");
            Ok(Sighting::CannotTell(detail))
        }
        Reply::Refused(error) if error.is_absent() => Ok(Sighting::Absent),
        Reply::Refused(error) => Err(error.unexpected("to look for an external id")),
    }
}

async fn get(account: &Account, session: &Session, id: &str) -> Result<Reply, Trouble> {
    let path = format!("record/v1/{RECORD}/{id}");
    let call = account.transport.call(Method::GET, &path, "expandSubResources=true");
    account.transport.read(session, call).await
}

/// Digits, or `eid:` with the characters that NetSuite allows in external ids.
fn is_id(text: &str) -> bool {
    let of = |text: &str, allowed: fn(&u8) -> bool| !text.is_empty() && text.as_bytes().iter().all(allowed);
    match text.strip_prefix("eid:") {
        Some(external_id) => of(external_id, |byte| byte.is_ascii_alphanumeric() || b"_-".contains(byte)),
        None => of(text, u8::is_ascii_digit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_an_id_is_sent() {
        for id in ["1", "4500000123", "eid:EG12-a_b"] {
            assert!(is_id(id), "{id}");
        }
        for id in ["", "eid:", "../vendor/1", "1?x", "eid:a/b", "eid:a b", "x1"] {
            assert!(!is_id(id), "{id}");
        }
    }
}
