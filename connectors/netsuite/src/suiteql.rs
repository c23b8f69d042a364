//! SuiteQL: `POST /query/v1/suiteql`.

use erpgate_connector::{Session, Trouble, TroubleKind};
use http::{HeaderName, HeaderValue, Method};
use serde_json::{Map, Value, json};

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
    let mut body = json!({"q": q});
    if !params.is_empty() {
        body["params"] = json!(params);
    }
    let call = transport
        .call(Method::POST, "query/v1/suiteql", &format!("limit={limit}"))
        .json(&body)
        // NetSuite refuses SuiteQL without it.
        .header(HeaderName::from_static("prefer"), HeaderValue::from_static("transient"));
    let answer = match transport.read(session, call).await? {
        Reply::Done(answer) => answer,
        Reply::Refused(error) => {
            return Err(error.unexpected("a SuiteQL query (the role needs SuiteAnalytics Workbook)"));
        }
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
            Ok(Rows { rows, has_more })
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
