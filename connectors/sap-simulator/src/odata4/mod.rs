//! OData V4 over the rows that a V2 service keeps: other paths, other JSON, other errors, the same documents.
//! Requests, rows, drafts, filters and metadata are those of [`crate::odata`].

pub(crate) mod body;
pub(crate) mod dispatch;
pub(crate) mod edmx;
pub(crate) mod failure;
pub(crate) mod json;
pub(crate) mod literal;
pub(crate) mod path;
pub(crate) mod precondition;
pub(crate) mod projection;
pub(crate) mod query;
pub(crate) mod read;
pub(crate) mod write;
