//! One page of levels.

use erpgate_connector::{Session, Trouble};
use erpgate_model::{Decimal, InventoryLevel, Page, Query, Record, RecordId};
use serde_json::{Map, Value, json};

use super::places::{Place, PlaceKey, Places, places};
use super::shelves::{Shelf, ShelfKey, Shelves, shelves};
use crate::connector::Account;
use crate::mapping::version;
use crate::records::bad;

/// What a level is of: the order of the list, and its id.
type Key = (PlaceKey, ShelfKey);

/// Levels in the order of their items, locations, bins and lots, so that the next page begins where this one
/// ends, whatever is moved meanwhile.
pub(crate) async fn list(account: &Account, session: &Session, query: &Query) -> Result<Page, Trouble> {
    let after = query.cursor.as_deref().map(key).transpose()?;
    let id = |text: &Option<String>, what: &str| {
        let digits =
            |text: &String| text.parse().map_err(|_| bad(&format!("{what} ids of NetSuite are digits")));
        text.as_ref().map(digits).transpose()
    };
    let wanted = Places {
        item: id(&query.item_id, "item")?,
        location: id(&query.location_id, "location")?,
        from: after.map(|(place, _)| place),
    };
    let limit = usize::from(query.limit);
    // One more than rows are wanted: all rows of the first may have stood on the page before.
    let (places, more) = places(account, session, &wanted, limit + 1).await?;
    let (Some(first), Some(last)) = (places.first(), places.last()) else { return Ok(Page::default()) };
    let shelves = match (first.key, last.key) {
        ((_, 0), _) => Shelves::new(),
        (first, last) => shelves(account, session, first, last).await?,
    };
    let mut levels: Vec<(Key, InventoryLevel)> = places
        .iter()
        .flat_map(|place| of_place(place, shelves.get(&place.key), query.include_native))
        .filter(|(key, _)| after.is_none_or(|after| *key > after))
        .collect();
    let cut = levels.len() > limit;
    levels.truncate(limit);
    let next = levels.last().filter(|_| cut || more).map(|(key, _)| text(*key));
    let records = levels.into_iter().map(|(_, level)| Record::InventoryLevel(Box::new(level)));
    Ok(Page { records: records.collect(), next_cursor: next })
}

/// A row for what lies in no bin and lot, unless that is nothing, and one for each of them.
fn of_place(
    place: &Place,
    shelves: Option<&std::collections::BTreeMap<ShelfKey, Shelf>>,
    native: bool,
) -> Vec<(Key, InventoryLevel)> {
    let shelves: Vec<_> = shelves.into_iter().flatten().collect();
    let rest = |whole: Decimal, part: fn(&Shelf) -> Decimal| {
        let minus = Decimal::from(-1);
        shelves.iter().try_fold(whole, |rest, (_, shelf)| rest.checked_add(part(shelf).checked_mul(minus)?))
    };
    let on_hand = rest(place.on_hand, |shelf| shelf.on_hand);
    let available = rest(place.available, |shelf| shelf.available);
    let mut levels = Vec::new();
    let something = |figure: &Option<Decimal>| figure.is_none_or(|figure| !figure.is_zero());
    if shelves.is_empty() || something(&on_hand) || something(&available) || !place.on_order.is_zero() {
        let figures = (on_hand, available, Some(place.on_order));
        levels.push(level(place, (0, 0), None, figures, native.then(|| place.row.clone())));
    }
    levels.extend(shelves.into_iter().map(|(key, shelf)| {
        let figures = (Some(shelf.on_hand), Some(shelf.available), None);
        level(place, *key, shelf.lot.clone(), figures, native.then(|| shelf.row.clone()))
    }));
    levels
}

fn level(
    place: &Place,
    shelf: ShelfKey,
    lot: Option<String>,
    (on_hand, available, on_order): (Option<Decimal>, Option<Decimal>, Option<Decimal>),
    native: Option<Map<String, Value>>,
) -> (Key, InventoryLevel) {
    let key = (place.key, shelf);
    let figures =
        json!({"id": text(key), "lot": lot, "figures": [on_hand, available, on_order], "unit": place.unit});
    let level = InventoryLevel {
        id: RecordId::new(text(key)),
        item_id: Some(place.key.0.to_string()),
        location_id: (place.key.1 != 0).then(|| place.key.1.to_string()),
        storage_location_id: None,
        bin_id: (shelf.0 != 0).then(|| shelf.0.to_string()),
        lot,
        on_hand: on_hand.map(|figure| figure.normalized()),
        available: available.map(|figure| figure.normalized()),
        on_order,
        unit: place.unit.clone(),
        version: version(figures.as_object().unwrap_or(&Map::new())),
        native: native.map(Value::Object),
    };
    (key, level)
}

fn text(((item, location), (bin, lot)): Key) -> String {
    format!("{item}-{location}-{bin}-{lot}")
}

fn key(cursor: &str) -> Result<Key, Trouble> {
    let parts: Vec<u64> = cursor.split('-').filter_map(|part| part.parse().ok()).collect();
    match parts[..] {
        [item, location, bin, lot] if text(((item, location), (bin, lot))) == cursor => {
            Ok(((item, location), (bin, lot)))
        }
        _ => Err(bad("the cursor is not one that this list gave")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_the_id_of_a_level_and_nothing_else() {
        let of = ((701, 11), (31, 8));
        assert_eq!(key(&text(of)), Ok(of));
        for wrong in ["", "701", "701-11-0", "701-11-0-x", "701-11-0-0 OR 1=1", "0701-11-0-0"] {
            assert!(key(wrong).is_err(), "{wrong}");
        }
    }
}
