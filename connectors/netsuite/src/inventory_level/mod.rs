//! Inventory levels: what NetSuite counts from its documents, read through SuiteQL.

mod capabilities;
mod list;
mod on_hand;
mod places;
mod shelves;

pub(crate) use capabilities::capabilities;
pub(crate) use list::list;
pub(crate) use on_hand::{OnHand, Wanted};
