//! How SAP keeps the confirmations of each kind of work order.

use erpgate_model::{FieldError, RecordId, WorkOrderKind};
use serde_json::Value;

use super::fields;
use crate::errors::About;
use crate::mapping::Row;
use crate::odata;

/// One confirmation service.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) kind: WorkOrderKind,
    pub(super) about: About,
    pub(super) path: &'static str,
    pub(super) serves: &'static str,
    pub(super) set: &'static str,
    /// The group, which is that of an operation, and the number within it.
    pub(super) keys: [&'static str; 2],
    pub(super) order: &'static str,
    pub(super) operation: &'static str,
    /// What carries the gateway's reference.
    pub(super) mark: &'static str,
    pub(super) rows: &'static [Row],
    pub(super) written: &'static [&'static [Row]],
    /// A condition that leaves out what is no confirmation itself but the reversal of one.
    pub(super) no_reversals: Option<&'static str>,
}

pub(super) static PRODUCTION: Form = Form {
    kind: WorkOrderKind::Production,
    about: About {
        name: "API_PROD_ORDER_CONFIRMATION_2_SRV",
        arrangement: "a communication arrangement with the production order confirmation service",
    },
    path: "sap/opu/odata/sap/API_PROD_ORDER_CONFIRMATION_2_SRV",
    serves: "completions of production orders",
    set: "ProdnOrdConf2",
    keys: ["ConfirmationGroup", "ConfirmationCount"],
    order: "OrderID",
    operation: "OrderOperation",
    mark: "ExternalSystemConfirmation",
    rows: fields::PRODUCTION,
    written: &[fields::PRODUCTION],
    no_reversals: Some("IsReversal eq false"),
};

pub(super) static MAINTENANCE: Form = Form {
    kind: WorkOrderKind::Maintenance,
    about: About {
        name: "API_MAINTORDERCONFIRMATION",
        arrangement: "a communication arrangement with the maintenance order confirmation service",
    },
    path: "sap/opu/odata/sap/API_MAINTORDERCONFIRMATION",
    serves: "completions of maintenance orders",
    set: "MaintOrderConfirmation",
    keys: ["MaintOrderConf", "MaintOrderConfCntrValue"],
    order: "MaintenanceOrder",
    operation: "MaintenanceOrderOperation",
    mark: "ConfirmationText",
    rows: fields::MAINTENANCE,
    written: &[fields::MAINTENANCE],
    no_reversals: None,
};

impl Form {
    /// The id of a confirmation: its two keys, such as `production:1000005-2`. Nothing when SAP gave none.
    pub(super) fn id_of(&self, confirmation: &Value) -> Option<RecordId> {
        let [group, count] = self.keys.map(|key| odata::text(confirmation, key));
        let filled = !group.is_empty() && !count.is_empty();
        filled.then(|| self.kind.record_id(&format!("{group}-{count}")))
    }

    /// The address of a confirmation; nothing for an id that none can have.
    pub(super) fn path_of(&self, native: &str) -> Option<String> {
        let [group, count] = keys_in(native)?;
        Some(odata::key(self.set, &[(self.keys[0], group), (self.keys[1], count)]))
    }
}

/// Group and number in the native part of an id.
pub(super) fn keys_in(native: &str) -> Option<[&str; 2]> {
    let (group, count) = native.split_once('-')?;
    let number =
        |text: &str, most| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    (number(group, 10) && number(count, 8)).then_some([group, count])
}

/// The work order that a body names is none.
pub(super) fn no_such_order(id: Option<&str>) -> FieldError {
    let detail = match id {
        Some(id) => format!("{id} is no work order's id, which begins with `production:` or `maintenance:`"),
        None => "say for which work order".to_owned(),
    };
    FieldError::at("/work_order_id", "no_such_reference", detail)
}
