//! SuiteQL: `POST /query/v1/suiteql`.

use erpgate_connector::{Session, Trouble, TroubleKind};
use http::{HeaderName, HeaderValue, Method};
use serde_json::{Map, Value, json};

use crate::errors::ErpError;
use crate::transport::{Reply, Transport};

/// The most rows that NetSuite gives at once.
pub(crate) const MAX_ROWS: usize = 1000;

/// Rows of one query, column names in lower case.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) rows: Vec<Map<String, Value>>,
    /// True when the query has more rows than were asked for.
    pub(crate) has_more: bool,
}

/// Asks for at most `limit` rows; `?` in the query are filled from `params`.
///
/// # Errors
/// `Misconfigured` with NetSuite's words when it does not take the query (mostly: the role lacks the
/// permission SuiteAnalytics Workbook).
pub(crate) async fn query(
    transport: &Transport,
    session: &Session,
    q: &str,
    params: &[String],
    limit: usize,
) -> Result<Rows, Trouble> {
    ask(transport, session, q, params, limit, 0).await?.map_err(|error| not_taken(&error))
}

/// As [`query`], but nothing when NetSuite does not take the query: which tables and columns there are
/// depends on the features of the account.
///
/// # Errors
/// When NetSuite does not answer.
pub(crate) async fn query_if_known(
    transport: &Transport,
    session: &Session,
    q: &str,
    params: &[String],
    limit: usize,
) -> Result<Option<Rows>, Trouble> {
    Ok(ask(transport, session, q, params, limit, 0).await?.ok())
}

/// Every row of a query that has an order, page by page.
///
/// # Errors
/// As [`query`].
pub(crate) async fn every(
    transport: &Transport,
    session: &Session,
    q: &str,
    params: &[String],
) -> Result<Vec<Map<String, Value>>, Trouble> {
    pages(transport, session, q, params).await?.map_err(|error| not_taken(&error))
}

/// As [`every`], but nothing when NetSuite does not take the query.
///
/// # Errors
/// As [`query_if_known`].
pub(crate) async fn every_if_known(
    transport: &Transport,
    session: &Session,
    q: &str,
    params: &[String],
) -> Result<Option<Vec<Map<String, Value>>>, Trouble> {
    Ok(pages(transport, session, q, params).await?.ok())
}

async fn pages(
    transport: &Transport,
    session: &Session,
    q: &str,
    params: &[String],
) -> Result<Result<Vec<Map<String, Value>>, ErpError>, Trouble> {
    let mut all = Vec::new();
    loop {
        match ask(transport, session, q, params, MAX_ROWS, all.len()).await? {
            Ok(page) => {
                let is_last = !page.has_more || page.rows.len() < MAX_ROWS;
                all.extend(page.rows);
                if is_last {
                    return Ok(Ok(all));
                }
            }
            Err(error) => return Ok(Err(error)),
        }
    }
}

fn not_taken(error: &ErpError) -> Trouble {
    error.unexpected("a SuiteQL query (the role needs SuiteAnalytics Workbook)")
}

/// One page; NetSuite wants an offset that is a multiple of the limit.
async fn ask(
    transport: &Transport,
    session: &Session,
    q: &str,
    params: &[String],
    limit: usize,
    offset: usize,
) -> Result<Result<Rows, ErpError>, Trouble> {
    let mut body = json!({"q": q});
    if !params.is_empty() {
        body["params"] = json!(params);
    }
    let page = if offset == 0 { format!("limit={limit}") } else { format!("limit={limit}&offset={offset}") };
    let call = transport
        .call(Method::POST, "query/v1/suiteql", &page)
        .json(&body)
        // NetSuite refuses SuiteQL without it.
        .header(HeaderName::from_static("prefer"), HeaderValue::from_static("transient"));
    let answer = match transport.read(session, call).await? {
        Reply::Done(answer) => answer,
        Reply::Refused(error) => return Ok(Err(error)),
    };
    let mut body = answer.json().unwrap_or_default();
    let has_more = body["hasMore"].as_bool();
    match (has_more, body["items"].take()) {
        (Some(has_more), Value::Array(items)) => {
            let rows = items
                .into_iter()
                .filter_map(|item| match item {
                    Value::Object(row) => {
                        Some(row.into_iter().map(|(name, value)| (name.to_lowercase(), value)).collect())
                    }
                    _ => None,
                })
                .collect();
            Ok(Ok(Rows { rows, has_more }))
        }
        _ => Err(Trouble::new(
            TroubleKind::Unreadable,
            format!("the answer to a SuiteQL query is not NetSuite's own: {}", answer.excerpt()),
        )),
    }
}

/// A column as text: NetSuite gives strings, and leaves empty columns out.
pub(crate) fn column(row: &Map<String, Value>, name: &str) -> Option<String> {
    match row.get(name)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
