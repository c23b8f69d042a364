//! Release, complete, close, cancel, delete: the ways there are, and the refusals where there is none.

use erpgate_model::{FailureCode, RecordId, Verb, WorkOrderStatus};
use serde_json::{Value, json};

use crate::scripted::{Server, answer};
use crate::stand::{Stand, apply, connect};
use crate::work_order_bodies::{
    act, create, done, happens, held, maintenance, order, production, refusal, update, writes,
};

#[tokio::test]
async fn both_kinds_go_from_planned_to_closed_and_a_second_time_sends_nothing() {
    for body in [production(), maintenance()] {
        let stand = Stand::start(&json!({})).await;
        let id = done(&stand, &create(&body)).await;
        for (verb, status) in [
            (Verb::Release, WorkOrderStatus::Released),
            (Verb::Complete, WorkOrderStatus::Completed),
            (Verb::Close, WorkOrderStatus::Closed),
            (Verb::Delete, WorkOrderStatus::Cancelled),
        ] {
            done(&stand, &act(verb, &id)).await;
            assert_eq!(order(&stand, &id).await.status, status, "{id} {verb}");
            let before = writes(&stand).await;
            done(&stand, &act(verb, &id)).await;
            assert_eq!(writes(&stand).await, before, "{id} {verb} again");
        }
    }
}

#[tokio::test]
async fn a_forbidden_way_is_named_before_anything_is_sent() {
    let stand = Stand::start(&json!({})).await;
    for body in [production(), maintenance()] {
        let id = done(&stand, &create(&body)).await;
        let before = stand.ledger("").await["requests"].as_array().unwrap().len();
        for (verb, wanted) in [(Verb::Complete, "completed"), (Verb::Close, "closed")] {
            let refused = refusal(&stand, &act(verb, &id)).await;
            assert_eq!(refused.code, FailureCode::StateForbids);
            let sentence = format!("from where {verb} does not lead to {wanted}");
            assert!(refused.detail.contains("is planned (SAP: CRTD"), "{}", refused.detail);
            assert!(refused.detail.contains(&sentence), "{}", refused.detail);
            assert!(refused.detail.ends_with("allowed now: release, cancel, delete"), "{}", refused.detail);
        }
        let requests = stand.ledger("").await["requests"].as_array().unwrap()[before..].to_vec();
        assert!(requests.iter().all(|request| request["method"] == "GET"), "{requests:?}");
    }
}

#[tokio::test]
async fn an_order_that_was_worked_on_is_not_cancelled_and_deleted_only_after_completion() {
    let stand = Stand::start(&json!({})).await;
    for (body, confirmation) in
        [(production(), json!({"operation": "0030", "yield": "1"})), (maintenance(), json!({"work": "1"}))]
    {
        let id = done(&stand, &create(&body)).await;
        done(&stand, &act(Verb::Release, &id)).await;
        happens(&stand, &id, "confirm", confirmation).await;
        let before = writes(&stand).await;
        for verb in [Verb::Cancel, Verb::Delete] {
            let refused = refusal(&stand, &act(verb, &id)).await;
            assert_eq!(refused.code, FailureCode::StateForbids);
            assert!(refused.detail.contains("is in_progress"), "{}", refused.detail);
        }
        assert_eq!(writes(&stand).await, before);
        done(&stand, &act(Verb::Complete, &id)).await;
        done(&stand, &act(Verb::Delete, &id)).await;
        assert_eq!(order(&stand, &id).await.status, WorkOrderStatus::Cancelled);
    }
}

#[tokio::test]
async fn an_id_of_no_kind_and_a_number_that_is_not_there_are_not_found() {
    let stand = Stand::start(&json!({})).await;
    for id in ["production:1999999", "maintenance:4999999", "1000001"] {
        let refused = refusal(&stand, &act(Verb::Release, &RecordId::new(id))).await;
        assert_eq!(refused.code, FailureCode::RecordNotFound, "{id}");
    }
}

