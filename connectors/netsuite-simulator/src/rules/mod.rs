//! What record types do beyond keeping their fields: one module each.

mod address;
mod inventory_adjustment;
mod inventory_number;
mod inventory_transfer;
mod item_receipt;
mod plain;
mod production;
mod purchase_order;
mod stock_line;
mod support_case;
mod task;
mod vendor;
mod vendor_subsidiary;
mod work_order;

pub(crate) use item_receipt::receive;
pub(crate) use production::produce;
pub(crate) use purchase_order::bill;
pub(crate) use vendor_subsidiary::relate;

use chrono::{DateTime, Utc};

use crate::http::{Locus, Problem};
use crate::records::Writer;
use crate::world::{Draft, Movement, Record, World};

/// The business rules of one record type. Every method has a harmless default.
pub(crate) trait Rules: Sync {
    /// Defaults of a new record, before the body.
    fn begin(&self, _world: &World, _draft: &mut Draft, _now: DateTime<Utc>) {}

    /// Before a body field is set: may the client set it at all?
    fn may_set(&self, _world: &World, _draft: &Draft, _field: &str) -> Result<(), Problem> {
        Ok(())
    }

    /// Whether a value of an enum field is offered for the record as it is (`select-options`).
    fn offers(&self, _world: &World, _draft: &Draft, _field: &str, _id: &str) -> bool {
        true
    }

    /// After a body field was set: what it brings along, and whether it fits what came before.
    fn field_set(&self, _world: &World, _draft: &mut Draft, _field: &str) -> Result<(), Problem> {
        Ok(())
    }

    /// After the fields of a line were set; `path` is the line's place in the body.
    fn line_set(
        &self,
        _world: &World,
        _draft: &mut Draft,
        _sublist: &str,
        _index: usize,
        _fresh: bool,
        _path: &str,
    ) -> Result<(), Problem> {
        Ok(())
    }

    /// Before saving: is everything there?
    fn check(&self, _world: &World, _draft: &Draft) -> Result<(), Problem> {
        Ok(())
    }

    /// Last, for previews too: computed fields.
    fn complete(&self, _world: &World, _draft: &mut Draft) {}

    /// What the record moves in the stock. Checked before it is saved, moved with it, and taken back when it is
    /// changed or deleted.
    fn movements(&self, _world: &World, _record: &Record) -> Result<Vec<Movement>, Problem> {
        Ok(Vec::new())
    }

    /// After a create or a change was saved: what follows in other records. Nothing here may fail.
    fn saved(&self, _world: &mut World, _record: &Record, _writer: &Writer) {}

    /// After a record was deleted: what it did elsewhere is taken back. Nothing here may fail.
    fn deleted(&self, _world: &mut World, _record: &Record, _writer: &Writer) {}

    /// May this record be deleted?
    fn may_delete(&self, world: &World, record: &Record) -> Result<(), Problem> {
        if world.is_used(&record.record_type, record.id) {
            return Err(Problem::user("This record cannot be deleted because it has dependent records."));
        }
        Ok(())
    }
}

/// The rules of a record type, by name.
pub(crate) fn rules_of(record_type: &str) -> &'static dyn Rules {
    match record_type {
        "purchaseOrder" => &purchase_order::PurchaseOrder,
        "inventoryAdjustment" => &inventory_adjustment::InventoryAdjustment,
        "inventoryNumber" => &inventory_number::InventoryNumber,
        "inventoryTransfer" => &inventory_transfer::InventoryTransfer,
        "itemReceipt" => &item_receipt::ItemReceipt,
        "vendor" => &vendor::Vendor,
        "vendorSubsidiaryRelationship" => &vendor_subsidiary::VendorSubsidiary,
        "supportCase" => &support_case::SupportCase,
        "task" => &task::Task,
        "workOrder" => &work_order::WorkOrder,
        "workOrderIssue" => &production::Step::Issue,
        "workOrderCompletion" => &production::Step::Completion,
        "workOrderClose" => &production::Step::Close,
        "assemblyBuild" => &production::Step::Build,
        _ => &plain::Plain,
    }
}

/// The labels of the mandatory fields that are empty.
fn missing(draft: &Draft, fields: &[&str]) -> Vec<String> {
    fields
        .iter()
        .filter(|field| !draft.record.cells.contains_key(**field))
        .map(|field| draft.one.label_of(field))
        .collect()
}

/// A mandatory field of a line is empty.
fn missing_in_line(label: &str, path: &str) -> Problem {
    Problem::missing(&[label.to_owned()]).at(Locus::Body(path.to_owned()))
}

/// A location must belong to the record's subsidiary, so far as both are known.
fn belongs_to(
    world: &World,
    subsidiary: Option<&str>,
    location: Option<&str>,
    field: &str,
    path: &str,
) -> Result<(), Problem> {
    let Some(location) = location else { return Ok(()) };
    let theirs = world.follow("location", location).and_then(|location| location.id_in("subsidiary"));
    match (subsidiary, theirs) {
        (Some(ours), Some(theirs)) if ours != theirs => Err(Problem::field_value(location, field, path)),
        _ => Ok(()),
    }
}
