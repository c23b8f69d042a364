//! PostgreSQL behind two gateways.

use std::sync::Arc;

use erpgate_store::Postgres;
use erpgate_test_database::ThrowAwayDatabase;

use crate::world::World;

pub(super) async fn run(test: &impl AsyncFn(&World)) {
    let database = ThrowAwayDatabase::create().await;
    let one = Postgres::open(&database.url, 8).await.unwrap();
    let other = Postgres::open(&database.url, 8).await.unwrap();
    let world = World::new("PostgreSQL", vec![Arc::new(one), Arc::new(other)]);
    let clean_up = async {
        world.close().await;
        database.drop().await;
    };
    super::and_clean_up(test(&world), clean_up).await;
}
