//! SELECT: filter, group, project, order, cut.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};

use sqlparser::ast::{
    Distinct, Expr, GroupByExpr, OrderByKind, OrderBySort, Query, Select, SelectItem,
    SelectItemQualifiedWildcardKind, SetExpr,
};

use super::expression::{At, evaluate};
use super::from::{Joined, from};
use super::functions::is_aggregate;
use super::source::Table;
use super::value::Sql;
use super::{Scope, unsupported};
use crate::http::Problem;

/// Column name → value, in the order of the select list.
pub(super) type Named = Vec<(String, Sql)>;

/// Runs a query.
pub(super) fn query(scope: Scope<'_>, query: &Query) -> Result<Vec<Named>, Problem> {
    computed(scope, query).map(|(_, rows)| rows)
}

/// Runs a query and gives its column names too, for use as a table.
pub(super) fn computed(scope: Scope<'_>, query: &Query) -> Result<(Vec<String>, Vec<Named>), Problem> {
    let SetExpr::Select(select) = query.body.as_ref() else { return Err(unsupported()) };
    if query.with.is_some() || query.limit_clause.is_some() || select.having.is_some() {
        return Err(unsupported());
    }
    let (tables, joined) = from(scope, select)?;
    let at = At { scope, tables: &tables, rows: &[], number: 0, group: None };
    let columns = projection(&tables, select)?;
    let order = order_of(query, &columns)?;
    // Every name is checked once on an empty row, so that a typing error is found without any data.
    for expression in columns.iter().map(|column| &column.expression).chain(order.iter().map(|(one, _)| one))
    {
        evaluate(At { group: Some(&[]), ..at }, expression)?;
    }
    let kept = filter(at, select.selection.as_ref(), joined)?;
    let mut rows = Vec::new();
    for (index, group) in groups(at, select, &columns, kept)?.into_iter().enumerate() {
        let first = group.first().map_or(&[][..], Vec::as_slice);
        let here = At { rows: first, number: index + 1, group: Some(&group), ..at };
        let row: Named = columns
            .iter()
            .map(|column| Ok((column.name.clone(), evaluate(here, &column.expression)?)))
            .collect::<Result<_, Problem>>()?;
        let keys = order.iter().map(|(one, _)| evaluate(here, one)).collect::<Result<Vec<_>, _>>()?;
        rows.push((keys, row));
    }
    let format = scope.world.switches.date_format;
    if matches!(select.distinct, Some(Distinct::Distinct)) {
        let mut seen = HashSet::new();
        rows.retain(|(_, row)| {
            seen.insert(row.iter().map(|(_, value)| value.text(format)).collect::<Vec<_>>())
        });
    }
    rows.sort_by(|(a, _), (b, _)| {
        let each = a.iter().zip(b).zip(&order);
        let orders = each.map(|((a, b), (_, descending))| sorted(a, b, *descending, format));
        orders.fold(Ordering::Equal, Ordering::then)
    });
    let mut rows: Vec<Named> = rows.into_iter().map(|(_, row)| row).collect();
    if let Some(most) = fetch(at, query)? {
        rows.truncate(most);
    }
    Ok((columns.into_iter().map(|column| column.name).collect(), rows))
}

/// Oracle sorts nulls last ascending and first descending.
fn sorted(a: &Sql, b: &Sql, descending: bool, format: crate::seed::DateFormat) -> Ordering {
    let order = match (a, b) {
        (Sql::Null, Sql::Null) => Ordering::Equal,
        (Sql::Null, _) => Ordering::Greater,
        (_, Sql::Null) => Ordering::Less,
        _ => a.compare(b, format).unwrap_or(Ordering::Equal),
    };
    if descending { order.reverse() } else { order }
}

struct Column {
    name: String,
    expression: Expr,
}

