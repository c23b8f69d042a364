//! What a write of a transfer comes to in NetSuite.

use erpgate_connector::{Attempted, Session, WriteError};
use erpgate_model::{Command, Resource, Verb};
use serde_json::Value;

use super::{INVENTORY_TRANSFER, WORDS};
use crate::connector::{Account, never_asked};
use crate::records::{Creation, Planned};
use crate::stock::detail::add_details;
use crate::stock::reversal;

pub(crate) async fn plan(
    account: &Account,
    session: &Session,
    command: &Command,
    attempted: Attempted<'_>,
) -> Result<Planned, WriteError> {
    match command {
        Command::Create(_) => create(account, session, command.body()).await,
        Command::Act(action) if action.verb == Verb::Reverse => {
            let of = &INVENTORY_TRANSFER;
            reversal::plan(account, session, of, &action.target, attempted.before).await
        }
        _ => Err(never_asked(Resource::InventoryTransfer).into()),
    }
}

async fn create(account: &Account, session: &Session, body: Value) -> Result<Planned, WriteError> {
    let given = body.as_object().cloned().unwrap_or_default();
    let lines = given.get("lines").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut creation = Creation::plan(&INVENTORY_TRANSFER, session.reference(), &given, body)?;
    // Goods that are moved lie there already, so their lots are chosen.
    add_details(account, session, &mut creation, &lines, &WORDS, |_| true).await?;
    Ok(Planned::Create(creation))
}
