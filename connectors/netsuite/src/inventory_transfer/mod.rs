//! Inventory transfers: stock that goes from one location of a subsidiary to another at once.

mod capabilities;
mod fields;
mod plan;

use erpgate_connector::{Session, Trouble};
use erpgate_model::{Page, Query, Resource};

use crate::connector::Account;
use crate::mapping::{Fields, NativeRecord, RecordType};
use crate::records::Search;
use crate::stock::{self, Words, memo, portions, reversal};

pub(crate) use capabilities::capabilities;
pub(crate) use plan::plan;

/// Transfers as NetSuite keeps them.
pub(crate) static INVENTORY_TRANSFER: RecordType = RecordType {
    resource: Resource::InventoryTransfer,
    path: "inventoryTransfer",
    id_prefix: "",
    noun: "inventory transfer",
    header: &fields::HEADER,
    lists: &[&fields::LINES],
    custom: "custbody",
    derive: memo::put,
    show,
};

const WORDS: Words = Words { quantity: "quantity", bin: "from_bin_id", to_bin: Some("to_bin_id") };

fn show(held: &NativeRecord, record: &mut Fields) {
    memo::show(held.fields(), record);
    reversal::show(held.fields(), record);
    portions::show(held, record, &WORDS);
}

pub(crate) async fn list(account: &Account, session: &Session, query: &Query) -> Result<Page, Trouble> {
    let search = Search::of("transaction", query)?
        .and("t.type = 'InvTrnfr'")
        .text("tranid", query.number.as_ref())
        .like("memo", query.external_id.as_deref().map(memo::like_external_id))
        .line_id("item", query.item_id.as_ref())?;
    stock::page(account, session, &INVENTORY_TRANSFER, query, search).await
}
