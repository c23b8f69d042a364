//! Functions: text, numbers, dates, `BUILTIN.DF`, and aggregates over a group of rows.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use sqlparser::ast::{
    DuplicateTreatment, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArgumentList,
    FunctionArguments, Ident,
};

use super::expression::{At, evaluate, locate};
use super::value::Sql;
use super::{dates, unsupported};
use crate::http::Problem;

/// Whether an expression holds an aggregate, so that rows are grouped.
pub(super) fn is_aggregate(expression: &Expr) -> bool {
    match expression {
        Expr::Function(function) => {
            AGGREGATES.contains(&name(function).as_str())
                || arguments(function).is_ok_and(|list| list.iter().any(|argument| is_aggregate(argument)))
        }
        Expr::Nested(inner) | Expr::UnaryOp { expr: inner, .. } => is_aggregate(inner),
        Expr::BinaryOp { left, right, .. } => is_aggregate(left) || is_aggregate(right),
        _ => false,
    }
}

const AGGREGATES: [&str; 5] = ["count", "sum", "min", "max", "avg"];

fn name(function: &Function) -> String {
    function.name.to_string().to_ascii_lowercase().replace('"', "")
}

fn list(function: &Function) -> Result<&FunctionArgumentList, Problem> {
    match &function.args {
        FunctionArguments::List(list) => Ok(list),
        _ => Err(unsupported()),
    }
}

/// The plain arguments; `*` and named ones are not among them.
fn arguments(function: &Function) -> Result<Vec<&Expr>, Problem> {
    list(function)?
        .args
        .iter()
        .map(|argument| match argument {
            FunctionArg::Unnamed(FunctionArgExpr::Expr(expression)) => Ok(expression),
            _ => Err(unsupported()),
        })
        .collect()
}

/// Calls a function.
pub(super) fn call(at: At<'_, '_>, function: &Function) -> Result<Sql, Problem> {
    let name = name(function);
    if AGGREGATES.contains(&name.as_str()) {
        return aggregate(at, &name, function);
    }
    let arguments = arguments(function)?;
    if name == "builtin.df" {
        return display(at, &arguments);
    }
    let values = arguments.iter().map(|one| evaluate(at, one)).collect::<Result<Vec<_>, _>>()?;
    let format = at.scope.world.switches.date_format;
    let text = |index: usize| values.get(index).and_then(|value| value.text(format));
    let or_null = |text: Option<String>| text.map_or(Sql::Null, Sql::Text);
    Ok(match (name.as_str(), values.len()) {
        ("upper", 1) => or_null(text(0).map(|text| text.to_uppercase())),
        ("lower", 1) => or_null(text(0).map(|text| text.to_lowercase())),
        ("trim", 1) => or_null(text(0).map(|text| text.trim().to_owned())),
        ("length", 1) => text(0).map_or(Sql::Null, |text| Sql::Number(Decimal::from(text.chars().count()))),
        ("concat", 2) => Sql::Text(text(0).unwrap_or_default() + &text(1).unwrap_or_default()),
        ("nvl" | "coalesce", _) => {
            values.iter().find(|value| !matches!(value, Sql::Null)).cloned().unwrap_or(Sql::Null)
        }
        ("to_number", 1) => values[0].number().map_or(Sql::Null, Sql::Number),
        ("abs", 1) => values[0].number().map_or(Sql::Null, |number| Sql::Number(number.abs())),
        ("round", 1 | 2) => round(&values),
        ("to_char", 1) => or_null(text(0)),
        ("to_char", 2) => {
            let Some(instant) = values[0].instant(format) else { return Ok(Sql::Null) };
            or_null(Some(dates::to_char(instant, &text(1).unwrap_or_default()).ok_or_else(unsupported)?))
        }
        ("to_date" | "to_timestamp" | "to_timestamp_tz", 2) => {
            let Some(written) = text(0) else { return Ok(Sql::Null) };
            let instant = dates::from_char(&written, &text(1).unwrap_or_default()).ok_or_else(unsupported)?;
            if name == "to_date" && instant.time() == chrono::NaiveTime::MIN {
                Sql::Date(instant.date_naive())
            } else {
                Sql::Instant(instant)
            }
        }
        ("to_date", 1) => {
            let Some(written) = text(0) else { return Ok(Sql::Null) };
            Sql::Date(dates::parse_date(&written, format).ok_or_else(unsupported)?)
        }
        _ => return Err(unsupported()),
    })
}

fn round(values: &[Sql]) -> Sql {
    let digits =
        values.get(1).and_then(Sql::number).and_then(|digits| u32::try_from(digits).ok()).unwrap_or(0);
    let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    values[0]
        .number()
        .map_or(Sql::Null, |number| Sql::Number(number.round_dp_with_strategy(digits, strategy)))
}

/// `BUILTIN.DF(column)`: the name a person sees.
fn display(at: At<'_, '_>, arguments: &[&Expr]) -> Result<Sql, Problem> {
    let names: Vec<Ident> = match arguments {
        [Expr::Identifier(name)] => vec![name.clone()],
        [Expr::CompoundIdentifier(names)] => names.clone(),
        _ => return Err(unsupported()),
    };
    let (row, column) = locate(at, &names)?;
    Ok(row.map_or(Sql::Null, |row| row.display(at.scope.world, &column)))
}

fn aggregate(at: At<'_, '_>, name: &str, function: &Function) -> Result<Sql, Problem> {
    let list = list(function)?;
    let group = at.group.unwrap_or_default();
    if let [FunctionArg::Unnamed(FunctionArgExpr::Wildcard)] = list.args.as_slice() {
        return if name == "count" {
            Ok(Sql::Number(Decimal::from(group.len())))
        } else {
            Err(unsupported())
        };
    }
    let arguments = arguments(function)?;
    let [argument] = arguments.as_slice() else { return Err(unsupported()) };
    // Names are checked even when there is no row.
    evaluate(At { rows: &[], group: None, ..at }, argument)?;
    let format = at.scope.world.switches.date_format;
    let mut values = Vec::new();
    let mut seen = BTreeSet::new();
    for rows in group {
        let value = evaluate(At { rows, group: None, ..at }, argument)?;
        let distinct = list.duplicate_treatment == Some(DuplicateTreatment::Distinct);
        let Some(text) = value.text(format) else { continue };
        if !distinct || seen.insert(text) {
            values.push(value);
        }
    }
    let sum = || {
        values.iter().filter_map(Sql::number).try_fold(Decimal::ZERO, |sum, number| sum.checked_add(number))
    };
    let count = Decimal::from(values.len());
    let best = |a: Sql, b: Sql, wanted: std::cmp::Ordering| {
        if b.compare(&a, format) == Some(wanted) { b } else { a }
    };
    Ok(match name {
        "count" => Sql::Number(count),
        _ if values.is_empty() => Sql::Null,
        "sum" => sum().map_or(Sql::Null, Sql::Number),
        "avg" => sum().map_or(Sql::Null, |sum| Sql::Number(sum / count)),
        "min" => values.into_iter().reduce(|a, b| best(a, b, std::cmp::Ordering::Less)).unwrap_or(Sql::Null),
        _ => values.into_iter().reduce(|a, b| best(a, b, std::cmp::Ordering::Greater)).unwrap_or(Sql::Null),
    })
}
