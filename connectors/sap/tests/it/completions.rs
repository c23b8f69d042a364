//! Completions of work orders: what SAP books, finds again and takes back.

use erpgate_connector::{Attempted, Sighting, TroubleKind, WriteError, attempt};
use erpgate_model::{
    Capability, FailureCode, Query, RecordId, Reference, Resource, Support, Verb, WorkOrderKind,
};
use serde_json::{Value, json};

use crate::stand::{REFERENCE, Stand, apply, visit};
use crate::work_order_bodies::{
    act, complete, completion, create, done, held, maintenance, order, production, record, refusal, reverse,
    writes,
};

async fn released(stand: &Stand, body: &Value) -> RecordId {
    let id = done(stand, &create(body)).await;
    done(stand, &act(Verb::Release, &id)).await;
    id
}

async fn confirmations(stand: &Stand, kind: &str) -> usize {
    stand.ledger("").await[format!("{kind}_order_confirmations")].as_array().expect("a list").len()
}

#[tokio::test]
async fn what_was_produced_is_booked_and_taken_back_by_a_second_confirmation() {
    let stand = Stand::start(&json!({})).await;
    let id = released(&stand, &production()).await;
    let body = json!({"work_order_id": id, "operation_number": "0030", "quantity": "2.5", "scrapped_quantity": "0.5"});
    let made = done(&stand, &complete(&body)).await;
    assert_eq!(order(&stand, &id).await.completed_quantity.unwrap().to_string(), "2.5");
    assert_eq!(held(&stand, &id).await["scrapped"], "0.5");
    done(&stand, &reverse(&made)).await;
    assert_eq!(order(&stand, &id).await.completed_quantity.unwrap().to_string(), "0");
    let by = completion(&stand, &made).await.reversed_by.expect("it was reversed");
    let reversal = completion(&stand, &RecordId::new(by)).await;
    assert_eq!((reversal.quantity.unwrap().to_string(), reversal.reversed_by), ("2.5".into(), None));
    let before = writes(&stand).await;
    done(&stand, &reverse(&made)).await;
    assert_eq!(writes(&stand).await, before, "a second time sends nothing");
}

#[tokio::test]
async fn of_several_reversed_confirmations_each_names_its_own_reversal() {
    let stand = Stand::start(&json!({})).await;
    let id = released(&stand, &production()).await;
    let body = |quantity: &str| {
        complete(&json!({"work_order_id": id, "operation_number": "0030", "quantity": quantity}))
    };
    let mut made = Vec::new();
    for quantity in ["1", "2", "1"] {
        made.push(done(&stand, &body(quantity)).await);
    }
    for one in &made {
        done(&stand, &reverse(one)).await;
    }
    let mut reversals = Vec::new();
    for one in &made {
        reversals.push(completion(&stand, one).await.reversed_by.expect("it was reversed"));
    }
    let mut apart = reversals.clone();
    apart.sort();
    apart.dedup();
    assert_eq!(apart.len(), 3, "{reversals:?}");
    let of_two = completion(&stand, &RecordId::new(reversals[1].clone())).await;
    assert_eq!(of_two.quantity.unwrap().to_string(), "2");
}

#[tokio::test]
async fn work_is_booked_and_the_notes_stand_beside_the_reference() {
    let stand = Stand::start(&json!({})).await;
    let id = released(&stand, &maintenance()).await;
    let body = json!({"work_order_id": id, "operation_number": "0010", "work": "1.5", "is_final": true,
        "notes": "Seal was worn out"});
    let made = done(&stand, &complete(&body)).await;
    let completion = completion(&stand, &made).await;
    assert_eq!(completion.notes.as_deref(), Some("Seal was worn out"));
    assert_eq!((completion.work.unwrap().to_string(), completion.is_final), ("1.5".into(), Some(true)));
    let held = held(&stand, &id).await;
    assert_eq!(held["confirmations"][0]["ConfirmationText"], format!("{REFERENCE} Seal was worn out"));
    assert_eq!(held["operations"][0]["ActualWorkQuantity"], "1.500");
    let row: &Capability = stand
        .connector
        .capability(Resource::WorkOrderCompletion, Verb::Reverse, Some(WorkOrderKind::Maintenance))
        .unwrap();
    assert_eq!(row.supported, Support::No);
}

#[tokio::test]
async fn a_lost_answer_is_found_and_nothing_is_booked_twice() {
    for (body, kind) in [(production(), "production"), (maintenance(), "maintenance")] {
        let stand = Stand::start(&json!({})).await;
        let id = released(&stand, &body).await;
        let what = if kind == "production" { "quantity" } else { "work" };
        let command = complete(&json!({"work_order_id": id, "operation_number": "0010", what: "1"}));
        stand.fault(json!({"kind": "lose_answer"})).await;
        let lost = apply(&stand.connector, &command).await;
        assert!(matches!(lost, Err(WriteError::Unknown(_))), "{lost:?}");
        let session = visit(&stand.connector);
        let resource = Resource::WorkOrderCompletion;
        let seen = stand.connector.locate(&session, resource, &Reference::stored(REFERENCE)).await.unwrap();
        let Sighting::Found(found) = seen else { panic!("{kind}: {seen:?}") };
        assert_eq!(completion(&stand, &found).await.work_order_id.as_deref(), Some(id.as_str()));
        assert_eq!(confirmations(&stand, kind).await, 1);
        let other = stand.connector.locate(&session, resource, &Reference::stored("EG9999999999")).await;
        assert_eq!(other.unwrap(), Sighting::Absent);
    }
}

