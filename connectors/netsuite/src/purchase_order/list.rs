//! Lists: SuiteQL finds the ids, then each order is read.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use erpgate_connector::{Session, Trouble, TroubleKind};
use erpgate_model::{Page, PurchaseOrder, PurchaseOrderStatus, Query, Record, RecordId};
use futures::{StreamExt, TryStreamExt, stream};
use serde_json::Value;

use super::read::read;
use super::status::letters;
use crate::connector::Account;
use crate::suiteql::{self, MAX_ROWS, Rows, column};

/// How many orders are read at the same time; small accounts allow five requests at once.
const PARALLEL: usize = 4;

/// SuiteQL shows times in the zone of the account, which no API tells. No zone is further behind UTC.
const FURTHEST_BEHIND: TimeDelta = TimeDelta::hours(12);

/// An order that SuiteQL found.
#[derive(Debug, Clone)]
struct Candidate {
    id: u64,
    /// Last change, in the zone of the account.
    changed: Option<NaiveDateTime>,
}

pub(crate) async fn list(account: &Account, session: &Session, query: &Query) -> Result<Page, Trouble> {
    let wanted = match query.status.as_deref().map(status).transpose()? {
        Some(status) if letters(status).is_empty() => return Ok(Page::default()),
        wanted => wanted,
    };
    // NetSuite's times have whole seconds: what changed at 08:00:00.700 says 08:00:00.
    let since = query.updated_since.and_then(|since| DateTime::from_timestamp(since.timestamp(), 0));
    let (sql, params) = statement(query, wanted, since)?;
    // Most rows of the twelve hours too many fall out again, so many are asked for at once.
    let limit = if since.is_some() { MAX_ROWS } else { usize::from(query.limit) };
    let found = suiteql::query(&account.transport, session, &sql, &params, limit).await?;
    let mut candidates = candidates(&found)?;
    let last = candidates.last().map(|candidate| candidate.id);
    if let Some(since) = since {
        candidates = changed_since(account, session, candidates, since).await?;
    }
    let cut = candidates.len() > usize::from(query.limit);
    candidates.truncate(usize::from(query.limit));
    let next =
        if cut { candidates.last().map(|candidate| candidate.id) } else { last.filter(|_| found.has_more) };

    let ids: Vec<u64> = candidates.iter().map(|candidate| candidate.id).collect();
    let orders: Vec<Option<PurchaseOrder>> = stream::iter(ids)
        .map(|id| one(account, session, id, query.include_native))
        .buffered(PARALLEL)
        .try_collect()
        .await?;
    let fits = |order: &PurchaseOrder| {
        since.is_none_or(|since| order.updated_at.is_none_or(|changed| changed >= since))
            && wanted.is_none_or(|wanted| order.status == wanted)
    };
    let records = orders.into_iter().flatten().filter(fits);
    Ok(Page {
        records: records.map(|order| Record::PurchaseOrder(Box::new(order))).collect(),
        next_cursor: next.map(|id| id.to_string()),
    })
}

async fn one(
    account: &Account,
    session: &Session,
    id: u64,
    native: bool,
) -> Result<Option<PurchaseOrder>, Trouble> {
    read(account, session, &RecordId::new(id.to_string()), native).await
}

