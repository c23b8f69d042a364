//! Maintenance orders: what the ledger shows of them, and what happens to them outside the API.

use super::ledger::{fields, list, stamped};
use super::{Goods, body, decimal, outside};
use crate::front::State;
use crate::odata::message::Reply;
use crate::odata::table::{Row, Tables};
use crate::services::Work;
use crate::services::maintenance_order::{COMPONENT, CONFIRMATION, ORDER, admin, goods};
use crate::world::World;
use serde::Deserialize;
use serde_json::Value as Json;

/// The whole order, in the names of version 2.
pub(super) fn document(tables: &Tables, order: &Row) -> Json {
    let operations = admin::operations(tables, order).into_iter().map(|operation| {
        let mut shown = fields(&operation);
        let components: Vec<Row> = tables.under(COMPONENT, &operation.key()).into_iter().cloned().collect();
        shown.insert("components".into(), list(&components));
        Json::Object(shown)
    });
    let operations: Json = operations.collect();
    let mut shown = fields(order);
    shown.insert("operations".into(), operations);
    shown.insert("long_texts".into(), list(&admin::long_texts(tables, order)));
    shown.insert("partners".into(), list(&admin::partners(tables, order)));
    shown.insert("confirmations".into(), list(&admin::confirmations(tables, order)));
    shown.insert("reference".into(), order.text("AdditionalDeviceData").into());
    stamped(shown, order, order.text("CreatedByUser").into())
}

/// What somebody confirmed in SAP GUI.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Confirmation {
    /// The first one when absent.
    operation: Option<String>,
    /// Hours, a decimal as text.
    work: Option<String>,
    r#final: bool,
}

pub(super) fn act(state: &State, world: &mut World, number: &str, deed: &str, sent: &[u8]) -> Reply {
    match deed {
        "touch" => outside(state, world, ORDER, |work| admin::touch(work, number)),
        "confirm" => outside(state, world, CONFIRMATION, |work| confirm(work, number, sent)),
        "issue" => outside(state, world, ORDER, |work| {
            let sent: Goods = body(sent)?;
            goods::issue(work, number, &sent.item, sent.quantity()?).map(drop)
        }),
        _ => super::wrong(400, &format!("'{deed}' is none of confirm, issue, touch")),
    }
}

fn confirm(work: &mut Work<'_>, number: &str, sent: &[u8]) -> Result<(), String> {
    let sent: Confirmation = body(sent)?;
    let hours = decimal("work", sent.work.as_deref())?;
    admin::confirm(work, number, sent.operation.as_deref(), hours, sent.r#final)
}
