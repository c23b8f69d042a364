//! What stands on the wire and in NetSuite afterwards, field by field.

use erpgate_connector::Sighting;
use erpgate_connector_suite::Visit;
use erpgate_model::{Command, RecordId, Resource, Verb};
use rcgen::KeyPair;
use serde_json::{Value, json};

use crate::account::{Account, connector};
use crate::admin::{World, change, order, two_lines};
use crate::scripted::{Server, answer, made, token};

#[tokio::test]
async fn a_create_is_one_strict_post_with_the_keys_in_netsuites_order() {
    let server = Server::start([token("t-1", &json!("3600")), made("4711")]).await;
    let key = KeyPair::generate().unwrap().serialize_pem();
    let visit = Visit::with(&connector(&server.url, &key, &json!({})));
    let body = json!({
        "notes": "n", "external_id": "REQ-1", "company_id": "eid:HOLDING", "vendor_id": "501",
        "lines": [{"item_id": "eid:TG11", "quantity": "2.50", "unit_price": "10.125", "location_id": "11"}],
    });
    let receipt = visit.create(&order(&body)).await.unwrap();
    assert_eq!(*receipt.id(), RecordId::new("4711"));

    let requests = server.requests();
    let post = &requests[1];
    assert_eq!(post.line, "POST /services/rest/record/v1/purchaseOrder");
    assert_eq!(post.header("authorization"), "Bearer t-1");
    assert_eq!(post.header("content-type"), "application/json");
    assert_eq!(post.header("x-netsuite-propertynamevalidation"), "Error");
    let expected = format!(
        r#"{{"entity":{{"id":"501"}},"subsidiary":{{"externalId":"HOLDING"}},"location":{{"id":"11"}},"otherRefNum":"REQ-1","memo":"n","externalId":"{}","item":{{"items":[{{"item":{{"externalId":"TG11"}},"quantity":2.50,"rate":10.125,"location":{{"id":"11"}}}}]}}}}"#,
        visit.reference()
    );
    assert_eq!(post.body, expected);
    assert_eq!(requests.len(), 2);
}

#[tokio::test]
async fn every_field_stands_in_netsuite_where_the_table_says() {
    let world = World::start().await;
    let body = json!({
        "external_id": "REQ-1", "vendor_id": "501", "company_id": "1", "currency": "EUR", "exchange_rate": "1.0825",
        "order_date": "2026-11-02", "delivery_date": "2026-12-15", "payment_terms_id": "eid:0004", "buyer_id": "301",
        "notes": "hello", "incoterms": {"code": "DAP"},
        "ship_to": {"name": "Goods In", "lines": ["Hafenstr. 1", "Tor 4"], "city": "Hamburg", "country": "DE"},
        "custom_fields": {"custbody_project_code": "P-7", "custbody_budget": "1000.50"},
        "lines": [{
            "item_id": "eid:TG11", "description": "d", "quantity": "7.125", "unit": "Each", "unit_price": "99.955",
            "delivery_date": "2026-12-20", "location_id": "11", "department_id": "1", "class_id": "2",
            "custom_fields": {"custcol_cost_note": "c"},
        }],
    });
    let visit = world.visit();
    let receipt = visit.create(&order(&body)).await.unwrap();
    let held = world.held(receipt.id()).await;
    assert_eq!(held["externalId"], json!(visit.reference()));
    for (path, expected) in [
        ("/entity/id", "501"),
        ("/subsidiary/id", "1"),
        ("/location/id", "11"),
        ("/currency/id", "2"),
        ("/tranDate", "2026-11-02"),
        ("/dueDate", "2026-12-15"),
        ("/terms/id", "2"),
        ("/employee/id", "301"),
        ("/memo", "hello"),
        ("/otherRefNum", "REQ-1"),
        ("/incoTerm/id", "DAP"),
        ("/shippingAddress/addressee", "Goods In"),
        ("/shippingAddress/addr1", "Hafenstr. 1"),
        ("/shippingAddress/addr2", "Tor 4"),
        ("/shippingAddress/city", "Hamburg"),
        ("/shippingAddress/country/id", "DE"),
        ("/custbody_project_code", "P-7"),
        ("/item/items/0/item/id", "701"),
        ("/item/items/0/description", "d"),
        ("/item/items/0/units", "Each"),
        ("/item/items/0/expectedReceiptDate", "2026-12-20"),
        ("/item/items/0/location/id", "11"),
        ("/item/items/0/department/id", "1"),
        ("/item/items/0/class/id", "2"),
        ("/item/items/0/custcol_cost_note", "c"),
    ] {
        assert_eq!(held.pointer(path), Some(&json!(expected)), "{path}");
    }
    for (path, expected) in [
        ("/exchangeRate", "1.0825"),
        ("/item/items/0/quantity", "7.125"),
        ("/item/items/0/rate", "99.955"),
        ("/custbody_budget", "1000.5"),
    ] {
        assert_eq!(held.pointer(path).map(Value::to_string).as_deref(), Some(expected), "{path}");
    }

    let order = world.read(receipt.id()).await;
    assert_eq!(order.currency.as_deref(), Some("EUR"), "the symbol, not the account's name for it");
    assert_eq!(order.vendor_name.as_deref(), Some("V-501"));
    assert_eq!(order.native_status.as_deref(), Some("B"));
    assert_eq!(order.custom_fields["custbody_budget"], json!("1000.5"));
    assert_eq!(order.lines[0].net_amount, Some("712.18".parse().unwrap()));
    assert_eq!(order.totals.gross, Some("712.18".parse().unwrap()));
    assert!(order.created_at.is_some() && order.updated_at.is_some());
}

