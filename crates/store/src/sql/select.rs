//! A SELECT whose conditions are known only at run time.

use sqlx::any::{AnyArguments, AnyRow};
use sqlx::{Any, Arguments, AssertSqlSafe, Encode, Executor, Type};

use crate::Result;

/// Collects conditions with their values. (sqlx's own builder does not know which placeholders the
/// database behind the `Any` driver takes.)
pub(super) struct Select {
    sql: String,
    values: AnyArguments,
}

impl Select {
    /// All rows of a table.
    pub(super) fn new(columns: &str, table: &str) -> Self {
        Self { sql: format!("SELECT {columns} FROM {table} WHERE TRUE"), values: AnyArguments::default() }
    }

    /// Adds a condition without a value.
    pub(super) fn and_fixed(&mut self, condition: &'static str) {
        self.sql += " AND ";
        self.sql += condition;
    }

    /// Adds `AND comparison value`, such as `status =`.
    pub(super) fn and<'t, T: Encode<'t, Any> + Type<Any>>(&mut self, comparison: &'static str, value: T) {
        self.and_fixed(comparison);
        self.push(value);
    }

    /// Adds `AND column IN (values)`; no values, no rows.
    pub(super) fn and_among(&mut self, column: &'static str, values: impl IntoIterator<Item = String>) {
        self.and_fixed(column);
        let opening = " IN (";
        let mut before = opening;
        for value in values {
            self.sql += before;
            self.push(value);
            before = ",";
        }
        self.sql += if before == opening { " IN (NULL)" } else { ")" };
    }

    /// The last `limit` rows by id.
    pub(super) async fn newest<'e>(
        mut self,
        limit: u16,
        executor: impl Executor<'e, Database = Any>,
    ) -> Result<Vec<AnyRow>> {
        self.sql += " ORDER BY id DESC LIMIT";
        self.push(i64::from(limit));
        self.all(executor).await
    }

    /// The rows.
    pub(super) async fn all<'e>(self, executor: impl Executor<'e, Database = Any>) -> Result<Vec<AnyRow>> {
        // The text is made of literals of this crate; values are bound.
        Ok(sqlx::query_with(AssertSqlSafe(self.sql), self.values).fetch_all(executor).await?)
    }

    fn push<'t, T: Encode<'t, Any> + Type<Any>>(&mut self, value: T) {
        self.values.add(value).expect("text and numbers always encode");
        self.sql += &format!(" ${}", self.values.len());
    }
}
