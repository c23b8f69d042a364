//! Inventory levels: rows that add up, pages that fit together.

use erpgate_connector::TroubleKind;
use erpgate_model::{InventoryLevel, Query, Record, Resource};
use serde_json::{Value, json};

use crate::account::Account;
use crate::admin::World;
use crate::warehouse::{adjustment, creation};

const OF: Resource = Resource::InventoryLevel;

async fn page(world: &World, query: &Query) -> (Vec<InventoryLevel>, Option<String>) {
    let visit = world.visit();
    let page = visit.connector.list(&visit.session, OF, query).await.unwrap();
    let level = |record| match record {
        Record::InventoryLevel(level) => *level,
        other => panic!("asked for levels, given {other:?}"),
    };
    (page.records.into_iter().map(level).collect(), page.next_cursor)
}

async fn of(world: &World, item: &str, location: Option<&str>) -> Vec<InventoryLevel> {
    let (item_id, location_id) = (Some(item.to_owned()), location.map(str::to_owned));
    page(world, &Query { limit: 50, item_id, location_id, ..Query::default() }).await.0
}

/// Id, on hand, available, on order.
fn figures(levels: &[InventoryLevel]) -> Vec<String> {
    let text =
        |figure: Option<erpgate_model::Decimal>| figure.map_or("-".to_owned(), |figure| figure.to_string());
    let shown = |level: &InventoryLevel| {
        format!("{} {} {} {}", level.id, text(level.on_hand), text(level.available), text(level.on_order))
    };
    levels.iter().map(shown).collect()
}

#[tokio::test]
async fn figures_are_exact_and_by_location() {
    let world = World::start().await;
    assert_eq!(figures(&of(&world, "701", None).await), ["701-11-0-0 100 100 0", "701-12-0-0 20 20 0"]);
    let raw = of(&world, "731", Some("11")).await;
    assert_eq!((raw[0].on_hand.unwrap().to_string().as_str(), raw[0].unit.as_deref()), ("500", Some("kg")));
    assert_eq!(of(&world, "704", Some("11")).await[0].on_hand.unwrap().to_string(), "1000.5");
    assert_eq!(of(&world, "701", Some("21")).await, []);
}

#[tokio::test]
async fn bins_and_lots_have_rows_and_what_is_on_order_has_its_own() {
    let world = World::start().await;
    let levels = of(&world, "703", None).await;
    let lots: Vec<_> =
        levels.iter().map(|level| (level.lot.as_deref(), level.on_hand.unwrap().to_string())).collect();
    assert_eq!(lots, [(Some("LOT-A"), "10".to_owned()), (Some("LOT-B"), "2".to_owned())]);
    let bins = of(&world, "707", None).await;
    assert_eq!(figures(&bins), ["707-11-31-0 50 50 -", "707-11-32-0 5 5 -"]);
    let line = |item: &str| json!({"item_id": item, "quantity": "7", "unit_price": "1", "location_id": "11"});
    world.created(&json!({"vendor_id": "501", "company_id": "1", "lines": [line("701"), line("703")]})).await;
    assert_eq!(figures(&of(&world, "701", Some("11")).await), ["701-11-0-0 100 100 7"]);
    assert_eq!(figures(&of(&world, "703", None).await[..1]), ["703-11-0-0 0 0 7"]);
}

#[tokio::test]
async fn serial_numbers_are_one_row_and_held_goods_are_not_available() {
    let world = World::start().await;
    assert_eq!(figures(&of(&world, "706", None).await), ["706-11-0-0 2 2 0"]);
    let held = json!({"item": "707", "location": "11", "bin": "A-02", "quantity": "3", "status": 2});
    world.post("/stock/move", &held).await;
    assert_eq!(figures(&of(&world, "707", None).await), ["707-11-31-0 50 50 -", "707-11-32-0 8 5 -"]);
}

#[tokio::test]
async fn pages_give_every_level_once_while_stock_moves() {
    let world = World::start().await;
    let (all, end) = page(&world, &Query { limit: 200, ..Query::default() }).await;
    assert!(end.is_none() && all.len() > 8, "{all:?}");
    for limit in [1, 2, 3] {
        let (mut seen, mut cursor) = (Vec::new(), None);
        loop {
            let (levels, next) = page(&world, &Query { limit, cursor, ..Query::default() }).await;
            assert!(levels.len() <= usize::from(limit));
            seen.extend(levels.into_iter().map(|level| level.id));
            let moved = json!([{"item_id": "701", "location_id": "11", "change": "-1"}]);
            world.apply(&creation(Resource::InventoryAdjustment, &adjustment(&moved))).await.unwrap();
            match next {
                Some(next) => cursor = Some(next),
                None => break,
            }
        }
        assert_eq!(seen, all.iter().map(|level| level.id.clone()).collect::<Vec<_>>(), "pages of {limit}");
    }
}

#[tokio::test]
async fn a_version_changes_with_the_figures_and_the_row_comes_along() {
    let world = World::start().await;
    let query = Query { limit: 1, item_id: Some("701".into()), include_native: true, ..Query::default() };
    let (before, _) = page(&world, &query).await;
    assert_eq!(before[0].native.as_ref().unwrap()["quantityonhand"], "100");
    assert_eq!(page(&world, &query).await.0[0].version, before[0].version);
    world.post("/stock/move", &json!({"item": "701", "location": "11", "quantity": "-1"})).await;
    assert_ne!(page(&world, &query).await.0[0].version, before[0].version);
}

#[tokio::test]
async fn an_account_without_stock_by_location_has_one_level_for_each_item() {
    let world = World::of(Account::with_switches(&json!({"multi_location_inventory": false})).await);
    let levels = of(&world, "701", None).await;
    assert_eq!(levels.len(), 1, "{levels:?}");
    assert_eq!(levels[0].location_id, None);
    let held = levels[0].on_hand.unwrap();
    let body = adjustment(&json!([{"item_id": "701", "set_to": "7", "expected_on_hand": held}]));
    world.apply(&creation(Resource::InventoryAdjustment, &body)).await.unwrap();
    assert_eq!(of(&world, "701", None).await[0].on_hand.unwrap().to_string(), "7");
}

#[tokio::test]
async fn nonsense_is_refused_before_netsuite_is_asked() {
    let world = World::start().await;
    for query in [
        Query { item_id: Some("1 OR 1=1".into()), ..Query::default() },
        Query { cursor: Some("701-11".into()), ..Query::default() },
    ] {
        let visit = world.visit();
        let trouble =
            visit.connector.list(&visit.session, OF, &Query { limit: 5, ..query }).await.unwrap_err();
        assert_eq!(trouble.kind, TroubleKind::BadQuestion);
    }
    assert_eq!(world.requests().await, [] as [String; 0]);
    assert_eq!(world.writes().await, Value::from(0));
}
