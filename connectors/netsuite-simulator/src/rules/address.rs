//! Addresses of entities: the text people see, and the flags that only one address can have.

use std::collections::BTreeMap;

use crate::world::{Cell, Draft, Line};

/// The sublist of addresses.
const BOOK: &str = "addressBook";

/// After an address line was written: its text and label, and it alone is the default if it says so.
pub(super) fn line_set(draft: &mut Draft, index: usize, fresh: bool) {
    let lines = draft.record.sublists.entry(BOOK.into()).or_default();
    let Some(line) = lines.get_mut(index) else { return };
    if fresh {
        for flag in ["defaultBilling", "defaultShipping"] {
            line.cells.entry(flag.into()).or_insert(Cell::Flag(false));
        }
    }
    if let Some(Cell::Subrecord(address)) = line.cells.get_mut("addressBookAddress") {
        if !matches!(address.get("override"), Some(Cell::Flag(true))) {
            address.insert("addrText".into(), Cell::Text(text(address)));
        }
        let shown = address.get("addrText").cloned();
        let label = address.get("addr1").cloned();
        line.cells.extend(shown.map(|shown| ("addressBookAddress_text".to_owned(), shown)));
        if let Some(label) = label {
            line.cells.entry("label".into()).or_insert(label);
        }
    }
    for flag in ["defaultBilling", "defaultShipping"] {
        if lines[index].flag(flag) {
            let others = lines.iter_mut().enumerate().filter(|(position, _)| *position != index);
            others.for_each(|(_, other)| {
                other.cells.insert(flag.into(), Cell::Flag(false));
            });
        }
    }
}

/// The text of the default billing address.
pub(super) fn default_text(draft: &Draft) -> Option<Cell> {
    let line = draft.record.lines(BOOK).iter().find(|line: &&Line| line.flag("defaultBilling"))?;
    line.cells.get("addressBookAddress_text").cloned()
}

/// An address as it is printed: name, street, town, country.
fn text(address: &BTreeMap<String, Cell>) -> String {
    let part = |field: &str| address.get(field).map(Cell::plain);
    let town: Vec<String> = ["city", "state", "zip"].into_iter().filter_map(part).collect();
    let mut lines: Vec<String> =
        ["attention", "addressee", "addr1", "addr2", "addr3"].into_iter().filter_map(part).collect();
    lines.extend((!town.is_empty()).then(|| town.join(" ")));
    lines.extend(part("country"));
    lines.join("\n")
}
