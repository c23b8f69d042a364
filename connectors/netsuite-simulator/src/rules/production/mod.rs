//! The transactions that carry out a work order: issue, completion and close where work in process is
//! accounted for, assembly builds where it is not.

mod build;
mod completion;
mod components;
mod issue;
mod movements;
mod proposal;

use serde_json::{Map, Value};

use super::Rules;
use super::work_order::refresh;
use crate::http::{Locus, Problem};
use crate::records::{Writer, Writing, commit};
use crate::world::{Cell, Draft, Movement, Record, World};

/// One kind of transaction against a work order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// `workOrderIssue`: components leave the stock.
    Issue,
    /// `workOrderCompletion`: assemblies come to the stock; with backflush their components leave it.
    Completion,
    /// `workOrderClose`: nothing more will come.
    Close,
    /// `assemblyBuild`: components leave and assemblies come at once.
    Build,
}

/// What a saved transaction is made of. A mistake is deleted and entered again.
const FIXED: [&str; 11] = [
    "createdFrom",
    "item",
    "location",
    "subsidiary",
    "quantity",
    "completedQuantity",
    "scrapQuantity",
    "isBackflush",
    "startOperation",
    "endOperation",
    "tranDate",
];

impl Step {
    fn named(record_type: &str) -> Option<Self> {
        match record_type {
            "workOrderIssue" => Some(Self::Issue),
            "workOrderCompletion" => Some(Self::Completion),
            "workOrderClose" => Some(Self::Close),
            "assemblyBuild" => Some(Self::Build),
            _ => None,
        }
    }

    /// Whether the order's kind and status allow this step.
    fn may_follow(self, order: &Record) -> Result<(), Problem> {
        let is_wip = order.flag("isWip");
        if is_wip != (self != Self::Build) {
            let (kind, way) = if is_wip {
                ("uses", "issues, completions and a close")
            } else {
                ("does not use", "assembly builds")
            };
            return Err(Problem::user(format!(
                "This work order {kind} work in process (WIP). It is carried out by {way}."
            )));
        }
        let status = order.id_in("status").unwrap_or_default();
        let open = match self {
            Self::Close => matches!(status, "A" | "B" | "D" | "G"),
            _ => matches!(status, "B" | "D"),
        };
        if open {
            return Ok(());
        }
        let reason =
            if status == "A" { "is not released" } else { "has nothing left to do in its present status" };
        Err(Problem::user(format!("This work order {reason}.")))
    }
}

impl Rules for Step {
    fn begin(&self, _world: &World, draft: &mut Draft, now: chrono::DateTime<chrono::Utc>) {
        draft.default_date("tranDate", now.date_naive());
    }

    fn may_set(&self, _world: &World, draft: &Draft, field: &str) -> Result<(), Problem> {
        if draft.record.id > 0 && FIXED.contains(&field) {
            let label = draft.one.label_of(field);
            let text =
                format!("{label} cannot be changed after saving. Delete the transaction and enter it again.");
            return Err(Problem::user(text).at(Locus::Body(field.to_owned())));
        }
        Ok(())
    }

    fn line_set(
        &self,
        _world: &World,
        draft: &mut Draft,
        sublist: &str,
        index: usize,
        fresh: bool,
        path: &str,
    ) -> Result<(), Problem> {
        // The lines are those of the order or of the assembly: none can be added, none changed after saving.
        if fresh || draft.record.id > 0 {
            let line = draft.record.lines(sublist).get(index);
            let item = line.and_then(|line| line.cells.get("item")).map(Cell::plain).unwrap_or_default();
            return Err(Problem::field_value(&item, "item", path));
        }
        Ok(())
    }

    fn check(&self, world: &World, draft: &Draft) -> Result<(), Problem> {
        match (draft.is_new, self) {
            (false, _) => Ok(()),
            (true, Self::Build) => build::check_alone(world, draft),
            (true, _) => Err(Problem::user(format!(
                "A record of type '{}' can only be made from a work order: POST workOrder/{{id}}/!transform/{}.",
                draft.one.name, draft.one.name
            ))),
        }
    }

    fn complete(&self, world: &World, draft: &mut Draft) {
        if draft.is_new && *self == Self::Build && !draft.record.cells.contains_key("createdFrom") {
            build::complete_alone(world, draft);
        }
    }

    fn movements(&self, world: &World, record: &Record) -> Result<Vec<Movement>, Problem> {
        movements::of(*self, world, record)
    }

    fn may_delete(&self, world: &World, record: &Record) -> Result<(), Problem> {
        let order = record.id_in("createdFrom").and_then(|id| world.follow("workOrder", id));
        if *self != Self::Close && order.is_some_and(|order| order.id_in("status") == Some("H")) {
            return Err(Problem::user(
                "This transaction cannot be deleted because its work order is closed. Delete the close first, or \
                 reopen the work order.",
            ));
        }
        Ok(())
    }

    fn deleted(&self, world: &mut World, record: &Record, writer: &Writer) {
        if let Some(order) = record.id_in("createdFrom").and_then(|id| id.parse().ok()) {
            refresh(world, order, writer);
        }
    }
}

/// Makes a transaction of type `target` from a work order; what the body leaves out follows from the order.
/// Without `keep` it is only shown.
pub(crate) fn produce(
    world: &mut World,
    order_id: u64,
    target: &str,
    body: Map<String, Value>,
    writing: &Writing,
    writer: &Writer,
    keep: bool,
) -> Result<Draft, Problem> {
    let draft = proposal::propose(world, order_id, target, body, writing, writer)?;
    if !keep {
        return Ok(draft);
    }
    let draft = commit(world, draft, writer)?;
    refresh(world, order_id, writer);
    Ok(draft)
}
