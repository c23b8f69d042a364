//! Reading one row and many.

use erpgate_connector::{Session, Trouble, TroubleKind};
use erpgate_model::{Page, Query, Record, RecordId};
use serde_json::{Map, Value, json};

use super::tables::{Column, Shown, Table};
use crate::connector::Account;
use crate::mapping::version;
use crate::records::Search;
use crate::suiteql::{self, Rows, column};

/// One entry, by NetSuite's id or as `eid:X`; nothing when there is none.
pub(crate) async fn read(
    account: &Account,
    session: &Session,
    table: &'static Table,
    id: &RecordId,
    native: bool,
) -> Result<Option<Record>, Trouble> {
    let search = Search::keyed(table.name, table.id, &Query::default())?;
    let has_external_ids = table.columns.iter().any(|column| column.field == "external_id");
    let search = match id.as_str().strip_prefix("eid:") {
        Some(external_id) if has_external_ids => search.text("externalid", Some(&external_id.to_owned())),
        // What is no id of NetSuite's names nothing.
        _ if id.as_str().parse::<i64>().is_err() => return Ok(None),
        _ => search.id(table.id, Some(&id.as_str().to_owned()))?,
    };
    let found = rows(account, session, table, &search, 1).await?;
    match found.rows.first() {
        Some(row) => Ok(Some(shown(account, session, table, row, native).await?)),
        None => Ok(None),
    }
}

/// One page, in the order of the ids.
pub(crate) async fn list(
    account: &Account,
    session: &Session,
    table: &'static Table,
    query: &Query,
) -> Result<Page, Trouble> {
    let named = |field: &str| table.columns.iter().find(|column| column.field == field);
    let mut search = Search::keyed(table.name, table.id, query)?;
    for (field, value) in [("number", &query.number), ("external_id", &query.external_id)] {
        if let Some(column) = named(field) {
            search = search.text(column.name, value.as_ref());
        }
    }
    let found = rows(account, session, table, &search, usize::from(query.limit)).await?;
    let last = found.rows.last().and_then(|row| column(row, table.id));
    let mut page = Page { records: Vec::new(), next_cursor: last.filter(|_| found.has_more) };
    for row in &found.rows {
        page.records.push(shown(account, session, table, row, query.include_native).await?);
    }
    Ok(page)
}

/// Asks for every column that the account has: it names those that it has not.
async fn rows(
    account: &Account,
    session: &Session,
    table: &Table,
    search: &Search,
    limit: usize,
) -> Result<Rows, Trouble> {
    let mut asked: Vec<&Column> = table.columns.iter().collect();
    loop {
        let sql = search.select(&select(table, &asked));
        let trouble = match suiteql::query(&account.transport, session, &sql, search.params(), limit).await {
            Ok(found) => return Ok(found),
            Err(trouble) => trouble,
        };
        let told = trouble.native.as_ref().map(|native| native.message.to_lowercase()).unwrap_or_default();
        let missing = |column: &Column| column.optional && told.contains(&format!("'{}'", column.name));
        let Some(at) = asked.iter().position(|column| missing(column)) else { return Err(trouble) };
        asked.remove(at);
    }
}

fn select(table: &Table, columns: &[&Column]) -> String {
    let mut list = vec![format!("t.{}", table.id)];
    for column in columns {
        list.push(match column.by_name {
            true => format!("BUILTIN.DF(t.{0}) AS {0}", column.name),
            false => format!("t.{}", column.name),
        });
    }
    list.join(", ")
}

async fn shown(
    account: &Account,
    session: &Session,
    table: &Table,
    row: &Map<String, Value>,
    native: bool,
) -> Result<Record, Trouble> {
    let unreadable =
        |what: String| Trouble::new(TroubleKind::Unreadable, format!("a row of {}: {what}", table.name));
    let id = column(row, table.id).ok_or_else(|| unreadable("it has no id".to_owned()))?;
    let mut record = json!({
        "id": id, "is_active": true, "storage_locations": [], "version": version(row),
    });
    for one in table.columns {
        let Some(value) = column(row, one.name) else { continue };
        record[one.field] = match one.shown {
            Shown::Text => json!(value),
            Shown::Active => json!(value != "T"),
            Shown::Currency => json!(account.currencies.code(&account.transport, session, &value).await?),
        };
    }
    if native {
        record["native"] = json!(row);
    }
    Record::from_json(table.resource, record).map_err(|error| unreadable(error.to_string()))
}
