//! The business rules of API_MAINTENANCEORDER in both versions, and of API_MAINTORDERCONFIRMATION.
//!
//! Orders are kept in the form of version 2. Version 1 shows copies of them, and what comes in through it is
//! brought into the newer form first: see [`editions`].

pub(crate) mod admin;
mod change;
mod component;
mod confirmation;
mod create;
mod delete;
mod document;
mod editions;
pub(crate) mod goods;
mod header;
mod operation;
mod part;
mod status;
mod texts;
mod transition;

use super::{Rules, Work};
use crate::odata::draft::Draft;
use crate::odata::failure::Failure;
use crate::odata::function::{Call, FunctionResult};
use crate::odata::table::{Key, Row};

pub(super) use confirmation::Confirmations;
pub(super) use editions::{VERSION_1, VERSION_2};

pub(crate) const ORDER: &str = "MaintenanceOrder";
pub(crate) const OPERATION: &str = "MaintenanceOrderOperation";
pub(crate) const COMPONENT: &str = "MaintOrderOpComponent";
pub(crate) const LONG_TEXT: &str = "MaintenanceOrderLongText";
const OPERATION_LONG_TEXT: &str = "MaintOrderOpLongText";
const COMPONENT_LONG_TEXT: &str = "MaintOrderOpCompLongText";
pub(crate) const PARTNER: &str = "MaintenanceOrderPartner";
const OBJECT: &str = "MaintOrderObjectListItem";
const RELATIONSHIP: &str = "MaintOrderOpRelationship";
const TOOL: &str = "MaintOrderOpProdnRsceTool";
pub(crate) const CONFIRMATION: &str = "MaintOrderConfirmation";

/// Maintenance orders, version 2.
#[derive(Debug)]
pub(super) struct MaintenanceOrders;

/// Maintenance orders, version 1.
#[derive(Debug)]
pub(super) struct FirstMaintenanceOrders;

impl Rules for MaintenanceOrders {
    fn create(&self, work: &mut Work<'_>, draft: Draft) -> Result<Key, Failure> {
        create::entity(work, draft)
    }

    fn update(&self, work: &mut Work<'_>, before: &Row, after: Row) -> Result<(), Failure> {
        change::apply(work, before, after)
    }

    fn delete(&self, work: &mut Work<'_>, row: &Row) -> Result<(), Failure> {
        delete::apply(work, row)
    }

    fn invoke(&self, work: &mut Work<'_>, call: &Call<'_>) -> Result<FunctionResult, Failure> {
        transition::invoke(work, call)
    }
}

impl Rules for FirstMaintenanceOrders {
    fn create(&self, work: &mut Work<'_>, draft: Draft) -> Result<Key, Failure> {
        let draft = editions::raised(work.tables, draft)?;
        let set = draft.set.set.clone();
        let key = create::entity(work, draft)?;
        editions::lowered(work.tables, &set, &key)
    }

    fn update(&self, work: &mut Work<'_>, before: &Row, after: Row) -> Result<(), Failure> {
        let held = editions::held(work.tables, before)?;
        let wanted = editions::raised_change(&held, before, &after);
        change::apply(work, &held, wanted)
    }

    fn delete(&self, work: &mut Work<'_>, row: &Row) -> Result<(), Failure> {
        let held = editions::held(work.tables, row)?;
        delete::apply(work, &held)
    }

    fn invoke(&self, work: &mut Work<'_>, call: &Call<'_>) -> Result<FunctionResult, Failure> {
        transition::invoke(work, call)
    }
}
