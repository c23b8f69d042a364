//! Between unified fields and SAP's properties, by tables: every resource has its own.

mod from_native;
mod row;
mod standing;
mod to_native;

pub(crate) use from_native::{custom_fields, is_reference, nest_incoterms, unified, unified_value, version};
pub(crate) use row::{Form, Row, row};
pub(crate) use standing::{differing, form_of, stands};
pub(crate) use to_native::{Entity, Nulls, add_custom_fields, native_value, properties};
