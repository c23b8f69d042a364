//! FROM and JOIN: the rows of several tables side by side.

use std::collections::HashMap;
use std::rc::Rc;

use sqlparser::ast::{BinaryOperator, Expr, JoinConstraint, JoinOperator, Select, TableFactor};

use super::expression::{At, evaluate};
use super::source::{Row, Table, table};
use super::{Scope, search_error, select, unsupported};
use crate::http::Problem;

/// One row of every table.
pub(super) type Joined<'w> = Vec<Option<Row<'w>>>;

/// The tables of a query and their joined rows.
pub(super) fn from<'w>(
    scope: Scope<'w>,
    select: &Select,
) -> Result<(Vec<Table<'w>>, Vec<Joined<'w>>), Problem> {
    let mut tables: Vec<Table<'w>> = Vec::new();
    let mut joined: Vec<Joined<'w>> = vec![Vec::new()];
    for source in &select.from {
        joined = join(scope, &mut tables, joined, open(scope, &source.relation)?, None, false)?;
        for one in &source.joins {
            let (constraint, keeps_left) = match &one.join_operator {
                JoinOperator::Join(constraint) | JoinOperator::Inner(constraint) => (constraint, false),
                JoinOperator::Left(constraint) | JoinOperator::LeftOuter(constraint) => (constraint, true),
                JoinOperator::CrossJoin(constraint) => (constraint, false),
                _ => return Err(unsupported()),
            };
            let on = match constraint {
                JoinConstraint::On(condition) => Some(condition),
                JoinConstraint::None => None,
                _ => return Err(unsupported()),
            };
            joined = join(scope, &mut tables, joined, open(scope, &one.relation)?, on, keeps_left)?;
        }
    }
    Ok((tables, joined))
}

fn open<'w>(scope: Scope<'w>, factor: &TableFactor) -> Result<Table<'w>, Problem> {
    match factor {
        TableFactor::Table { name, alias, args: None, .. } => {
            let shown = name.to_string().replace('"', "");
            let lower = shown.to_ascii_lowercase();
            let alias =
                alias.as_ref().map_or_else(|| lower.clone(), |alias| alias.name.value.to_ascii_lowercase());
            table(scope, &lower, &alias).ok_or_else(|| {
                search_error(&format!("Search error occurred: Record '{shown}' was not found."))
            })
        }
        TableFactor::Derived { lateral: false, subquery, alias, .. } => {
            let alias = alias.as_ref().map(|alias| alias.name.value.to_ascii_lowercase()).unwrap_or_default();
            let (names, rows) = select::computed(scope, subquery)?;
            let rows = rows.into_iter().map(|row| Row::Computed(Rc::new(row))).collect();
            Ok(Table { name: alias.clone(), alias, columns: names.into_iter().collect(), rows })
        }
        _ => Err(unsupported()),
    }
}

fn join<'w>(
    scope: Scope<'w>,
    tables: &mut Vec<Table<'w>>,
    left: Vec<Joined<'w>>,
    mut right: Table<'w>,
    on: Option<&Expr>,
    keeps_left: bool,
) -> Result<Vec<Joined<'w>>, Problem> {
    let candidates = std::mem::take(&mut right.rows);
    tables.push(right);
    let at = At { scope, tables, rows: &[], number: 0, group: None };
    if let Some(on) = on {
        // Names are checked even when there is no row.
        evaluate(at, on)?;
    }
    let index = on.and_then(|on| Index::of(at, on, &candidates));
    let mut out = Vec::new();
    for row in left {
        let before = out.len();
        let fitting: Box<dyn Iterator<Item = &Row<'w>>> = match &index {
            Some(index) => Box::new(index.fitting(at, &row)),
            None => Box::new(candidates.iter()),
        };
        for candidate in fitting {
            let mut whole = row.clone();
            whole.push(Some(candidate.clone()));
            let fits = match on {
                Some(on) => evaluate(At { rows: &whole, ..at }, on)?.truth() == Some(true),
                None => true,
            };
            if fits {
                out.push(whole);
            }
        }
        if keeps_left && out.len() == before {
            let mut whole = row;
            whole.push(None);
            out.push(whole);
        }
    }
    Ok(out)
}

/// Rows of the joined table by the value of one side of an equality, so that a join does not try every pair.
struct Index<'a, 'w> {
    by_value: HashMap<String, Vec<&'a Row<'w>>>,
    left: &'a Expr,
}

impl<'a, 'w> Index<'a, 'w> {
    fn of(at: At<'_, 'w>, on: &'a Expr, candidates: &'a [Row<'w>]) -> Option<Self> {
        let (left, right) = equality(at, on)?;
        let format = at.scope.world.switches.date_format;
        let mut by_value: HashMap<String, Vec<&Row<'w>>> = HashMap::new();
        let mut rows: Joined<'w> = vec![None; at.tables.len()];
        for candidate in candidates {
            rows[at.tables.len() - 1] = Some(candidate.clone());
            let value = evaluate(At { rows: &rows, ..at }, right).ok()?;
            if let Some(text) = value.text(format) {
                by_value.entry(text).or_default().push(candidate);
            }
        }
        Some(Self { by_value, left })
    }

    fn fitting(&self, at: At<'_, 'w>, row: &Joined<'w>) -> impl Iterator<Item = &'a Row<'w>> + use<'a, 'w> {
        let format = at.scope.world.switches.date_format;
        let value = evaluate(At { rows: row, ..at }, self.left).ok().and_then(|value| value.text(format));
        let found = value.and_then(|text| self.by_value.get(&text)).cloned();
        found.unwrap_or_default().into_iter()
    }
}

/// A conjunct `earlier.column = joined.column` with its sides in that order.
fn equality<'a>(at: At<'_, '_>, on: &'a Expr) -> Option<(&'a Expr, &'a Expr)> {
    match on {
        Expr::Nested(inner) => equality(at, inner),
        Expr::BinaryOp { left, op: BinaryOperator::And, right } => {
            equality(at, left).or_else(|| equality(at, right))
        }
        Expr::BinaryOp { left, op: BinaryOperator::Eq, right } => {
            let of_last = |side: &Expr| {
                let Expr::CompoundIdentifier(names) = side else { return None };
                let table = names.first()?.value.to_ascii_lowercase();
                let last = at.tables.last()?;
                Some(last.alias == table)
            };
            match (of_last(left)?, of_last(right)?) {
                (false, true) => Some((left, right)),
                (true, false) => Some((right, left)),
                _ => None,
            }
        }
        _ => None,
    }
}
