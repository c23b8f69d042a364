//! Deliveries and the log of their attempts.

use erpgate_model::{Delivery, DeliveryAttempt, DeliveryId, Timestamp};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AnyPool};

use crate::sql::encode::{json, millis, optional_millis, word};
use crate::sql::row::Columns;
use crate::sql::select::Select;
use crate::{DeliveryFilter, Result};

pub(super) const COLUMNS: &str =
    "id, event_id, event_type, endpoint_id, state, attempts, due_at, lease_generation, created_at";

pub(super) async fn insert(
    transaction: &mut AnyConnection,
    delivery: &Delivery,
    is_test: bool,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO delivery (id, event_id, event_type, endpoint_id, state, attempts, due_at, wake_at, \
         lease_generation, created_at, is_test) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10)",
    )
    .bind(delivery.id.to_string())
    .bind(delivery.event_id.to_string())
    .bind(word(delivery.event_type))
    .bind(delivery.endpoint_id.to_string())
    .bind(word(delivery.state))
    .bind(delivery.attempts)
    .bind(optional_millis(delivery.due_at))
    .bind(delivery.lease_generation)
    .bind(millis(delivery.created_at))
    .bind(i64::from(is_test))
    .execute(transaction)
    .await?;
    Ok(())
}

pub(super) async fn insert_attempt(
    transaction: &mut AnyConnection,
    delivery: DeliveryId,
    number: i64,
    attempt: &DeliveryAttempt,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO delivery_attempt (delivery_id, number, started_at, duration_ms, status, error, \
         request_headers, response_body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(delivery.to_string())
    .bind(number)
    .bind(millis(attempt.started_at))
    .bind(attempt.duration_ms)
    .bind(attempt.status.map(i64::from))
    .bind(attempt.error.as_deref())
    .bind(json(&attempt.request_headers))
    .bind(attempt.response_body.as_deref())
    .execute(transaction)
    .await?;
    Ok(())
}

/// Makes a delivery due at once. A claim that is out loses its generation, or its late result could
/// undo the wish.
pub(super) async fn resend(pool: &AnyPool, id: DeliveryId, at: Timestamp) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE delivery SET state = 'pending', due_at = $2, wake_at = $2, lease_until = NULL, \
         lease_generation = lease_generation + 1 WHERE id = $1",
    )
    .bind(id.to_string())
    .bind(millis(at))
    .execute(pool)
    .await?;
    Ok(done.rows_affected() > 0)
}

pub(super) async fn by_id(
    pool: &AnyPool,
    id: DeliveryId,
) -> Result<Option<(Delivery, Vec<DeliveryAttempt>)>> {
    let mut select = Select::new(COLUMNS, "delivery");
    select.and("id =", id.to_string());
    let Some(delivery) = select.all(pool).await?.first().map(read).transpose()? else {
        return Ok(None);
    };
    let rows = sqlx::query(
        "SELECT delivery_id AS id, started_at, duration_ms, status, error, request_headers, response_body \
         FROM delivery_attempt WHERE delivery_id = $1 ORDER BY number",
    )
    .bind(id.to_string())
    .fetch_all(pool)
    .await?;
    let attempts = rows.iter().map(read_attempt).collect::<Result<_>>()?;
    Ok(Some((delivery, attempts)))
}

pub(super) async fn list(pool: &AnyPool, filter: &DeliveryFilter) -> Result<Vec<Delivery>> {
    let mut select = Select::new(COLUMNS, "delivery");
    if let Some(endpoint) = filter.endpoint {
        select.and("endpoint_id =", endpoint.to_string());
    }
    if let Some(event) = filter.event {
        select.and("event_id =", event.to_string());
    }
    if let Some(state) = filter.state {
        select.and("state =", word(state));
    }
    if let Some(before) = filter.before {
        select.and("id <", before.to_string());
    }
    select.newest(filter.limit, pool).await?.iter().map(read).collect()
}

pub(super) fn read(row: &AnyRow) -> Result<Delivery> {
    let columns = Columns::of(row, "delivery");
    Ok(Delivery {
        id: columns.parsed("id")?,
        event_id: columns.parsed("event_id")?,
        event_type: columns.word("event_type")?,
        endpoint_id: columns.parsed("endpoint_id")?,
        state: columns.word("state")?,
        attempts: columns.get("attempts")?,
        due_at: columns.optional_instant("due_at")?,
        lease_generation: columns.get("lease_generation")?,
        created_at: columns.instant("created_at")?,
    })
}

fn read_attempt(row: &AnyRow) -> Result<DeliveryAttempt> {
    let columns = Columns::of(row, "delivery_attempt");
    let status: Option<i64> = columns.get("status")?;
    Ok(DeliveryAttempt {
        started_at: columns.instant("started_at")?,
        duration_ms: columns.get("duration_ms")?,
        status: status
            .map(u16::try_from)
            .transpose()
            .map_err(|error| columns.unreadable("status", &error))?,
        error: columns.get("error")?,
        request_headers: columns.json("request_headers")?,
        response_body: columns.get("response_body")?,
    })
}
