use erpgate_model::{Query, Resource};
use serde_json::json;

use crate::stand::{Stand, visit};

async fn list(stand: &Stand, query: Query) -> Vec<serde_json::Value> {
    let mut query = Query { limit: 3, ..query };
    let mut levels = Vec::new();
    loop {
        let page = stand.connector.list(&visit(&stand.connector), Resource::InventoryLevel, &query).await;
        let page = page.expect("listing works");
        assert!(page.records.len() <= 3);
        levels.extend(page.records.iter().map(erpgate_model::Record::to_json));
        match page.next_cursor {
            Some(next) => query.cursor = Some(next),
            None => return levels,
        }
    }
}

#[tokio::test]
async fn every_level_comes_once_and_is_what_sap_holds() {
    let stand = Stand::start(&json!({})).await;
    let levels = list(&stand, Query::default()).await;
    let ledger = stand.ledger("").await;
    assert_eq!(levels.len(), ledger["stock"].as_array().unwrap().len());
    for level in &levels {
        let held = ledger["stock"].as_array().unwrap().iter().find(|held| {
            level["item_id"] == held["material"]
                && level["location_id"] == held["plant"]
                && level["storage_location_id"] == held["storage_location"]
                && level["lot"].as_str().unwrap_or_default() == held["batch"]
        });
        let held = held.unwrap_or_else(|| panic!("{level}"));
        assert_eq!([&level["on_hand"], &level["unit"]], [&held["quantity"], &held["unit"]]);
    }
    let batch = levels.iter().find(|level| level["lot"] == "B0002").unwrap();
    assert_eq!(
        [
            &batch["item_id"],
            &batch["storage_location_id"],
            &batch["on_hand"],
            &batch["unit"],
            &batch["available"]
        ],
        [&json!("TG20"), &json!("101A"), &json!("120.5"), &json!("KG"), &json!(null)]
    );
}

#[tokio::test]
async fn items_and_locations_narrow() {
    let stand = Stand::start(&json!({})).await;
    let of = |item: &str, location: Option<&str>| Query {
        item_id: Some(item.into()),
        location_id: location.map(str::to_owned),
        ..Query::default()
    };
    let ids = |levels: Vec<serde_json::Value>| -> Vec<String> {
        levels.iter().map(|level| level["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(list(&stand, of("TG11", Some("1010"))).await), ["TG11.1010.101A.", "TG11.1010.101B."]);
    assert_eq!(list(&stand, of("TG11", None)).await.len(), 4);
    assert_eq!(ids(list(&stand, of("1000042", None)).await), ["1000042.1010.101C."]);
    assert!(list(&stand, of("NIX", None)).await.is_empty());
    assert!(list(&stand, of("TG11", Some("10100"))).await.is_empty());
}

#[tokio::test]
async fn the_version_follows_the_stock() {
    let stand = Stand::start(&json!({})).await;
    let level =
        || Query { item_id: Some("TG11".into()), location_id: Some("1010".into()), ..Query::default() };
    let before = list(&stand, level()).await.remove(0);
    let body = json!({"material": "TG11", "plant": "1010", "storage_location": "101A", "quantity": "-0.5"});
    stand.post("stock/move", body).await;
    let after = list(&stand, level()).await.remove(0);
    assert_eq!(after["id"], "TG11.1010.101A.");
    assert_eq!(after["on_hand"], "249.5");
    assert_ne!(after["version"], before["version"]);
}
