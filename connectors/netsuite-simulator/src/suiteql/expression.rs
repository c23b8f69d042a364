//! Evaluates expressions on one row of the joined tables.

use rust_decimal::Decimal;
use sqlparser::ast::{BinaryOperator, Expr, Ident, InTarget, UnaryOperator, Value};

use super::source::{Row, Table};
use super::value::{Sql, like};
use super::{Scope, functions, search_error, unsupported};
use crate::http::Problem;

/// The tables of a query and one row of each; a missing row is all null.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'a, 'w> {
    pub(super) scope: Scope<'w>,
    pub(super) tables: &'a [Table<'w>],
    pub(super) rows: &'a [Option<Row<'w>>],
    /// `ROWNUM`.
    pub(super) number: usize,
    /// All rows of the group, for aggregates.
    pub(super) group: Option<&'a [Vec<Option<Row<'w>>>]>,
}

/// The value of an expression.
pub(super) fn evaluate(at: At<'_, '_>, expression: &Expr) -> Result<Sql, Problem> {
    match expression {
        Expr::Nested(inner) => evaluate(at, inner),
        Expr::Value(value) => literal(&value.value),
        Expr::Identifier(name) => identifier(at, name),
        Expr::CompoundIdentifier(names) => {
            let (row, column) = locate(at, names)?;
            Ok(row.map_or(Sql::Null, |row| row.value(&column)))
        }
        Expr::Function(function) => functions::call(at, function),
        Expr::IsNull(inner) => Ok(Sql::Truth(is_null(&evaluate(at, inner)?))),
        Expr::IsNotNull(inner) => Ok(Sql::Truth(!is_null(&evaluate(at, inner)?))),
        Expr::In { expr, target: InTarget::List(list), negated, global: false } => {
            let value = evaluate(at, expr)?;
            let mut found = false;
            for item in list {
                found |= equal(at, &value, &evaluate(at, item)?) == Some(true);
            }
            Ok(if is_null(&value) { Sql::Null } else { Sql::Truth(found != *negated) })
        }
        Expr::Between { expr, negated, low, high } => {
            let value = evaluate(at, expr)?;
            let (low, high) = (evaluate(at, low)?, evaluate(at, high)?);
            let format = at.scope.world.switches.date_format;
            let inside = match (value.compare(&low, format), value.compare(&high, format)) {
                (Some(low), Some(high)) => Sql::Truth((low.is_ge() && high.is_le()) != *negated),
                _ => Sql::Null,
            };
            Ok(inside)
        }
        Expr::Like { negated, expr, pattern, any: false, escape_char: None } => {
            let format = at.scope.world.switches.date_format;
            let (value, pattern) = (evaluate(at, expr)?, evaluate(at, pattern)?);
            Ok(match (value.text(format), pattern.text(format)) {
                (Some(value), Some(pattern)) => Sql::Truth(like(&value, &pattern) != *negated),
                _ => Sql::Null,
            })
        }
        Expr::UnaryOp { op, expr } => unary(op, &evaluate(at, expr)?),
        Expr::BinaryOp { left, op, right } => binary(at, &evaluate(at, left)?, op, &evaluate(at, right)?),
        Expr::Case { operand: None, conditions, else_result, .. } => {
            let mut chosen = None;
            for when in conditions {
                let (truth, result) = (evaluate(at, &when.condition)?.truth(), evaluate(at, &when.result)?);
                if truth == Some(true) && chosen.is_none() {
                    chosen = Some(result);
                }
            }
            match (chosen, else_result) {
                (Some(chosen), _) => Ok(chosen),
                (None, Some(otherwise)) => evaluate(at, otherwise),
                (None, None) => Ok(Sql::Null),
            }
        }
        _ => Err(unsupported()),
    }
}

fn is_null(value: &Sql) -> bool {
    // As in Oracle, the empty string is null.
    matches!(value, Sql::Null) || matches!(value, Sql::Text(text) if text.is_empty())
}

fn literal(value: &Value) -> Result<Sql, Problem> {
    match value {
        Value::Number(text, _) => text.parse().map(Sql::Number).map_err(|_| unsupported()),
        Value::SingleQuotedString(text) => Ok(Sql::Text(text.clone())),
        Value::Null => Ok(Sql::Null),
        _ => Err(unsupported()),
    }
}

fn identifier(at: At<'_, '_>, name: &Ident) -> Result<Sql, Problem> {
    match name.value.to_ascii_lowercase().as_str() {
        "rownum" => Ok(Sql::Number(Decimal::from(at.number))),
        "sysdate" | "current_date" | "systimestamp" => Ok(Sql::Instant(at.scope.now)),
        _ => {
            let (row, column) = locate(at, std::slice::from_ref(name))?;
            Ok(row.map_or(Sql::Null, |row| row.value(&column)))
        }
    }
}