/// The select list with `*` written out.
fn projection(tables: &[Table<'_>], select: &Select) -> Result<Vec<Column>, Problem> {
    let mut columns = Vec::new();
    let mut unnamed = 0;
    for item in &select.projection {
        match item {
            SelectItem::ExprWithAlias { expr, alias } => columns.push((alias.value.clone(), expr.clone())),
            SelectItem::UnnamedExpr(expression) => {
                let name = match expression {
                    Expr::Identifier(name) => name.value.clone(),
                    Expr::CompoundIdentifier(names) => {
                        names.last().map(|name| name.value.clone()).unwrap_or_default()
                    }
                    _ => {
                        unnamed += 1;
                        format!("expr{unnamed}")
                    }
                };
                columns.push((name, expression.clone()));
            }
            SelectItem::Wildcard(_) => columns.extend(tables.iter().flat_map(all_columns)),
            SelectItem::QualifiedWildcard(SelectItemQualifiedWildcardKind::ObjectName(name), _) => {
                let wanted = name.to_string().to_ascii_lowercase();
                let table = tables.iter().find(|table| table.alias == wanted || table.name == wanted);
                columns.extend(all_columns(table.ok_or_else(unsupported)?));
            }
            _ => return Err(unsupported()),
        }
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let named = columns.into_iter().map(|(name, expression)| {
        let name = name.to_ascii_lowercase();
        let count = seen.entry(name.clone()).or_insert(0);
        *count += 1;
        let name = if *count == 1 { name } else { format!("{name}_{}", *count - 2) };
        Column { name, expression }
    });
    Ok(named.collect())
}

fn all_columns(table: &Table<'_>) -> Vec<(String, Expr)> {
    use sqlparser::ast::Ident;
    let qualified = |column: &String| {
        if table.alias.is_empty() {
            return Expr::Identifier(Ident::new(column.clone()));
        }
        Expr::CompoundIdentifier(vec![Ident::new(table.alias.clone()), Ident::new(column.clone())])
    };
    table.columns.iter().map(|column| (column.clone(), qualified(column))).collect()
}

/// The rows that WHERE keeps; `ROWNUM` counts them as they are kept.
fn filter<'w>(
    at: At<'_, 'w>,
    condition: Option<&Expr>,
    rows: Vec<Joined<'w>>,
) -> Result<Vec<Joined<'w>>, Problem> {
    let Some(condition) = condition else { return Ok(rows) };
    evaluate(at, condition)?;
    let mut kept = Vec::new();
    for row in rows {
        let here = At { rows: &row, number: kept.len() + 1, ..at };
        if evaluate(here, condition)?.truth() == Some(true) {
            kept.push(row);
        }
    }
    Ok(kept)
}

/// The rows of each result row: every row for itself unless something aggregates.
fn groups<'w>(
    at: At<'_, 'w>,
    select: &Select,
    columns: &[Column],
    rows: Vec<Joined<'w>>,
) -> Result<Vec<Vec<Joined<'w>>>, Problem> {
    let GroupByExpr::Expressions(keys, _) = &select.group_by else { return Err(unsupported()) };
    if keys.is_empty() {
        let aggregates = columns.iter().any(|column| is_aggregate(&column.expression));
        return Ok(if aggregates { vec![rows] } else { rows.into_iter().map(|row| vec![row]).collect() });
    }
    let format = at.scope.world.switches.date_format;
    let mut groups: BTreeMap<Vec<Option<String>>, Vec<Joined<'w>>> = BTreeMap::new();
    for row in rows {
        let here = At { rows: &row, ..at };
        let key = keys
            .iter()
            .map(|key| Ok(evaluate(here, key)?.text(format)))
            .collect::<Result<Vec<_>, Problem>>()?;
        groups.entry(key).or_default().push(row);
    }
    Ok(groups.into_values().collect())
}

/// ORDER BY expressions with whether they descend. Positions and aliases mean columns of the select list.
fn order_of(query: &Query, columns: &[Column]) -> Result<Vec<(Expr, bool)>, Problem> {
    let Some(order) = &query.order_by else { return Ok(Vec::new()) };
    let OrderByKind::Expressions(expressions) = &order.kind else { return Err(unsupported()) };
    let resolved = expressions.iter().map(|one| {
        let descending = matches!(one.options.sort, Some(OrderBySort::Desc));
        let text = one.expr.to_string().to_ascii_lowercase();
        let by_position =
            text.parse::<usize>().ok().and_then(|position| columns.get(position.checked_sub(1)?));
        let by_name = || columns.iter().find(|column| column.name == text);
        let expression =
            by_position.or_else(by_name).map_or_else(|| one.expr.clone(), |found| found.expression.clone());
        (expression, descending)
    });
    Ok(resolved.collect())
}

/// `FETCH FIRST n ROWS ONLY`.
fn fetch(at: At<'_, '_>, query: &Query) -> Result<Option<usize>, Problem> {
    let Some(fetch) = &query.fetch else { return Ok(None) };
    let Some(quantity) = fetch.quantity.as_ref().filter(|_| !fetch.percent && !fetch.with_ties) else {
        return Err(unsupported());
    };
    let number = evaluate(at, quantity)?.number().and_then(|number| usize::try_from(number).ok());
    number.map(Some).ok_or_else(unsupported)
}