fn document(status: &str) -> Value {
    json!({"d": {"__metadata": {"etag": "W/\"1\""}, "ManufacturingOrder": "1000001", status: "X",
        "to_ProductionOrderOperation": {"results": []}, "to_ProductionOrderComponentExt4": {"results": []}}})
}

#[tokio::test]
async fn saps_no_with_status_200_is_a_refusal_in_its_words_and_the_etag_went_along() {
    let message = json!({"d": {"ReleaseOrder": {"SystemMessageType": "E", "SystemMessageIdentification": "CO",
        "SystemMessageNumber": "688", "SystemMessageLongText": "Settlement rule is missing"}}});
    let token = answer(200, &json!({"d": {}})).with("X-CSRF-Token", "t");
    let planned = || answer(200, &document("OrderIsCreated"));
    let sap = Server::start([planned(), token, answer(200, &message), planned()]).await;
    let connector = connect(&sap.url, &json!({}));
    let refused = apply(&connector, &act(Verb::Release, &RecordId::new("production:1000001"))).await;
    let Err(erpgate_connector::WriteError::Rejected(rejection)) = refused else { panic!("{refused:?}") };
    assert_eq!(rejection.code, FailureCode::RejectedByErp, "nothing stands, in part neither");
    assert_eq!(rejection.errors[0].native.as_ref().unwrap().code, "CO/688");
    let request = &sap.requests()[2];
    assert!(request.line.ends_with("/ReleaseOrder?ManufacturingOrder=%271000001%27"), "{}", request.line);
    assert_eq!(request.header("if-match"), Some("W/\"1\""));
}

#[tokio::test]
async fn a_no_that_comes_of_a_status_that_changed_meanwhile_names_the_status() {
    let refusal = json!({"error": {"code": "CO/001", "message": {"value": "Not possible now"}}});
    let token = answer(200, &json!({"d": {}})).with("X-CSRF-Token", "t");
    let (planned, closed) = (document("OrderIsCreated"), document("OrderIsClosed"));
    let sap =
        Server::start([answer(200, &planned), token, answer(400, &refusal), answer(200, &closed)]).await;
    let connector = connect(&sap.url, &json!({}));
    let refused = apply(&connector, &act(Verb::Release, &RecordId::new("production:1000001"))).await;
    let Err(erpgate_connector::WriteError::Rejected(rejection)) = refused else { panic!("{refused:?}") };
    assert_eq!(rejection.code, FailureCode::StateForbids);
    assert!(rejection.detail.contains("is closed (SAP: CLSD)"), "{}", rejection.detail);
    assert!(rejection.detail.ends_with("Not possible now"), "{}", rejection.detail);
}

#[tokio::test]
async fn a_change_that_sap_refuses_for_a_finished_order_names_its_status() {
    let stand = Stand::start(&json!({})).await;
    for body in [production(), maintenance()] {
        let id = done(&stand, &create(&body)).await;
        done(&stand, &act(Verb::Release, &id)).await;
        done(&stand, &act(Verb::Complete, &id)).await;
        let refused = refusal(&stand, &update(&id, &json!({"priority": "1"}))).await;
        assert_eq!(refused.code, FailureCode::StateForbids);
        assert!(refused.detail.contains("is completed (SAP: TECO"), "{}", refused.detail);
        assert!(refused.errors[0].native.is_some(), "SAP's own words");
    }
}

#[tokio::test]
async fn a_deleted_order_stays_readable_with_saps_mark() {
    let stand = Stand::start(&json!({})).await;
    let id = done(&stand, &create(&production())).await;
    done(&stand, &act(Verb::Delete, &id)).await;
    assert_eq!(held(&stand, &id).await["OrderIsMarkedForDeletion"], "X");
    let refused = refusal(&stand, &act(Verb::Release, &id)).await;
    assert!(refused.detail.ends_with("allowed now: nothing"), "{}", refused.detail);
}
