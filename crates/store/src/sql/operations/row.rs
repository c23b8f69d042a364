//! An operation as a row.

use erpgate_model::{Attempt, Operation, RecordId, Reference};
use sqlx::any::AnyRow;

use crate::Result;
use crate::sql::encode::json;
use crate::sql::row::Columns;

/// What [`read`] needs. Named, because `*` would break prepared statements of running nodes when a
/// newer node adds a column.
pub(super) const COLUMNS: &str = "id, connection_id, api_key_id, command, basis, reference, status, epoch, \
     attempts, due_at, lease_until, record_id, record, changes, warnings, failure, idempotency_key, \
     fingerprint, request_id, created_at, settled_at";

/// Attempts as they stand in their column: a line of JSON each, so that one more is appended with `||`.
pub(super) fn attempt_lines<'a>(attempts: impl IntoIterator<Item = &'a Attempt>) -> String {
    attempts.into_iter().map(|attempt| json(attempt) + "\n").collect()
}

/// Reads a row of [`COLUMNS`].
pub(super) fn read(row: &AnyRow) -> Result<Operation> {
    let columns = Columns::of(row, "operation");
    Ok(Operation {
        id: columns.parsed("id")?,
        connection_id: columns.parsed("connection_id")?,
        api_key_id: columns.parsed("api_key_id")?,
        command: columns.json("command")?,
        basis: columns.optional_json("basis")?,
        reference: Reference::stored(columns.get::<String>("reference")?),
        status: columns.word("status")?,
        epoch: columns.get("epoch")?,
        attempts: columns.json_lines("attempts")?,
        due_at: columns.optional_instant("due_at")?,
        lease_until: columns.optional_instant("lease_until")?,
        record_id: columns.get::<Option<String>>("record_id")?.map(RecordId::new),
        record: columns.optional_json("record")?,
        changes: columns.json("changes")?,
        warnings: columns.json("warnings")?,
        failure: columns.optional_json("failure")?,
        idempotency_key: columns.get("idempotency_key")?,
        fingerprint: columns.get("fingerprint")?,
        request_id: columns.get("request_id")?,
        created_at: columns.instant("created_at")?,
        settled_at: columns.optional_instant("settled_at")?,
    })
}
