//! Events: numbered, frozen, and addressed to those who want them.

use std::collections::HashMap;

use erpgate_model::{
    Delivery, DeliveryState, Event, EventFilter, EventId, NewEvent, Timestamp, WebhookEndpointId,
};
use sqlx::any::AnyRow;
use sqlx::{Any, AnyConnection, AnyPool, AssertSqlSafe, Executor, Transaction};

use super::deliveries;
use super::delivery_id::delivery_id;
use crate::Result;
use crate::sql::encode::{millis, word};
use crate::sql::row::Columns;
use crate::sql::select::Select;

const COLUMNS: &str = "id, type, sequence, connection_id, body, created_at";

/// Stores events, and a delivery for every enabled endpoint that wants one, in the transaction of
/// what they tell of.
pub(in crate::sql) async fn tell(
    transaction: &mut AnyConnection,
    keep: &'static str,
    events: &[NewEvent],
    at: Timestamp,
) -> Result<()> {
    if events.is_empty() {
        return Ok(());
    }
    let endpoints = wishes(transaction, keep).await?;
    // Two transactions that number events of the same records must do so in the same order, or each
    // waits for the other. The sort is stable: events of one record keep their order.
    let mut events: Vec<_> = events.iter().collect();
    events.sort_by_key(|event| (event.connection_id, event.resource, &event.resource_id));
    for event in events {
        insert(transaction, event).await?;
        for (endpoint, filter) in &endpoints {
            if filter.wants(event.event_type, event.connection_id) {
                deliveries::insert(transaction, &first_delivery(event, *endpoint, at), false).await?;
            }
        }
    }
    Ok(())
}

/// Stores an event for one endpoint alone.
pub(super) async fn add_test(
    mut transaction: Transaction<'_, Any>,
    event: &NewEvent,
    endpoint: WebhookEndpointId,
) -> Result<Delivery> {
    insert(&mut transaction, event).await?;
    let delivery = first_delivery(event, endpoint, event.timestamp);
    deliveries::insert(&mut transaction, &delivery, true).await?;
    transaction.commit().await?;
    Ok(delivery)
}

fn first_delivery(event: &NewEvent, endpoint: WebhookEndpointId, at: Timestamp) -> Delivery {
    Delivery {
        id: delivery_id(event.id, endpoint),
        event_id: event.id,
        event_type: event.event_type,
        endpoint_id: endpoint,
        state: DeliveryState::Pending,
        attempts: 0,
        due_at: Some(at),
        lease_generation: 0,
        created_at: at,
    }
}

/// What the enabled endpoints want; they cannot be deleted before the transaction ends, for the
/// deliveries refer to them.
async fn wishes(
    transaction: &mut AnyConnection,
    keep: &'static str,
) -> Result<Vec<(WebhookEndpointId, EventFilter)>> {
    let sql = format!("SELECT id, filter FROM webhook_endpoint WHERE enabled = 1 {keep}");
    let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(transaction).await?;
    let wish = |row: &AnyRow| {
        let columns = Columns::of(row, "webhook_endpoint");
        Ok((columns.parsed("id")?, columns.json("filter")?))
    };
    rows.iter().map(wish).collect()
}

async fn insert(transaction: &mut AnyConnection, event: &NewEvent) -> Result<()> {
    // The row lock of the upsert keeps a second transaction from the same number.
    let sequence: i64 = sqlx::query_scalar(
        "INSERT INTO record_sequence (connection_id, resource, resource_id, last) VALUES ($1, $2, $3, 1) \
         ON CONFLICT (connection_id, resource, resource_id) DO UPDATE SET last = record_sequence.last + 1 \
         RETURNING last",
    )
    .bind(event.connection_id.to_string())
    .bind(event.resource.as_str())
    .bind(&*event.resource_id)
    .fetch_one(&mut *transaction)
    .await?;
    sqlx::query(
        "INSERT INTO event (id, type, sequence, connection_id, body, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(event.id.to_string())
    .bind(word(event.event_type))
    .bind(sequence)
    .bind(event.connection_id.to_string())
    .bind(event.body(sequence))
    .bind(millis(event.timestamp))
    .execute(transaction)
    .await?;
    Ok(())
}

pub(super) async fn by_id(pool: &AnyPool, id: EventId) -> Result<Option<Event>> {
    Ok(by_ids(pool, [id]).await?.remove(&id))
}

pub(super) async fn by_ids<'e>(
    executor: impl Executor<'e, Database = Any>,
    ids: impl IntoIterator<Item = EventId>,
) -> Result<HashMap<EventId, Event>> {
    let mut select = Select::new(COLUMNS, "event");
    select.and_among("id", ids.into_iter().map(|id| id.to_string()));
    let rows = select.all(executor).await?;
    rows.iter().map(|row| read(row).map(|event| (event.id, event))).collect()
}

fn read(row: &AnyRow) -> Result<Event> {
    let columns = Columns::of(row, "event");
    Ok(Event {
        id: columns.parsed("id")?,
        event_type: columns.word("type")?,
        sequence: columns.get("sequence")?,
        connection_id: columns.parsed("connection_id")?,
        body: columns.get("body")?,
        created_at: columns.instant("created_at")?,
    })
}
