//! New orders, new items of an order, and new parts of an item.

mod account;
mod parts;

use super::{ITEM, document, header, item, pricing, schedule, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::{Failure, Message};
use crate::odata::table::{Key, Row};
use crate::odata::value::Value;
use crate::services::Work;

pub(super) use account::check as check_account;

/// A whole order.
pub(super) fn order(work: &mut Work<'_>, mut draft: Draft) -> Result<Key, Failure> {
    let mut wrong = Vec::new();
    let mut order = work.filled(&draft);
    header::fill(work, &mut order);
    header::check(work, &order, &mut wrong);
    header::check_block(work, &order, &mut wrong);
    let items = draft.take_children("to_PurchaseOrderItem");
    if items.is_empty() {
        wrong.push(texts::no_items());
    }
    work.numbers.purchase_order += 1;
    let number = work.numbers.purchase_order.to_string();
    order.set_text("PurchaseOrder", &number);
    let key = order.key();
    work.tables.put(order.clone());
    for draft in items {
        add_item(work, &order, draft, &mut wrong)?;
    }
    for note in draft.take_children("to_PurchaseOrderNote") {
        parts::note(work, &number, None, &note, &mut wrong)?;
    }
    if !wrong.is_empty() {
        return Err(Failure::business(wrong));
    }
    pricing::settle_release(work, &number, None);
    work.messages.insert(0, texts::created(&number));
    work.documents.push(number);
    Ok(key)
}

/// A part of an order that is there already.
pub(super) fn part(work: &mut Work<'_>, draft: Draft) -> Result<Key, Failure> {
    let filled = work.filled(&draft);
    let number = document::number(&filled).to_owned();
    let order = document::open_order(work, &number)?;
    let value_before = Some(pricing::total(work, &number));
    let mut wrong = Vec::new();
    let key = if draft.set.set == ITEM {
        add_item(work, &order, draft, &mut wrong)?
    } else {
        parts::add(work, &number, &draft, &mut wrong)?
    };
    if !wrong.is_empty() {
        return Err(Failure::business(wrong));
    }
    pricing::settle_release(work, &number, value_before);
    document::touch(work, &number);
    Ok(key)
}

fn add_item(
    work: &mut Work<'_>,
    order: &Row,
    mut draft: Draft,
    wrong: &mut Vec<Message>,
) -> Result<Key, Failure> {
    let number = order.text("PurchaseOrder").to_owned();
    let mut row = work.filled(&draft);
    row.set_text("PurchaseOrder", &number);
    if matches!(row.text("PurchaseOrderItem"), "" | "0") {
        row.set_text("PurchaseOrderItem", document::next_item(work.tables, &number));
    }
    let line = row.text("PurchaseOrderItem").to_owned();
    if document::item(work.tables, &number, &line).is_some() {
        wrong.push(texts::item_exists(&line));
    }
    for element in draft.take_children("to_PurchaseOrderPricingElement") {
        take_price(&mut row, &element, wrong);
    }
    let flags: Vec<&str> = draft.fields.keys().map(String::as_str).collect();
    item::fill(work, order, &mut row, &flags);
    let schedule = draft.take_children("to_ScheduleLine");
    let mut lines = schedule::create(work, &mut row, &schedule, wrong)?;
    item::check(work, order, &row, wrong);
    for (line, draft) in lines.drain(..).zip(schedule.iter().map(Some).chain(std::iter::repeat(None))) {
        parts::components(work, &row, &line, draft, wrong)?;
        work.tables.put(line);
    }
    let assignments = draft.take_children("to_AccountAssignment");
    account::create(work, &row, &assignments, wrong);
    for note in draft.take_children("to_PurchaseOrderItemNote") {
        parts::note(work, &number, Some(&line), &note, wrong)?;
    }
    let key = row.key();
    pricing::settle(work, &row)?;
    work.tables.put(row);
    Ok(key)
}

/// A gross price sent as a condition is the item's price; other conditions are not part of this world.
fn take_price(item: &mut Row, element: &Draft, wrong: &mut Vec<Message>) {
    if !pricing::GROSS_PRICE.contains(&element.text("ConditionType")) {
        wrong.push(texts::not_processed("ConditionType", &element.set.type_name));
        return;
    }
    if let Some(Value::Decimal(rate)) = element.fields.get("ConditionRateValue") {
        item.set("NetPriceAmount", Value::Decimal(rate.round_dp(3)));
    }
    if let Some(Value::Decimal(per)) = element.fields.get("ConditionQuantity") {
        item.set("NetPriceQuantity", Value::Decimal(*per));
    }
}
