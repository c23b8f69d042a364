//! Between unified fields and NetSuite's, by tables: every record type has its own.

mod compare;
mod from_native;
mod native;
mod pointers;
mod record_type;
mod row;
mod to_native;
pub(crate) mod values;
mod version;

pub(crate) use compare::{Doubt, all_stand};
pub(crate) use from_native::unified;
pub(crate) use native::{Fields, NativeLine, NativeRecord};
pub(crate) use pointers::Sent;
pub(crate) use record_type::{List, RecordType, Sublist, specs};
pub(crate) use row::{Kind, Row};
pub(crate) use to_native::Translation;
pub(crate) use version::version;
