//! Production orders: what SAP holds afterwards, and what it was sent.

use erpgate_model::{FailureCode, Query, RecordId, Resource, Verb, WorkOrderKind, WorkOrderStatus};
use erpgate_sap_simulator::{Etags, Seed};
use serde_json::json;

use crate::stand::{REFERENCE, Stand, visit};
use crate::work_order_bodies::{
    act, create, done, happens, held, maintenance, order, production, refusal, update,
};

#[tokio::test]
async fn a_new_order_carries_the_reference_and_everything_that_was_said() {
    let stand = Stand::start(&json!({})).await;
    let mut body = production();
    body["external_id"] = json!("SHOP-1");
    body["scheduled_start"] = json!("2031-02-03T06:30:00Z");
    let id = done(&stand, &create(&body)).await;
    assert_eq!(id.as_str(), "production:1000001");
    let held = held(&stand, &id).await;
    assert_eq!(held["UnloadingPointName"], REFERENCE);
    assert_eq!(held["GoodsRecipientName"], "SHOP-1");
    assert_eq!(held["MfgOrderPlannedStartTime"], "PT06H30M00S");
    let order = order(&stand, &id).await;
    assert_eq!(order.kind, WorkOrderKind::Production);
    assert_eq!((order.status, order.native_status.as_deref()), (WorkOrderStatus::Planned, Some("CRTD")));
    assert_eq!(order.scheduled_start.unwrap().to_rfc3339(), "2031-02-03T06:30:00+00:00");
    assert_eq!(order.company_id.as_deref(), Some("1010"));
    assert_eq!(order.routing_id.as_deref(), Some("0001"));
    assert!(order.created_at.is_some() && order.updated_at.is_some());
    let operations: Vec<_> = order.operations.iter().map(|one| one.number.as_deref().unwrap()).collect();
    assert_eq!(operations, ["0010", "0020", "0030"]);
    assert_eq!(order.operations[0].status, Some(WorkOrderStatus::Planned));
    let component = &order.components[1];
    assert_eq!(
        (component.item_id.as_deref(), component.quantity.unwrap().to_string()),
        (Some("RM20"), "2.5".into())
    );
}

#[tokio::test]
async fn the_reference_takes_the_place_that_the_client_left_free_or_the_setting_names() {
    let stand = Stand::start(&json!({"production_reference_field": "GoodsRecipientName"})).await;
    let id = done(&stand, &create(&production())).await;
    assert_eq!(held(&stand, &id).await["GoodsRecipientName"], REFERENCE);
    assert_eq!(order(&stand, &id).await.external_id, None, "the reference is not the client's id");
    let mut claims = production();
    claims["external_id"] = json!("SHOP-1");
    let id = done(&stand, &create(&claims)).await;
    assert_eq!(held(&stand, &id).await["UnloadingPointName"], REFERENCE);
    claims["custom_fields"] = json!({"UnloadingPointName": "Gate 4"});
    let refused = refusal(&stand, &create(&claims)).await;
    assert_eq!(refused.errors[0].pointer.as_deref(), Some("/custom_fields"));
}

#[tokio::test]
async fn header_operations_and_components_change_each_with_its_etag() {
    for etags in [Etags::Required, Etags::None] {
        let mut seed = Seed::default_world();
        seed.switches.etags = etags;
        let stand = Stand::with_seed(seed, &json!({})).await;
        let id = done(&stand, &create(&production())).await;
        let before = order(&stand, &id).await;
        let patch = json!({
            "quantity": "4", "priority": "2",
            "operations": {"update": [{"id": before.operations[0].id, "title": "Cast", "work_center_id": "CASTING"}]},
            "components": {"update": [{"id": before.components[1].id, "quantity": "3.25", "storage_location_id": "101B"}],
                "remove": [before.components[2].id]},
        });
        done(&stand, &update(&id, &patch)).await;
        let after = order(&stand, &id).await;
        assert_eq!(after.quantity.unwrap().to_string(), "4", "{etags:?}");
        assert_eq!(after.operations[0].title.as_deref(), Some("Cast"));
        assert_eq!(after.operations[0].work_center_id.as_deref(), Some("CASTING"));
        let left: Vec<_> = after.components.iter().map(|one| one.item_id.as_deref().unwrap()).collect();
        assert_eq!(left, ["SG20", "RM20"]);
        assert_eq!(after.components[1].quantity.unwrap().to_string(), "3.25");
        assert_eq!(after.components[1].storage_location_id.as_deref(), Some("101B"));
        assert_eq!(held(&stand, &id).await["ManufacturingOrderImportance"], "2");
    }
}

