//! Lists: SuiteQL finds the ids, then each record is read.

use std::fmt::Display;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use erpgate_connector::{Session, Trouble, TroubleKind};
use erpgate_model::{Page, Query, Record};
use futures::{StreamExt, TryStreamExt, stream};

use super::read::read;
use crate::connector::Account;
use crate::mapping::RecordType;
use crate::suiteql::{self, MAX_ROWS, Rows, column};

/// How many records are read at the same time; small accounts allow five requests at once.
const PARALLEL: usize = 4;

/// SuiteQL shows times in the zone of the account, which no API tells. No zone is further behind UTC.
const FURTHEST_BEHIND: TimeDelta = TimeDelta::hours(12);

/// A SuiteQL query for ids. Values of the client are bound or numbers, never SQL.
#[derive(Debug, PartialEq)]
pub(crate) struct Search {
    from: String,
    /// The column with the id.
    key: &'static str,
    conditions: Vec<String>,
    params: Vec<String>,
    /// The lines of transactions are looked at too, of which several may fit.
    by_lines: bool,
}

impl Search {
    /// Rows of this table that follow the query's cursor. The table is known as `t`.
    ///
    /// # Errors
    /// `BadQuestion` when the cursor is none of ours.
    pub(crate) fn of(table: &str, query: &Query) -> Result<Self, Trouble> {
        Self::keyed(table, "id", query)
    }

    /// The same for a table whose ids stand in another column.
    ///
    /// # Errors
    /// `BadQuestion` when the cursor is none of ours.
    pub(crate) fn keyed(table: &str, key: &'static str, query: &Query) -> Result<Self, Trouble> {
        let from = format!("{table} t");
        let search = Self { from, key, conditions: Vec::new(), params: Vec::new(), by_lines: false };
        let Some(cursor) = &query.cursor else { return Ok(search) };
        // NetSuite's own records have negative ids.
        let after: i64 = cursor.parse().map_err(|_| bad("the cursor is not one that this list gave"))?;
        Ok(search.and(format!("t.{key} > {after}")))
    }

    /// Narrowed by a condition in the connector's own words.
    pub(crate) fn and(mut self, condition: impl Display) -> Self {
        self.conditions.push(condition.to_string());
        self
    }

    /// Narrowed to one text in a column, where the client gives one.
    pub(crate) fn text(mut self, column: &str, value: Option<&String>) -> Self {
        if let Some(value) = value {
            self.conditions.push(format!("t.{column} = ?"));
            self.params.push(value.clone());
        }
        self
    }

    /// Joined with the main line of the transaction, known as `m`: it says what an order makes and where.
    pub(crate) fn with_main_line(mut self) -> Self {
        self.from.push_str(" JOIN transactionline m ON m.transaction = t.id AND m.mainline = 'T'");
        self
    }

    /// Narrowed to one id in a column of the main line, where the client gives one.
    ///
    /// # Errors
    /// `BadQuestion` when it is no id.
    pub(crate) fn main_line_id(mut self, column: &str, value: Option<&String>) -> Result<Self, Trouble> {
        if let Some(value) = value {
            self.conditions.push(format!("m.{column} = {}", id(value)?));
        }
        Ok(self)
    }

    /// Narrowed to one id in a column, where the client gives one.
    ///
    /// # Errors
    /// `BadQuestion` when it is no id.
    pub(crate) fn id(mut self, column: &str, value: Option<&String>) -> Result<Self, Trouble> {
        if let Some(value) = value {
            self.conditions.push(format!("t.{column} = {}", id(value)?));
        }
        Ok(self)
    }

    /// Narrowed to what is like a text in a column, where the client gives one.
    pub(crate) fn like(mut self, column: &str, pattern: Option<String>) -> Self {
        if let Some(pattern) = pattern {
            self.conditions.push(format!("t.{column} LIKE ?"));
            self.params.push(pattern);
        }
        self
    }

    /// With the lines of transactions, known as `tl`.
    pub(crate) fn with_lines(mut self) -> Self {
        if !self.by_lines {
            self.from.push_str(" JOIN transactionline tl ON tl.transaction = t.id");
            self.by_lines = true;
        }
        self
    }

    /// With another table, in the connector's own words.
    pub(crate) fn join(mut self, table: &str) -> Self {
        self.from.push_str(&format!(" JOIN {table}"));
        self
    }

