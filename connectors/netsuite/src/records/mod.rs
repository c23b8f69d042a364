//! What is done with a record of any type: made, looked for, read, listed, changed, taken away.

mod change;
mod check;
mod create;
mod entries;
mod in_turn;
mod list;
mod read;
mod remove;

use erpgate_connector::{Attempted, Receipt, Rejection, Session, Trouble, TroubleKind, WriteError};
use erpgate_model::{FailureCode, FieldError, RecordId, Target};
use serde_json::Value;

use crate::connector::Account;
use crate::goods_receipt::Receiving;
use crate::mapping::RecordType;
use crate::work_order::completion::Issuing;

pub(crate) use change::Change;
pub(crate) use create::Creation;
pub(crate) use in_turn::in_turn;
pub(crate) use list::{Search, bad, page};
pub(crate) use read::{current, fetch, fetch_in, locate, locate_in, read, unchanged};
pub(crate) use remove::Removal;

/// A write that is worked out and not sent yet.
#[derive(Debug)]
pub(crate) enum Planned {
    /// A new record.
    Create(Creation),
    /// Other values in a record.
    Change(Change),
    /// A record to take away.
    Remove(Removal),
    /// A record that undoes another one, which stays.
    Reverse {
        /// The opposite.
        creation: Creation,
        /// What it undoes.
        original: RecordId,
    },
    /// A receipt, and what is done with its order afterwards.
    Receive(Receiving),
    /// A completion, and the issue of its components before it.
    Issue(Issuing),
    /// Several writes, one after the other. They come to the given record, else to what the first one makes.
    Steps(Option<RecordId>, Vec<Planned>),
    /// All of it stands already.
    Stands(RecordId),
    /// There is nothing to do, and no record comes of it.
    Nothing,
}

impl Planned {
    /// Sends it, once.
    pub(crate) async fn send(
        self,
        account: &Account,
        session: &Session,
        before: bool,
    ) -> Result<Receipt, WriteError> {
        match self {
            Self::Create(creation) => creation.send(account, session, before).await,
            Self::Change(change) => change.send(account, session).await,
            Self::Remove(removal) => removal.send(account, session, before).await,
            Self::Reverse { creation, original } => {
                creation.send(account, session, before).await?;
                Ok(Receipt::of(original, Vec::new()))
            }
            Self::Receive(receiving) => receiving.send(account, session, before).await,
            Self::Issue(issuing) => issuing.send(account, session, before).await,
            Self::Steps(id, steps) => {
                let mut receipt = id.map(|id| Receipt::of(id, Vec::new()));
                for step in steps {
                    let made = Box::pin(step.send(account, session, before)).await?;
                    receipt.get_or_insert(made);
                }
                receipt.ok_or_else(|| Trouble::new(TroubleKind::BadQuestion, "there is nothing to do").into())
            }
            Self::Stands(id) => Ok(Receipt::of(id, Vec::new())),
            Self::Nothing => Ok(Receipt { record_id: None, warnings: Vec::new(), answer: None }),
        }
    }
}

/// A new record of this type, from the unified body.
pub(crate) async fn create(
    account: &Account,
    session: &Session,
    record_type: &'static RecordType,
    body: Value,
) -> Result<Planned, WriteError> {
    let mut given = body.as_object().cloned().unwrap_or_default();
    account.currencies.to_ids(&account.transport, session, record_type, &mut given).await?;
    Ok(Planned::Create(Creation::plan(record_type, session.reference(), &given, body)?))
}

/// A change of a record of this type, from the unified patch.
pub(crate) async fn update(
    account: &Account,
    session: &Session,
    record_type: &'static RecordType,
    target: &Target,
    body: &Value,
    attempted: Attempted<'_>,
) -> Result<Planned, WriteError> {
    let record = current(account, session, record_type, target, attempted.before).await?;
    let mut given = body.as_object().cloned().unwrap_or_default();
    account.currencies.to_ids(&account.transport, session, record_type, &mut given).await?;
    Ok(Change::plan(record, &given, body, attempted)?)
}

/// The end of a record of this type.
pub(crate) async fn delete(
    account: &Account,
    session: &Session,
    record_type: &'static RecordType,
    target: &Target,
    before: bool,
) -> Result<Planned, WriteError> {
    match current(account, session, record_type, target, before).await {
        Err(WriteError::Rejected(rejection)) if before && rejection.code == FailureCode::RecordNotFound => {
            Ok(Planned::Stands(target.id.clone()))
        }
        record => Ok(Planned::Remove(Removal { record: record? })),
    }
}

/// A refusal by rules that are known without asking NetSuite.
pub(crate) fn refused(errors: Vec<FieldError>) -> Rejection {
    let details: Vec<&str> = errors.iter().map(|error| error.detail.as_str()).collect();
    let detail = format!("nothing was sent to NetSuite: {}", details.join("; "));
    Rejection { code: FailureCode::RejectedByErp, detail, errors }
}

pub(crate) fn not_found(record_type: &RecordType, id: &RecordId) -> Rejection {
    let detail = format!("NetSuite has no {} with the id {id}", record_type.noun);
    Rejection::new(FailureCode::RecordNotFound, detail)
}
