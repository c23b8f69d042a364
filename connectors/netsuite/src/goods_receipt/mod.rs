//! Goods receipts: NetSuite's item receipts, made by transforming a purchase order.

mod capabilities;
mod closing;
mod fields;
mod lines;
mod plan;

use erpgate_connector::{Session, Trouble};
use erpgate_model::{Page, Query, Resource};

use crate::connector::Account;
use crate::mapping::{Fields, NativeRecord, RecordType};
use crate::records::Search;
use crate::stock::{self, Words, memo, portions};

pub(crate) use capabilities::capabilities;
pub(crate) use closing::Receiving;
pub(crate) use plan::plan;

/// Receipts as NetSuite keeps them.
pub(crate) static ITEM_RECEIPT: RecordType = RecordType {
    resource: Resource::GoodsReceipt,
    path: "itemReceipt",
    id_prefix: "",
    noun: "item receipt",
    header: &fields::HEADER,
    lists: &[&fields::LINES],
    custom: "custbody",
    derive: memo::put,
    show,
};

const WORDS: Words = Words { quantity: "quantity", bin: "bin_id", to_bin: None };

fn show(held: &NativeRecord, record: &mut Fields) {
    memo::show(held.fields(), record);
    portions::show(held, record, &WORDS);
}

pub(crate) async fn list(account: &Account, session: &Session, query: &Query) -> Result<Page, Trouble> {
    // Transfers and returns are received too; they are no goods that came for an order.
    let search = Search::of("transaction", query)?
        .with_lines()
        .join("transaction o ON o.id = tl.createdfrom")
        .and("t.type = 'ItemRcpt'")
        .and("tl.mainline = 'T'")
        .and("o.type = 'PurchOrd'")
        .text("tranid", query.number.as_ref())
        .like("memo", query.external_id.as_deref().map(memo::like_external_id))
        .line_id("createdfrom", query.purchase_order_id.as_ref())?;
    stock::page(account, session, &ITEM_RECEIPT, query, search).await
}
