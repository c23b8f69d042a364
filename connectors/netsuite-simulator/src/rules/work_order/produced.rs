//! What was issued, built and completed for a work order. It is added up from the transactions, so that
//! deleting one takes its part back.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{operations, status};
use crate::records::Writer;
use crate::world::{Cell, Draft, Record, World};

/// The sums over a work order's transactions.
#[derive(Debug, Default)]
pub(crate) struct Produced {
    /// Assemblies that came to stock.
    pub(crate) built: Decimal,
    /// Assemblies that were thrown away.
    pub(crate) scrapped: Decimal,
    /// Components used, by line of the order.
    pub(crate) used: BTreeMap<u64, Decimal>,
    /// Quantities completed, by operation sequence.
    pub(crate) operations: BTreeMap<u64, Decimal>,
    /// Something was issued, built or completed.
    pub(crate) started: bool,
    /// There is a close.
    pub(crate) closed: bool,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
}

impl Produced {
    /// Adds up an order's transactions; nothing for an order that is not saved yet.
    pub(crate) fn of(world: &World, order: u64) -> Self {
        let mut sum = Self::default();
        if !world.is_used("workOrder", order) {
            return sum;
        }
        let id = order.to_string();
        for record_type in ["workOrderIssue", "workOrderCompletion", "workOrderClose", "assemblyBuild"] {
            let ours =
                world.all(record_type).filter(|record| record.id_in("createdFrom") == Some(id.as_str()));
            ours.for_each(|record| sum.add(record));
        }
        sum
    }

    fn add(&mut self, record: &Record) {
        if record.record_type == "workOrderClose" {
            self.closed = true;
            return;
        }
        self.started = true;
        self.scrapped += record.decimal("scrapQuantity");
        for line in record.lines("component") {
            *self.used.entry(line.key).or_default() += line.decimal("quantity");
        }
        for line in record.lines("operation") {
            *self.operations.entry(line.key).or_default() += line.decimal("completedQuantity");
        }
        let Some(Cell::Date(date)) = record.cells.get("tranDate") else { return };
        self.first = self.first.min(Some(*date)).or(Some(*date));
        if record.record_type != "workOrderIssue" {
            self.built += record.decimal("quantity");
            self.last = self.last.max(Some(*date));
        }
    }

    /// What an order still has to build.
    pub(crate) fn remaining(&self, order: &Record) -> Decimal {
        order.decimal("quantity") - self.built - self.scrapped
    }

    /// Writes the figures and the status that follows from them into an order.
    pub(super) fn show(&self, draft: &mut Draft) {
        draft.set("built", Cell::Decimal(self.built));
        let status = status::follow(&draft.record, self);
        for field in ["orderStatus", "status"] {
            draft.set(field, Cell::Choice(status.to_owned()));
        }
        for line in draft.record.sublists.get_mut("item").into_iter().flatten() {
            let used = self.used.get(&line.key).copied().unwrap_or_default();
            line.cells.insert("quantityFulfilled".into(), Cell::Decimal(used));
        }
        let finished = matches!(status, "G" | "H");
        let dates = [
            ("actualProductionStartDate", "isActualProdStartDateEnteredManually", self.first),
            ("actualProductionEndDate", "isActualProdEndDateEnteredManually", self.last.filter(|_| finished)),
        ];
        for (field, manual, date) in dates {
            if draft.record.flag(manual) {
                continue;
            }
            match date {
                Some(date) => draft.set(field, Cell::Date(date)),
                None => {
                    draft.record.cells.remove(field);
                }
            }
        }
    }
}

/// Lets an order follow its transactions after one was entered or deleted.
pub(crate) fn refresh(world: &mut World, order: u64, writer: &Writer) {
    let (Some(one), Some(record)) = (world.types.get("workOrder").cloned(), world.get("workOrder", order))
    else {
        return;
    };
    let mut draft = Draft::of(&one, record);
    Produced::of(world, order).show(&mut draft);
    // Only an external id could be refused, and the order keeps its own.
    let _ = world.save(draft, writer.now, &writer.by);
    operations::follow(world, order, writer);
}
