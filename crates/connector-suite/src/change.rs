//! The change that touches everything: header fields, a line changed, one removed, two equal ones added.

use erpgate_model::{
    Command, Decimal, Field, LineStatus, ListChanges, Patch, PurchaseOrder, PurchaseOrderLine,
    PurchaseOrderLinePatch, PurchaseOrderPatch, Record, Target, Update, Version,
};
use serde_json::json;

use crate::holds::{assert_holds, holds};
use crate::stand::Stand;

/// The command, and the order as it stood before.
#[derive(Debug)]
pub(crate) struct FullChange {
    pub(crate) command: Command,
    pub(crate) basis: Record,
    before: PurchaseOrder,
    quantity: Decimal,
}

impl FullChange {
    /// On a fresh sample order.
    pub(crate) async fn begin(stand: &Stand) -> Self {
        Self::begin_on(stand, stand.created().await)
    }

    /// On an order with the sample's two lines.
    pub(crate) fn begin_on(stand: &Stand, before: PurchaseOrder) -> Self {
        let quantity: Decimal = "7.25".parse().expect("a decimal");
        let changed = PurchaseOrderLinePatch {
            id: before.lines[0].id.clone(),
            quantity: Field::Set(quantity),
            ..PurchaseOrderLinePatch::default()
        };
        let lines = ListChanges {
            add: vec![stand.samples.line.clone(), stand.samples.line.clone()],
            update: vec![changed],
            remove: vec![before.lines[1].id.clone()],
        };
        let patch = PurchaseOrderPatch { lines, ..stand.samples.patch.clone() };
        let target = Target { id: before.id.clone(), if_match: None };
        Self {
            command: Command::Update(Update { target, patch: Patch::PurchaseOrder(Box::new(patch)) }),
            basis: Record::PurchaseOrder(Box::new(before.clone())),
            before,
            quantity,
        }
    }

    /// Only if the record still has this version.
    pub(crate) fn demand_version(&mut self, version: Version) {
        if let Command::Update(update) = &mut self.command {
            update.target.if_match = Some(version);
        }
    }

    /// Panics unless the record is as wanted: all of it, and nothing twice.
    pub(crate) async fn assert_stands_once(&self, stand: &Stand) {
        let order = stand.read(&self.before.id).await;
        assert!(stand.samples.patch.lines.is_empty(), "the sample patch is about the header");
        assert_holds(&json!(stand.samples.patch), &json!(order));

        let live = live_lines(&order);
        let ids: Vec<_> = live.iter().map(|line| line.id.as_str()).collect();
        let kept = self.before.lines[0].id.as_str();
        assert_eq!(live.len(), 3, "one line kept, two added: {ids:?}");
        let changed = live.iter().find(|line| line.id == kept).expect("the first line stays");
        assert_eq!(changed.quantity, Some(self.quantity), "the first line's quantity");
        assert_eq!(changed.unit_price, self.before.lines[0].unit_price, "the first line's price");
        let wanted = json!(stand.samples.line);
        let added = live.iter().filter(|line| line.id != kept && holds(&wanted, &json!(line))).count();
        assert_eq!(added, 2, "lines like the one added twice: {live:?}");
    }
}

/// The lines without those that carry the ERP's deletion mark.
pub(crate) fn live_lines(order: &PurchaseOrder) -> Vec<&PurchaseOrderLine> {
    order.lines.iter().filter(|line| line.status != LineStatus::Cancelled).collect()
}

impl Stand {
    /// A change of the header alone, and the record it is based on.
    pub(crate) fn header_change(
        &self,
        order: &PurchaseOrder,
        if_match: Option<Version>,
    ) -> (Command, Record) {
        let target = Target { id: order.id.clone(), if_match };
        let patch = Patch::PurchaseOrder(Box::new(self.samples.patch.clone()));
        (Command::Update(Update { target, patch }), Record::PurchaseOrder(Box::new(order.clone())))
    }
}
