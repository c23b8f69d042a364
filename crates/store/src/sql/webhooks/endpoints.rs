//! Webhook endpoints.

use erpgate_model::{DeliveryId, Timestamp, WebhookEndpoint, WebhookEndpointId};
use sqlx::any::AnyRow;
use sqlx::{Any, AnyConnection, AnyPool, Executor, Transaction};

use crate::Result;
use crate::sql::encode::{json, millis};
use crate::sql::row::Columns;
use crate::sql::select::Select;

const COLUMNS: &str = "id, url, description, filter, enabled, sealed_secret, created_at, updated_at";

pub(super) async fn create(pool: &AnyPool, endpoint: &WebhookEndpoint) -> Result<()> {
    sqlx::query(
        "INSERT INTO webhook_endpoint (id, url, description, filter, enabled, sealed_secret, created_at, \
         updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(endpoint.id.to_string())
    .bind(&*endpoint.url)
    .bind(endpoint.description.as_deref())
    .bind(json(&endpoint.filter))
    .bind(i64::from(endpoint.enabled))
    .bind(&*endpoint.sealed_secret)
    .bind(millis(endpoint.created_at))
    .bind(millis(endpoint.updated_at))
    .execute(pool)
    .await?;
    Ok(())
}

pub(super) async fn update(
    mut transaction: Transaction<'_, Any>,
    endpoint: &WebhookEndpoint,
) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE webhook_endpoint SET url = $2, description = $3, filter = $4, enabled = $5, \
         sealed_secret = $6, updated_at = $7 WHERE id = $1",
    )
    .bind(endpoint.id.to_string())
    .bind(&*endpoint.url)
    .bind(endpoint.description.as_deref())
    .bind(json(&endpoint.filter))
    .bind(i64::from(endpoint.enabled))
    .bind(&*endpoint.sealed_secret)
    .bind(millis(endpoint.updated_at))
    .execute(&mut *transaction)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    if endpoint.enabled {
        wake_deliveries(&mut transaction, endpoint.id).await?;
    } else {
        park_deliveries(&mut transaction, endpoint.id).await?;
    }
    transaction.commit().await?;
    Ok(true)
}

/// Switches off the endpoint of a delivery.
pub(super) async fn disable_receiver(
    transaction: &mut AnyConnection,
    delivery: DeliveryId,
    at: Timestamp,
) -> Result<()> {
    let receiver = sqlx::query(
        "UPDATE webhook_endpoint SET enabled = 0, updated_at = $2 \
         WHERE id = (SELECT endpoint_id FROM delivery WHERE delivery.id = $1) RETURNING id",
    )
    .bind(delivery.to_string())
    .bind(millis(at))
    .fetch_optional(&mut *transaction)
    .await?;
    match receiver {
        Some(row) => park_deliveries(transaction, Columns::of(&row, "webhook_endpoint").parsed("id")?).await,
        None => Ok(()),
    }
}

/// Takes the waiting deliveries out of the index of claims, which would otherwise be searched in vain
/// for as long as the endpoint stays disabled.
async fn park_deliveries(transaction: &mut AnyConnection, id: WebhookEndpointId) -> Result<()> {
    sqlx::query(
        "UPDATE delivery SET wake_at = NULL WHERE endpoint_id = $1 AND wake_at IS NOT NULL AND is_test = 0",
    )
    .bind(id.to_string())
    .execute(transaction)
    .await?;
    Ok(())
}

async fn wake_deliveries(transaction: &mut AnyConnection, id: WebhookEndpointId) -> Result<()> {
    sqlx::query(
        "UPDATE delivery SET wake_at = CASE WHEN lease_until > due_at THEN lease_until ELSE due_at END \
         WHERE endpoint_id = $1 AND wake_at IS NULL AND state = 'pending'",
    )
    .bind(id.to_string())
    .execute(transaction)
    .await?;
    Ok(())
}

pub(super) async fn delete(pool: &AnyPool, id: WebhookEndpointId) -> Result<bool> {
    // Deliveries and their attempts go with it (ON DELETE CASCADE).
    let done =
        sqlx::query("DELETE FROM webhook_endpoint WHERE id = $1").bind(id.to_string()).execute(pool).await?;
    Ok(done.rows_affected() > 0)
}

pub(super) async fn by_id(pool: &AnyPool, id: WebhookEndpointId) -> Result<Option<WebhookEndpoint>> {
    let mut select = Select::new(COLUMNS, "webhook_endpoint");
    select.and("id =", id.to_string());
    select.all(pool).await?.first().map(read).transpose()
}

pub(super) async fn all<'e>(executor: impl Executor<'e, Database = Any>) -> Result<Vec<WebhookEndpoint>> {
    let rows = Select::new(COLUMNS, "webhook_endpoint").all(executor).await?;
    let mut endpoints: Vec<_> = rows.iter().map(read).collect::<Result<_>>()?;
    endpoints.sort_by_key(|endpoint| (endpoint.created_at, endpoint.id));
    Ok(endpoints)
}

fn read(row: &AnyRow) -> Result<WebhookEndpoint> {
    let columns = Columns::of(row, "webhook_endpoint");
    Ok(WebhookEndpoint {
        id: columns.parsed("id")?,
        url: columns.get("url")?,
        description: columns.get("description")?,
        filter: columns.json("filter")?,
        enabled: columns.flag("enabled")?,
        sealed_secret: columns.get("sealed_secret")?,
        created_at: columns.instant("created_at")?,
        updated_at: columns.instant("updated_at")?,
    })
}
