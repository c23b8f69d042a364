//! Reading one record, and looking for the one that carries a reference.

use erpgate_connector::{Rejection, Session, Sighting, Trouble, TroubleKind, WriteError};
use erpgate_model::{FailureCode, Record, RecordId, Reference, Target, Version};
use http::Method;
use serde_json::Value;

use super::not_found;
use crate::connector::Account;
use crate::errors::ErpError;
use crate::mapping::{NativeRecord, RecordType, unified};
use crate::transport::Reply;

/// One record; nothing when NetSuite has none with this id.
pub(crate) async fn read(
    account: &Account,
    session: &Session,
    record_type: &'static RecordType,
    id: &RecordId,
    native: bool,
) -> Result<Option<Record>, Trouble> {
    let Some(held) = fetch(account, session, record_type, id).await? else { return Ok(None) };
    let mut json = unified(&held, native)?;
    account.currencies.to_codes(&account.transport, session, record_type, &mut json).await?;
    let record = Record::from_json(record_type.resource, Value::Object(json)).map_err(|error| {
        let detail = format!("NetSuite's {} cannot be read: {error}", record_type.noun);
        Trouble::new(TroubleKind::Unreadable, detail)
    })?;
    Ok(Some(record))
}

/// The record as NetSuite has it.
pub(crate) async fn fetch(
    account: &Account,
    session: &Session,
    record_type: &'static RecordType,
    id: &RecordId,
) -> Result<Option<NativeRecord>, Trouble> {
    // Ids that NetSuite cannot have given are not sent: they would be paths.
    let Some(native_id) = record_type.native_id(id).filter(|native| is_id(native)) else { return Ok(None) };
    match get(account, session, record_type, native_id).await? {
        Reply::Done(answer) => NativeRecord::parse(record_type, &answer).map(Some),
        Reply::Refused(error) if error.is_no_such_record() => Ok(None),
        Reply::Refused(error) => Err(error.unexpected(&format!("to show a {}", record_type.noun))),
    }
}

/// The record as it stands now, if it still has the version that the client saw.
pub(crate) async fn current(
    account: &Account,
    session: &Session,
    record_type: &'static RecordType,
    target: &Target,
    before: bool,
) -> Result<NativeRecord, WriteError> {
    let record = fetch(account, session, record_type, &target.id).await?;
    let record = record.ok_or_else(|| not_found(record_type, &target.id))?;
    unchanged(record_type, &record.version(), target, before)?;
    Ok(record)
}

/// Refuses a record that has another version than the client saw.
pub(crate) fn unchanged(
    record_type: &RecordType,
    version: &Version,
    target: &Target,
    before: bool,
) -> Result<(), Rejection> {
    // After a first send a change of version may be our own.
    if let Some(wanted) = target.if_match.as_ref().filter(|wanted| !before && *wanted != version) {
        let (noun, now, wanted) = (record_type.noun, version.as_str(), wanted.as_str());
        let detail = format!("the {noun} now has version {now}, not {wanted}");
        return Err(Rejection::new(FailureCode::StaleVersion, detail));
    }
    Ok(())
}

/// The record with this id in the first of several types that has it.
pub(crate) async fn fetch_in(
    account: &Account,
    session: &Session,
    types: &[&'static RecordType],
    id: &RecordId,
) -> Result<Option<NativeRecord>, Trouble> {
    let mut lacking = Lacking::default();
    for record_type in types {
        let Some(native_id) = record_type.native_id(id).filter(|native| is_id(native)) else {
            return Ok(None);
        };
        match get(account, session, record_type, native_id).await? {
            Reply::Done(answer) => return NativeRecord::parse(record_type, &answer).map(Some),
            Reply::Refused(error) if error.is_no_such_record() => lacking.looked = true,
            Reply::Refused(error) => lacking.pass(&error, &format!("to show a {}", record_type.noun))?,
        }
    }
    lacking.absent(None)
}

/// Looks in several types for the record that was made with this reference: see [`locate`].
pub(crate) async fn locate_in(
    account: &Account,
    session: &Session,
    types: &[&'static RecordType],
    reference: &Reference,
) -> Result<Sighting, Trouble> {
    let (mut lacking, mut absent) = (Lacking::default(), Sighting::Absent);
    for record_type in types {
        match get(account, session, record_type, &format!("eid:{reference}")).await? {
            Reply::Done(answer) => {
                return Ok(Sighting::Found(NativeRecord::parse(record_type, &answer)?.id().clone()));
            }
            Reply::Refused(error) if error.is_of_other_type() => {
                lacking.looked = true;
                absent = of_other_kind(reference);
            }
            Reply::Refused(error) if error.is_absent() => lacking.looked = true,
            Reply::Refused(error) => lacking.pass(&error, "to look for an external id")?,
        }
    }
    lacking.absent(absent)
}

/// Record types that the account does not have, because a feature is off: they hold nothing. An account that
/// has none of the types cannot tell.
#[derive(Default)]
struct Lacking {
    looked: bool,
    refusal: Option<Trouble>,
}

impl Lacking {
    fn pass(&mut self, error: &ErpError, doing: &str) -> Result<(), Trouble> {
        let trouble = error.unexpected(doing);
        if !error.is_no_such_type() {
            return Err(trouble);
        }
        self.refusal = Some(trouble);
        Ok(())
    }

    fn absent<T>(self, absent: T) -> Result<T, Trouble> {
        self.refusal.filter(|_| !self.looked).map_or(Ok(absent), Err)
    }
}

fn of_other_kind(reference: &Reference) -> Sighting {
    Sighting::CannotTell(format!("{reference} is the external id of another kind of record in NetSuite"))
}

/// Looks for the record that was made with this reference as its external id. NetSuite answers from
/// the record store itself, not from a search index, so "not there" is certain.
pub(crate) async fn locate(
    account: &Account,
    session: &Session,
    record_type: &'static RecordType,
    reference: &Reference,
) -> Result<Sighting, Trouble> {
    match get(account, session, record_type, &format!("eid:{reference}")).await? {
        Reply::Done(answer) => Ok(Sighting::Found(NativeRecord::parse(record_type, &answer)?.id().clone())),
        Reply::Refused(error) if error.is_of_other_type() => Ok(of_other_kind(reference)),
        Reply::Refused(error) if error.is_absent() => Ok(Sighting::Absent),
        Reply::Refused(error) => Err(error.unexpected("to look for an external id")),
    }
}

async fn get(
    account: &Account,
    session: &Session,
    record_type: &RecordType,
    id: &str,
) -> Result<Reply, Trouble> {
    let path = format!("record/v1/{}/{id}", record_type.path);
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
