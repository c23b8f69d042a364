//! What stands on the wire for documents that move stock.

use erpgate_connector::Secrets;
use erpgate_connector_suite::Visit;
use erpgate_model::{RecordId, Resource};
use rcgen::KeyPair;
use serde_json::json;

use crate::account::connector;
use crate::admin::World;
use crate::scripted::{Server, answer, error, made, token};
use crate::warehouse::{adjustment, creation};

fn absent() -> (u16, Vec<String>, String) {
    let detail =
        "The record instance for external ID 'x' does not exist. Provide a valid record instance ID.";
    error(404, "NONEXISTENT_ID", detail)
}

async fn visit(answers: Vec<(u16, Vec<String>, String)>) -> (Server, Visit) {
    let server = Server::start([token("t", &json!(3600))].into_iter().chain(answers)).await;
    let key = KeyPair::generate().unwrap().serialize_pem();
    let visit = Visit::with(&connector(&server.url, &key, &json!({})));
    (server, visit)
}

#[tokio::test]
async fn an_adjustment_is_one_strict_post_with_exact_digits_and_the_subsidiary_first() {
    let (server, visit) = visit(vec![made("88")]).await;
    let mut body = adjustment(&json!([
        {"item_id": "703", "location_id": "11", "lot": "L", "change": "2.50", "unit_cost": "0.100"},
    ]));
    body["notes"] = json!("n");
    let receipt = visit.apply(&creation(Resource::InventoryAdjustment, &body), None).await.unwrap();
    assert_eq!(*receipt.id(), RecordId::new("88"));
    let post = &server.requests()[1];
    assert_eq!(post.line, "POST /services/rest/record/v1/inventoryAdjustment");
    assert_eq!(post.header("x-netsuite-propertynamevalidation"), "Error");
    let expected = format!(
        r#"{{"subsidiary":{{"id":"1"}},"account":{{"id":"59"}},"externalId":"{}","memo":"n","inventory":{{"items":[{{"item":{{"id":"703"}},"location":{{"id":"11"}},"adjustQtyBy":2.50,"unitCost":0.100,"inventoryDetail":{{"quantity":2.50,"inventoryAssignment":{{"items":[{{"receiptInventoryNumber":"L","quantity":2.50}}]}}}}}}]}}}}"#,
        visit.reference()
    );
    assert_eq!(post.body, expected);
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test]
async fn a_repeated_level_is_looked_for_before_the_level_is_read() {
    let row =
        json!({"hasMore": false, "items": [{"item": "701", "location": "11", "quantityonhand": "100"}]});
    let (server, visit) = visit(vec![absent(), answer(200, &row), made("88")]).await;
    let body = adjustment(&json!([{"item_id": "701", "location_id": "11", "set_to": "40"}]));
    visit.repeat(&creation(Resource::InventoryAdjustment, &body), None).await.unwrap();
    let look = format!(
        "GET /services/rest/record/v1/inventoryAdjustment/eid:{}?expandSubResources=true",
        visit.reference()
    );
    let expected = [
        look.as_str(),
        "POST /services/rest/query/v1/suiteql?limit=1000",
        "POST /services/rest/record/v1/inventoryAdjustment",
    ];
    assert_eq!(server.lines(), expected);
    assert!(server.requests()[3].body.contains(r#""adjustQtyBy":-60"#), "{:?}", server.requests()[3]);
}

/// The first send commits between the look for it and the reading of the level.
#[tokio::test]
async fn a_level_that_came_to_stand_meanwhile_is_the_first_send() {
    let row = json!({"hasMore": false, "items": [{"item": "701", "location": "11", "quantityonhand": "40"}]});
    let held = json!({"id": "88", "inventory": {"items": []}});
    let (_, visit) = visit(vec![absent(), answer(200, &row), answer(200, &held)]).await;
    let body = adjustment(&json!([{"item_id": "701", "location_id": "11", "set_to": "40"}]));
    let receipt = visit.repeat(&creation(Resource::InventoryAdjustment, &body), None).await.unwrap();
    assert_eq!(receipt.record_id, Some(RecordId::new("88")));
}

/// The path of a transformation has a `!`, which OAuth 1.0a wants escaped in the signature alone.
#[tokio::test]
async fn a_signed_transformation_is_accepted() {
    let world = World::start().await;
    let line = json!({"item_id": "701", "quantity": "5", "unit_price": "1", "location_id": "11"});
    let order = world.created(&json!({"vendor_id": "501", "company_id": "1", "lines": [line]})).await;
    let settings = json!({
        "account_id": "1234567_SB1", "base_url": world.account.simulator.rest_url(), "auth": "tba",
        "consumer_key": "fake-consumer-key", "token_id": "fake-token-id",
    });
    let secrets = Secrets::new([
        ("consumer_secret".to_owned(), "fake-consumer-secret".to_owned().into()),
        ("token_secret".to_owned(), "fake-token-secret".to_owned().into()),
    ]);
    let clock = std::sync::Arc::new(erpgate_model::SystemClock);
    let signed = erpgate_netsuite::connect(&settings, &secrets, clock).unwrap();
    let body =
        json!({"purchase_order_id": order.id, "lines": [{"purchase_order_line_id": "1", "quantity": "2"}]});
    Visit::with(&signed).apply(&creation(Resource::GoodsReceipt, &body), None).await.unwrap();
    assert_eq!(world.shelves("701").await, ["11 102", "12 20"]);
}