#[tokio::test]
async fn a_location_of_another_subsidiary_needs_the_subsidiary_before_it() {
    let world = World::start().await;
    // Vendor 501 belongs to subsidiary 1 and is known in 2; location 21 belongs to 2.
    let body = json!({
        "vendor_id": "501", "company_id": "2",
        "lines": [{"item_id": "702", "quantity": "1", "unit_price": "1", "location_id": "21"}],
    });
    let made = world.created(&body).await;
    assert_eq!(made.company_id.as_deref(), Some("2"));
    assert_eq!(world.held(&made.id).await["location"]["id"], "21");
}

#[tokio::test]
async fn an_account_that_derives_the_subsidiary_is_served_without_it() {
    let account = Account::with_switches(&json!({"subsidiary_derived": true})).await;
    let never = account.connect_with(&json!({"send_subsidiary": "never"}));
    let receipt = Visit::with(&never).create(&order(&two_lines())).await.unwrap();
    let world = World::of(account);
    assert_eq!(world.held(receipt.id()).await["subsidiary"]["id"], "1");
    assert!(world.visit().create(&order(&two_lines())).await.is_err(), "sent, it is refused");
}

#[tokio::test]
async fn a_record_can_be_named_by_its_external_id() {
    let world = World::start().await;
    let visit = world.visit();
    let made = visit.create(&order(&two_lines())).await.unwrap().id().clone();
    let by_name = RecordId::new(format!("eid:{}", visit.reference()));
    assert_eq!(world.read(&by_name).await.id, made);
    let receipt = world.apply(&change(&by_name, &json!({"notes": "by name"}))).await.unwrap();
    assert_eq!(*receipt.id(), made);
    assert_eq!(world.held(&made).await["memo"], "by name");
    let target = serde_json::from_value(json!({"id": by_name})).unwrap();
    world.apply(&Command::act(Resource::PurchaseOrder, Verb::Delete, target)).await.unwrap();
    assert_eq!(visit.locate(visit.reference()).await.unwrap(), Sighting::Absent);
}

#[tokio::test]
async fn a_change_that_stands_already_is_not_written() {
    let world = World::start().await;
    let made = world.created(&two_lines()).await;
    let visit = world.visit();
    let patch = json!({"vendor_id": "501", "lines": {"update": [{"id": "1", "quantity": "2.0", "location_id": "11"}]}});
    visit.apply(&change(&made.id, &patch), None).await.unwrap();
    assert_eq!(visit.session.confirmed_writes(), 0);
    assert_eq!(world.read(&made.id).await.version, made.version);
}

#[tokio::test]
async fn an_order_of_which_netsuite_shows_half_the_lines_is_not_changed() {
    let half = json!({"id": "7", "item": {"items": [{"line": 1}], "hasMore": true}});
    let server = Server::start([token("t", &json!(3600)), answer(200, &half)]).await;
    let key = KeyPair::generate().unwrap().serialize_pem();
    let visit = Visit::with(&connector(&server.url, &key, &json!({})));
    let patch = json!({"lines": {"remove": ["1"]}});
    assert!(visit.apply(&change(&RecordId::new("7"), &patch), None).await.is_err());
    assert_eq!(server.lines(), ["GET /services/rest/record/v1/purchaseOrder/7?expandSubResources=true"]);
}