#[tokio::test]
async fn what_sap_takes_from_its_master_data_is_refused_before_anything_is_sent() {
    let stand = Stand::start(&json!({})).await;
    let id = done(&stand, &create(&production())).await;
    let before = held(&stand, &id).await;
    let patch = json!({"quantity": "4", "operations": {"add": [{"title": "Paint"}], "remove": ["1"]},
        "components": {"add": [{"item_id": "TG11", "quantity": "1"}], "update": [{"id": "77", "quantity": "1"}]}});
    let refused = refusal(&stand, &update(&id, &patch)).await;
    let pointers: Vec<_> = refused.errors.iter().map(|error| error.pointer.as_deref().unwrap()).collect();
    assert_eq!(
        pointers,
        ["/operations/add/0", "/components/update/0/id", "/components/add/0", "/operations/remove/0"]
    );
    assert_eq!(held(&stand, &id).await, before);
}

#[tokio::test]
async fn sap_says_what_it_refuses_at_its_place_in_the_body() {
    let stand = Stand::start(&json!({})).await;
    for (field, value, code) in [
        ("item_id", "NOTHING", "no_such_reference"),
        ("location_id", "9999", "invalid"),
        ("type_id", "NB", "invalid"),
    ] {
        let mut body = production();
        body[field] = json!(value);
        let refused = refusal(&stand, &create(&body)).await;
        let error = &refused.errors[0];
        assert_eq!(error.pointer.as_deref(), Some(format!("/{field}").as_str()), "{refused:?}");
        assert_eq!(error.code, code);
    }
}

#[tokio::test]
async fn a_list_is_narrowed_and_goes_on_with_the_other_kind() {
    let stand = Stand::start(&json!({})).await;
    let mut ids = Vec::new();
    for body in [production(), production(), maintenance(), maintenance()] {
        ids.push(done(&stand, &create(&body)).await);
    }
    done(&stand, &act(Verb::Release, &ids[1])).await;
    let session = visit(&stand.connector);
    let mut query = Query { limit: 2, ..Query::default() };
    let mut seen: Vec<RecordId> = Vec::new();
    loop {
        let page = stand.connector.list(&session, Resource::WorkOrder, &query).await.unwrap();
        seen.extend(page.records.iter().map(|record| record.id().clone()));
        let Some(next) = page.next_cursor else { break };
        query.cursor = Some(next);
    }
    assert_eq!(seen, ids);
    for (query, expected) in [
        (Query { status: Some("released".into()), ..Query::default() }, &ids[1..2]),
        (
            Query {
                status: Some("planned".into()),
                kind: Some(WorkOrderKind::Production),
                ..Query::default()
            },
            &ids[..1],
        ),
        (Query { item_id: Some("fg100".into()), ..Query::default() }, &ids[..2]),
        (Query { item_id: Some("SG20".into()), ..Query::default() }, &[][..]),
        (Query { number: Some("4000001".into()), ..Query::default() }, &ids[2..3]),
        (
            Query {
                location_id: Some("1010".into()),
                kind: Some(WorkOrderKind::Maintenance),
                ..Query::default()
            },
            &ids[2..],
        ),
        (
            Query { updated_since: Some("2020-01-01T00:00:00Z".parse().unwrap()), ..Query::default() },
            &ids[..],
        ),
        (Query { updated_since: Some("2999-01-01T00:00:00Z".parse().unwrap()), ..Query::default() }, &[][..]),
    ] {
        let query = Query { limit: 10, ..query };
        let page = stand.connector.list(&session, Resource::WorkOrder, &query).await.unwrap();
        let found: Vec<_> = page.records.iter().map(|record| record.id().clone()).collect();
        assert_eq!(found, expected, "{query:?}");
    }
}

#[tokio::test]
async fn what_was_confirmed_and_issued_shows_in_the_order() {
    let stand = Stand::start(&json!({})).await;
    let id = done(&stand, &create(&production())).await;
    done(&stand, &act(Verb::Release, &id)).await;
    happens(&stand, &id, "confirm", json!({"operation": "0030", "yield": "2.5"})).await;
    happens(&stand, &id, "issue", json!({"item": "1", "quantity": "2"})).await;
    let order = order(&stand, &id).await;
    assert_eq!(
        (order.status, order.native_status.as_deref()),
        (WorkOrderStatus::InProgress, Some("REL PCNF"))
    );
    assert_eq!(order.completed_quantity.unwrap().to_string(), "2.5");
    assert_eq!(order.components[0].issued_quantity.unwrap().to_string(), "2");
    let refused = refusal(&stand, &update(&id, &json!({"quantity": "1"}))).await;
    assert_eq!(refused.code, FailureCode::RejectedByErp, "SAP: below what is confirmed");
    assert_eq!(refused.errors[0].pointer.as_deref(), Some("/quantity"));
}