    /// Narrowed to transactions that have a line with one id in a column, where the client gives one.
    ///
    /// # Errors
    /// `BadQuestion` when it is no id.
    pub(crate) fn line_id(mut self, column: &str, value: Option<&String>) -> Result<Self, Trouble> {
        if let Some(value) = value {
            let id: u64 = value.parse().map_err(|_| bad("ids of NetSuite are digits"))?;
            self = self.with_lines();
            self.conditions.push(format!("tl.{column} = {id}"));
        }
        Ok(self)
    }

    fn since(self, since: Option<DateTime<Utc>>) -> Self {
        match since {
            Some(since) => {
                let local = (since - FURTHEST_BEHIND).format("%Y-%m-%d %H:%M:%S");
                self.and(format!("t.lastmodifieddate >= TO_TIMESTAMP('{local}', 'YYYY-MM-DD HH24:MI:SS')"))
            }
            None => self,
        }
    }

    fn sql(&self) -> String {
        self.select("t.id, TO_CHAR(t.lastmodifieddate, 'YYYY-MM-DD\"T\"HH24:MI:SS') AS changed")
    }

    /// The query for these columns. Ids in their order, so that records made meanwhile come at the end and none
    /// comes twice.
    pub(crate) fn select(&self, columns: &str) -> String {
        let conditions = self.conditions.join(" AND ");
        let filter = if conditions.is_empty() { String::new() } else { format!(" WHERE {conditions}") };
        let distinct = if self.by_lines { "DISTINCT " } else { "" };
        format!("SELECT {distinct}{columns} FROM {}{filter} ORDER BY t.{}", self.from, self.key)
    }

    /// What fills the query's `?`.
    pub(crate) fn params(&self) -> &[String] {
        &self.params
    }
}

/// A record that SuiteQL found.
#[derive(Debug, Clone)]
struct Candidate {
    id: u64,
    /// Last change, in the zone of the account.
    changed: Option<NaiveDateTime>,
}

/// One page of records of this type. `fits` looks at each once more as it is read.
pub(crate) async fn page(
    account: &Account,
    session: &Session,
    record_type: &'static RecordType,
    query: &Query,
    search: Search,
    fits: impl Fn(&Record) -> bool,
) -> Result<Page, Trouble> {
    // NetSuite's times have whole seconds: what changed at 08:00:00.700 says 08:00:00.
    let since = query.updated_since.and_then(|since| DateTime::from_timestamp(since.timestamp(), 0));
    let search = search.since(since);
    // Most rows of the twelve hours too many fall out again, so many are asked for at once.
    let limit = if since.is_some() { MAX_ROWS } else { usize::from(query.limit) };
    let found = suiteql::query(&account.transport, session, &search.sql(), &search.params, limit).await?;
    let mut candidates = candidates(&found)?;
    let last = candidates.last().map(|candidate| candidate.id);
    if let Some(since) = since {
        candidates = changed_since(account, session, record_type, candidates, since).await?;
    }
    let cut = candidates.len() > usize::from(query.limit);
    candidates.truncate(usize::from(query.limit));
    let next =
        if cut { candidates.last().map(|candidate| candidate.id) } else { last.filter(|_| found.has_more) };

    let records: Vec<Option<Record>> = stream::iter(candidates)
        .map(|candidate| one(account, session, record_type, candidate.id, query.include_native))
        .buffered(PARALLEL)
        .try_collect()
        .await?;
    let is_new =
        |record: &Record| since.is_none_or(|since| updated_at(record).is_none_or(|changed| changed >= since));
    Ok(Page {
        records: records.into_iter().flatten().filter(|record| is_new(record) && fits(record)).collect(),
        next_cursor: next.map(|id| id.to_string()),
    })
}

async fn one(
    account: &Account,
    session: &Session,
    record_type: &'static RecordType,
    id: u64,
    native: bool,
) -> Result<Option<Record>, Trouble> {
    read(account, session, record_type, &record_type.record_id(&id.to_string()), native).await
}

fn updated_at(record: &Record) -> Option<DateTime<Utc>> {
    record.to_json()["updated_at"].as_str()?.parse().ok()
}

fn id(text: &str) -> Result<i64, Trouble> {
    text.parse().map_err(|_| bad("ids of NetSuite are digits"))
}