/// The row and column that `column` or `table.column` means.
pub(super) fn locate<'a, 'w>(
    at: At<'a, 'w>,
    names: &[Ident],
) -> Result<(Option<&'a Row<'w>>, String), Problem> {
    let lower: Vec<String> = names.iter().map(|name| name.value.to_ascii_lowercase()).collect();
    let position = match lower.as_slice() {
        [column] => at.tables.iter().position(|table| table.columns.contains(column)),
        [table, column] => at.tables.iter().position(|known| {
            (known.alias == *table || known.name == *table) && known.columns.contains(column)
        }),
        _ => None,
    };
    let column = lower.last().cloned().unwrap_or_default();
    match position {
        Some(position) => Ok((at.rows.get(position).and_then(Option::as_ref), column)),
        None => {
            let known: Vec<String> =
                at.tables.iter().map(|table| format!("{}={}", table.alias, table.name)).collect();
            Err(search_error(&format!(
                "Search error occurred: Unknown identifier '{column}'. Available identifiers are: {{{}}}",
                known.join(", ")
            )))
        }
    }
}

/// SQL equality.
fn equal(at: At<'_, '_>, a: &Sql, b: &Sql) -> Option<bool> {
    a.compare(b, at.scope.world.switches.date_format).map(std::cmp::Ordering::is_eq)
}

fn unary(op: &UnaryOperator, value: &Sql) -> Result<Sql, Problem> {
    match op {
        UnaryOperator::Not => Ok(value.truth().map_or(Sql::Null, |truth| Sql::Truth(!truth))),
        UnaryOperator::Minus => Ok(value.number().map_or(Sql::Null, |number| Sql::Number(-number))),
        UnaryOperator::Plus => Ok(value.clone()),
        _ => Err(unsupported()),
    }
}

fn binary(at: At<'_, '_>, left: &Sql, op: &BinaryOperator, right: &Sql) -> Result<Sql, Problem> {
    let format = at.scope.world.switches.date_format;
    let ordering = || left.compare(right, format);
    let truth = |truth: Option<bool>| truth.map_or(Sql::Null, Sql::Truth);
    Ok(match op {
        BinaryOperator::And => match (left.truth(), right.truth()) {
            (Some(false), _) | (_, Some(false)) => Sql::Truth(false),
            (Some(true), Some(true)) => Sql::Truth(true),
            _ => Sql::Null,
        },
        BinaryOperator::Or => match (left.truth(), right.truth()) {
            (Some(true), _) | (_, Some(true)) => Sql::Truth(true),
            (Some(false), Some(false)) => Sql::Truth(false),
            _ => Sql::Null,
        },
        BinaryOperator::Eq => truth(ordering().map(std::cmp::Ordering::is_eq)),
        BinaryOperator::NotEq => truth(ordering().map(std::cmp::Ordering::is_ne)),
        BinaryOperator::Lt => truth(ordering().map(std::cmp::Ordering::is_lt)),
        BinaryOperator::LtEq => truth(ordering().map(std::cmp::Ordering::is_le)),
        BinaryOperator::Gt => truth(ordering().map(std::cmp::Ordering::is_gt)),
        BinaryOperator::GtEq => truth(ordering().map(std::cmp::Ordering::is_ge)),
        BinaryOperator::StringConcat => {
            let text = |value: &Sql| value.text(format).unwrap_or_default();
            Sql::Text(text(left) + &text(right))
        }
        BinaryOperator::Plus | BinaryOperator::Minus | BinaryOperator::Multiply | BinaryOperator::Divide => {
            arithmetic(left, op, right)
        }
        _ => return Err(unsupported()),
    })
}

/// Numbers with numbers, and days added to or taken from instants.
fn arithmetic(left: &Sql, op: &BinaryOperator, right: &Sql) -> Sql {
    if let (Sql::Instant(instant), Some(days)) = (left, right.number()) {
        let days = if matches!(op, BinaryOperator::Minus) { -days } else { days };
        let seconds =
            days.checked_mul(Decimal::from(86_400)).and_then(|seconds| i64::try_from(seconds.round()).ok());
        let later =
            seconds.and_then(chrono::Duration::try_seconds).and_then(|span| instant.checked_add_signed(span));
        return later.map_or(Sql::Null, Sql::Instant);
    }
    let (Some(left), Some(right)) = (left.number(), right.number()) else { return Sql::Null };
    let result = match op {
        BinaryOperator::Plus => left.checked_add(right),
        BinaryOperator::Minus => left.checked_sub(right),
        BinaryOperator::Multiply => left.checked_mul(right),
        _ => left.checked_div(right),
    };
    result.map_or(Sql::Null, Sql::Number)
}
