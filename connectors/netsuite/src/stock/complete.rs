//! What a stock document does not say itself: which other document undid it, and whether its numbers are of
//! lots or serial numbers.

use std::collections::{BTreeMap, BTreeSet};

use erpgate_connector::{Session, Trouble, TroubleKind};
use erpgate_model::Record;
use serde_json::{Value, json};

use super::numbers::serial_items;
use super::portions::gather_serials;
use super::reversal::{reference, reversed};
use crate::connector::Account;
use crate::suiteql::{self, column};

/// Documents as [`crate::records`] reads them, with what other records tell of them.
///
/// # Errors
/// When SuiteQL does not answer.
pub(super) async fn complete(
    account: &Account,
    session: &Session,
    records: Vec<Record>,
) -> Result<Vec<Record>, Trouble> {
    let mut all: Vec<_> = records.iter().map(|record| (record.resource(), record.to_json())).collect();
    let reversals =
        reversals(account, session, &all.iter().map(|(_, record)| record).collect::<Vec<_>>()).await?;
    let numbered: BTreeSet<String> = all
        .iter()
        .flat_map(|(_, record)| record["lines"].as_array().into_iter().flatten())
        .filter(|line| line["lot"].is_string())
        .filter_map(|line| line["item_id"].as_str().map(str::to_owned))
        .collect();
    let serial = serial_items(account, session, &numbered).await?;
    for (_, record) in &mut all {
        let by = record["id"].as_str().and_then(|id| reversals.get(id));
        record["reversed_by"] = json!(by);
        if let Some(lines) = record["lines"].as_array() {
            record["lines"] = Value::Array(gather_serials(lines, |item| serial.contains(item)));
        }
    }
    let read = all.into_iter().map(|(resource, json)| Record::from_json(resource, json));
    read.collect::<Result<_, _>>().map_err(|error| {
        let detail = format!("NetSuite's document cannot be read: {error}");
        Trouble::new(TroubleKind::Unreadable, detail)
    })
}

/// The ids of the opposite documents, by the ids of those that they undid.
async fn reversals(
    account: &Account,
    session: &Session,
    records: &[&Value],
) -> Result<BTreeMap<String, String>, Trouble> {
    let ids = records.iter().filter_map(|record| record["id"].as_str());
    let ids = ids.filter(|id| id.bytes().all(|byte| byte.is_ascii_digit()));
    let names: Vec<String> = ids.map(|id| format!("'{}'", reference(id))).collect();
    if names.is_empty() {
        return Ok(BTreeMap::new());
    }
    let q = format!(
        "SELECT t.id, t.externalid FROM transaction t WHERE t.externalid IN ({}) ORDER BY t.id",
        names.join(", ")
    );
    let rows = suiteql::every(&account.transport, session, &q, &[]).await?;
    let pair = |row| Some((reversed(&column(row, "externalid")?)?.to_owned(), column(row, "id")?));
    Ok(rows.iter().filter_map(pair).collect())
}
