//! Changes of an order and of its parts.

use super::{ACCOUNT, COMPONENT, ITEM, ORDER, PRICE, SCHEDULE};
use super::{create, document, header, item, pricing, schedule, texts};
use crate::odata::failure::{Failure, Message};
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::services::Work;
use rust_decimal::Decimal;

/// Takes a changed row. A change that changes nothing leaves the document's date alone.
pub(super) fn apply(work: &mut Work<'_>, before: &Row, after: Row) -> Result<(), Failure> {
    let number = document::number(before).to_owned();
    let order = document::open_order(work, &number)?;
    let value_before = Some(pricing::total(work, &number));
    let mut wrong = Vec::new();
    let after = keep_fixed(before, after, &mut wrong);
    if wrong.is_empty() && after.same_values(before) {
        return Ok(());
    }
    if before.set.set == ORDER {
        header::check(work, &after, &mut wrong);
        work.tables.put(after);
    } else {
        part(work, &order, before, after, &mut wrong)?;
    }
    if !wrong.is_empty() {
        return Err(Failure::business(wrong));
    }
    pricing::settle_release(work, &number, value_before);
    document::touch(work, &number);
    Ok(())
}

/// Refuses or ignores changes of write-once fields. An emptied one counts as not sent: PUT empties all.
fn keep_fixed(before: &Row, mut after: Row, wrong: &mut Vec<Message>) -> Row {
    let (refused, silent): (&[&str], &[&str]) = match before.set.set.as_str() {
        ORDER => (&header::WRITE_ONCE, &header::SILENT),
        ITEM => (&item::WRITE_ONCE, &[]),
        _ => (&[], &[]),
    };
    for name in refused.iter().chain(silent) {
        let changed = after.get(name) != before.get(name);
        if changed && !after.get(name).is_initial() && refused.contains(name) {
            wrong.push(texts::not_processed(name, &before.set.type_name));
        }
        after.set(name, before.get(name).clone());
    }
    after
}

fn part(
    work: &mut Work<'_>,
    order: &Row,
    before: &Row,
    after: Row,
    wrong: &mut Vec<Message>,
) -> Result<(), Failure> {
    let (number, line) = (document::number(before).to_owned(), document::item_number(before).to_owned());
    let set = before.set.set.as_str();
    let has_item = before.set.property("PurchaseOrderItem").is_some() || set == SCHEDULE;
    let mut owner = if has_item { Some(document::open_item(work, &number, &line)?) } else { None };
    match (set, owner.as_mut()) {
        (ITEM, _) => change_item(work, order, before, &after, wrong)?,
        (SCHEDULE, Some(owner)) => {
            schedule::check(work, &after, wrong);
            work.tables.put(after);
            schedule::raise_to_item(work, owner);
            item::check(work, order, owner, wrong);
            work.tables.put(owner.clone());
            pricing::settle(work, owner)?;
        }
        (ACCOUNT, Some(owner)) => {
            create::check_account(work, owner, &after, wrong);
            work.tables.put(after);
        }
        (PRICE, Some(owner)) => {
            let rate = after.decimal("ConditionRateValue").round_dp(3);
            owner.set("NetPriceAmount", Value::Decimal(rate));
            owner.set("NetPriceQuantity", after.get("ConditionQuantity").clone());
            item::check(work, order, owner, wrong);
            work.tables.put(owner.clone());
            pricing::settle(work, owner)?;
        }
        (COMPONENT, _) if work.seed.material(after.text("Material")).is_none() => {
            wrong.push(texts::no_material_in_plant(after.text("Material"), after.text("Plant")));
        }
        _ => work.tables.put(after),
    }
    Ok(())
}

fn change_item(
    work: &mut Work<'_>,
    order: &Row,
    before: &Row,
    after: &Row,
    wrong: &mut Vec<Message>,
) -> Result<(), Failure> {
    item::check(work, order, after, wrong);
    let received = after.hidden.get("received").copied().unwrap_or_default();
    if received > Decimal::ZERO && after.decimal("OrderQuantity") < received {
        wrong.push(texts::incorrect("OrderQuantity"));
    }
    let quantity_changed = after.get("OrderQuantity") != before.get("OrderQuantity");
    let unit_changed = after.get("PurchaseOrderQuantityUnit") != before.get("PurchaseOrderQuantityUnit");
    work.tables.put(after.clone());
    if quantity_changed || unit_changed {
        schedule::lower_to_line(work, after, wrong);
        let (number, line) = (after.text("PurchaseOrder"), after.text("PurchaseOrderItem"));
        let assigned = document::of_item(work.tables, ACCOUNT, number, line);
        if let [only] = assigned.as_slice() {
            let mut only = (*only).clone();
            only.set("Quantity", after.get("OrderQuantity").clone());
            work.tables.put(only);
        }
    }
    pricing::settle(work, after)
}
