//! The serial numbers an item moves.

use super::movement::Movement;
use super::{BASE_QUANTITY, flow, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::{Failure, Message};
use crate::odata::table::Row;
use crate::services::Work;
use crate::services::stock::serials;
use crate::world::next;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The numbers a client sent, checked against where the pieces are; made up for receipts that ask for it.
pub(super) fn of_draft(
    work: &mut Work<'_>,
    movement: &Movement,
    row: &Row,
    sent: &[Draft],
    wrong: &mut Vec<Message>,
) -> Result<Vec<String>, Failure> {
    let serialized = work.seed.material(row.text("Material")).is_some_and(|material| material.serialized);
    if !serialized {
        if !sent.is_empty() {
            wrong.push(texts::not_supported("to_SerialNumbers", movement.code));
        }
        return Ok(Vec::new());
    }
    let mut numbers: Vec<String> = sent.iter().map(|draft| draft.text("SerialNumber").to_owned()).collect();
    let pieces = row.decimal(BASE_QUANTITY);
    if numbers.is_empty() && movement.brings_in() && row.flag("SerialNumbersAreCreatedAutomly") {
        let count = pieces.to_u32().unwrap_or(0);
        numbers = (0..count).map(|_| next(&mut work.numbers.serial_number)).collect();
    }
    let mut distinct = numbers.clone();
    distinct.sort();
    distinct.dedup();
    if Decimal::from(distinct.len()) != pieces || numbers.iter().any(String::is_empty) {
        wrong.push(texts::serials_missing());
        return Ok(Vec::new());
    }
    check(work, movement, row, &numbers, wrong)?;
    Ok(numbers)
}

/// Pieces that leave must be where they leave from; pieces that arrive must not be in stock.
pub(super) fn check(
    work: &Work<'_>,
    movement: &Movement,
    row: &Row,
    numbers: &[String],
    wrong: &mut Vec<Message>,
) -> Result<(), Failure> {
    let material = row.text("Material");
    let from = flow::ends(movement, row).from;
    for number in numbers {
        let possible = match &from {
            Some(place) => serials::lies_at(work, place, number)?,
            None => !serials::in_stock(work, material, number)?,
        };
        if !possible {
            wrong.push(texts::serial_not_possible(number, material));
        }
    }
    Ok(())
}

/// Moves the pieces.
pub(super) fn apply(
    work: &mut Work<'_>,
    movement: &Movement,
    row: &Row,
    numbers: &[String],
) -> Result<(), Failure> {
    let ends = flow::ends(movement, row);
    let material = ends.to.as_ref().map_or(row.text("Material"), |place| place.material.as_str()).to_owned();
    for number in numbers {
        if material != row.text("Material") {
            serials::put(work, row.text("Material"), number, None)?;
        }
        serials::put(work, &material, number, ends.to.as_ref())?;
    }
    Ok(())
}
