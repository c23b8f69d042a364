//! Work orders when answers get lost: what is found out, and what a second send does.

use erpgate_connector::{Attempted, Receipt, Sighting, TroubleKind, WriteError, attempt};
use erpgate_model::{Command, FailureCode, Record, Reference, Resource, Verb, WorkOrderStatus};
use serde_json::{Value, json};

use crate::stand::{REFERENCE, Stand, apply, visit};
use crate::work_order_bodies::{
    act, create, done, happens, maintenance, order, production, record, update, writes,
};

/// Sends a command again, after a first send that may have been applied.
async fn again(stand: &Stand, command: &Command, basis: &Record) -> Result<Receipt, WriteError> {
    let attempted = Attempted { before: true, basis: Some(basis) };
    attempt(stand.connector.as_ref(), &visit(&stand.connector), command, attempted).await
}

fn both() -> [Value; 2] {
    [production(), maintenance()]
}

#[tokio::test]
async fn a_create_whose_answer_is_lost_is_found_by_its_reference_whatever_its_kind() {
    for body in both() {
        let stand = Stand::start(&json!({})).await;
        stand.fault(json!({"kind": "lose_answer"})).await;
        let lost = apply(&stand.connector, &create(&body)).await;
        assert!(matches!(lost, Err(WriteError::Unknown(_))), "{lost:?}");
        let session = visit(&stand.connector);
        let locate = |reference: &'static str| {
            let reference = Reference::stored(reference);
            let (connector, session) = (&stand.connector, &session);
            async move { connector.locate(session, Resource::WorkOrder, &reference).await.unwrap() }
        };
        let Sighting::Found(id) = locate(REFERENCE).await else { panic!("it stands") };
        assert_eq!(order(&stand, &id).await.status, WorkOrderStatus::Planned);
        assert_eq!(locate("EG9999999999").await, Sighting::Absent);
        done(&stand, &create(&body)).await;
        assert!(matches!(locate(REFERENCE).await, Sighting::CannotTell(_)), "two carry it");
    }
}

#[tokio::test]
async fn an_update_whose_answer_is_lost_is_completed_and_adds_nothing_twice() {
    let stand = Stand::start(&json!({})).await;
    let id = done(&stand, &create(&maintenance())).await;
    let basis = record(&stand.connector, Resource::WorkOrder, &id).await;
    let component = json!({"item_id": "TG11", "quantity": "3", "operation_number": "0030"});
    let patch = json!({"title": "Other",
        "operations": {"add": [{"number": "0030", "title": "Test run"}], "remove": ["0020"]},
        "components": {"add": [component, component]}});
    let command = update(&id, &patch);
    for (method, path) in [("POST", "to_MaintOrderOpComponent_2"), ("DELETE", "MaintenanceOrderOperation(")] {
        let on = json!({"method": method, "path_contains": path});
        stand.fault(json!({"kind": "lose_answer", "on": on})).await;
        let lost = again(&stand, &command, &basis).await;
        assert!(matches!(lost, Err(WriteError::Unknown(_))), "{path}: {lost:?}");
    }
    again(&stand, &command, &basis).await.unwrap();
    let before = writes(&stand).await;
    again(&stand, &command, &basis).await.unwrap();
    assert_eq!(writes(&stand).await, before, "nothing is left to do");
    let after = order(&stand, &id).await;
    let operations: Vec<_> = after.operations.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(operations, ["0010", "0030"]);
    let added = after.components.iter().filter(|one| one.item_id.as_deref() == Some("TG11")).count();
    assert_eq!((after.title.as_deref(), added), (Some("Other"), 2));
}

#[tokio::test]
async fn an_action_whose_answer_is_lost_stands_when_it_is_repeated() {
    for body in both() {
        let stand = Stand::start(&json!({})).await;
        let id = done(&stand, &create(&body)).await;
        let basis = record(&stand.connector, Resource::WorkOrder, &id).await;
        stand.fault(json!({"kind": "lose_answer"})).await;
        let lost = apply(&stand.connector, &act(Verb::Release, &id)).await;
        assert!(matches!(lost, Err(WriteError::Unknown(_))), "{lost:?}");
        let before = writes(&stand).await;
        again(&stand, &act(Verb::Release, &id), &basis).await.unwrap();
        assert_eq!(writes(&stand).await, before);
        assert_eq!(order(&stand, &id).await.status, WorkOrderStatus::Released);
    }
}

#[tokio::test]
async fn a_version_that_somebody_overtook_is_stale() {
    for body in both() {
        let stand = Stand::start(&json!({})).await;
        let id = done(&stand, &create(&body)).await;
        let seen = order(&stand, &id).await.version;
        happens(&stand, &id, "touch", json!({})).await;
        for command in [update(&id, &json!({"priority": "1"})), act(Verb::Release, &id)] {
            let command = match command {
                Command::Update(mut update) => {
                    update.target.if_match = Some(seen.clone());
                    Command::Update(update)
                }
                Command::Act(mut action) => {
                    action.target.if_match = Some(seen.clone());
                    Command::Act(action)
                }
                other => panic!("{other:?}"),
            };
            let Err(WriteError::Rejected(refused)) = apply(&stand.connector, &command).await else {
                panic!("{command:?}")
            };
            assert_eq!(refused.code, FailureCode::StaleVersion);
        }
        assert_eq!(order(&stand, &id).await.status, WorkOrderStatus::Planned);
    }
}

#[tokio::test]
async fn a_locked_order_is_not_changed_and_may_be_tried_again() {
    for body in both() {
        let stand = Stand::start(&json!({})).await;
        let id = done(&stand, &create(&body)).await;
        stand.fault(json!({"kind": "lock"})).await;
        let locked = apply(&stand.connector, &act(Verb::Release, &id)).await;
        let Err(WriteError::NotApplied(trouble)) = locked else { panic!("{locked:?}") };
        assert_eq!(trouble.kind, TroubleKind::Locked);
        done(&stand, &act(Verb::Release, &id)).await;
    }
}
