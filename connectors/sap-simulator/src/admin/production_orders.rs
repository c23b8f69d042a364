//! Production orders: what the ledger shows of them, and what happens to them outside the API.

use super::ledger::{fields, list, stamped};
use super::{Goods, body, decimal, outside};
use crate::front::State;
use crate::odata::message::Reply;
use crate::odata::table::{Row, Tables};
use crate::services::Work;
use crate::services::production_order::{CONFIRMATION, ORDER, admin, goods};
use crate::world::World;
use serde::Deserialize;
use serde_json::Value as Json;

/// The whole order.
pub(super) fn document(tables: &Tables, order: &Row) -> Json {
    let mut shown = fields(order);
    shown.insert("items".into(), list(&admin::items(tables, order)));
    shown.insert("operations".into(), list(&admin::operations(tables, order)));
    shown.insert("components".into(), list(&admin::components(tables, order)));
    shown.insert("statuses".into(), list(&admin::statuses(tables, order)));
    shown.insert("confirmations".into(), list(&admin::confirmations(tables, order)));
    shown.insert("scrapped".into(), admin::scrapped(order).to_string().into());
    shown.insert("reference".into(), order.text("UnloadingPointName").into());
    stamped(shown, order, order.author.as_str().into())
}

/// What somebody confirmed in SAP GUI.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Confirmation {
    /// The last one when absent.
    operation: Option<String>,
    /// A decimal as text, as is `scrap`.
    r#yield: Option<String>,
    scrap: Option<String>,
    r#final: bool,
}

pub(super) fn act(state: &State, world: &mut World, number: &str, deed: &str, sent: &[u8]) -> Reply {
    match deed {
        "touch" => outside(state, world, ORDER, |work| admin::touch(work, number)),
        "confirm" => outside(state, world, CONFIRMATION, |work| confirm(work, number, sent)),
        "receive" => outside(state, world, ORDER, |work| {
            let quantity = body::<Goods>(sent)?.quantity()?;
            goods::receive(work, number, quantity).map(drop)
        }),
        "issue" => outside(state, world, ORDER, |work| {
            let sent: Goods = body(sent)?;
            goods::issue(work, number, &sent.item, sent.quantity()?).map(drop)
        }),
        _ => super::wrong(400, &format!("'{deed}' is none of confirm, issue, receive, touch")),
    }
}

fn confirm(work: &mut Work<'_>, number: &str, sent: &[u8]) -> Result<(), String> {
    let sent: Confirmation = body(sent)?;
    let yielded = decimal("yield", sent.r#yield.as_deref())?;
    let scrapped = decimal("scrap", sent.scrap.as_deref())?;
    admin::confirm(work, number, sent.operation.as_deref(), (yielded, scrapped), sent.r#final)
}
