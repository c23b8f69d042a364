//! One file per endpoint, with its request, its documentation and nothing else. The endpoints of records are
//! alike for every resource: `records`.

pub(crate) mod api_keys;
pub(crate) mod audit_log;
pub(crate) mod capabilities;
pub(crate) mod connections;
pub(crate) mod connectors;
pub(crate) mod deliveries;
pub(crate) mod fallback;
pub(crate) mod health;
pub(crate) mod operations;
pub(crate) mod passthrough;
pub(crate) mod records;
pub(crate) mod schemas;
pub(crate) mod webhook_endpoints;
