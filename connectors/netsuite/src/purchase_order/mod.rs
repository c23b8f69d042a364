//! Purchase orders.

mod capabilities;
mod fields;
pub(crate) mod lines;
mod list;
mod plan;
mod status;

use erpgate_model::Resource;
use serde_json::json;

use crate::mapping::values::{id_of, to_native};
use crate::mapping::{Fields, Kind, NativeRecord, RecordType, Translation};

pub(crate) use capabilities::capabilities;
pub(crate) use list::list;
pub(crate) use plan::plan;

/// Purchase orders as NetSuite keeps them.
pub(crate) static PURCHASE_ORDER: RecordType = RecordType {
    resource: Resource::PurchaseOrder,
    path: "purchaseOrder",
    id_prefix: "",
    noun: "purchase order",
    header: &fields::HEADER,
    lists: &[&lines::LINES],
    custom: "custbody",
    derive: put_location,
    show,
};

/// A new order gets the location of its lines when all have the same. NetSuite applies the keys one after
/// the other: vendor, subsidiary, location, the rest, the lines.
fn put_location(_: &mut Translation, body: &Fields, held: Option<&NativeRecord>, native: &mut Fields) {
    let lines = body.get("lines").and_then(|lines| lines.as_array());
    let mut locations = lines.into_iter().flatten().map(|line| line.get("location_id"));
    let Some(first) = locations.next().flatten().filter(|_| held.is_none()) else { return };
    if locations.all(|location| location == Some(first)) {
        let after = ["entity", "subsidiary"].iter().filter(|name| native.contains_key(**name)).count();
        native.shift_insert(after, "location".to_owned(), to_native(Kind::Reference, first));
    }
}

fn show(order: &NativeRecord, record: &mut Fields) {
    let native = order.fields();
    let code = native.get("status").or_else(|| native.get("orderStatus")).and_then(id_of);
    record.insert("status".into(), json!(status::status(code.as_deref().unwrap_or_default())));
    record.insert("native_status".into(), json!(code.as_deref().map(status::letter)));
    record.entry("totals").or_insert_with(|| json!({}));
}
