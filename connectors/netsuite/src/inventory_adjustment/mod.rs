//! Inventory adjustments: changes of stock without a purchase or a sale.

mod capabilities;
mod fields;
mod plan;
mod set_to;

use erpgate_connector::{Session, Trouble};
use erpgate_model::{Page, Query, Resource};
use serde_json::{Value, json};

use crate::connector::Account;
use crate::mapping::{Fields, NativeRecord, RecordType};
use crate::records::Search;
use crate::stock::{self, Words, memo, portions, reversal};

pub(crate) use capabilities::capabilities;
pub(crate) use plan::plan;

/// Adjustments as NetSuite keeps them.
pub(crate) static INVENTORY_ADJUSTMENT: RecordType = RecordType {
    resource: Resource::InventoryAdjustment,
    path: "inventoryAdjustment",
    id_prefix: "",
    noun: "inventory adjustment",
    header: &fields::HEADER,
    lists: &[&fields::LINES],
    custom: "custbody",
    derive: memo::put,
    show,
};

const WORDS: Words = Words { quantity: "change", bin: "bin_id", to_bin: None };

fn show(held: &NativeRecord, record: &mut Fields) {
    memo::show(held.fields(), record);
    reversal::show(held.fields(), record);
    portions::show(held, record, &WORDS);
    let lines = held.lines();
    let mut reasons = lines.iter().map(|line| line.fields.get("memo").and_then(Value::as_str));
    // The reason stands in every line; lines that somebody else wrote may have memos of their own.
    if let Some(Some(reason)) = reasons.next()
        && reasons.all(|other| other == Some(reason))
    {
        record.insert("reason".to_owned(), json!(reason));
    }
}

pub(crate) async fn list(account: &Account, session: &Session, query: &Query) -> Result<Page, Trouble> {
    let search = Search::of("transaction", query)?
        .and("t.type = 'InvAdjst'")
        .text("tranid", query.number.as_ref())
        .like("memo", query.external_id.as_deref().map(memo::like_external_id))
        .line_id("item", query.item_id.as_ref())?
        .line_id("location", query.location_id.as_ref())?;
    stock::page(account, session, &INVENTORY_ADJUSTMENT, query, search).await
}
