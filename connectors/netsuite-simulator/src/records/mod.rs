//! The generic record engine: bodies in, records out. What a type does beyond keeping its fields stands
//! in `rules/`.

mod apply;
mod commit;
mod lines;
mod operations;
mod render;
mod value;

pub(crate) use apply::{Writing, apply};
pub(crate) use commit::{commit, delete};
pub(crate) use operations::{Address, Writer, create, invalid_id, locate, update, upsert};
pub(crate) use render::{
    Page, View, collection, href, render, render_line, render_lines, render_rows, render_subrecord,
};
