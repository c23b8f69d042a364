//! Tables: which records and lines they show, under which column names.

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::Scope;
use super::derived::{Column, derived, shows};
use super::select::Named;
use super::value::Sql;
use crate::metadata::{Field, Kind, RecordType};
use crate::world::{Cell, Line, Record, World};

/// One row of one table.
#[derive(Debug, Clone)]
pub(super) enum Row<'w> {
    Record(&'w Arc<RecordType>, &'w Record),
    /// The line that stands for the transaction as a whole.
    MainLine(&'w Arc<RecordType>, &'w Record),
    /// A sublist line with its number over all sublists.
    Line(&'w Arc<RecordType>, &'w Record, &'w str, &'w Line, usize),
    /// A row that no record holds as it is.
    Derived(&'static [Column], Rc<Vec<Sql>>),
    /// A row of a subquery.
    Computed(Rc<Named>),
    Dual,
}

/// A table in FROM.
#[derive(Debug, Clone)]
pub(super) struct Table<'w> {
    pub(super) alias: String,
    pub(super) name: String,
    pub(super) columns: BTreeSet<String>,
    pub(super) rows: Vec<Row<'w>>,
}

/// The table with this name, or nothing when the account has none such.
pub(super) fn table<'w>(scope: Scope<'w>, name: &str, alias: &str) -> Option<Table<'w>> {
    let world = scope.world;
    let mut columns = BTreeSet::new();
    let mut rows = Vec::new();
    match name {
        "dual" => {
            columns.insert("dummy".to_owned());
            rows.push(Row::Dual);
        }
        _ => {
            let shown = shows(name).is_none_or(|one| scope.role.may_see(one));
            if let Some((names, values)) = derived(world, name).filter(|_| shown) {
                columns.extend(names.iter().map(|(name, _)| (*name).to_owned()));
                rows.extend(values.into_iter().map(|row| Row::Derived(names, Rc::new(row))));
            }
            for one in world.types.all().filter(|one| scope.role.may_see(&one.name)) {
                if one.suiteql.table == name {
                    columns.extend(record_columns(one));
                    rows.extend(world.all(&one.name).map(|record| Row::Record(one, record)));
                }
                if let Some(lines) = one.suiteql.lines.as_ref().filter(|lines| lines.table == name) {
                    columns.extend(LINE_COLUMNS.map(str::to_owned));
                    columns.extend(lines.main.keys().cloned());
                    for (sublist, mapping) in &lines.sublists {
                        columns.extend(mapping.keys().cloned());
                        columns.extend(custom(&one.sublists[sublist].fields));
                    }
                    rows.extend(world.all(&one.name).flat_map(|record| line_rows(one, record)));
                }
            }
        }
    }
    (!columns.is_empty()).then(|| Table { alias: alias.to_owned(), name: name.to_owned(), columns, rows })
}

/// Columns of every line table besides the mapped ones.
const LINE_COLUMNS: [&str; 7] =
    ["id", "transaction", "linesequencenumber", "mainline", "taxline", "uniquekey", "entity"];

fn record_columns(one: &RecordType) -> Vec<String> {
    let mut columns: Vec<String> = one.suiteql.columns.keys().cloned().collect();
    columns.extend(["id", "externalid", "recordtype"].map(str::to_owned));
    if one.group == "transaction" {
        columns.push("type".to_owned());
    }
    columns.extend(custom(&one.fields));
    columns
}

fn custom(fields: &std::collections::BTreeMap<String, Field>) -> impl Iterator<Item = String> {
    fields.iter().filter(|(_, field)| field.custom).map(|(name, _)| name.to_ascii_lowercase())
}

fn line_rows<'w>(one: &'w Arc<RecordType>, record: &'w Record) -> Vec<Row<'w>> {
    let mut rows = vec![Row::MainLine(one, record)];
    for (sublist, lines) in &record.sublists {
        for line in lines {
            rows.push(Row::Line(one, record, sublist, line, rows.len()));
        }
    }
    rows
}

