//! Long texts of a supplier, of its company codes and of its purchasing organizations.

use super::{COMPANY, COMPANY_TEXT, PURCHASING, PURCHASING_TEXT, SUPPLIER, create, partner, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::Message;
use crate::odata::table::Key;
use crate::services::Work;

pub(super) fn add(work: &mut Work<'_>, number: &str, draft: &Draft, wrong: &mut Vec<Message>) -> Key {
    let row = create::owned(work, number, draft);
    let key = row.key();
    let owner = match row.set.set.as_str() {
        COMPANY_TEXT => COMPANY,
        PURCHASING_TEXT => PURCHASING,
        _ => SUPPLIER,
    };
    // A text's key is its owner's and then language and kind.
    let of_owner = key.get(..key.len() - 2).unwrap_or_default();
    if work.tables.get(owner, of_owner).is_none() {
        wrong.push(texts::unknown(&of_owner.join(" "), owner, "Supplier"));
    }
    for name in ["Language", "LongTextID"] {
        if row.text(name).is_empty() {
            wrong.push(texts::required(name));
        }
    }
    partner::check_language(work, &row, "Language", wrong);
    if work.tables.get(&row.set.set, &key).is_some() {
        let id = row.text("LongTextID");
        wrong.push(texts::exists(&format!("Text {id} in {}", row.text("Language")), "LongTextID"));
    }
    work.tables.put(row);
    key
}
