//! What a write of a vendor comes to in NetSuite.

use erpgate_connector::{Attempted, Session, WriteError};
use erpgate_model::{Command, Resource, Verb};
use serde_json::json;

use super::VENDOR;
use crate::connector::{Account, never_asked};
use crate::mapping::Fields;
use crate::records::{self, Change, Planned, current};

pub(crate) async fn plan(
    account: &Account,
    session: &Session,
    command: &Command,
    attempted: Attempted<'_>,
) -> Result<Planned, WriteError> {
    let (of, before) = (&VENDOR, attempted.before);
    match command {
        Command::Create(_) => records::create(account, session, of, command.body()).await,
        Command::Update(update) => {
            records::update(account, session, of, &update.target, &command.body(), attempted).await
        }
        Command::Act(action) => {
            let inactive = match action.verb {
                Verb::Delete => return records::delete(account, session, of, &action.target, before).await,
                // NetSuite has no block of its own.
                Verb::Block | Verb::Deactivate => true,
                Verb::Unblock => false,
                _ => return Err(never_asked(Resource::Vendor).into()),
            };
            let vendor = current(account, session, of, &action.target, before).await?;
            Ok(Change::of_fields(vendor, Fields::from_iter([("isInactive".to_owned(), json!(inactive))])))
        }
        Command::Call(_) => Err(never_asked(Resource::Vendor).into()),
    }
}
