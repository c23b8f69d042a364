//! Stock by item and location, as the account keeps it.

use std::fmt::Write;

use erpgate_connector::{Session, Trouble};
use erpgate_model::Decimal;
use serde_json::{Map, Value};

use crate::connector::Account;
use crate::mapping::values::decimal;
use crate::suiteql::{self, column};

/// Item and location; the location is 0 in an account that keeps no stock by location.
pub(super) type PlaceKey = (u64, u64);

/// What lies at a place altogether.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) key: PlaceKey,
    pub(super) on_hand: Decimal,
    pub(super) available: Decimal,
    pub(super) on_order: Decimal,
    pub(super) unit: Option<String>,
    pub(super) row: Map<String, Value>,
}

/// Which places are asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Places {
    pub(super) item: Option<u64>,
    pub(super) location: Option<u64>,
    /// This one and those after it.
    pub(super) from: Option<PlaceKey>,
}

/// At most so many places in their order, and whether there are more.
pub(super) async fn places(
    account: &Account,
    session: &Session,
    wanted: &Places,
    limit: usize,
) -> Result<(Vec<Place>, bool), Trouble> {
    let transport = &account.transport;
    let found = suiteql::query_if_known(transport, session, &by_location(wanted), &[], limit).await?;
    let found = match found {
        Some(found) => found,
        // Without multi-location inventory there is no such table.
        None if wanted.location.is_some() => return Ok((Vec::new(), false)),
        None => suiteql::query(transport, session, &by_item(wanted), &[], limit).await?,
    };
    let places = found.rows.into_iter().filter_map(place).collect();
    Ok((places, found.has_more))
}

fn by_location(wanted: &Places) -> String {
    let mut q =
        "SELECT a.item, a.location, a.quantityonhand, a.quantityavailable, a.quantityonorder, i.stockunit \
                 FROM aggregateitemlocation a JOIN item i ON i.id = a.item WHERE a.location IS NOT NULL"
            .to_owned();
    for (column, id) in [("item", wanted.item), ("location", wanted.location)] {
        if let Some(id) = id {
            // Writing to a String cannot fail.
            let _ = write!(q, " AND a.{column} = {id}");
        }
    }
    if let Some((item, location)) = wanted.from {
        let _ = write!(q, " AND (a.item > {item} OR (a.item = {item} AND a.location >= {location}))");
    }
    q + " ORDER BY a.item, a.location"
}

fn by_item(wanted: &Places) -> String {
    let mut q = "SELECT i.id AS item, i.quantityonhand, i.quantityavailable, i.quantityonorder, i.stockunit \
                 FROM item i WHERE i.quantityonhand IS NOT NULL"
        .to_owned();
    if let Some(item) = wanted.item {
        let _ = write!(q, " AND i.id = {item}");
    }
    if let Some((item, _)) = wanted.from {
        let _ = write!(q, " AND i.id >= {item}");
    }
    q + " ORDER BY i.id"
}

fn place(row: Map<String, Value>) -> Option<Place> {
    let item = column(&row, "item")?.parse().ok()?;
    let location = column(&row, "location").and_then(|id| id.parse().ok()).unwrap_or(0);
    Some(Place {
        key: (item, location),
        on_hand: figure(&row, "quantityonhand"),
        available: figure(&row, "quantityavailable"),
        on_order: figure(&row, "quantityonorder"),
        unit: column(&row, "stockunit"),
        row,
    })
}

/// A quantity in a row; what is left out is none.
pub(super) fn figure(row: &Map<String, Value>, name: &str) -> Decimal {
    column(row, name).and_then(|text| decimal(&text)).unwrap_or(Decimal::ZERO).normalized()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_begins_with_the_place_where_the_last_one_ended() {
        let wanted = Places { item: None, location: Some(11), from: Some((701, 11)) };
        let q = by_location(&wanted);
        let end = "AND a.location = 11 AND (a.item > 701 OR (a.item = 701 AND a.location >= 11)) ORDER BY a.item, a.location";
        assert!(q.ends_with(end), "{q}");
        assert!(by_item(&wanted).ends_with("AND i.id >= 701 ORDER BY i.id"));
    }
}
