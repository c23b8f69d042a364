//! The end of an operation, and its wait for a person.

use erpgate_model::{
    AttemptOutcome, ChangeKind, EventType, Failure, FailureCode, Operation, OperationEvent, OperationStatus,
    RecordChange, RecordEvent, RecordId, Resource, Warning, WarningCode,
};
use erpgate_store::{DeliveryFilter, Settlement, Submitted};
use futures::future::join_all;
use serde_json::json;

use crate::databases::on_both;
use crate::things::{endpoint, event, succeeded};
use crate::world::World;

fn failure() -> Failure {
    Failure {
        code: FailureCode::OutcomeUnknown,
        detail: "no answer came".into(),
        errors: Vec::new(),
        retry_after: Some(7),
        current: Some(json!({"total": "1.10"})),
    }
}

/// A settlement with every field filled.
fn full(world: &World, operation: &Operation, status: OperationStatus) -> Settlement {
    let id = RecordId::new("4500000007");
    Settlement {
        attempt: Some(world.attempt(AttemptOutcome::Applied)),
        record_id: Some(id.clone()),
        record: Some(json!({"zulu": "1", "alpha": ["2"]})),
        changes: vec![RecordChange { resource: Resource::PurchaseOrder, id, change: ChangeKind::Created }],
        warnings: vec![Warning {
            pointer: Some("/notes".into()),
            code: WarningCode::ChangedByErp,
            detail: "cut off".into(),
            native: None,
        }],
        failure: Some(failure()),
        ..world.settlement(operation, status)
    }
}

async fn due_deliveries(world: &World) -> usize {
    let filter = DeliveryFilter { limit: 200, ..Default::default() };
    world.store().deliveries(&filter).await.unwrap().len()
}

#[tokio::test]
async fn everything_of_the_settlement_stands_afterwards_and_the_lease_is_gone() {
    on_both(async |world| {
        let operation = world.accept(world.running(world.create())).await;
        let end = full(world, &operation, OperationStatus::Succeeded);
        assert!(world.store().settle(&end).await.unwrap());
        let expected = Operation {
            status: OperationStatus::Succeeded,
            attempts: vec![world.attempt(AttemptOutcome::Applied)],
            lease_until: None,
            record_id: end.record_id,
            record: end.record,
            changes: end.changes,
            warnings: end.warnings,
            failure: end.failure,
            settled_at: Some(world.now()),
            ..operation
        };
        assert_eq!(world.stored(expected.id).await, expected);
    })
    .await;
}

#[tokio::test]
async fn attempts_are_appended_in_their_order() {
    on_both(async |world| {
        let operation = world.accept(world.running(world.create())).await;
        let mut wait = world.postponement(&operation, OperationStatus::Unknown);
        wait.attempt = Some(world.attempt(AttemptOutcome::Unknown));
        assert!(world.store().postpone(&wait).await.unwrap());
        let mut end = world.settlement(&operation, OperationStatus::Succeeded);
        end.attempt = Some(world.attempt(AttemptOutcome::FoundApplied));
        assert!(world.store().settle(&end).await.unwrap());
        let outcomes: Vec<_> =
            world.stored(operation.id).await.attempts.into_iter().map(|attempt| attempt.outcome).collect();
        assert_eq!(outcomes, [AttemptOutcome::Unknown, AttemptOutcome::FoundApplied]);
    })
    .await;
}

