//! Parts below an item or header: schedule lines, notes, components.

use super::super::{
    ACCOUNT, COMPONENT, ITEM_NOTE, NOTE, PRICE, SCHEDULE, document, pricing, schedule, texts,
};
use super::{account, take_price};
use crate::odata::draft::Draft;
use crate::odata::failure::{Failure, Message};
use crate::odata::table::{Key, Row};
use crate::services::Work;

/// Adds one part to an order that is there already.
pub(super) fn add(
    work: &mut Work<'_>,
    number: &str,
    draft: &Draft,
    wrong: &mut Vec<Message>,
) -> Result<Key, Failure> {
    if draft.set.set == NOTE {
        return note(work, number, None, draft, wrong);
    }
    let line = document::item_number(&work.filled(draft)).to_owned();
    let mut item = document::open_item(work, number, &line)?;
    match draft.set.set.as_str() {
        ITEM_NOTE => note(work, number, Some(&line), draft, wrong),
        ACCOUNT => Ok(account::add(work, &item, draft, false, wrong).key()),
        SCHEDULE => schedule_line(work, &mut item, draft, wrong),
        PRICE => {
            take_price(&mut item, draft, wrong);
            work.tables.put(item.clone());
            pricing::settle(work, &item)?;
            let price = document::of_item(work.tables, PRICE, number, &line).first().map(|row| row.key());
            price.ok_or_else(|| Failure::not_found("A_PurOrdPricingElementType"))
        }
        COMPONENT => {
            let row = work.filled(draft);
            let found = schedule::lines(work, &item)
                .into_iter()
                .find(|known| known.text("ScheduleLine") == row.text("ScheduleLine"));
            let parent = found.ok_or_else(|| Failure::not_found("A_PurchaseOrderScheduleLineType"))?;
            Ok(component(work, &item, &parent, draft, wrong))
        }
        other => Err(Failure::not_found(other)),
    }
}

fn schedule_line(
    work: &mut Work<'_>,
    item: &mut Row,
    draft: &Draft,
    wrong: &mut Vec<Message>,
) -> Result<Key, Failure> {
    let mut row = work.filled(draft);
    let others = schedule::lines(work, item);
    if row.text("ScheduleLine").is_empty() {
        row.set_text("ScheduleLine", document::next(&others.iter().collect::<Vec<_>>(), "ScheduleLine"));
    }
    schedule::fill(work, item, &mut row);
    if others.iter().any(|other| other.key() == row.key()) {
        wrong.push(texts::key_incomplete("A_PurchaseOrderScheduleLineType", "ScheduleLine"));
    }
    schedule::check(work, &row, wrong);
    let key = row.key();
    work.tables.put(row);
    schedule::raise_to_item(work, item);
    work.tables.put(item.clone());
    pricing::settle(work, item)?;
    Ok(key)
}

/// A text of the header or of an item.
pub(super) fn note(
    work: &mut Work<'_>,
    number: &str,
    item: Option<&str>,
    draft: &Draft,
    wrong: &mut Vec<Message>,
) -> Result<Key, Failure> {
    let mut row = work.filled(draft);
    row.set_text("PurchaseOrder", number);
    if let Some(item) = item {
        row.set_text("PurchaseOrderItem", item);
    }
    row.default_text("Language", "EN");
    let key = row.key();
    if row.text("TextObjectType").is_empty() || work.tables.get(&row.set.set, &key).is_some() {
        wrong.push(texts::key_incomplete(&row.set.type_name.clone(), "TextObjectType"));
    }
    work.tables.put(row);
    Ok(key)
}

/// The components of a new schedule line.
pub(super) fn components(
    work: &mut Work<'_>,
    item: &Row,
    line: &Row,
    draft: Option<&Draft>,
    wrong: &mut Vec<Message>,
) -> Result<(), Failure> {
    let sent = draft.and_then(|draft| draft.children.get("to_SubcontractingComponent"));
    for draft in sent.into_iter().flatten() {
        component(work, item, line, draft, wrong);
    }
    Ok(())
}

/// What a subcontractor gets from us, for items of category subcontracting.
fn component(work: &mut Work<'_>, item: &Row, line: &Row, draft: &Draft, wrong: &mut Vec<Message>) -> Key {
    if !matches!(item.text("PurchaseOrderItemCategory"), "3" | "L") {
        wrong.push(texts::unsupported_category());
    }
    let mut row = work.filled(draft);
    let (number, position) = (item.text("PurchaseOrder"), item.text("PurchaseOrderItem"));
    let others = document::of_item(work.tables, COMPONENT, number, position);
    row.set_text("ReservationItem", document::next(&others, "ReservationItem"));
    row.set_text("PurchaseOrder", number);
    row.set_text("PurchaseOrderItem", position);
    row.set_text("ScheduleLine", line.text("ScheduleLine"));
    row.default_text("Plant", item.text("Plant"));
    match work.seed.material(row.text("Material")) {
        Some(material) => {
            row.set_text("BOMItemDescription", &material.text);
            row.set_text("BaseUnit", &material.base_unit);
            row.default_text("EntryUnit", &material.base_unit);
            let quantity = row.get("QuantityInEntryUnit").clone();
            row.set("RequiredQuantity", quantity);
        }
        None => wrong.push(texts::no_material_in_plant(row.text("Material"), row.text("Plant"))),
    }
    let key = row.key();
    work.tables.put(row);
    key
}
