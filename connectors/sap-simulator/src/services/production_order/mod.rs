//! The business rules of API_PRODUCTION_ORDER_2_SRV and of API_PROD_ORDER_CONFIRMATION_2_SRV.

pub(crate) mod admin;
mod change;
mod confirmation;
mod create;
mod document;
mod explosion;
pub(crate) mod goods;
mod header;
pub(crate) mod receipt;
mod status;
mod texts;
mod transition;

use super::{Rules, Work};
use crate::odata::draft::Draft;
use crate::odata::failure::Failure;
use crate::odata::function::{Call, FunctionResult};
use crate::odata::table::{Key, Row};

pub(super) use confirmation::Confirmations;

pub(crate) const ORDER: &str = "A_ProductionOrder_2";
pub(crate) const ITEM: &str = "A_ProductionOrderItem_2";
pub(crate) const OPERATION: &str = "A_ProductionOrderOperation_2";
/// The components as the newest view shows them; the older two views are copies of it.
pub(crate) const COMPONENT: &str = "A_ProductionOrderComponent_4";
const COMPONENT_3: &str = "A_ProductionOrderComponent_3";
const COMPONENT_2: &str = "A_ProductionOrderComponent_2";
pub(crate) const STATUS: &str = "A_ProductionOrderStatus_2";
pub(crate) const CONFIRMATION: &str = "ProdnOrdConf2";

/// Production orders.
#[derive(Debug)]
pub(super) struct ProductionOrders;

impl Rules for ProductionOrders {
    fn create(&self, work: &mut Work<'_>, draft: Draft) -> Result<Key, Failure> {
        create::order(work, &draft)
    }

    fn update(&self, work: &mut Work<'_>, before: &Row, after: Row) -> Result<(), Failure> {
        change::apply(work, before, &after)
    }

    fn delete(&self, work: &mut Work<'_>, row: &Row) -> Result<(), Failure> {
        change::delete_component(work, row)
    }

    fn invoke(&self, work: &mut Work<'_>, call: &Call<'_>) -> Result<FunctionResult, Failure> {
        transition::invoke(work, call)
    }
}
