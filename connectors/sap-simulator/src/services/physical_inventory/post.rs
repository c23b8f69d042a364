//! PostDifferences and PostDifferencesOnItem: what was counted becomes the stock, by movements 701 and 702.

use super::document::{self, COUNTED, POSTED};
use super::{HEADER, texts};
use crate::odata::failure::Failure;
use crate::odata::function::Call;
use crate::odata::table::{Key, Row};
use crate::odata::value::Value;
use crate::services::Work;
use crate::services::material_document::post::{Line, header as movement_header, post};
use crate::services::material_document::{self, movement};
use chrono::{Datelike, NaiveDateTime};
use rust_decimal::Decimal;

/// Posts every counted item of a document; those not counted stay open.
pub(super) fn document(work: &mut Work<'_>, call: &Call<'_>) -> Result<Key, Failure> {
    let header = document::header(work, call)?;
    let number = header.text("PhysicalInventoryDocument").to_owned();
    let items = document::items(work.tables, &header);
    if let (true, Some(first)) = (items.iter().all(|item| document::open(item).is_err()), items.first()) {
        document::open(first)?;
    }
    let counted: Vec<Row> =
        items.into_iter().filter(|item| item.flag(COUNTED) && document::open(item).is_ok()).collect();
    if counted.is_empty() {
        return Err(Failure::one(texts::not_counted(&number)));
    }
    if let Some(threshold) = call.arguments.decimal("PostingThresholdValue") {
        let value: Decimal = counted.iter().map(|item| value(work, item).abs()).sum();
        if value > threshold {
            return Err(Failure::one(texts::above_threshold(&number, &value.normalize().to_string())));
        }
    }
    differences(work, call, &header, counted)?;
    Ok(header.key())
}

/// Posts one counted item.
pub(super) fn item(work: &mut Work<'_>, call: &Call<'_>) -> Result<Key, Failure> {
    let mut item = document::item(work, call)?;
    document::open(&item)?;
    for name in ["Material", "Batch"] {
        let sent = call.arguments.text(name);
        if !sent.is_empty() && sent != item.text(name) {
            return Err(Failure::one(texts::unknown("ISEG", sent, name)));
        }
    }
    if !item.flag(COUNTED) {
        return Err(Failure::one(texts::not_counted(item.text("PhysicalInventoryDocument"))));
    }
    let reason = call.arguments.text("ReasonForPhysInvtryDifference");
    if !reason.is_empty() {
        item.set_text("ReasonForPhysInvtryDifference", reason);
    }
    let key = item.key();
    let header = work.tables.get(HEADER, &key[..2]).cloned();
    let header = header.ok_or_else(|| Failure::not_found("A_PhysInventoryDocHeaderType"))?;
    differences(work, call, &header, vec![item])?;
    Ok(key)
}

/// Counted less booked at the time of the count, in base units.
fn difference(item: &Row) -> Decimal {
    item.decimal("Quantity") - item.decimal("BookQtyBfrCountInMatlBaseUnit")
}

fn value(work: &Work<'_>, item: &Row) -> Decimal {
    let price = work.seed.material(item.text("Material")).and_then(|material| material.price);
    (difference(item) * price.unwrap_or_default()).round_dp(2)
}

fn differences(work: &mut Work<'_>, call: &Call<'_>, header: &Row, counted: Vec<Row>) -> Result<(), Failure> {
    let day = call.arguments.date("PostingDate").unwrap_or_else(|| work.today());
    let documents = work.documents.len();
    let movement = post_movement(work, header, &counted, day)?;
    let mut position = 0_u32;
    for mut item in counted {
        if let (Some([year, number]), false) = (movement.as_deref(), difference(&item).is_zero()) {
            position += 1;
            item.set_text("MaterialDocumentYear", year);
            item.set_text("MaterialDocument", number);
            item.set_text("MaterialDocumentItem", position.to_string());
        }
        item.set(POSTED, Value::Bool(true));
        item.set("PostingDate", Value::Date(day));
        item.set_text("AdjustmentPostingMadeByUser", work.user);
        let amount = value(work, &item);
        item.set("DifferenceAmountInCoCodeCrcy", Value::Decimal(amount));
        document::keep(work, item);
    }
    let mut header = header.clone();
    header.set("PostingDate", Value::Date(day));
    header.set_text("FiscalPeriod", day.month().to_string());
    // The movement is part of this document, as far as changesets are concerned.
    work.documents.truncate(documents);
    document::settle(work, &header);
    Ok(())
}

/// The goods movement of all differences; none when everything was as booked.
fn post_movement(
    work: &mut Work<'_>,
    header: &Row,
    counted: &[Row],
    day: NaiveDateTime,
) -> Result<Option<Key>, Failure> {
    let mut lines = Vec::new();
    for item in counted.iter().filter(|item| !difference(item).is_zero()) {
        lines.extend(line(work, item)?);
    }
    if lines.is_empty() {
        return Ok(None);
    }
    let mut movement = movement_header(work)?;
    movement.set("PostingDate", Value::Date(day));
    movement.set_text("ReferenceDocument", header.text("PhysInventoryReferenceNumber"));
    post(work, movement, lines).map(Some)
}

fn line(work: &Work<'_>, item: &Row) -> Result<Option<Line>, Failure> {
    let by = difference(item);
    let code = if by.is_sign_negative() { "702" } else { "701" };
    let Some(movement) = movement::find(code) else { return Ok(None) };
    let mut row = work.row(material_document::ITEM)?;
    for name in ["Material", "Plant", "StorageLocation", "Batch", "MaterialBaseUnit"] {
        row.set_text(name, item.text(name));
    }
    row.set_text("GoodsMovementType", code);
    row.set_text("EntryUnit", item.text("MaterialBaseUnit"));
    row.set_text("InventoryStockType", document::place(item).stock_type);
    row.set_text("GoodsMovementReasonCode", item.text("ReasonForPhysInvtryDifference"));
    for name in ["QuantityInEntryUnit", "QuantityInBaseUnit"] {
        row.set(name, Value::Decimal(by.abs()));
    }
    Ok(Some(Line { row, movement, serials: Vec::new() }))
}
