//! Stock by bin and lot.

use std::collections::BTreeMap;

use erpgate_connector::{Session, Trouble};
use erpgate_model::Decimal;
use serde_json::{Map, Value};

use super::places::{PlaceKey, figure};
use crate::connector::Account;
use crate::suiteql::{self, column};

/// Ids of bin and lot; 0 for none.
pub(super) type ShelfKey = (u64, u64);

/// What lies on a shelf.
#[derive(Debug, Clone)]
pub(super) struct Shelf {
    pub(super) lot: Option<String>,
    pub(super) on_hand: Decimal,
    pub(super) available: Decimal,
    pub(super) row: Map<String, Value>,
}

/// The shelves of each place.
pub(super) type Shelves = BTreeMap<PlaceKey, BTreeMap<ShelfKey, Shelf>>;

/// Every bin and lot from the first to the last of these places. Statuses are added up, and so are serial
/// numbers. Nothing where the account has no bins and lots.
pub(super) async fn shelves(
    account: &Account,
    session: &Session,
    first: PlaceKey,
    last: PlaceKey,
) -> Result<Shelves, Trouble> {
    let q = statement(first, last);
    let rows = suiteql::every_if_known(&account.transport, session, &q, &[]).await?;
    let mut shelves = Shelves::new();
    for row in rows.unwrap_or_default() {
        let id = |name| column(&row, name).and_then(|id| id.parse().ok()).unwrap_or(0);
        let (place, key) = ((id("item"), id("location")), (id("bin"), id("lot")));
        if key != (0, 0) {
            let shelf = Shelf {
                lot: column(&row, "lotname").filter(|_| key.1 != 0),
                on_hand: figure(&row, "quantityonhand"),
                available: figure(&row, "quantityavailable"),
                row,
            };
            shelves.entry(place).or_default().insert(key, shelf);
        }
    }
    Ok(shelves)
}

fn statement(first: PlaceKey, last: PlaceKey) -> String {
    let ((item, location), (last_item, last_location)) = (first, last);
    format!(
        "SELECT s.item, s.location, s.bin, s.lot, s.lotname, SUM(s.quantityonhand) AS quantityonhand, \
         SUM(s.quantityavailable) AS quantityavailable FROM (SELECT b.item, b.location, NVL(b.binnumber, 0) AS bin, \
         CASE WHEN i.isserialitem = 'T' THEN 0 ELSE NVL(b.inventorynumber, 0) END AS lot, \
         CASE WHEN i.isserialitem = 'T' THEN NULL ELSE BUILTIN.DF(b.inventorynumber) END AS lotname, \
         b.quantityonhand, b.quantityavailable FROM inventorybalance b JOIN item i ON i.id = b.item \
         WHERE (b.item > {item} OR (b.item = {item} AND b.location >= {location})) \
         AND (b.item < {last_item} OR (b.item = {last_item} AND b.location <= {last_location}))) s \
         GROUP BY s.item, s.location, s.bin, s.lot, s.lotname ORDER BY s.item, s.location, s.bin, s.lot"
    )
}
