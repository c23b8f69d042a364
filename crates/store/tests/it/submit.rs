//! Submissions: what is stored, and what stands in the way.

use erpgate_model::{Operation, OperationStatus, Reference};
use erpgate_store::{OperationFilter, Submitted};
use futures::future::join_all;

use crate::databases::on_both;
use crate::world::World;

fn with_key(operation: Operation, key: &str) -> Operation {
    Operation { idempotency_key: Some(key.into()), ..operation }
}

async fn count(world: &World) -> usize {
    let filter = OperationFilter { limit: 200, ..Default::default() };
    world.store().operations(&filter).await.unwrap().len()
}

#[tokio::test]
async fn an_operation_is_stored_as_given() {
    on_both(async |world| {
        let pending = world.accept(with_key(world.create(), "k1")).await;
        assert_eq!(world.stored(pending.id).await, pending);
        let running = world.accept(world.running(world.update_of("4500000001"))).await;
        assert_eq!(world.stored(running.id).await, running);
    })
    .await;
}

#[tokio::test]
async fn the_same_key_with_the_same_fingerprint_replays_the_first_operation() {
    on_both(async |world| {
        let first = world.accept(with_key(world.create(), "k1")).await;
        let second = with_key(world.create(), "k1");
        let answer = world.store().submit(&second, None).await.unwrap();
        assert_eq!(answer, Submitted::Replayed(Box::new(first)));
        assert_eq!(count(world).await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_same_key_with_another_fingerprint_is_reused_and_stores_nothing() {
    on_both(async |world| {
        let first = world.accept(with_key(world.create(), "k1")).await;
        let second = Operation { fingerprint: "of another body".into(), ..with_key(world.create(), "k1") };
        assert_eq!(world.store().submit(&second, None).await.unwrap(), Submitted::KeyReused(first.id));
        assert_eq!(count(world).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_key_still_replays_when_its_operation_ended_long_ago() {
    on_both(async |world| {
        let first = world.accept(with_key(world.running(world.create()), "k1")).await;
        let end = world.settlement(&first, OperationStatus::Succeeded);
        assert!(world.store().settle(&end).await.unwrap());
        world.pass(400 * 24 * 3600);
        let answer = world.store().submit(&with_key(world.create(), "k1"), None).await.unwrap();
        assert_eq!(answer, Submitted::Replayed(Box::new(world.stored(first.id).await)));
    })
    .await;
}

#[tokio::test]
async fn the_same_key_of_another_api_key_is_another_key() {
    on_both(async |world| {
        world.accept(with_key(world.create(), "k1")).await;
        world.accept(Operation { api_key_id: world.ids.make(), ..with_key(world.create(), "k1") }).await;
        world.accept(world.create()).await;
        world.accept(world.create()).await;
        assert_eq!(count(world).await, 4);
    })
    .await;
}

#[tokio::test]
async fn a_replay_is_told_before_a_busy_record() {
    on_both(async |world| {
        let first = world.accept(with_key(world.update_of("1"), "k1")).await;
        let answer = world.store().submit(&with_key(world.update_of("1"), "k1"), None).await.unwrap();
        assert_eq!(answer, Submitted::Replayed(Box::new(first)));
    })
    .await;
}

#[tokio::test]
async fn every_unsettled_status_holds_its_record() {
    on_both(async |world| {
        let first = world.accept(world.running(world.update_of("1"))).await;
        let busy = Submitted::RecordBusy(first.id);
        assert_eq!(world.store().submit(&world.update_of("1"), None).await.unwrap(), busy, "running");
        for status in [OperationStatus::Pending, OperationStatus::Unknown] {
            assert!(world.store().postpone(&world.postponement(&first, status)).await.unwrap());
            assert_eq!(world.store().submit(&world.update_of("1"), None).await.unwrap(), busy, "{status:?}");
        }
        let waits = world.settlement(&first, OperationStatus::NeedsAttention);
        assert!(world.store().settle(&waits).await.unwrap());
        assert_eq!(world.store().submit(&world.update_of("1"), None).await.unwrap(), busy, "needs_attention");
        assert_eq!(count(world).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_record_of_another_id_or_connection_is_free() {
    on_both(async |world| {
        world.accept(world.update_of("1")).await;
        world.accept(world.update_of("2")).await;
        world.accept(Operation { connection_id: world.ids.make(), ..world.update_of("1") }).await;
        world.accept(world.create()).await;
        world.accept(world.create()).await;
    })
    .await;
}

#[tokio::test]
async fn the_same_reference_twice_in_one_connection_is_taken() {
    on_both(async |world| {
        let first = world.accept(world.create()).await;
        let twin = Operation { reference: first.reference.clone(), ..world.create() };
        assert_eq!(world.store().submit(&twin, None).await.unwrap(), Submitted::ReferenceTaken);
        world.accept(Operation { connection_id: world.ids.make(), ..twin }).await;
        assert_eq!(count(world).await, 2);
    })
    .await;
}

#[tokio::test]
async fn the_same_operation_id_twice_asks_for_a_new_one() {
    on_both(async |world| {
        let first = world.accept(world.create()).await;
        let twin = Operation { reference: Reference::of(world.ids.make()), ..first };
        assert_eq!(world.store().submit(&twin, None).await.unwrap(), Submitted::ReferenceTaken);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_submissions_with_one_key_at_once_exactly_one_is_accepted() {
    on_both(async |world| {
        let submissions = (0..50).map(|turn| {
            let (node, operation) = (world.node(turn), with_key(world.create(), "k1"));
            tokio::spawn(async move { node.submit(&operation, None).await.unwrap() })
        });
        let answers: Vec<_> = join_all(submissions).await.into_iter().map(Result::unwrap).collect();
        let accepted = answers.iter().filter(|answer| matches!(answer, Submitted::Accepted)).count();
        let replayed = answers.iter().filter(|answer| matches!(answer, Submitted::Replayed(_))).count();
        assert_eq!((accepted, replayed), (1, 49));
        assert_eq!(count(world).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_updates_of_one_record_at_once_exactly_one_is_accepted() {
    on_both(async |world| {
        let submissions = (0..20).map(|turn| {
            let (node, operation) = (world.node(turn), world.update_of("1"));
            tokio::spawn(async move { node.submit(&operation, None).await.unwrap() })
        });
        let answers: Vec<_> = join_all(submissions).await.into_iter().map(Result::unwrap).collect();
        let accepted = answers.iter().filter(|answer| matches!(answer, Submitted::Accepted)).count();
        let busy = answers.iter().filter(|answer| matches!(answer, Submitted::RecordBusy(_))).count();
        assert_eq!((accepted, busy), (1, 19));
    })
    .await;
}
