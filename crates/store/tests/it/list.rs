//! Questions about operations.

use erpgate_model::{Operation, OperationId, OperationStatus, Resource};
use erpgate_store::OperationFilter;

use crate::databases::on_both;
use crate::world::World;

async fn list(world: &World, filter: OperationFilter) -> Vec<OperationId> {
    let found = world.store().operations(&filter).await.unwrap();
    found.into_iter().map(|operation| operation.id).collect()
}

fn all() -> OperationFilter {
    OperationFilter { limit: 100, ..Default::default() }
}

#[tokio::test]
async fn an_operation_is_found_by_its_id_and_by_its_key() {
    on_both(async |world| {
        let operation =
            world.accept(Operation { idempotency_key: Some("k1".into()), ..world.create() }).await;
        let store = world.store();
        assert_eq!(store.operation(world.ids.make()).await.unwrap(), None);
        let found = store.operation_by_key(world.api_key, "k1").await.unwrap();
        assert_eq!(found, Some(operation));
        assert_eq!(store.operation_by_key(world.api_key, "k2").await.unwrap(), None);
        assert_eq!(store.operation_by_key(world.ids.make(), "k1").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn pages_run_from_the_newest_to_the_oldest_without_a_gap() {
    on_both(async |world| {
        let mut made = Vec::new();
        for _ in 0..5 {
            made.push(world.accept(world.create()).await.id);
            world.pass(1);
        }
        made.reverse();
        let first = list(world, OperationFilter { limit: 3, ..all() }).await;
        assert_eq!(first, made[..3]);
        world.accept(world.create()).await;
        let second = list(world, OperationFilter { before: first.last().copied(), ..all() }).await;
        assert_eq!(second, made[3..], "an operation added meanwhile moves nothing");
    })
    .await;
}

#[tokio::test]
async fn a_list_is_narrowed_by_status_connection_and_resource_together() {
    on_both(async |world| {
        let pending = world.accept(world.create()).await;
        let foreign = world.accept(Operation { connection_id: world.ids.make(), ..world.create() }).await;
        let done = world.accept(world.running(world.create())).await;
        let end = world.settlement(&done, OperationStatus::Succeeded);
        assert!(world.store().settle(&end).await.unwrap());

        let here = Some(vec![world.connection]);
        let everywhere = Some(vec![world.connection, foreign.connection_id]);
        let status = |status| OperationFilter { status: Some(status), ..all() };
        assert_eq!(list(world, status(OperationStatus::Succeeded)).await, [done.id]);
        assert_eq!(list(world, status(OperationStatus::Pending)).await.len(), 2);
        let narrow = OperationFilter {
            connections: here.clone(),
            resource: Some(Resource::PurchaseOrder),
            ..status(OperationStatus::Pending)
        };
        assert_eq!(list(world, narrow).await, [pending.id]);
        assert_eq!(list(world, OperationFilter { connections: here, ..all() }).await.len(), 2);
        assert_eq!(list(world, OperationFilter { connections: everywhere, ..all() }).await.len(), 3);
        let nowhere = OperationFilter { connections: Some(Vec::new()), ..all() };
        assert_eq!(list(world, nowhere).await, [], "a key without connections sees nothing");
    })
    .await;
}

#[tokio::test]
async fn unsettled_operations_are_counted_per_connection() {
    on_both(async |world| {
        let operation = world.accept(world.running(world.create())).await;
        world.accept(world.create()).await;
        world.accept(Operation { connection_id: world.ids.make(), ..world.create() }).await;
        let count = async || world.store().unsettled(world.connection).await.unwrap();
        assert_eq!(count().await, 2);
        let waits = world.settlement(&operation, OperationStatus::NeedsAttention);
        assert!(world.store().settle(&waits).await.unwrap());
        assert_eq!(count().await, 2, "waiting for a person is not settled");
        let end = world.settlement(&operation, OperationStatus::Failed);
        assert!(world.store().settle(&end).await.unwrap());
        assert_eq!(count().await, 1);
    })
    .await;
}
