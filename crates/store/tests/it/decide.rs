//! What people do with operations: cancelling, and deciding what nobody could find out.

use erpgate_model::OperationStatus;

use crate::databases::on_both;

#[tokio::test]
async fn a_pending_operation_that_nobody_holds_can_be_cancelled() {
    on_both(async |world| {
        let operation = world.accept(world.update_of("1")).await;
        let end = world.settlement(&operation, OperationStatus::Failed);
        assert!(world.store().cancel_pending(&end).await.unwrap());
        let stored = world.stored(operation.id).await;
        assert_eq!(stored.status, OperationStatus::Failed);
        assert_eq!(stored.settled_at, Some(world.now()));
        assert_eq!(world.store().take_due(world.lease(), 10).await.unwrap(), []);
        world.accept(world.update_of("1")).await;
    })
    .await;
}

#[tokio::test]
async fn a_pending_operation_under_a_live_lease_cannot_be_cancelled_and_after_it_can() {
    on_both(async |world| {
        let operation = world.accept(world.create()).await;
        let taken = world.store().take_due(world.lease(), 1).await.unwrap().remove(0);
        let end = world.settlement(&taken, OperationStatus::Failed);
        assert!(!world.store().cancel_pending(&end).await.unwrap());
        assert_eq!(world.stored(operation.id).await, taken);
        world.pass(60);
        let end = world.settlement(&taken, OperationStatus::Failed);
        assert!(world.store().cancel_pending(&end).await.unwrap());
        let late = world.store().start(operation.id, taken.epoch, None, world.lease());
        assert!(!late.await.unwrap(), "the worker that held it must not send any more");
    })
    .await;
}

#[tokio::test]
async fn only_pending_operations_can_be_cancelled() {
    on_both(async |world| {
        let operation = world.accept(world.running(world.create())).await;
        world.pass(3600);
        let end = world.settlement(&operation, OperationStatus::Failed);
        assert!(!world.store().cancel_pending(&end).await.unwrap(), "running, even with its lease run out");
        let mut wait = world.postponement(&operation, OperationStatus::Unknown);
        wait.due_at = world.now();
        assert!(world.store().postpone(&wait).await.unwrap());
        assert!(!world.store().cancel_pending(&end).await.unwrap(), "unknown");
        let waits = world.settlement(&operation, OperationStatus::NeedsAttention);
        assert!(world.store().settle(&waits).await.unwrap());
        assert!(!world.store().cancel_pending(&end).await.unwrap(), "needs_attention");
        assert_eq!(world.stored(operation.id).await.status, OperationStatus::NeedsAttention);
    })
    .await;
}

#[tokio::test]
async fn a_decision_raises_the_epoch_and_the_first_of_two_people_loses_to_the_second() {
    on_both(async |world| {
        let operation = world.accept(world.running(world.create())).await;
        let waits = world.settlement(&operation, OperationStatus::NeedsAttention);
        assert!(world.store().settle(&waits).await.unwrap());
        let first = world.store().take_for_decision(operation.id).await.unwrap().unwrap();
        let second = world.store().take_for_decision(operation.id).await.unwrap().unwrap();
        assert_eq!((first.epoch, second.epoch), (2, 3));
        assert_eq!(second, world.stored(operation.id).await);
        let lost = world.settlement(&first, OperationStatus::Failed);
        assert!(!world.store().settle(&lost).await.unwrap());
        let won = world.settlement(&second, OperationStatus::Succeeded);
        assert!(world.store().settle(&won).await.unwrap());
        assert_eq!(world.stored(operation.id).await.status, OperationStatus::Succeeded);
    })
    .await;
}

#[tokio::test]
async fn nothing_but_an_operation_that_waits_for_a_person_can_be_decided() {
    on_both(async |world| {
        let operation = world.accept(world.running(world.create())).await;
        assert_eq!(world.store().take_for_decision(operation.id).await.unwrap(), None);
        assert_eq!(world.stored(operation.id).await, operation);
        assert_eq!(world.store().take_for_decision(world.ids.make()).await.unwrap(), None);
        let end = world.settlement(&operation, OperationStatus::Succeeded);
        assert!(world.store().settle(&end).await.unwrap());
        assert_eq!(world.store().take_for_decision(operation.id).await.unwrap(), None);
    })
    .await;
}
