//! Opening and closing, and what survives in between.

use std::path::Path;
use std::sync::Arc;

use erpgate_model::OperationStatus;
use erpgate_store::{Operations, Postgres, Sqlite, Store, StoreError, open};
use erpgate_test_database::ThrowAwayDatabase;

use crate::databases::on_both;
use crate::world::World;

/// Copies the database's files as a power cut would leave them: the store is still open and knows
/// nothing of it.
fn snatch(database: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for name in ["erpgate.db", "erpgate.db-wal"] {
        std::fs::copy(database.with_file_name(name), to.join(name)).unwrap();
    }
}

fn refusal<T>(outcome: Result<T, StoreError>) -> String {
    match outcome {
        Err(StoreError::Open(message)) => message,
        Err(other) => panic!("refused, but as {other:?}"),
        Ok(_) => panic!("was opened"),
    }
}

#[tokio::test]
async fn an_open_store_answers_and_a_closed_one_fails() {
    on_both(async |world| {
        world.store().ping().await.unwrap();
        world.store().close().await;
        assert!(world.store().ping().await.is_err());
        assert!(world.store().submit(&world.create(), None).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn what_was_committed_to_sqlite_survives_an_end_without_goodbye() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("erpgate.db");
    let world = World::new("SQLite", vec![Arc::new(Sqlite::open(&file).await.unwrap())]);
    let pending = world.accept(world.create()).await;
    let settled = world.accept(world.running(world.create())).await;
    let end = world.settlement(&settled, OperationStatus::Succeeded);
    assert!(world.store().settle(&end).await.unwrap());
    snatch(&file, &directory.path().join("after"));

    let reopened = Sqlite::open(&directory.path().join("after/erpgate.db")).await.unwrap();
    assert_eq!(reopened.operation(pending.id).await.unwrap(), Some(pending));
    let ended = reopened.operation(settled.id).await.unwrap().unwrap();
    assert_eq!(ended.status, OperationStatus::Succeeded);
    assert_eq!(reopened.take_due(world.lease(), 10).await.unwrap().len(), 1, "work goes on");
    reopened.close().await;
    world.close().await;
}

#[tokio::test]
async fn a_second_gateway_on_one_sqlite_file_is_refused_until_the_first_has_closed() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("new/directory/erpgate.db");
    let first = Sqlite::open(&file).await.unwrap();
    let message = refusal(Sqlite::open(&file).await);
    assert!(message.contains("another erpgate runs on") && message.contains("erpgate.db.lock"), "{message}");
    first.ping().await.unwrap();
    first.close().await;
    Sqlite::open(&file).await.unwrap().close().await;
}

#[tokio::test]
async fn a_file_name_may_hold_what_urls_cannot() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("100% söund? #1 & more.db");
    Sqlite::open(&file).await.unwrap().close().await;
    assert!(file.exists());
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_by_its_name() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("plain.txt");
    std::fs::write(&file, "this is no database, and it is longer than a header would be").unwrap();
    let message = refusal(Sqlite::open(&file).await);
    assert!(message.contains("plain.txt"), "{message}");
}

#[tokio::test]
async fn the_url_chooses_the_database() {
    let directory = tempfile::tempdir().unwrap();
    for form in ["sqlite:", "sqlite://"] {
        let url = format!("{form}{}/chosen.db", directory.path().display());
        let store: Arc<dyn Store> = open(&url).await.unwrap();
        store.ping().await.unwrap();
        store.close().await;
    }
    let database = ThrowAwayDatabase::create().await;
    let store = open(&database.url).await.unwrap();
    store.ping().await.unwrap();
    store.close().await;
    database.drop().await;
}

#[tokio::test]
async fn a_url_of_another_kind_is_refused_without_repeating_it() {
    let message = refusal(open("postgras://gateway:not-a-secret@host/erpgate").await);
    assert!(message.contains("sqlite:") && message.contains("postgres://"), "{message}");
    assert!(!message.contains("not-a-secret"), "{message}");
}

#[tokio::test]
async fn a_postgresql_server_that_is_not_there_is_named_as_unreachable() {
    // Port 1 is reserved and nobody listens there.
    let outcome = Postgres::open("postgres://gateway:not-a-secret@127.0.0.1:1/erpgate", 1).await;
    let message = refusal(outcome);
    assert!(message.contains("PostgreSQL cannot be reached"), "{message}");
    assert!(!message.contains("not-a-secret"), "{message}");
}

#[tokio::test]
async fn a_postgresql_that_may_lose_commits_is_refused_by_the_name_of_the_setting() {
    let database = ThrowAwayDatabase::create().await;
    database.set("synchronous_commit", "off").await;
    let message = refusal(Postgres::open(&database.url, 2).await);
    assert!(message.contains("synchronous_commit = off"), "{message}");
    database.set("synchronous_commit", "local").await;
    Postgres::open(&database.url, 2).await.unwrap().close().await;
    database.drop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn gateways_that_start_at_once_on_an_empty_postgresql_database_all_open_it() {
    let database = ThrowAwayDatabase::create().await;
    let url = &database.url;
    let opened = futures::future::join_all((0..5).map(|_| Postgres::open(url, 1))).await;
    for store in opened {
        let store = store.unwrap();
        assert_eq!(store.next_due().await.unwrap(), None);
        store.close().await;
    }
    database.drop().await;
}
