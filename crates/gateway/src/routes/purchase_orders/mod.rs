//! `/v1/connections/{connection_id}/purchase-orders`

pub(crate) mod cancel;
pub(crate) mod close;
pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod get;
pub(crate) mod list;
mod submit;
pub(crate) mod update;
