//! Production orders: NetSuite's `workOrder`.

mod fields;
mod list;
mod plan;
mod status;

use erpgate_model::{Resource, WorkOrderKind, WorkOrderStatus};
use serde_json::{Value, json};

use crate::mapping::values::id_of;
use crate::mapping::{Fields, List, NativeLine, NativeRecord, RecordType, Sublist, Translation};

pub(super) use fields::SPECS;
pub(super) use list::list;
pub(super) use plan::plan;

/// Orders with work in process: issues, completions and a close are documents of their own.
const WIP: &str = "wip";
/// Orders without: an assembly build uses the components and makes the assemblies at once.
const ASSEMBLY: &str = "assembly";

/// Production orders as NetSuite keeps them.
pub(crate) static WORK_ORDER: RecordType = RecordType {
    resource: Resource::WorkOrder,
    path: "workOrder",
    id_prefix: "production:",
    noun: "work order",
    header: &fields::HEADER,
    lists: &[&COMPONENTS],
    custom: "custbody",
    derive: put_type,
    show,
};

static ITEM: Sublist = Sublist { name: "item", key: "line", id_prefix: "", derived: &[] };

static COMPONENTS: List = List {
    name: "components",
    noun: "component",
    rows: &fields::COMPONENTS,
    sublists: &[&ITEM],
    custom: "custcol",
    choose: |_| Ok(&ITEM),
    derive: |_, _, _, _, _| {},
    show: |_: &NativeLine<'_>, _| {},
};

/// Whether work in process is accounted for is NetSuite's type of order. It stands before the routing, which
/// only such orders have.
fn put_type(translation: &mut Translation, body: &Fields, _: Option<&NativeRecord>, native: &mut Fields) {
    let is_wip = match body.get("type_id").map(|given| given.as_str().unwrap_or_default()) {
        None => return,
        Some(WIP) => true,
        Some(ASSEMBLY) => false,
        Some(_) => {
            let detail = "NetSuite has two types of work order: `wip` (work in process) and `assembly`";
            return translation.refuse("/type_id", "invalid", detail);
        }
    };
    let before = native.keys().position(|name| name == "manufacturingRouting").unwrap_or(native.len());
    native.shift_insert(before, "isWip".to_owned(), Value::Bool(is_wip));
}

fn show(order: &NativeRecord, record: &mut Fields) {
    let code = code(order);
    record.insert("kind".into(), json!(WorkOrderKind::Production));
    record.insert("status".into(), json!(status::status(&code)));
    record.insert("native_status".into(), json!(status::letter(&code)));
    record.insert("type_id".into(), json!(if is_wip(order) { WIP } else { ASSEMBLY }));
    record.insert("operations".into(), json!([]));
}

fn code(order: &NativeRecord) -> String {
    let native = order.fields();
    native.get("orderStatus").or_else(|| native.get("status")).and_then(id_of).unwrap_or_default()
}

/// Where the order stands.
pub(super) fn status_of(order: &NativeRecord) -> WorkOrderStatus {
    status::status(&code(order))
}

/// True when work in process is accounted for.
pub(super) fn is_wip(order: &NativeRecord) -> bool {
    order.fields().get("isWip") == Some(&Value::Bool(true))
}
