//! Vendors.

mod addresses;
mod capabilities;
mod companies;
mod fields;
mod list;
mod name;
mod plan;
mod tax_ids;

use erpgate_model::{Resource, VendorStatus};
use serde_json::{Value, json};

use crate::mapping::{Fields, NativeRecord, RecordType, Translation};

pub(crate) use capabilities::capabilities;
pub(crate) use list::list;
pub(crate) use plan::plan;

/// Vendors as NetSuite keeps them.
pub(crate) static VENDOR: RecordType = RecordType {
    resource: Resource::Vendor,
    path: "vendor",
    id_prefix: "",
    noun: "vendor",
    header: &fields::HEADER,
    lists: &[&addresses::ADDRESSES],
    custom: "custentity",
    derive,
    show,
};

fn derive(translation: &mut Translation, body: &Fields, held: Option<&NativeRecord>, native: &mut Fields) {
    companies::put(translation, body, held, native);
    name::put(translation, body, held, native);
    tax_ids::put(translation, body, held, native);
}

fn show(vendor: &NativeRecord, record: &mut Fields) {
    let native = vendor.fields();
    let inactive = native.get("isInactive") == Some(&Value::Bool(true));
    let status = if inactive { VendorStatus::Inactive } else { VendorStatus::Active };
    record.insert("status".into(), json!(status));
    record.insert("native_status".into(), json!(inactive.then_some("isInactive")));
    record.insert("name".into(), json!(name::shown(native)));
    record.insert("tax_ids".into(), tax_ids::shown(native));
    record.insert("companies".into(), companies::shown(native));
    // What NetSuite keeps elsewhere, or not at all.
    for name in ["bank_accounts", "contacts", "purchasing_organizations"] {
        record.insert(name.into(), json!([]));
    }
}