#[tokio::test]
async fn a_reversal_whose_answer_is_lost_is_not_made_twice() {
    let stand = Stand::start(&json!({})).await;
    let id = released(&stand, &production()).await;
    let made =
        done(&stand, &complete(&json!({"work_order_id": id, "operation_number": "0010", "quantity": "1"})))
            .await;
    let basis = record(&stand.connector, Resource::WorkOrderCompletion, &made).await;
    stand.fault(json!({"kind": "lose_answer"})).await;
    let lost = apply(&stand.connector, &reverse(&made)).await;
    assert!(matches!(lost, Err(WriteError::Unknown(_))), "{lost:?}");
    let attempted = Attempted { before: true, basis: Some(&basis) };
    attempt(stand.connector.as_ref(), &visit(&stand.connector), &reverse(&made), attempted).await.unwrap();
    assert_eq!(confirmations(&stand, "production").await, 2);
}

#[tokio::test]
async fn without_an_operation_it_is_the_last_of_production_and_the_only_one_of_maintenance() {
    let stand = Stand::start(&json!({})).await;
    let id = released(&stand, &production()).await;
    let made = done(&stand, &complete(&json!({"work_order_id": id, "quantity": "2"}))).await;
    assert_eq!(completion(&stand, &made).await.operation_number.as_deref(), Some("0030"));
    assert_eq!(order(&stand, &id).await.completed_quantity.unwrap().to_string(), "2");
    let mut single = maintenance();
    single["operations"] = json!([{"title": "Look at it"}]);
    single["components"] = json!([]);
    let id = released(&stand, &single).await;
    let made = done(&stand, &complete(&json!({"work_order_id": id, "work": "1"}))).await;
    assert_eq!(completion(&stand, &made).await.operation_number.as_deref(), Some("0010"));
    let id = released(&stand, &maintenance()).await;
    let refused = refusal(&stand, &complete(&json!({"work_order_id": id, "work": "1"}))).await;
    assert_eq!(refused.errors[0].pointer.as_deref(), Some("/operation_number"));
    assert!(refused.detail.ends_with("0010, 0020"), "{}", refused.detail);
    assert_eq!(confirmations(&stand, "maintenance").await, 1);
}

#[tokio::test]
async fn an_order_that_is_not_released_is_refused_by_sap_and_a_locked_one_waits() {
    let stand = Stand::start(&json!({})).await;
    let id = done(&stand, &create(&production())).await;
    let command = complete(&json!({"work_order_id": id, "operation_number": "0010", "quantity": "1"}));
    let refused = refusal(&stand, &command).await;
    assert_eq!(refused.code, FailureCode::RejectedByErp);
    assert!(refused.detail.contains("CRTD"), "{}", refused.detail);
    done(&stand, &act(Verb::Release, &id)).await;
    stand.fault(json!({"kind": "lock"})).await;
    let locked = apply(&stand.connector, &command).await;
    let Err(WriteError::NotApplied(trouble)) = locked else { panic!("{locked:?}") };
    assert_eq!(trouble.kind, TroubleKind::Locked, "status 423");
    done(&stand, &command).await;
    let wrong = refusal(&stand, &complete(&json!({"work_order_id": "4711", "quantity": "1"}))).await;
    assert_eq!(wrong.errors[0].pointer.as_deref(), Some("/work_order_id"));
}

#[tokio::test]
async fn lists_go_by_order_and_time_and_leave_reversals_out() {
    let stand = Stand::start(&json!({})).await;
    let (first, second) = (released(&stand, &production()).await, released(&stand, &maintenance()).await);
    let mut ids = Vec::new();
    for _ in 0..11 {
        let body = json!({"work_order_id": first, "operation_number": "0010", "quantity": "0.1"});
        ids.push(done(&stand, &complete(&body)).await);
    }
    done(&stand, &reverse(&ids[0])).await;
    ids.push(
        done(&stand, &complete(&json!({"work_order_id": second, "operation_number": "0010", "work": "1"})))
            .await,
    );
    let session = visit(&stand.connector);
    let mut query = Query { limit: 4, ..Query::default() };
    let mut seen = Vec::new();
    loop {
        let page = stand.connector.list(&session, Resource::WorkOrderCompletion, &query).await.unwrap();
        seen.extend(page.records.iter().map(|record| record.id().clone()));
        let Some(next) = page.next_cursor else { break };
        query.cursor = Some(next);
    }
    assert_eq!(seen, ids, "the tenth comes after the ninth");
    let asked = |query: Query| {
        let (connector, session) = (&stand.connector, &session);
        async move {
            let query = Query { limit: 50, ..query };
            connector
                .list(session, Resource::WorkOrderCompletion, &query)
                .await
                .map(|page| page.records.len())
        }
    };
    let of = |id: &RecordId| Query { work_order_id: Some(id.to_string()), ..Query::default() };
    assert_eq!(asked(of(&first)).await, Ok(11));
    assert_eq!(asked(of(&second)).await, Ok(1));
    assert_eq!(asked(of(&RecordId::new("4711"))).await, Ok(0));
    let since =
        |text: &str, kind| Query { updated_since: Some(text.parse().unwrap()), kind, ..Query::default() };
    let made = Some(WorkOrderKind::Production);
    assert_eq!(asked(since("2020-01-01T00:00:00Z", made)).await, Ok(11));
    assert_eq!(asked(since("2999-01-01T00:00:00Z", made)).await, Ok(0));
    let all = asked(since("2020-01-01T00:00:00Z", None)).await;
    assert_eq!(all.unwrap_err().kind, TroubleKind::BadQuestion);
}