/// A question that this list cannot answer.
pub(crate) fn bad(detail: &str) -> Trouble {
    Trouble::new(TroubleKind::BadQuestion, detail)
}

fn candidates(found: &Rows) -> Result<Vec<Candidate>, Trouble> {
    let candidate = |row| {
        let id = column(row, "id")?.parse().ok()?;
        let changed = column(row, "changed")
            .and_then(|text| NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M:%S").ok());
        Some(Candidate { id, changed })
    };
    found
        .rows
        .iter()
        .map(candidate)
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| Trouble::new(TroubleKind::Unreadable, "SuiteQL gave a record without an id"))
}

/// Drops what surely changed before. The account's zone is learned from one record, of which the record
/// service tells the time in UTC; an hour of grace covers a change to or from summer time.
async fn changed_since(
    account: &Account,
    session: &Session,
    record_type: &'static RecordType,
    candidates: Vec<Candidate>,
    since: DateTime<Utc>,
) -> Result<Vec<Candidate>, Trouble> {
    let latest =
        candidates.iter().filter(|candidate| candidate.changed.is_some()).max_by_key(|latest| latest.changed);
    let Some(latest) = latest else { return Ok(candidates) };
    let known = one(account, session, record_type, latest.id, false).await?;
    let (Some(local), Some(utc)) = (latest.changed, known.as_ref().and_then(updated_at)) else {
        return Ok(candidates);
    };
    let offset = local - utc.naive_utc();
    // It changed between the two questions: its times do not belong together.
    if offset.abs() > TimeDelta::hours(15) {
        return Ok(candidates);
    }
    let earliest = since.naive_utc() + offset - TimeDelta::hours(1);
    Ok(candidates
        .into_iter()
        .filter(|candidate| candidate.changed.is_none_or(|changed| changed >= earliest))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_the_client_are_bound_or_numbers_never_sql() {
        let (external_id, vendor) = ("a' OR 1=1 --".to_owned(), "501".to_owned());
        let query = Query { cursor: Some("42".into()), ..Query::default() };
        let search = Search::of("transaction", &query).unwrap().and("t.type = 'PurchOrd'");
        let search = search.id("entity", Some(&vendor)).unwrap().text("otherrefnum", Some(&external_id));
        assert!(search.sql().ends_with(
            "FROM transaction t WHERE t.id > 42 AND t.type = 'PurchOrd' AND t.entity = 501 AND t.otherrefnum = ? \
             ORDER BY t.id"
        ));
        assert_eq!(search.params, std::slice::from_ref(&external_id));
        let all = Search::of("vendor", &Query::default()).unwrap();
        assert!(all.sql().ends_with("FROM vendor t ORDER BY t.id"), "{}", all.sql());
        assert_eq!(all.id("entity", Some(&external_id)).unwrap_err().kind, TroubleKind::BadQuestion);
        let query = Query { cursor: Some("x".into()), ..Query::default() };
        assert_eq!(Search::of("vendor", &query).unwrap_err().kind, TroubleKind::BadQuestion);
    }

    #[test]
    fn a_transaction_comes_once_however_many_of_its_lines_fit() {
        let item = "701".to_owned();
        let search = Search::of("transaction", &Query::default()).unwrap().like("memo", Some("%x".into()));
        let search = search.line_id("item", Some(&item)).unwrap().line_id("location", Some(&item)).unwrap();
        let sql = search.sql();
        assert!(sql.starts_with("SELECT DISTINCT t.id, "), "{sql}");
        let end = "FROM transaction t JOIN transactionline tl ON tl.transaction = t.id WHERE t.memo LIKE ? AND tl.item = 701 \
                   AND tl.location = 701 ORDER BY t.id";
        assert!(sql.ends_with(end), "{sql}");
    }

    #[test]
    fn changes_are_asked_for_twelve_hours_early_because_the_zone_is_unknown() {
        let since = "2026-03-01T08:00:00Z".parse().ok();
        let search = Search::of("vendor", &Query::default()).unwrap().since(since);
        let expected = "TO_TIMESTAMP('2026-02-28 20:00:00', 'YYYY-MM-DD HH24:MI:SS')";
        assert!(search.sql().contains(expected), "{}", search.sql());
    }
}
