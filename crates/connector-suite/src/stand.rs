//! What the suite needs to know about one connector and its simulator.

use std::any::Any;
use std::sync::Arc;

use erpgate_connector::Connector;
use erpgate_model::{NewPurchaseOrder, NewPurchaseOrderLine, PurchaseOrderPatch, RecordId};

use crate::sample::Sample;
use crate::simulator::Simulator;

/// One connector before one fresh simulator.
#[derive(Debug)]
pub struct Stand {
    /// The connector, with good settings and credentials.
    pub connector: Arc<dyn Connector>,
    /// The same with a wrong password, key or token.
    pub wrong_credentials: Arc<dyn Connector>,
    /// The same where nobody listens: see [`closed_port`](crate::closed_port).
    pub nobody_listens: Arc<dyn Connector>,
    /// The simulator that all but the last speak to.
    pub simulator: Simulator,
    /// What is written in the tests of purchase orders.
    pub samples: Samples,
    /// What is written and read in the tests of the other resources.
    pub records: Vec<Sample>,
    /// Every secret of the connections above, wrong ones included, and texts from which a secret
    /// could be read (such as the Basic credentials in base64): none may be printed.
    pub secrets: Vec<String>,
    /// Whatever must live as long as the stand: the running simulator, temporary directories.
    pub keep: Box<dyn Any + Send + Sync>,
}

/// Bodies and ids that this ERP takes, complete: connection defaults are not added.
#[derive(Debug)]
pub struct Samples {
    /// A valid order with exactly two lines that differ in quantity and price; at least one
    /// quantity and one price have digits after the point (such as 12.5 and 3.999). It has
    /// `custom_fields` nowhere.
    pub order: NewPurchaseOrder,
    /// A valid order in which every field that the `create` row declares writable has a value.
    pub full_order: NewPurchaseOrder,
    /// Writable fields that `full_order` lacks, each with the reason: dotted path, reason.
    pub left_out: &'static [(&'static str, &'static str)],
    /// An order that the ERP refuses by its own rules, such as an unknown vendor.
    pub refused_order: NewPurchaseOrder,
    /// A part of what the ERP says to `refused_order`.
    pub refusal: &'static str,
    /// A valid line to be added to `order`, unlike its lines.
    pub line: NewPurchaseOrderLine,
    /// A line that the ERP refuses by its own rules, such as one with an unknown item.
    pub refused_line: NewPurchaseOrderLine,
    /// Fields of the header (no lines) that the ERP changes, with values unlike those in `order`.
    pub patch: PurchaseOrderPatch,
    /// An id in the ERP's own form that no record has.
    pub unknown_id: RecordId,
}