#[tokio::test]
async fn a_result_of_an_older_epoch_is_discarded_with_its_events() {
    on_both(async |world| {
        world.store().create_endpoint(&endpoint(world, &[])).await.unwrap();
        let operation = world.accept(world.running(world.create())).await;
        world.pass(60);
        let taken_over = world.store().take_due(world.lease(), 1).await.unwrap().remove(0);
        let mut late = full(world, &operation, OperationStatus::Succeeded);
        late.events = vec![succeeded(world, &operation)];
        assert!(!world.store().settle(&late).await.unwrap());
        assert!(
            !world.store().postpone(&world.postponement(&operation, OperationStatus::Pending)).await.unwrap()
        );
        assert_eq!(world.stored(operation.id).await, taken_over);
        assert_eq!(world.store().event(late.events[0].id).await.unwrap(), None);
        assert_eq!(due_deliveries(world).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_settled_operation_stays_as_it_is() {
    on_both(async |world| {
        let operation = world.accept(world.running(world.create())).await;
        let end = world.settlement(&operation, OperationStatus::Rejected);
        assert!(world.store().settle(&end).await.unwrap());
        let settled = world.stored(operation.id).await;
        assert!(!world.store().settle(&full(world, &operation, OperationStatus::Succeeded)).await.unwrap());
        assert!(
            !world.store().postpone(&world.postponement(&operation, OperationStatus::Unknown)).await.unwrap()
        );
        assert_eq!(world.stored(operation.id).await, settled);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_ten_results_of_one_epoch_at_once_exactly_one_is_written() {
    on_both(async |world| {
        let operation = world.accept(world.running(world.update_of("1"))).await;
        let results = (0..10).map(|turn| {
            let node = world.node(turn);
            let mut end = world.settlement(&operation, OperationStatus::Succeeded);
            end.events =
                vec![event(world, EventType::Record(Resource::PurchaseOrder, RecordEvent::Updated), "1")];
            tokio::spawn(async move { node.settle(&end).await.unwrap() })
        });
        let written = join_all(results).await.into_iter().filter(|done| *done.as_ref().unwrap()).count();
        assert_eq!(written, 1);
    })
    .await;
}

#[tokio::test]
async fn the_record_is_free_after_the_end_and_held_while_a_person_is_awaited() {
    on_both(async |world| {
        let first = world.accept(world.running(world.update_of("1"))).await;
        let waits = world.settlement(&first, OperationStatus::NeedsAttention);
        assert!(world.store().settle(&waits).await.unwrap());
        let stored = world.stored(first.id).await;
        assert_eq!((stored.settled_at, stored.lease_until, stored.due_at), (None, None, None));
        let busy = Submitted::RecordBusy(first.id);
        assert_eq!(world.store().submit(&world.update_of("1"), None).await.unwrap(), busy);
        for status in [OperationStatus::Failed, OperationStatus::Rejected, OperationStatus::Succeeded] {
            let decided = world.store().take_for_decision(first.id).await.unwrap();
            let holder = match decided {
                Some(decided) => decided,
                None => world.accept(world.running(world.update_of("1"))).await,
            };
            assert!(world.store().settle(&world.settlement(&holder, status)).await.unwrap());
        }
        world.accept(world.update_of("1")).await;
    })
    .await;
}

#[tokio::test]
async fn a_create_that_waits_for_a_person_may_name_a_record_that_another_operation_holds() {
    on_both(async |world| {
        let update = world.accept(world.update_of("4500000007")).await;
        let create = world.accept(world.running(world.create())).await;
        let waits = full(world, &create, OperationStatus::NeedsAttention);
        assert!(world.store().settle(&waits).await.unwrap());
        assert_eq!(world.stored(create.id).await.record_id, Some(RecordId::new("4500000007")));
        let busy = Submitted::RecordBusy(update.id);
        assert_eq!(world.store().submit(&world.update_of("4500000007"), None).await.unwrap(), busy);
    })
    .await;
}

#[tokio::test]
async fn the_records_id_stays_known_when_a_settlement_does_not_name_it() {
    on_both(async |world| {
        let operation = world.accept(world.running(world.update_of("1"))).await;
        let end = world.settlement(&operation, OperationStatus::Rejected);
        assert!(world.store().settle(&end).await.unwrap());
        assert_eq!(world.stored(operation.id).await.record_id, Some(RecordId::new("1")));
    })
    .await;
}

#[tokio::test]
async fn postponing_gives_the_lease_back_and_says_why_and_tells_its_events() {
    on_both(async |world| {
        world.store().create_endpoint(&endpoint(world, &["operation.unknown"])).await.unwrap();
        let operation = world.accept(world.running(world.create())).await;
        let mut wait = world.postponement(&operation, OperationStatus::Unknown);
        wait.failure = Some(failure());
        wait.events =
            vec![event(world, EventType::Operation(OperationEvent::Unknown), &operation.id.to_string())];
        assert!(world.store().postpone(&wait).await.unwrap());
        let stored = world.stored(operation.id).await;
        assert_eq!(stored.status, OperationStatus::Unknown);
        assert_eq!((stored.due_at, stored.lease_until), (Some(world.after(10)), None));
        assert_eq!(stored.failure, Some(failure()));
        assert_eq!(due_deliveries(world).await, 1);
    })
    .await;
}
