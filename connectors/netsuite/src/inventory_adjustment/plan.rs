//! What a write of an adjustment comes to in NetSuite.

use erpgate_connector::{Attempted, Session, Sighting, WriteError};
use erpgate_model::{Command, Decimal, Resource, Verb};
use serde_json::{Value, json};

use super::set_to::work_out;
use super::{INVENTORY_ADJUSTMENT, WORDS};
use crate::connector::{Account, never_asked};
use crate::records::{Creation, Planned, locate};
use crate::stock::detail::add_details;
use crate::stock::reversal;

pub(crate) async fn plan(
    account: &Account,
    session: &Session,
    command: &Command,
    attempted: Attempted<'_>,
) -> Result<Planned, WriteError> {
    match command {
        Command::Create(_) => create(account, session, command.body(), attempted.before).await,
        Command::Act(action) if action.verb == Verb::Reverse => {
            let of = &INVENTORY_ADJUSTMENT;
            reversal::plan(account, session, of, &action.target, attempted.before).await
        }
        _ => Err(never_asked(Resource::InventoryAdjustment).into()),
    }
}

async fn create(
    account: &Account,
    session: &Session,
    body: Value,
    before: bool,
) -> Result<Planned, WriteError> {
    // What stands already is found before anything is worked out anew: the first send changed the level.
    if before && let Some(found) = standing(account, session).await? {
        return Ok(found);
    }
    let mut given = body.as_object().cloned().unwrap_or_default();
    let mut lines = given.get("lines").and_then(Value::as_array).cloned().unwrap_or_default();
    let stand = work_out(account, session, &mut lines).await?;
    if !lines.is_empty() && stand.len() == lines.len() {
        // It may have come to stand by the first send, of which nothing was seen a moment ago.
        let found = if before { standing(account, session).await? } else { None };
        return Ok(found.unwrap_or(Planned::Nothing));
    }
    given.insert("lines".to_owned(), json!(lines));
    let mut creation = Creation::plan(&INVENTORY_ADJUSTMENT, session.reference(), &given, body)?;
    let leaves = |change: Decimal| change.is_negative();
    add_details(account, session, &mut creation, &lines, &WORDS, leaves).await?;
    if let Some(reason) = given.get("reason").and_then(Value::as_str) {
        add_reason(&mut creation, reason);
    }
    creation.leave_out("inventory", &stand);
    Ok(Planned::Create(creation))
}

/// The adjustment that an earlier send made.
async fn standing(account: &Account, session: &Session) -> Result<Option<Planned>, WriteError> {
    let Some(reference) = session.reference() else { return Ok(None) };
    Ok(match locate(account, session, &INVENTORY_ADJUSTMENT, reference).await? {
        Sighting::Found(id) => Some(Planned::Stands(id)),
        Sighting::Absent | Sighting::CannotTell(_) => None,
    })
}

/// The reason stands in the memo of every line, because an adjustment has no field for it.
fn add_reason(creation: &mut Creation, reason: &str) {
    for line in creation.native["inventory"]["items"].as_array_mut().into_iter().flatten() {
        line["memo"] = json!(reason);
    }
}
