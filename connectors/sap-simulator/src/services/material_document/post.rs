//! Posting: the document, the stock and the orders it changes, all at once.

use super::movement::Movement;
use super::{BASE_QUANTITY, HEADER, SERIAL, flow, orders, serials, texts};
use crate::odata::failure::{Failure, Message};
use crate::odata::table::{Key, Row};
use crate::odata::value::Value;
use crate::periods::Period;
use crate::services::Work;
use crate::world::next;
use chrono::Datelike;

/// An item ready to be posted: material, place, quantity in base units and account are right.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) row: Row,
    pub(crate) movement: &'static Movement,
    pub(crate) serials: Vec<String>,
}

/// The refusal with everything that is wrong.
pub(super) fn refused(wrong: Vec<Message>) -> Failure {
    Failure::contained(wrong, texts::failed())
}

/// Posts a document and gives its key. Whatever is wrong refuses all of it.
pub(crate) fn post(work: &mut Work<'_>, mut header: Row, lines: Vec<Line>) -> Result<Key, Failure> {
    for name in ["PostingDate", "DocumentDate"] {
        if header.date(name).is_none() {
            header.set(name, Value::Date(work.today()));
        }
    }
    let mut wrong = Vec::new();
    check_period(work, &header, &lines, &mut wrong);
    number(work, &mut header, &lines);
    let documents = work.documents.len();
    let mut position = 0_u32;
    for line in lines {
        position += 1;
        let row = complete(work, &header, line.row, position);
        flow::apply(work, line.movement, &row, &mut wrong)?;
        orders::book(work, line.movement, &row, &mut wrong)?;
        serials::apply(work, line.movement, &row, &line.serials)?;
        keep(work, &row, &line.serials)?;
        if line.movement.flow.in_one_step() {
            position += 1;
            let other = receiving_item(&row, position);
            keep(work, &other, &line.serials)?;
        }
    }
    if !wrong.is_empty() {
        return Err(refused(wrong));
    }
    let key = header.key();
    // An order touched on the way is part of this document.
    work.documents.truncate(documents);
    work.documents.push(key.join("/"));
    work.messages.insert(0, texts::posted(header.text("MaterialDocument")));
    work.tables.put(header);
    Ok(key)
}

fn check_period(work: &Work<'_>, header: &Row, lines: &[Line], wrong: &mut Vec<Message>) {
    let Some(day) = header.date("PostingDate") else { return };
    if work.periods.is_open(Period::of(day), work.now) {
        return;
    }
    let plant = lines.first().and_then(|line| work.seed.plant(line.row.text("Plant")));
    let company = plant.map_or("", |plant| plant.company_code.as_str());
    wrong.push(texts::period_closed(Period::current(work.now), company));
}

/// Gives the document its year, its number and the marks of its creation.
fn number(work: &mut Work<'_>, header: &mut Row, lines: &[Line]) {
    let for_order = lines.iter().any(|line| line.movement.is_order_receipt());
    let range = if for_order { &mut work.numbers.goods_receipt } else { &mut work.numbers.goods_movement };
    header.set_text("MaterialDocument", next(range));
    let year = header.date("PostingDate").map_or(0, |day| day.year());
    header.set_text("MaterialDocumentYear", year.to_string());
    let kind = lines.first().map_or("WA", |line| match line.movement.code {
        "701" | "702" => "WI",
        _ if line.row.text("GoodsMovementRefDocType") == "F" => "WF",
        _ if line.movement.is_order_receipt() => "WE",
        _ => "WA",
    });
    header.set_text("InventoryTransactionType", kind);
    header.set_text("CreatedByUser", work.user);
    header.set("CreationDate", Value::Date(work.today()));
    header.set("CreationTime", Value::Time(work.now.time()));
}

fn complete(work: &Work<'_>, header: &Row, mut row: Row, position: u32) -> Row {
    for name in ["MaterialDocument", "MaterialDocumentYear"] {
        row.set_text(name, header.text(name));
    }
    row.set_text("MaterialDocumentItem", position.to_string());
    row.set_text("MaterialDocumentLine", position.to_string());
    let kind = flow::stock_type(&row);
    row.set_text("InventoryStockType", if row.text("Material").is_empty() { "" } else { kind });
    if let Some(day) = header.date("PostingDate") {
        row.set_text("FiscalYear", day.year().to_string());
        row.set_text("FiscalYearPeriod", Period::of(day).fiscal());
        row.set_text("FiscalYearVariant", "K4");
    }
    let company = work.seed.plant(row.text("Plant")).and_then(|p| work.seed.company_code(&p.company_code));
    if let Some(company) = company {
        row.set_text("CompanyCodeCurrency", &company.currency);
    }
    if !row.text("CostCenter").is_empty() {
        row.default_text("ControllingArea", "A000");
    }
    row
}

/// The receiving side of a transfer in one step stands in the document as an item of its own.
fn receiving_item(row: &Row, position: u32) -> Row {
    let mut other = row.clone();
    for (own, theirs) in [
        ("Material", "IssgOrRcvgMaterial"),
        ("Plant", "IssuingOrReceivingPlant"),
        ("StorageLocation", "IssuingOrReceivingStorageLoc"),
        ("Batch", "IssgOrRcvgBatch"),
    ] {
        other.set_text(own, row.text(theirs));
        other.set_text(theirs, row.text(own));
    }
    other.set_text("MaterialDocumentParentLine", row.text("MaterialDocumentLine"));
    other.set_text("MaterialDocumentItem", position.to_string());
    other.set_text("MaterialDocumentLine", position.to_string());
    other.set_text("IsAutomaticallyCreated", "X");
    other
}

fn keep(work: &mut Work<'_>, row: &Row, numbers: &[String]) -> Result<(), Failure> {
    debug_assert!(!row.decimal(BASE_QUANTITY).is_sign_negative());
    for number in numbers {
        let mut serial = work.row(SERIAL)?;
        for name in ["Material", "MaterialDocument", "MaterialDocumentItem", "MaterialDocumentYear"] {
            serial.set_text(name, row.text(name));
        }
        serial.set_text("SerialNumber", number);
        work.tables.put(serial);
    }
    work.tables.put(row.clone());
    Ok(())
}

/// An empty header, for documents that no client sent.
pub(crate) fn header(work: &Work<'_>) -> Result<Row, Failure> {
    work.row(HEADER)
}
