//! How much there is now of what an adjustment is about.

use std::collections::BTreeSet;

use erpgate_connector::{Session, Trouble};
use erpgate_model::Decimal;
use serde_json::{Map, Value};

use super::places::figure;
use crate::connector::Account;
use crate::suiteql::{self, column};

/// How many values one query is asked about.
const AT_ONCE: usize = 500;

/// A piece of stock; item and location by id or as `eid:…`, the bin by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Wanted<'a> {
    pub(crate) item: &'a str,
    pub(crate) location: Option<&'a str>,
    pub(crate) bin: Option<&'a str>,
    pub(crate) lot: Option<&'a str>,
}

impl Wanted<'_> {
    fn is_shelf(&self) -> bool {
        self.bin.is_some() || self.lot.is_some()
    }
}

/// What lies at the places and on the shelves that were asked about.
#[derive(Debug, Default)]
pub(crate) struct OnHand {
    places: Vec<Map<String, Value>>,
    shelves: Vec<Map<String, Value>>,
    by_location: bool,
}

impl OnHand {
    /// Reads it from NetSuite, as it stands at this moment.
    pub(crate) async fn load(
        account: &Account,
        session: &Session,
        wanted: &[Wanted<'_>],
    ) -> Result<Self, Trouble> {
        let items = |shelf: bool| -> Vec<&str> {
            let items = wanted.iter().filter(|one| one.is_shelf() == shelf).map(|one| one.item);
            items.collect::<BTreeSet<_>>().into_iter().collect()
        };
        let mut on_hand = Self { by_location: true, ..Self::default() };
        for items in items(false).chunks(AT_ONCE) {
            let (condition, params) = of_items(items);
            let q = format!(
                "SELECT a.item, i.externalid AS itemcode, a.location, l.externalid AS locationcode, i.stockunit, \
                 a.quantityonhand FROM aggregateitemlocation a JOIN item i ON i.id = a.item \
                 JOIN location l ON l.id = a.location WHERE {condition} ORDER BY a.item, a.location"
            );
            let rows = suiteql::every_if_known(&account.transport, session, &q, &params).await?;
            on_hand.by_location = rows.is_some();
            on_hand.places.extend(match rows {
                Some(rows) => rows,
                None => whole(account, session, &condition, &params).await?,
            });
        }
        for items in items(true).chunks(AT_ONCE) {
            let (condition, params) = of_items(items);
            let q = format!(
                "SELECT b.item, i.externalid AS itemcode, b.location, l.externalid AS locationcode, i.stockunit, \
                 b.binnumber, BUILTIN.DF(b.inventorynumber) AS lot, b.inventorystatus, b.quantityonhand \
                 FROM inventorybalance b JOIN item i ON i.id = b.item JOIN location l ON l.id = b.location \
                 WHERE {condition} ORDER BY b.item, b.location, b.binnumber, b.inventorynumber, b.inventorystatus"
            );
            on_hand.shelves.extend(suiteql::every(&account.transport, session, &q, &params).await?);
        }
        Ok(on_hand)
    }

    /// The quantity in the item's stock unit; what NetSuite knows nothing of is none.
    pub(crate) fn of(&self, wanted: &Wanted<'_>) -> Decimal {
        let rows = self.rows(wanted).filter(|row| {
            let bin = || column(row, "binnumber");
            let lot = || column(row, "lot");
            wanted.bin.is_none_or(|wanted| bin().as_deref() == Some(wanted))
                && wanted.lot.is_none_or(|wanted| lot().as_deref() == Some(wanted))
        });
        rows.fold(Decimal::ZERO, |sum, row| sum.checked_add(figure(row, "quantityonhand")).unwrap_or(sum))
            .normalized()
    }

    /// The unit in which NetSuite counts it, where the item names one.
    pub(crate) fn unit(&self, wanted: &Wanted<'_>) -> Option<String> {
        self.rows(wanted).find_map(|row| column(row, "stockunit"))
    }

    fn rows<'a>(&'a self, wanted: &'a Wanted<'_>) -> impl Iterator<Item = &'a Map<String, Value>> {
        let rows = if wanted.is_shelf() { &self.shelves } else { &self.places };
        rows.iter().filter(|row| {
            let at_place = |location| names(row, "location", "locationcode", location);
            names(row, "item", "itemcode", wanted.item)
                && (!self.by_location || wanted.location.is_none_or(at_place))
        })
    }
}

/// Levels of an account that keeps no stock by location.
async fn whole(
    account: &Account,
    session: &Session,
    condition: &str,
    params: &[String],
) -> Result<Vec<Map<String, Value>>, Trouble> {
    let q = format!(
        "SELECT i.id AS item, i.externalid AS itemcode, i.stockunit, i.quantityonhand FROM item i \
         WHERE {condition} ORDER BY i.id"
    );
    suiteql::every(&account.transport, session, &q, params).await
}

/// A condition on the items, and what its question marks stand for.
fn of_items(items: &[&str]) -> (String, Vec<String>) {
    let codes: Vec<String> =
        items.iter().filter_map(|item| item.strip_prefix("eid:")).map(str::to_owned).collect();
    let is_id = |item: &&&str| !item.is_empty() && item.bytes().all(|byte| byte.is_ascii_digit());
    let ids: Vec<&str> = items.iter().filter(is_id).copied().collect();
    let mut parts = Vec::new();
    if !ids.is_empty() {
        parts.push(format!("i.id IN ({})", ids.join(", ")));
    }
    if !codes.is_empty() {
        parts.push(format!("i.externalid IN ({})", vec!["?"; codes.len()].join(", ")));
    }
    // Neither an id nor an external id: NetSuite will say so when the adjustment is sent.
    let condition =
        if parts.is_empty() { "i.id = 0".to_owned() } else { format!("({})", parts.join(" OR ")) };
    (condition, codes)
}

fn names(row: &Map<String, Value>, id: &str, code: &str, wanted: &str) -> bool {
    match wanted.strip_prefix("eid:") {
        Some(wanted) => column(row, code).as_deref() == Some(wanted),
        None => column(row, id).as_deref() == Some(wanted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn external_ids_are_bound_and_only_digits_stand_in_the_query() {
        let (condition, params) = of_items(&["701", "eid:A' OR 1=1", "1 OR 1=1"]);
        assert_eq!(condition, "(i.id IN (701) OR i.externalid IN (?))");
        assert_eq!(params, ["A' OR 1=1"]);
        assert_eq!(of_items(&["x"]).0, "i.id = 0");
    }
}
