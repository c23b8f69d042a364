//! What HTTP says around a body: strict JSON, conditional requests, preferences, idempotency.

mod body;
mod connection;
mod fingerprint;
mod header;
mod params;
mod request_id;
mod written;

pub(crate) use body::{Body, JsonBody, invalid_body, same_shape};
pub(crate) use connection::ConnectionPath;
pub(crate) use fingerprint::fingerprint;
pub(crate) use header::{WriteHeaders, etag};
pub(crate) use params::{Params, page_limit, path_config, query_config};
pub(crate) use request_id::{RequestIdText, request_id};
pub(crate) use written::{OperationView, written};