/// Ids in their order, so that orders made meanwhile come at the end and none comes twice.
fn statement(
    query: &Query,
    status: Option<PurchaseOrderStatus>,
    since: Option<DateTime<Utc>>,
) -> Result<(String, Vec<String>), Trouble> {
    let mut sql = "SELECT t.id, TO_CHAR(t.lastmodifieddate, 'YYYY-MM-DD\"T\"HH24:MI:SS') AS changed \
                   FROM transaction t WHERE t.type = 'PurchOrd'"
        .to_owned();
    let mut params = Vec::new();
    if let Some(cursor) = &query.cursor {
        let after: u64 = cursor.parse().map_err(|_| bad("the cursor is not one that this list gave"))?;
        sql.push_str(&format!(" AND t.id > {after}"));
    }
    if let Some(vendor) = &query.vendor_id {
        let vendor: u64 = vendor.parse().map_err(|_| bad("vendor ids of NetSuite are digits"))?;
        sql.push_str(&format!(" AND t.entity = {vendor}"));
    }
    for (column, value) in [("otherrefnum", &query.external_id), ("tranid", &query.number)] {
        if let Some(value) = value {
            sql.push_str(&format!(" AND t.{column} = ?"));
            params.push(value.clone());
        }
    }
    if let Some(status) = status {
        // Accounts show the code with and without the type in front.
        let codes: Vec<String> =
            letters(status).iter().map(|letter| format!("'{letter}', 'PurchOrd:{letter}'")).collect();
        sql.push_str(&format!(" AND t.status IN ({})", codes.join(", ")));
    }
    if let Some(since) = since {
        let local = (since - FURTHEST_BEHIND).format("%Y-%m-%d %H:%M:%S");
        sql.push_str(&format!(" AND t.lastmodifieddate >= TO_TIMESTAMP('{local}', 'YYYY-MM-DD HH24:MI:SS')"));
    }
    sql.push_str(" ORDER BY t.id");
    Ok((sql, params))
}

fn status(word: &str) -> Result<PurchaseOrderStatus, Trouble> {
    serde_json::from_value(Value::String(word.to_owned()))
        .map_err(|_| bad(&format!("`{word}` is no status of a purchase order")))
}

fn bad(detail: &str) -> Trouble {
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
        .ok_or_else(|| Trouble::new(TroubleKind::Unreadable, "NetSuite gave a purchase order without an id"))
}

/// Drops what surely changed before. The account's zone is learned from one order, of which the record
/// service tells the time in UTC; an hour of grace covers a change to or from summer time.
async fn changed_since(
    account: &Account,
    session: &Session,
    candidates: Vec<Candidate>,
    since: DateTime<Utc>,
) -> Result<Vec<Candidate>, Trouble> {
    let latest =
        candidates.iter().filter(|candidate| candidate.changed.is_some()).max_by_key(|latest| latest.changed);
    let Some(latest) = latest else { return Ok(candidates) };
    let known = one(account, session, latest.id, false).await?;
    let (Some(local), Some(utc)) = (latest.changed, known.and_then(|order| order.updated_at)) else {
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
        let query = Query {
            external_id: Some("a' OR 1=1 --".into()),
            vendor_id: Some("501".into()),
            cursor: Some("42".into()),
            ..Query::default()
        };
        let (sql, params) = statement(&query, None, None).unwrap();
        assert!(sql.ends_with(
            "WHERE t.type = 'PurchOrd' AND t.id > 42 AND t.entity = 501 AND t.otherrefnum = ? ORDER BY t.id"
        ));
        assert_eq!(params, ["a' OR 1=1 --"]);
        for query in [
            Query { vendor_id: Some("1 OR 1=1".into()), ..Query::default() },
            Query { cursor: Some("x".into()), ..Query::default() },
        ] {
            assert_eq!(statement(&query, None, None).unwrap_err().kind, TroubleKind::BadQuestion);
        }
    }

    #[test]
    fn both_forms_of_the_status_are_asked_for() {
        let query = Query::default();
        let (sql, _) = statement(&query, Some(PurchaseOrderStatus::PartiallyReceived), None).unwrap();
        assert!(sql.contains("t.status IN ('D', 'PurchOrd:D', 'E', 'PurchOrd:E')"), "{sql}");
    }

    #[test]
    fn changes_are_asked_for_twelve_hours_early_because_the_zone_is_unknown() {
        let since = "2026-03-01T08:00:00Z".parse().unwrap();
        let (sql, _) = statement(&Query::default(), None, Some(since)).unwrap();
        assert!(sql.contains("TO_TIMESTAMP('2026-02-28 20:00:00', 'YYYY-MM-DD HH24:MI:SS')"), "{sql}");
    }
}
