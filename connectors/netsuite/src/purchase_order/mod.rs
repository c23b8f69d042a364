//! Purchase orders.

pub(crate) mod create;
pub(crate) mod currency;
pub(crate) mod fields;
pub(crate) mod list;
pub(crate) mod read;
pub(crate) mod remove;
pub(crate) mod status;
pub(crate) mod update;

mod compare;
mod native;
mod pointers;
mod record;
mod unified;
mod version;
