//! Stock: how much there is, changed by so much, set to so much, moved, undone.

use reqwest::Method;
use serde_json::{Value, json};

use super::bodies;
use super::table::Table;

const ADJUSTMENT: &str = "inventory_adjustment";
const TRANSFER: &str = "inventory_transfer";

pub(super) async fn try_all(table: &mut Table) {
    let before = on_hand(table).await;
    let body = bodies::change("-3");
    let made = table.write((ADJUSTMENT, "create", None), Method::POST, "inventory-adjustments", &body).await;
    let id = made.as_ref().map_or("1", |made| made["record"]["id"].as_str().unwrap()).to_owned();
    if let (Some(before), true) = (before, made.is_some()) {
        assert_eq!(on_hand(table).await, Some(before - 3), "three less");
        set_to(table, before).await;
    }
    table.read((ADJUSTMENT, "get", None), &format!("inventory-adjustments/{id}")).await;
    table.read((ADJUSTMENT, "list", None), "inventory-adjustments?limit=5").await;
    let path = format!("inventory-adjustments/{id}/reverse");
    let held = on_hand(table).await;
    if table.write((ADJUSTMENT, "reverse", None), Method::POST, &path, &Value::Null).await.is_some() {
        assert_eq!(on_hand(table).await, held.map(|held| held + 3), "three more again");
    }
    transfers(table).await;
}

/// Sets the stock to what it was before three were taken; with a wrong expectation nothing happens.
async fn set_to(table: &mut Table, before: i64) {
    let wrong = bodies::set_to(&before.to_string(), &(before + 7).to_string());
    let (path, writes) = (table.path("inventory-adjustments"), table.stand.writes(table.erp).await);
    let (status, problem) = table.stand.write(Method::POST, &path, "expects-wrong", &wrong).await;
    assert_eq!((status.as_u16(), &problem["code"]), (412, &json!("stale_version")), "{problem:#}");
    assert_eq!(problem["errors"][0]["pointer"], "/lines/0/expected_on_hand", "{problem:#}");
    assert_eq!(table.stand.writes(table.erp).await, writes, "nothing was posted");
    let right = bodies::set_to(&before.to_string(), &(before - 3).to_string());
    table.write((ADJUSTMENT, "create", None), Method::POST, "inventory-adjustments", &right).await.unwrap();
    assert_eq!(on_hand(table).await, Some(before));
    stands_already(table, before).await;
}

/// A level that stands: an ERP that makes no document for it says that nothing was written.
async fn stands_already(table: &mut Table, level: i64) {
    let same = bodies::set_to(&level.to_string(), &level.to_string());
    let path = table.path("inventory-adjustments");
    let (status, answer) = table.stand.write(Method::POST, &path, "stands-already", &same).await;
    assert_eq!((status.as_u16(), &answer["status"]), (201, &json!("succeeded")), "{answer:#}");
    let said = answer["warnings"].as_array().unwrap().iter();
    let nothing = said.clone().any(|warning| warning["code"] == "nothing_to_write");
    assert_eq!(nothing, answer["record_id"].is_null(), "{answer:#}");
    assert_eq!(on_hand(table).await, Some(level));
}

/// What lies of the bolts where the connection's defaults put them, in whole pieces.
async fn on_hand(table: &mut Table) -> Option<i64> {
    let below = "inventory-levels?item_id=bolt-m8&location_id=berlin&limit=50";
    let levels = table.read(("inventory_level", "list", None), below).await?;
    Some(pieces(&levels))
}

/// SAP counts each storage location by itself; NetSuite has none.
pub(super) fn pieces(levels: &Value) -> i64 {
    let here = |level: &&Value| matches!(level["storage_location_id"].as_str(), None | Some("101A"));
    let number = |level: &Value| level["on_hand"].as_str().unwrap().parse::<i64>().unwrap();
    levels["data"].as_array().unwrap().iter().filter(here).map(number).sum()
}

async fn transfers(table: &mut Table) {
    let made = table
        .write((TRANSFER, "create", None), Method::POST, "inventory-transfers", &bodies::transfer())
        .await;
    let id = made.as_ref().map_or("1", |made| made["record"]["id"].as_str().unwrap()).to_owned();
    if let Some(made) = &made {
        assert_eq!(made["record"]["from_location_id"], "berlin");
        assert_eq!(made["record"]["to_location_id"], "hamburg");
    }
    table.read((TRANSFER, "get", None), &format!("inventory-transfers/{id}")).await;
    table.read((TRANSFER, "list", None), "inventory-transfers?limit=5").await;
    let path = format!("inventory-transfers/{id}/reverse");
    table.write((TRANSFER, "reverse", None), Method::POST, &path, &Value::Null).await;
}
