//! Work orders: those that make something are `workOrder`s, those that maintain something `supportCase`s.

mod capabilities;
pub(crate) mod completion;
mod maintenance;
mod production;
pub(crate) mod settings;
mod transitions;

use erpgate_connector::{Attempted, Session, Sighting, Trouble, WriteError};
use erpgate_model::{Command, Page, Query, Record, RecordId, Reference, WorkOrderKind, WorkOrderStatus};
use serde_json::Value;

use crate::connector::Account;
use crate::records::{self, Planned, bad, in_turn, locate_in};

pub(crate) use capabilities::capabilities;

/// The kinds in the order in which they are listed.
const KINDS: [WorkOrderKind; 2] = [WorkOrderKind::Production, WorkOrderKind::Maintenance];

pub(crate) async fn plan(
    account: &Account,
    session: &Session,
    command: &Command,
    attempted: Attempted<'_>,
) -> Result<Planned, WriteError> {
    match command.kind() {
        Some(WorkOrderKind::Maintenance) => maintenance::plan(account, session, command, attempted).await,
        Some(WorkOrderKind::Production) | None => {
            production::plan(account, session, command, attempted).await
        }
    }
}

pub(crate) async fn read(
    account: &Account,
    session: &Session,
    id: &RecordId,
    native: bool,
) -> Result<Option<Record>, Trouble> {
    match WorkOrderKind::of_record_id(id) {
        Some((WorkOrderKind::Production, _)) => {
            records::read(account, session, &production::WORK_ORDER, id, native).await
        }
        Some((WorkOrderKind::Maintenance, _)) => maintenance::read(account, session, id, native).await,
        None => Ok(None),
    }
}

pub(crate) async fn locate(
    account: &Account,
    session: &Session,
    reference: &Reference,
) -> Result<Sighting, Trouble> {
    locate_in(account, session, &[&production::WORK_ORDER, &maintenance::SUPPORT_CASE], reference).await
}

/// Of one kind, or of one kind after the other.
pub(crate) async fn list(account: &Account, session: &Session, query: &Query) -> Result<Page, Trouble> {
    let kinds = || KINDS.into_iter().filter(|kind| query.kind.is_none_or(|wanted| wanted == *kind));
    let status = query.status.as_deref().map(status).transpose()?;
    let names: Vec<&str> = kinds().map(WorkOrderKind::as_str).collect();
    let chosen: Vec<WorkOrderKind> = kinds().collect();
    in_turn(&names, query, |place, query| {
        let kind = chosen[place];
        async move {
            match kind {
                WorkOrderKind::Production => production::list(account, session, &query, status).await,
                WorkOrderKind::Maintenance => maintenance::list(account, session, &query, status).await,
            }
        }
    })
    .await
}

fn status(word: &str) -> Result<WorkOrderStatus, Trouble> {
    serde_json::from_value(Value::String(word.to_owned()))
        .map_err(|_| bad(&format!("`{word}` is no status of a work order")))
}
