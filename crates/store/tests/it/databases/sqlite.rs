//! A new SQLite file for each test.

use std::sync::Arc;

use erpgate_store::Sqlite;

use crate::world::World;

pub(super) async fn run(test: &impl AsyncFn(&World)) {
    let directory = tempfile::tempdir().unwrap();
    let store = Sqlite::open(&directory.path().join("erpgate.db")).await.unwrap();
    let world = World::new("SQLite", vec![Arc::new(store)]);
    super::and_clean_up(test(&world), world.close()).await;
}
