//! Reading stock in the tests: through SuiteQL, as clients read it.

use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Reply, World};

/// Runs a query and gives its rows without their links.
pub(crate) async fn rows(world: &World, q: &str) -> Vec<Value> {
    let request = world.request(Method::POST, "/query/v1/suiteql").header("Prefer", "transient");
    let reply = Reply::of(request.json(&json!({"q": q})).send().await.unwrap()).await;
    assert_eq!(reply.status, 200, "{q}: {reply:?}");
    let mut rows = reply.json()["items"].as_array().unwrap().clone();
    for row in &mut rows {
        row.as_object_mut().unwrap().shift_remove("links");
    }
    rows
}

/// On hand of an item at a location; `0` where nothing was ever kept.
pub(crate) async fn on_hand(world: &World, item: &str, location: &str) -> String {
    let q = format!(
        "SELECT quantityonhand FROM aggregateitemlocation WHERE item = {item} AND location = {location}"
    );
    let rows = rows(world, &q).await;
    rows.first().map_or_else(|| "0".to_owned(), |row| row["quantityonhand"].as_str().unwrap().to_owned())
}

/// The shelves of an item: bin, lot or serial number, status, quantity.
pub(crate) async fn shelves(world: &World, item: &str) -> Vec<(String, String, String, String)> {
    let q = format!(
        "SELECT location, BUILTIN.DF(binnumber) AS bin, BUILTIN.DF(inventorynumber) AS number, \
         BUILTIN.DF(inventorystatus) AS status, quantityonhand FROM inventorybalance WHERE item = {item} \
         ORDER BY location, binnumber, inventorynumber, inventorystatus"
    );
    let text = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let rows = rows(world, &q).await;
    rows.iter()
        .map(|row| {
            let place = match text(row, "bin").as_str() {
                "" => text(row, "location"),
                bin => format!("{} {bin}", text(row, "location")),
            };
            (place, text(row, "number"), text(row, "status"), text(row, "quantityonhand"))
        })
        .collect()
}

/// A row of `shelves`.
pub(crate) fn shelf(
    place: &str,
    number: &str,
    status: &str,
    quantity: &str,
) -> (String, String, String, String) {
    (place.to_owned(), number.to_owned(), status.to_owned(), quantity.to_owned())
}
