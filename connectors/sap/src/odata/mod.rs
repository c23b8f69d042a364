//! OData V2 as SAP Gateway speaks it.

mod date;
mod decimal;
mod entity;
mod literal;

pub(crate) use date::{
    date_from_native, date_to_native, instant_from_native, instant_of_clock, instant_to_native,
    time_to_native,
};
pub(crate) use decimal::decimal_from_native;
pub(crate) use entity::{children, entities, etag, flag, text, without_links};
pub(crate) use literal::{day_literal, instant_literal, key, key_of_literals, query, string_literal};
