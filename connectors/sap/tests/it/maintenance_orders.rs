//! Maintenance orders in both versions of the service.

use erpgate_model::{Verb, WorkOrderStatus};
use serde_json::{Value, json};

use crate::scripted::{Server, answer};
use crate::stand::{REFERENCE, Stand, connect, visit};
use crate::work_order_bodies::{act, create, done, happens, held, maintenance, order, refusal, update};

const VERSIONS: [&str; 2] = ["1", "2"];

async fn stand(version: &str) -> Stand {
    Stand::start(&json!({"maintenance_order_version": version})).await
}

#[tokio::test]
async fn one_deep_insert_makes_operations_components_and_text_in_both_versions() {
    for version in VERSIONS {
        let stand = stand(version).await;
        let mut body = maintenance();
        body["description"] = json!("It drips.\nSince Monday.");
        body["external_id"] = json!("SHOP-1");
        let id = done(&stand, &create(&body)).await;
        let held = held(&stand, &id).await;
        assert_eq!(held["AdditionalDeviceData"], REFERENCE);
        assert_eq!(held["MaintObjectFreeDefinedAttrib"], "SHOP-1");
        assert_eq!(held["MaintenancePlanningPlant"], "1010");
        assert_eq!(held["long_texts"][0]["MaintenanceOrderLongText"], "It drips.\nSince Monday.");
        let order = order(&stand, &id).await;
        assert_eq!(order.description.as_deref(), Some("It drips.\nSince Monday."));
        let operations: Vec<_> =
            order.operations.iter().map(|one| (one.id.as_str(), one.title.as_deref().unwrap())).collect();
        assert_eq!(operations, [("0010", "Take apart"), ("0020", "Put together")], "version {version}");
        assert_eq!(order.operations[0].work.unwrap().to_string(), "2.5");
        assert_eq!(order.components[0].item_id.as_deref(), Some("1000042"));
        assert_eq!(order.components[0].operation_number.as_deref(), Some("0010"));
        assert_eq!(order.components[1].description.as_deref(), Some("Grease"));
        assert_eq!(order.components[1].operation_number.as_deref(), Some("0020"));
        assert_eq!(order.status, WorkOrderStatus::Planned);
    }
}

#[tokio::test]
async fn everything_changes_by_its_own_call_in_both_versions() {
    for version in VERSIONS {
        let stand = stand(version).await;
        let id = done(&stand, &create(&maintenance())).await;
        let before = order(&stand, &id).await;
        let patch = json!({
            "title": "Seal leaks badly", "description": "Mind the spring", "priority": "1",
            "operations": {"add": [{"number": "0030", "title": "Test run", "work": "1"}],
                "update": [{"id": "0010", "work": "4.5"}]},
            "components": {"add": [{"item_id": "TG11", "quantity": "3", "operation_number": "0030"}],
                "update": [{"id": before.components[0].id, "quantity": "7"}],
                "remove": [before.components[1].id]},
        });
        done(&stand, &update(&id, &patch)).await;
        let after = order(&stand, &id).await;
        assert_eq!(after.title.as_deref(), Some("Seal leaks badly"), "version {version}");
        assert_eq!(after.description.as_deref(), Some("Mind the spring"));
        assert_eq!(after.operations.len(), 3);
        assert_eq!(after.operations[0].work.unwrap().to_string(), "4.5");
        let components: Vec<_> = after
            .components
            .iter()
            .map(|one| (one.item_id.as_deref().unwrap(), one.quantity.unwrap().to_string()))
            .collect();
        assert_eq!(components, [("1000042", "7".to_owned()), ("TG11", "3".to_owned())]);
        assert_eq!(after.components[1].operation_number.as_deref(), Some("0030"));
        done(&stand, &update(&id, &json!({"description": null, "operations": {"remove": ["0030"]}}))).await;
        let after = order(&stand, &id).await;
        assert_eq!((after.description, after.operations.len(), after.components.len()), (None, 2, 1));
    }
}

