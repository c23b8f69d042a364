//! The addresses of a vendor: lines of `addressBook`, each with an address as a record of its own.

use serde_json::json;

use super::fields::ADDRESSES as ROWS;
use crate::mapping::{Fields, List, NativeLine, Sublist, Translation};

static ADDRESS_BOOK: Sublist =
    Sublist { name: "addressBook", key: "internalId", id_prefix: "", derived: &[] };

/// All addresses.
pub(super) static ADDRESSES: List = List {
    name: "addresses",
    noun: "address",
    rows: &ROWS,
    sublists: &[&ADDRESS_BOOK],
    custom: "custrecord",
    choose: |_| Ok(&ADDRESS_BOOK),
    derive: |_: &mut Translation, _: &Fields, _, _: &str, _: &mut Fields| {},
    show: |_: &NativeLine<'_>, unified: &mut Fields| {
        unified.entry("lines").or_insert_with(|| json!([]));
    },
};
