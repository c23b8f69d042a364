//! The schemas of the records' bodies and answers.

use erpgate_model::{
    GoodsReceipt, InventoryAdjustment, InventoryLevel, InventoryTransfer, MasterData, NewGoodsReceipt,
    NewInventoryAdjustment, NewInventoryTransfer, NewPurchaseOrder, NewVendor, NewWorkOrder,
    NewWorkOrderCompletion, PurchaseOrder, PurchaseOrderPatch, Vendor, VendorPatch, WorkOrder,
    WorkOrderCompletion, WorkOrderPatch,
};
use utoipa::ToSchema;
use utoipa::openapi::schema::{ArrayBuilder, Components, ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{Ref, RefOr, Schema};

use super::dry_run::DryRunView;
use super::kind::{KINDS, Kind};
use crate::http::OperationView;

/// The schemas by themselves.
pub(crate) fn components() -> Components {
    let mut components = Components::new();
    add(&mut components);
    components
}

/// Adds the schemas of every record, of what creates and changes it, and of its lists.
pub(super) fn add(components: &mut Components) {
    add_one::<PurchaseOrder>(components);
    add_one::<NewPurchaseOrder>(components);
    add_one::<PurchaseOrderPatch>(components);
    add_one::<GoodsReceipt>(components);
    add_one::<NewGoodsReceipt>(components);
    add_one::<WorkOrder>(components);
    add_one::<NewWorkOrder>(components);
    add_one::<WorkOrderPatch>(components);
    add_one::<WorkOrderCompletion>(components);
    add_one::<NewWorkOrderCompletion>(components);
    add_one::<InventoryLevel>(components);
    add_one::<InventoryAdjustment>(components);
    add_one::<NewInventoryAdjustment>(components);
    add_one::<InventoryTransfer>(components);
    add_one::<NewInventoryTransfer>(components);
    add_one::<Vendor>(components);
    add_one::<NewVendor>(components);
    add_one::<VendorPatch>(components);
    add_one::<MasterData>(components);
    add_one::<OperationView>(components);
    add_one::<DryRunView>(components);
    for kind in KINDS {
        components.schemas.insert(list_name(kind), list(kind));
    }
}

/// A type with everything that it refers to.
fn add_one<T: ToSchema>(components: &mut Components) {
    let mut parts = vec![(T::name().into_owned(), T::schema())];
    T::schemas(&mut parts);
    components.schemas.extend(parts);
}

/// The name of a page's schema, such as `PurchaseOrderList`.
pub(super) fn list_name(kind: &Kind) -> String {
    let capital = |part: &str| part[..1].to_ascii_uppercase() + &part[1..];
    let name: String = kind.resource.as_str().split('_').map(capital).collect();
    name + "List"
}

fn list(kind: &Kind) -> RefOr<Schema> {
    let records = ArrayBuilder::new()
        .items(Ref::from_schema_name(kind.schema))
        .description(Some("The records, in an order that is stable while records are added"));
    let cursor = ObjectBuilder::new()
        .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
        .description(Some("Where the next page begins; `null` at the end"));
    ObjectBuilder::new()
        .description(Some(format!("A page of {}", kind.many)))
        .property("data", records)
        .required("data")
        .property("next_cursor", cursor)
        .required("next_cursor")
        .into()
}
