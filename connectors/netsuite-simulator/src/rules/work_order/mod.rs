//! Work orders: what is to be assembled from which components, and how far that has come.

mod components;
mod operations;
mod produced;
mod status;

pub(super) use components::{explode, share};
pub(super) use operations::of_order as operations_of;
pub(super) use produced::{Produced, refresh};

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{Rules, belongs_to, missing};
use crate::http::Problem;
use crate::records::Writer;
use crate::world::{Cell, Draft, Record, World};

/// The rules of `workOrder`.
pub(super) struct WorkOrder;

impl Rules for WorkOrder {
    fn begin(&self, world: &World, draft: &mut Draft, now: DateTime<Utc>) {
        let today = now.date_naive();
        for field in ["tranDate", "startDate"] {
            draft.default_date(field, today);
        }
        draft.set_default("source", Cell::Choice("restWebServices".into()));
        let first = if world.switches.planned_work_orders { "A" } else { "B" };
        draft.set_default("orderStatus", Cell::Choice(first.into()));
        for field in ["isWip", "firmed", "outsourced"] {
            draft.set_default(field, Cell::Flag(false));
        }
    }

    fn offers(&self, world: &World, draft: &Draft, field: &str, id: &str) -> bool {
        field != "orderStatus" || status::may_become(world.get("workOrder", draft.record.id), id)
    }

    fn field_set(&self, world: &World, draft: &mut Draft, field: &str) -> Result<(), Problem> {
        let stored = world.get("workOrder", draft.record.id);
        let before = stored.and_then(|stored| stored.cells.get(field));
        if stored.is_some() && before == draft.record.cells.get(field) {
            return Ok(());
        }
        match field {
            "orderStatus" => return status::change(world, draft),
            "quantity" => {
                check_quantity(draft)?;
                refuse_once_produced(world, draft, field)?;
                components::rescale(draft);
            }
            "assemblyItem" => {
                refuse_once_produced(world, draft, field)?;
                if stored.is_some() {
                    draft.record.sublists.remove("item");
                    explode(world, draft);
                }
            }
            "isWip" | "manufacturingRouting" => refuse_once_produced(world, draft, field)?,
            _ => {}
        }
        Ok(())
    }

    fn line_set(
        &self,
        world: &World,
        draft: &mut Draft,
        sublist: &str,
        index: usize,
        fresh: bool,
        path: &str,
    ) -> Result<(), Problem> {
        if sublist != "item" {
            return Ok(());
        }
        let stored = world.get("workOrder", draft.record.id).and_then(|order| order.id_in("status"));
        if matches!(stored, Some("C" | "G" | "H")) {
            return Err(Problem::user(
                "The components of this work order cannot be changed in its present status.",
            ));
        }
        components::line_set(world, draft, index, fresh, path)
    }

    fn check(&self, world: &World, draft: &Draft) -> Result<(), Problem> {
        let order = &draft.record;
        let mut fields = vec!["assemblyItem", "tranDate"];
        let needs_location = order.flag("isWip") && world.switches.multi_location_inventory;
        fields.extend(needs_location.then_some("location"));
        fields.extend(world.switches.one_world.then_some("subsidiary"));
        let labels = missing(draft, &fields);
        if !labels.is_empty() {
            return Err(Problem::missing(&labels));
        }
        belongs_to(world, order.id_in("subsidiary"), order.id_in("location"), "location", "location")?;
        operations::check_routing(world, order)?;
        components::keep_used(world, order)
    }

    fn complete(&self, world: &World, draft: &mut Draft) {
        draft.set_default("quantity", Cell::Decimal(Decimal::ONE));
        if draft.is_new && draft.record.lines("item").is_empty() {
            explode(world, draft);
        }
        if let Some(start) = draft.record.cells.get("startDate").cloned() {
            draft.set_default("endDate", start);
        }
        Produced::of(world, draft.record.id).show(draft);
    }

    fn saved(&self, world: &mut World, record: &Record, writer: &Writer) {
        operations::follow(world, record.id, writer);
    }

    fn may_delete(&self, world: &World, record: &Record) -> Result<(), Problem> {
        if world.is_used(&record.record_type, record.id) {
            return Err(Problem::user(
                "This transaction cannot be deleted because it is linked to by one or more transactions.",
            ));
        }
        Ok(())
    }

    fn deleted(&self, world: &mut World, record: &Record, writer: &Writer) {
        operations::follow(world, record.id, writer);
    }
}

fn check_quantity(draft: &Draft) -> Result<(), Problem> {
    let quantity = draft.record.decimal("quantity");
    if quantity > Decimal::ZERO {
        return Ok(());
    }
    Err(Problem::field_value(&quantity.normalize().to_string(), "quantity", "quantity"))
}

/// What was built, issued or completed fixes what the order is about.
fn refuse_once_produced(world: &World, draft: &Draft, field: &str) -> Result<(), Problem> {
    let status = world.get("workOrder", draft.record.id).and_then(|order| order.id_in("status"));
    if matches!(status, Some("C" | "H")) || world.is_used("workOrder", draft.record.id) {
        let label = draft.one.label_of(field);
        return Err(Problem::user(format!(
            "{label} cannot be changed: the work order is finished or has transactions against it."
        ))
        .at(crate::http::Locus::Body(field.to_owned())));
    }
    Ok(())
}