impl Row<'_> {
    /// The value of a column that the table has.
    pub(super) fn value(&self, column: &str) -> Sql {
        let count = |number: usize| Sql::Number(Decimal::from(number));
        match (self, column) {
            (Self::Dual, _) => Sql::Text("X".into()),
            (Self::Computed(row), _) => {
                row.iter().find(|(name, _)| name == column).map_or(Sql::Null, |(_, value)| value.clone())
            }
            (Self::Record(_, record), "id") => Sql::Number(record.id.into()),
            (Self::Record(_, record), "externalid") => text(record.external_id.as_deref()),
            (Self::Record(one, _), "recordtype") => Sql::Text(one.suiteql.record_type.clone()),
            (Self::Record(one, _), "type") => text(one.suiteql.type_code.as_deref()),
            (Self::MainLine(_, record) | Self::Line(_, record, ..), "transaction") => {
                Sql::Number(record.id.into())
            }
            (Self::MainLine(..), "id" | "linesequencenumber") => count(0),
            (Self::Line(_, _, _, line, _), "id") => Sql::Number(line.key.into()),
            (Self::Line(.., sequence), "linesequencenumber") => count(*sequence),
            (Self::MainLine(..), "mainline") => Sql::Text("T".into()),
            (Self::Line(..), "mainline") | (Self::MainLine(..) | Self::Line(..), "taxline") => {
                Sql::Text("F".into())
            }
            (Self::MainLine(_, record), "uniquekey") => Sql::Number((record.id * 1000).into()),
            (Self::Line(_, record, .., sequence), "uniquekey") => {
                Sql::Number((record.id * 1000 + *sequence as u64).into())
            }
            (Self::Derived(names, values), _) => {
                let at = names.iter().position(|(name, _)| *name == column);
                at.and_then(|at| values.get(at)).cloned().unwrap_or(Sql::Null)
            }
            _ => match self.cell(column).map_or(Sql::Null, |(one, _, name, cell)| sql(one, name, cell)) {
                Sql::Number(number) if self.is_outgoing(column) => Sql::Number(-number),
                value => value,
            },
        }
    }

    /// What `BUILTIN.DF` shows for a column.
    pub(super) fn display(&self, world: &World, column: &str) -> Sql {
        let named = |target: &str, id: &str| {
            let name = world.follow(target, id).map(|record| world.display_name(record));
            Sql::Text(name.unwrap_or_else(|| id.to_owned()))
        };
        match self {
            Self::Record(one, _) if matches!(column, "type" | "recordtype") => {
                return Sql::Text(one.label.clone());
            }
            Self::MainLine(_, record) | Self::Line(_, record, ..) if column == "transaction" => {
                return Sql::Text(world.display_name(record));
            }
            Self::Derived(names, _) => {
                let target = names.iter().find(|(name, _)| *name == column).map_or("", |(_, target)| *target);
                return match self.value(column) {
                    Sql::Number(id) if !target.is_empty() => named(target, &id.to_string()),
                    other => other,
                };
            }
            _ => {}
        }
        match self.cell(column) {
            Some((_, Kind::Reference(target) | Kind::Id(target), _, Cell::Reference(id))) => {
                named(target, id)
            }
            Some((one, _, name, Cell::Choice(id))) => {
                let label = one.choices.get(name).and_then(|labels| labels.get(id)).unwrap_or(id);
                let is_status = name == "status" && one.group == "transaction";
                Sql::Text(if is_status { format!("{} : {label}", one.label) } else { label.clone() })
            }
            _ => self.value(column),
        }
    }

    /// Whether the column shows its field with the sign turned.
    fn is_outgoing(&self, column: &str) -> bool {
        let Self::Line(one, _, sublist, ..) = self else { return false };
        let lines = one.suiteql.lines.as_ref().and_then(|lines| lines.sublists.get(*sublist));
        lines.and_then(|columns| columns.get(column)).is_some_and(|field| field.starts_with('-'))
    }

    /// The stored cell behind a mapped or custom column.
    fn cell(&self, column: &str) -> Option<(&RecordType, &Kind, &str, &Cell)> {
        let (one, fields, mapping, cells) = match self {
            Self::Record(one, record) => (*one, &one.fields, Some(&one.suiteql.columns), &record.cells),
            Self::MainLine(one, record) | Self::Line(one, record, ..) if column == "entity" => {
                (*one, &one.fields, Some(&one.suiteql.columns), &record.cells)
            }
            Self::MainLine(one, record) => {
                let main = &one.suiteql.lines.as_ref()?.main;
                main.get(column)?;
                (*one, &one.fields, Some(main), &record.cells)
            }
            Self::Line(one, _, sublist, line, _) => {
                let lines = one.suiteql.lines.as_ref()?;
                (*one, &one.sublists.get(*sublist)?.fields, lines.sublists.get(*sublist), &line.cells)
            }
            _ => return None,
        };
        let name = mapping.and_then(|mapping| mapping.get(column)).map(|name| name.trim_start_matches('-'));
        let (name, field) = crate::metadata::find(fields, name.unwrap_or(column))?;
        cells.get(name).map(|cell| (one.as_ref(), &field.kind, name, cell))
    }
}

fn text(text: Option<&str>) -> Sql {
    text.map_or(Sql::Null, |text| Sql::Text(text.to_owned()))
}

fn sql(one: &RecordType, name: &str, cell: &Cell) -> Sql {
    match cell {
        Cell::Decimal(number) => Sql::Number(*number),
        Cell::Integer(number) => Sql::Number((*number).into()),
        Cell::Date(date) => Sql::Date(*date),
        Cell::Instant(instant) => Sql::Instant(*instant),
        Cell::Reference(id) => Sql::id(id),
        Cell::Choice(id) if name == "status" && one.group == "transaction" => {
            Sql::Status(format!("{}:{id}", one.suiteql.type_code.as_deref().unwrap_or(&one.name)))
        }
        Cell::Choice(id) => Sql::Text(id.clone()),
        other => Sql::Text(other.plain()),
    }
}
