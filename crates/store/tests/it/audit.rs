//! The audit log: written with what it describes, and never changed.

use erpgate_model::{AuditAction, AuditEntry, AuditOutcome, Operation, OperationStatus};
use erpgate_store::{AuditFilter, Settlement, Submitted};
use serde_json::json;

use crate::databases::on_both;
use crate::world::World;

fn entry(world: &World) -> AuditEntry {
    AuditEntry {
        id: world.ids.make(),
        at: world.now(),
        who: "nightly import".into(),
        api_key_id: world.api_key,
        connection_id: world.connection,
        action: AuditAction::PassthroughRead,
        outcome: AuditOutcome::Answered,
        operation_id: None,
        request_id: "req_1".into(),
        detail: json!({"method": "GET", "path": "/x", "status": 200}),
    }
}

fn of(world: &World, operation: &Operation, outcome: AuditOutcome) -> AuditEntry {
    let action = AuditAction::PassthroughWrite;
    AuditEntry { action, outcome, operation_id: Some(operation.id), ..entry(world) }
}

async fn log(world: &World, filter: AuditFilter) -> Vec<AuditEntry> {
    world.store().audit_log(&filter).await.unwrap()
}

fn all() -> AuditFilter {
    AuditFilter { limit: 100, ..Default::default() }
}

#[tokio::test]
async fn entries_read_back_as_they_were_written_newest_first_and_in_pages() {
    on_both(async |world| {
        let mut made = Vec::new();
        for _ in 0..3 {
            made.insert(0, entry(world));
            world.store().append_audit(&made[0]).await.unwrap();
            world.pass(1);
        }
        assert_eq!(log(world, all()).await, made);
        let first = log(world, AuditFilter { limit: 2, ..all() }).await;
        assert_eq!(first, made[..2]);
        let before = Some(first[1].id);
        assert_eq!(log(world, AuditFilter { before, ..all() }).await, made[2..]);
        let since = Some(made[1].at);
        assert_eq!(log(world, AuditFilter { since, ..all() }).await, made[..2]);
    })
    .await;
}

#[tokio::test]
async fn a_key_that_is_limited_to_connections_sees_theirs_alone() {
    on_both(async |world| {
        let own = entry(world);
        let foreign = AuditEntry { connection_id: world.ids.make(), ..entry(world) };
        world.store().append_audit(&own).await.unwrap();
        world.store().append_audit(&foreign).await.unwrap();
        let among = |connections: Vec<_>| AuditFilter { connections: Some(connections), ..all() };
        assert_eq!(log(world, among(vec![world.connection])).await, [own]);
        assert_eq!(log(world, among(Vec::new())).await, []);
    })
    .await;
}

#[tokio::test]
async fn the_entry_of_a_submission_stands_when_it_was_accepted_and_only_then() {
    on_both(async |world| {
        let operation = Operation { idempotency_key: Some("k".into()), ..world.create() };
        let taken = of(world, &operation, AuditOutcome::Accepted);
        let store = world.store();
        assert_eq!(store.submit(&operation, Some(&taken)).await.unwrap(), Submitted::Accepted);
        let again = Operation { idempotency_key: Some("k".into()), ..world.create() };
        let entry = of(world, &again, AuditOutcome::Accepted);
        let answer = store.submit(&again, Some(&entry)).await.unwrap();
        assert!(matches!(answer, Submitted::Replayed(_)), "{answer:?}");
        assert_eq!(log(world, all()).await, [taken]);
    })
    .await;
}

#[tokio::test]
async fn the_entry_of_a_settlement_stands_when_it_was_written_and_only_then() {
    on_both(async |world| {
        let operation = world.accept(world.running(world.create())).await;
        let done = of(world, &operation, AuditOutcome::Succeeded);
        let end = Settlement {
            audit: Some(done.clone()),
            ..world.settlement(&operation, OperationStatus::Succeeded)
        };
        let overtaken = Settlement {
            epoch: operation.epoch + 1,
            audit: Some(of(world, &operation, AuditOutcome::Failed)),
            ..end.clone()
        };
        assert!(!world.store().settle(&overtaken).await.unwrap());
        assert_eq!(log(world, all()).await, []);
        assert!(world.store().settle(&end).await.unwrap());
        assert_eq!(log(world, all()).await, [done]);
    })
    .await;
}