#[tokio::test]
async fn an_entry_that_is_not_there_is_refused_before_anything_is_sent() {
    let stand = stand("2").await;
    let id = done(&stand, &create(&maintenance())).await;
    let before = held(&stand, &id).await;
    let patch = json!({"title": "Other", "operations": {"update": [{"id": "0090", "title": "x"}], "remove": ["0080"]},
        "components": {"add": [{"item_id": "TG11", "quantity": "1", "operation_number": "0070"}]}});
    let refused = refusal(&stand, &update(&id, &patch)).await;
    let pointers: Vec<_> = refused.errors.iter().map(|error| error.pointer.as_deref().unwrap()).collect();
    assert_eq!(
        pointers,
        ["/operations/update/0/id", "/components/add/0/operation_number", "/operations/remove/0"]
    );
    assert_eq!(held(&stand, &id).await, before);
}

#[tokio::test]
async fn sap_says_what_it_refuses_at_its_place_in_the_body() {
    let stand = stand("2").await;
    for (pointer, value) in [
        ("/asset_id", "99999999"),
        ("/work_center_id", "NONE"),
        ("/operations/0/work_center_id", "NONE"),
        ("/components/0/item_id", "NONE"),
    ] {
        let mut body = maintenance();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        body.pointer_mut(parent).unwrap()[name] = json!(value);
        let refused = refusal(&stand, &create(&body)).await;
        assert_eq!(refused.errors[0].pointer.as_deref(), Some(pointer), "{refused:?}");
    }
}

#[tokio::test]
async fn a_cancelled_order_is_not_executed_and_in_the_first_version_marked() {
    for (version, native) in [("2", "TECO NCMP"), ("1", "CRTD DLFL")] {
        let stand = stand(version).await;
        let id = done(&stand, &create(&maintenance())).await;
        done(&stand, &act(Verb::Cancel, &id)).await;
        let cancelled = order(&stand, &id).await;
        assert_eq!(cancelled.status, WorkOrderStatus::Cancelled);
        let text = cancelled.native_status.unwrap();
        assert!(text.starts_with(native), "version {version}: {text}");
        done(&stand, &act(Verb::Delete, &id)).await;
        assert!(order(&stand, &id).await.native_status.unwrap().contains("DLFL"));
    }
}

#[tokio::test]
async fn work_that_was_confirmed_shows_in_the_order() {
    let stand = stand("2").await;
    let id = done(&stand, &create(&maintenance())).await;
    done(&stand, &act(Verb::Release, &id)).await;
    happens(&stand, &id, "confirm", json!({"operation": "0010", "work": "1.5", "final": true})).await;
    let order = order(&stand, &id).await;
    assert_eq!(order.status, WorkOrderStatus::InProgress);
    assert_eq!(order.operations[0].status, Some(WorkOrderStatus::InProgress));
    assert_eq!(order.operations[1].status, Some(WorkOrderStatus::Released));
}

#[tokio::test]
async fn the_status_is_asked_for_in_english_whatever_the_connections_language() {
    let order = |status: &str| {
        json!({"d": {"MaintenanceOrder": "4000001", "SystemStatusText": status,
            "to_MaintenanceOrderOperation": {"results": []}, "to_MaintenanceOrderLongText": {"results": []}}})
    };
    let sap = Server::start([answer(200, &order("REL PRC")), answer(200, &order("FREI VOKL"))]).await;
    let connector = connect(&sap.url, &json!({"language": "DE"}));
    let id = erpgate_model::RecordId::new("maintenance:4000001");
    let read = || async {
        let session = visit(&connector);
        connector.read(&session, erpgate_model::Resource::WorkOrder, &id, false).await
    };
    let read_order: Value = read().await.unwrap().unwrap().to_json();
    assert_eq!(read_order["status"], "released");
    let request = &sap.requests()[0];
    assert_eq!((request.header("sap-language"), request.header("accept-language")), (Some("EN"), Some("en")));
    assert!(request.line.contains("/API_MAINTENANCEORDER;v=0002/MaintenanceOrder("), "{}", request.line);
    let trouble = read().await.unwrap_err();
    assert!(trouble.detail.contains("FREI VOKL"), "{trouble}");
}
