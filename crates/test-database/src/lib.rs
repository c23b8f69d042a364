//! A new PostgreSQL database for each test, on the server that `ERPGATE_TEST_POSTGRES` names. For tests.

use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use url::Url;

/// Makes names unique within this process; its id does the rest.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// An empty database.
#[derive(Debug)]
pub struct ThrowAwayDatabase {
    server: Url,
    name: String,
    /// Where it is reached.
    pub url: String,
}

impl ThrowAwayDatabase {
    /// Creates it.
    ///
    /// # Panics
    /// Without a server: a test that cannot run must not pass.
    pub async fn create() -> Self {
        let server = std::env::var("ERPGATE_TEST_POSTGRES").expect(
            "ERPGATE_TEST_POSTGRES is not set, so half of this test could not run: start the tests with \
             scripts/test, or with scripts/postgres cargo nextest run -p erpgate-store",
        );
        let server: Url = server.parse().expect("ERPGATE_TEST_POSTGRES is a URL");
        let name = format!("erpgate_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let mut url = server.clone();
        url.set_path(&name);
        let database = Self { server, url: url.into(), name };
        database.on_server(format!("CREATE DATABASE {}", database.name)).await;
        database
    }

    /// Changes a setting for all later connections to this database alone.
    pub async fn set(&self, setting: &str, value: &str) {
        self.on_server(format!("ALTER DATABASE {} SET {setting} = {value}", self.name)).await;
    }

    /// Removes it, with whoever is still connected.
    pub async fn drop(&self) {
        self.on_server(format!("DROP DATABASE {} WITH (FORCE)", self.name)).await;
    }

    async fn on_server(&self, sql: String) {
        let mut connection = PgConnection::connect(self.server.as_str()).await.expect("the server answers");
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.expect("the statement works");
        connection.close().await.expect("the connection closes");
    }
}
