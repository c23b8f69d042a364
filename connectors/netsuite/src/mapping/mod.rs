//! Between unified fields and NetSuite's, by tables: every resource has its own.

mod row;
pub(crate) mod values;

pub(crate) use row::{Kind, Row};
