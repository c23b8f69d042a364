//! Whether a record fits a condition.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Condition, invalid};
use crate::http::Problem;
use crate::metadata::{Kind, RecordType};
use crate::seed::DateFormat;
use crate::suiteql::parse_date;
use crate::world::{Cell, Record, World};

/// Checks names, operators and values without a record.
pub(super) fn check(world: &World, one: &RecordType, condition: &Condition) -> Result<(), Problem> {
    match condition {
        Condition::All(list) | Condition::Any(list) => {
            list.iter().try_for_each(|each| check(world, one, each))
        }
        Condition::Test { field, operator, values } => {
            prepare(world, one, field, operator, values)?;
            Ok(())
        }
    }
}

/// Whether the record fits.
pub(super) fn fits(
    world: &World,
    one: &RecordType,
    record: &Record,
    condition: &Condition,
) -> Result<bool, Problem> {
    match condition {
        Condition::All(list) => {
            for each in list {
                if !fits(world, one, record, each)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        Condition::Any(list) => {
            for each in list {
                if fits(world, one, record, each)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Condition::Test { field, operator, values } => {
            let test = prepare(world, one, field, operator, values)?;
            Ok(test.holds(value(record, &test.field).as_ref()))
        }
    }
}

/// A test whose operator and operands are understood.
struct Test {
    field: String,
    verb: String,
    negated: bool,
    operands: Operands,
}

enum Operands {
    None,
    Flag(bool),
    Texts(Vec<String>),
    Numbers(Vec<Decimal>),
    Dates(Vec<NaiveDate>),
}

fn prepare(
    world: &World,
    one: &RecordType,
    field: &str,
    operator: &str,
    values: &[String],
) -> Result<Test, Problem> {
    let (name, kind) = match field.to_ascii_lowercase().as_str() {
        "id" | "internalid" => ("id".to_owned(), Kind::Integer),
        "externalid" => ("externalId".to_owned(), Kind::Text),
        _ => match one.field(field) {
            Some((name, known)) => (name.to_owned(), known.kind.clone()),
            None => return Err(invalid(&format!("Search error occurred: Unknown field name '{field}'."))),
        },
    };
    let (verb, negated) = match operator.strip_suffix("_NOT") {
        Some(verb) => (verb, true),
        None => (operator, false),
    };
    let operands = match (verb, &kind) {
        ("EMPTY", _) => Operands::None,
        ("IS", Kind::Flag) => Operands::Flag(flag(&values[0]).ok_or_else(|| wrong_value(&values[0]))?),
        ("IS" | "CONTAIN" | "START_WITH" | "ENDWITH" | "END_WITH", Kind::Text | Kind::Choice(_)) => {
            Operands::Texts(values.to_vec())
        }
        ("ANY_OF", Kind::Text | Kind::Choice(_)) => Operands::Texts(values.to_vec()),
        (
            "ANY_OF" | "EQUAL" | "GREATER" | "GREATER_OR_EQUAL" | "LESS" | "LESS_OR_EQUAL" | "BETWEEN"
            | "WITHIN",
            Kind::Integer | Kind::Decimal | Kind::Reference(_),
        ) => Operands::Numbers(
            values
                .iter()
                .map(|text| text.parse().map_err(|_| wrong_value(text)))
                .collect::<Result<_, _>>()?,
        ),
        (
            "AFTER" | "BEFORE" | "ON" | "ON_OR_AFTER" | "ON_OR_BEFORE" | "BETWEEN" | "WITHIN",
            Kind::Date | Kind::Instant,
        ) => {
            let format = world.switches.date_format;
            Operands::Dates(values.iter().map(|text| date(text, format)).collect::<Result<_, _>>()?)
        }
        _ => {
            return Err(invalid(&format!(
                "Search error occurred: Operator '{operator}' cannot be used with '{field}'."
            )));
        }
    };
    let wanted = if matches!(verb, "BETWEEN" | "WITHIN") { 2 } else { 1 };
    let enough = match verb {
        "EMPTY" => values.is_empty(),
        "ANY_OF" => !values.is_empty(),
        _ => values.len() == wanted,
    };
    if !enough {
        return Err(invalid(&format!(
            "Search error occurred: Operator '{operator}' needs {wanted} value(s)."
        )));
    }
    Ok(Test { field: name, verb: verb.to_owned(), negated, operands })
}

fn wrong_value(text: &str) -> Problem {
    invalid(&format!("Search error occurred: Invalid value '{text}'."))
}

fn flag(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "t" => Some(true),
        "false" | "f" => Some(false),
        _ => None,
    }
}

fn date(text: &str, format: DateFormat) -> Result<NaiveDate, Problem> {
    // A time after the date is accepted and not looked at.
    let day = text.split(' ').next().unwrap_or_default();
    parse_date(day, format)
        .ok_or_else(|| invalid(&format!("Search error occurred: Unparseable date: \"{text}\"")))
}

fn value(record: &Record, field: &str) -> Option<Cell> {
    match field {
        "id" => i64::try_from(record.id).ok().map(Cell::Integer),
        "externalId" => record.external_id.clone().map(Cell::Text),
        _ => record.cells.get(field).cloned(),
    }
}

impl Test {
    fn holds(&self, cell: Option<&Cell>) -> bool {
        let plain = match (&self.operands, cell) {
            (Operands::None, cell) => cell.is_none(),
            (_, None) => false,
            (Operands::Flag(wanted), Some(cell)) => matches!(cell, Cell::Flag(flag) if flag == wanted),
            (Operands::Texts(wanted), Some(cell)) => self.text_holds(&cell.plain().to_lowercase(), wanted),
            (Operands::Numbers(wanted), Some(cell)) => {
                cell.plain().parse().is_ok_and(|number| self.order_holds(&number, wanted))
            }
            (Operands::Dates(wanted), Some(cell)) => {
                let date = match cell {
                    Cell::Date(date) => Some(*date),
                    Cell::Instant(instant) => Some(instant.date_naive()),
                    _ => None,
                };
                date.is_some_and(|date| self.order_holds(&date, wanted))
            }
        };
        plain != self.negated
    }

    fn text_holds(&self, text: &str, wanted: &[String]) -> bool {
        wanted.iter().map(|one| one.to_lowercase()).any(|one| match self.verb.as_str() {
            "CONTAIN" => text.contains(&one),
            "START_WITH" => text.starts_with(&one),
            "ENDWITH" | "END_WITH" => text.ends_with(&one),
            _ => text == one,
        })
    }

    fn order_holds<T: Ord>(&self, value: &T, wanted: &[T]) -> bool {
        let first = &wanted[0];
        match self.verb.as_str() {
            "GREATER" | "AFTER" => value > first,
            "GREATER_OR_EQUAL" | "ON_OR_AFTER" => value >= first,
            "LESS" | "BEFORE" => value < first,
            "LESS_OR_EQUAL" | "ON_OR_BEFORE" => value <= first,
            "BETWEEN" | "WITHIN" => value >= first && value <= &wanted[1],
            _ => wanted.contains(value),
        }
    }
}
