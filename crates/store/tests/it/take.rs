//! Taking work, and starting it.

use std::collections::HashSet;

use erpgate_model::{Operation, OperationId, OperationStatus, Record};
use futures::future::join_all;

use crate::databases::on_both;
use crate::things::record;
use crate::world::World;

/// Takes everything that is due.
async fn take(world: &World) -> Vec<Operation> {
    world.store().take_due(world.lease(), 100).await.unwrap()
}

fn ids(operations: &[Operation]) -> Vec<OperationId> {
    operations.iter().map(|operation| operation.id).collect()
}

#[tokio::test]
async fn pending_and_unknown_are_taken_when_their_time_has_come() {
    on_both(async |world| {
        let pending = world.accept(world.create()).await;
        let unknown = world.accept(world.running(world.create())).await;
        let wait = world.postponement(&unknown, OperationStatus::Unknown);
        assert!(world.store().postpone(&wait).await.unwrap());
        assert_eq!(ids(&take(world).await), [pending.id], "the unknown one waits ten seconds");
        world.pass(10);
        assert_eq!(ids(&take(world).await), [unknown.id], "the pending one is leased");
    })
    .await;
}

#[tokio::test]
async fn running_is_taken_when_its_lease_has_run_out() {
    on_both(async |world| {
        let running = world.accept(world.running(world.create())).await;
        world.pass(59);
        assert_eq!(take(world).await, []);
        world.pass(1);
        let taken = take(world).await;
        assert_eq!(ids(&taken), [running.id]);
        assert_eq!(taken[0].status, OperationStatus::Running);
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_has_the_next_epoch_and_the_lease_and_keeps_its_status() {
    on_both(async |world| {
        let pending = world.accept(world.create()).await;
        let taken = take(world).await.remove(0);
        assert_eq!(taken, world.stored(pending.id).await, "what was returned is what stands");
        assert_eq!(taken, Operation { epoch: 1, lease_until: Some(world.after(60)), ..pending });
    })
    .await;
}

#[tokio::test]
async fn a_leased_pending_or_unknown_operation_is_given_again_only_after_its_lease() {
    on_both(async |world| {
        let pending = world.accept(world.create()).await;
        let unknown = world.accept(world.running(world.create())).await;
        let now = world.now();
        let mut wait = world.postponement(&unknown, OperationStatus::Unknown);
        wait.due_at = now;
        assert!(world.store().postpone(&wait).await.unwrap());
        let both = HashSet::from([pending.id, unknown.id]);
        assert_eq!(HashSet::from_iter(ids(&take(world).await)), both);
        world.pass(59);
        assert_eq!(take(world).await, []);
        world.pass(1);
        assert_eq!(HashSet::from_iter(ids(&take(world).await)), both);
    })
    .await;
}

#[tokio::test]
async fn settled_operations_and_those_that_wait_for_a_person_are_never_taken() {
    on_both(async |world| {
        for status in [OperationStatus::Succeeded, OperationStatus::NeedsAttention] {
            let operation = world.accept(world.running(world.create())).await;
            assert!(world.store().settle(&world.settlement(&operation, status)).await.unwrap());
        }
        world.pass(1_000_000);
        assert_eq!(take(world).await, []);
        assert_eq!(world.store().next_due().await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn no_more_than_the_limit_is_taken_and_the_longest_due_first() {
    on_both(async |world| {
        let first = world.accept(world.create()).await;
        world.pass(1);
        let second = world.accept(world.create()).await;
        world.pass(1);
        let third = world.accept(world.create()).await;
        let lease = world.lease();
        assert_eq!(ids(&world.store().take_due(lease, 2).await.unwrap()), [first.id, second.id]);
        assert_eq!(ids(&world.store().take_due(lease, 2).await.unwrap()), [third.id]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_workers_at_once_each_operation_goes_to_one() {
    on_both(async |world| {
        for _ in 0..30 {
            world.accept(world.create()).await;
        }
        let lease = world.lease();
        let workers = (0..20).map(|turn| {
            let node = world.node(turn);
            tokio::spawn(async move { node.take_due(lease, 7).await.unwrap() })
        });
        let mut taken: Vec<_> = join_all(workers).await.into_iter().flat_map(Result::unwrap).collect();
        taken.extend(take(world).await);
        assert_eq!(taken.len(), 30);
        assert_eq!(HashSet::<OperationId>::from_iter(ids(&taken)).len(), 30, "nothing was given twice");
        assert!(taken.iter().all(|operation| operation.epoch == 1));
    })
    .await;
}

#[tokio::test]
async fn the_next_due_time_is_the_first_at_which_something_can_be_taken() {
    on_both(async |world| {
        assert_eq!(world.store().next_due().await.unwrap(), None);
        let running = world.accept(world.running(world.create())).await;
        assert_eq!(world.store().next_due().await.unwrap(), Some(world.after(60)), "the lease's end");
        let wait = world.postponement(&running, OperationStatus::Unknown);
        assert!(world.store().postpone(&wait).await.unwrap());
        assert_eq!(world.store().next_due().await.unwrap(), Some(world.after(10)), "the wait's end");
        world.accept(world.create()).await;
        assert_eq!(world.store().next_due().await.unwrap(), Some(world.now()), "at once");
    })
    .await;
}

#[tokio::test]
async fn ending_all_leases_gives_live_ones_out_at_once_and_changes_nothing_else() {
    on_both(async |world| {
        let running = world.accept(world.running(world.create())).await;
        let waiting = world.accept(world.running(world.create())).await;
        let wait = world.postponement(&waiting, OperationStatus::Unknown);
        assert!(world.store().postpone(&wait).await.unwrap());
        let settled = world.accept(world.running(world.create())).await;
        let end = world.settlement(&settled, OperationStatus::Succeeded);
        assert!(world.store().settle(&end).await.unwrap());

        assert_eq!(world.store().end_all_leases(world.now()).await.unwrap(), 1);
        let ended = world.stored(running.id).await;
        assert_eq!((ended.epoch, ended.status), (running.epoch, running.status));
        assert_eq!(ids(&take(world).await), [running.id], "the one that waits for its time still waits");
        world.pass(60);
        assert_eq!(world.store().end_all_leases(world.now()).await.unwrap(), 0, "none is live any more");
    })
    .await;
}

#[tokio::test]
async fn starting_makes_a_leased_operation_running_and_keeps_the_first_basis() {
    on_both(async |world| {
        let pending = world.accept(world.update_of("1")).await;
        take(world).await;
        world.pass(5);
        let (first, later) = (record("1", "before"), record("1", "after a first send"));
        let start = async |basis: Option<&Record>| {
            world.store().start(pending.id, 1, basis, world.lease()).await.unwrap()
        };
        assert!(start(None).await);
        assert!(start(Some(&first)).await);
        assert!(start(Some(&later)).await);
        let started = world.stored(pending.id).await;
        assert_eq!(started.status, OperationStatus::Running);
        assert_eq!(started.lease_until, Some(world.after(60)));
        assert_eq!(started.due_at, None);
        assert_eq!(started.basis, Some(first));
    })
    .await;
}

#[tokio::test]
async fn who_lost_the_epoch_may_not_start() {
    on_both(async |world| {
        let pending = world.accept(world.create()).await;
        take(world).await;
        world.pass(60);
        let taken_over = take(world).await.remove(0);
        assert_eq!(taken_over.epoch, 2);
        let late = record("1", "late");
        assert!(!world.store().start(pending.id, 1, Some(&late), world.lease()).await.unwrap());
        assert_eq!(world.stored(pending.id).await, taken_over);
    })
    .await;
}

#[tokio::test]
async fn a_settled_operation_cannot_be_started() {
    on_both(async |world| {
        let operation = world.accept(world.running(world.create())).await;
        let end = world.settlement(&operation, OperationStatus::Failed);
        assert!(world.store().settle(&end).await.unwrap());
        let settled = world.stored(operation.id).await;
        assert!(!world.store().start(operation.id, 1, None, world.lease()).await.unwrap());
        assert_eq!(world.stored(operation.id).await, settled);
    })
    .await;
}
