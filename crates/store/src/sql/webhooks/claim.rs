//! Claiming deliveries, and writing what came of them.

use chrono::{DateTime, TimeDelta};
use erpgate_model::{Delivery, DeliveryState, Timestamp, WebhookEndpointId};
use sqlx::{Any, AnyPool, AssertSqlSafe, Transaction};

use super::deliveries::{COLUMNS, insert_attempt, read};
use super::{endpoints, events};
use crate::sql::encode::{millis, optional_millis, word};
use crate::{ClaimedDelivery, DeliveryResult, Lease, Result};

pub(super) async fn claim(
    mut transaction: Transaction<'_, Any>,
    skip_taken: &str,
    lease: Lease,
    limit: u16,
    except: &[WebhookEndpointId],
) -> Result<Vec<ClaimedDelivery>> {
    let excepted: String = (4..4 + except.len()).map(|number| format!(", ${number}")).collect();
    // MATERIALIZED: PostgreSQL might otherwise run the inner SELECT more than once and take too many.
    let sql = format!(
        "WITH due AS MATERIALIZED (SELECT delivery.id AS due_id FROM delivery \
         JOIN webhook_endpoint ON webhook_endpoint.id = delivery.endpoint_id \
         WHERE delivery.wake_at <= $1 AND (webhook_endpoint.enabled = 1 OR delivery.is_test = 1) \
         AND delivery.endpoint_id NOT IN (''{excepted}) \
         ORDER BY delivery.wake_at, delivery.id LIMIT $3 {skip_taken}) \
         UPDATE delivery SET lease_generation = lease_generation + 1, lease_until = $2, wake_at = $2 \
         FROM due WHERE id = due_id RETURNING {COLUMNS}"
    );
    let mut query = sqlx::query(AssertSqlSafe(sql))
        .bind(millis(lease.now))
        .bind(millis(lease.until))
        .bind(i64::from(limit));
    for endpoint in except {
        query = query.bind(endpoint.to_string());
    }
    let rows = query.fetch_all(&mut *transaction).await?;
    let mut claimed: Vec<Delivery> = rows.iter().map(read).collect::<Result<_>>()?;
    if claimed.is_empty() {
        return Ok(Vec::new());
    }
    claimed.sort_by_key(|delivery| (delivery.due_at, delivery.id));
    let events = events::by_ids(&mut *transaction, claimed.iter().map(|delivery| delivery.event_id)).await?;
    let endpoints = endpoints::all(&mut *transaction).await?;
    transaction.commit().await?;
    // Foreign keys keep event and endpoint in place while a delivery refers to them.
    let whole = claimed.into_iter().filter_map(|delivery| {
        let event = events.get(&delivery.event_id)?.clone();
        let endpoint = endpoints.iter().find(|endpoint| endpoint.id == delivery.endpoint_id)?.clone();
        Some(ClaimedDelivery { delivery, event, endpoint })
    });
    Ok(whole.collect())
}

pub(super) async fn record(mut transaction: Transaction<'_, Any>, result: &DeliveryResult) -> Result<bool> {
    if result.disable_endpoint {
        // Before the delivery is written: an update of the endpoint locks in this order, too.
        let ended_at = result.attempt.started_at + TimeDelta::milliseconds(result.attempt.duration_ms);
        endpoints::disable_receiver(&mut transaction, result.id, ended_at).await?;
    }
    let due_at = result.due_at.filter(|_| result.state == DeliveryState::Pending);
    // A generation has one result: its claim ends with it.
    let number: Option<i64> = sqlx::query_scalar(
        "UPDATE delivery SET state = $3, due_at = $4, wake_at = $4, lease_until = NULL, \
         attempts = attempts + 1 WHERE id = $1 AND lease_generation = $2 AND lease_until IS NOT NULL \
         RETURNING attempts",
    )
    .bind(result.id.to_string())
    .bind(result.lease_generation)
    .bind(word(result.state))
    .bind(optional_millis(due_at))
    .fetch_optional(&mut *transaction)
    .await?;
    let Some(number) = number else {
        return Ok(false);
    };
    insert_attempt(&mut transaction, result.id, number, &result.attempt).await?;
    transaction.commit().await?;
    Ok(true)
}

/// The same condition as in [`claim`], busy endpoints aside, which the dispatcher knows itself: it must
/// not wake for what it cannot claim.
pub(super) async fn next_due(pool: &AnyPool) -> Result<Option<Timestamp>> {
    let first: Option<i64> = sqlx::query_scalar(
        "SELECT delivery.wake_at FROM delivery \
         JOIN webhook_endpoint ON webhook_endpoint.id = delivery.endpoint_id \
         WHERE delivery.wake_at IS NOT NULL AND (webhook_endpoint.enabled = 1 OR delivery.is_test = 1) \
         ORDER BY delivery.wake_at LIMIT 1",
    )
    .fetch_optional(pool)
    .await?;
    Ok(first.and_then(DateTime::from_timestamp_millis))
}
