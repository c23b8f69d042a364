//! A small OData V2 engine, driven by metadata files. It knows nothing of purchase orders.

pub(crate) mod atom;
pub(crate) mod batch;
pub(crate) mod dispatch;
pub(crate) mod draft;
pub(crate) mod edmx;
pub(crate) mod failure;
pub(crate) mod filter;
pub(crate) mod function;
mod invoke;
mod json;
pub(crate) mod literal;
pub(crate) mod message;
pub(crate) mod metadata;
pub(crate) mod path;
pub(crate) mod precondition;
pub(crate) mod query;
pub(crate) mod read;
pub(crate) mod table;
pub(crate) mod value;
pub(crate) mod view;
pub(crate) mod write;
