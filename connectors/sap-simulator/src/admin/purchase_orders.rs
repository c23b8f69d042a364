//! Purchase orders: goods receipts, approvals and changes from outside.

use super::{body, decimal, outside};
use crate::front::State;
use crate::odata::message::Reply;
use crate::services::Work;
use crate::services::purchase_order::{ORDER, admin};
use crate::world::World;
use serde::Deserialize;

/// A goods receipt: the item, and a quantity when it is not all of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Receipt {
    item: String,
    /// A decimal as text.
    quantity: Option<String>,
}

pub(super) fn act(state: &State, world: &mut World, number: &str, deed: &str, sent: &[u8]) -> Reply {
    outside(state, world, ORDER, |work| match deed {
        "receive" => receive(work, number, sent),
        "release" => admin::decide(work, number, true),
        "reject" => admin::decide(work, number, false),
        "touch" => admin::touch(work, number),
        _ => Err(format!("'{deed}' is none of receive, release, reject, touch")),
    })
}

fn receive(work: &mut Work<'_>, number: &str, sent: &[u8]) -> Result<(), String> {
    let receipt: Receipt = body(sent)?;
    let quantity = receipt.quantity.as_deref();
    let quantity = quantity.map(|text| decimal("quantity", Some(text))).transpose()?;
    admin::receive(work, number, &receipt.item, quantity)
}
