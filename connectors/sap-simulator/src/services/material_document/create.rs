//! A goods movement as a client sends it.

use super::post::{self, Line};
use super::{account, item, movement, orders, partner, serials, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::{Failure, Message};
use crate::odata::table::Key;
use crate::services::Work;

/// Checks and posts a whole document.
pub(super) fn document(work: &mut Work<'_>, mut draft: Draft) -> Result<Key, Failure> {
    let header = work.filled(&draft);
    let code = header.text("GoodsMovementCode").to_owned();
    let mut wrong = Vec::new();
    if !matches!(code.as_str(), "01" | "02" | "03" | "04" | "05" | "06") {
        wrong.push(texts::enter("Goods Movement Code", "GoodsMovementCode"));
    }
    let items = draft.take_children("to_MaterialDocumentItem");
    if items.is_empty() {
        wrong.push(texts::enter("at least one item", "to_MaterialDocumentItem"));
    }
    if !wrong.is_empty() {
        return Err(Failure::contained(wrong, texts::failed()));
    }
    let mut lines = Vec::new();
    for draft in items {
        lines.extend(line(work, &code, draft, &mut wrong)?);
    }
    if wrong.is_empty() { post::post(work, header, lines) } else { Err(post::refused(wrong)) }
}

/// One item, filled with what follows from its material and its order.
fn line(
    work: &mut Work<'_>,
    code: &str,
    mut draft: Draft,
    wrong: &mut Vec<Message>,
) -> Result<Option<Line>, Failure> {
    let mut row = work.filled(&draft);
    let code_of_type = row.text("GoodsMovementType").to_owned();
    let Some(movement) = movement::find(&code_of_type) else {
        wrong.push(texts::unknown("T156", &code_of_type, "GoodsMovementType"));
        return Ok(None);
    };
    if !movement.posted_with.contains(&code) {
        wrong.push(texts::wrong_code(movement.code, code));
        return Ok(None);
    }
    let before = wrong.len();
    orders::check(work, movement, &mut row, wrong);
    if wrong.len() == before {
        item::complete(work, movement, &mut row, wrong);
        partner::complete(work, movement, &mut row, wrong);
        account::check(work, movement, &row, wrong);
    }
    let sent = draft.take_children("to_SerialNumbers");
    let numbers = if wrong.len() == before {
        serials::of_draft(work, movement, &row, &sent, wrong)?
    } else {
        Vec::new()
    };
    Ok(Some(Line { row, movement, serials: numbers }))
}
