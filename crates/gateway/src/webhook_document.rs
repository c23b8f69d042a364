//! The webhooks of the OpenAPI document: one entry per event type.

use chrono::{DateTime, Utc};
use erpgate_model::{Cause, ConnectionId, EventId, EventType, OperationId, Resource};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// The body of a webhook request, signed by Standard Webhooks.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Event)]
#[allow(dead_code)] // describes what `NewEvent::body` writes; a test compares the two
pub(crate) struct EventBody {
    /// Its id, also the `webhook-id`: the same at every attempt.
    id: EventId,
    /// What it is about.
    #[serde(rename = "type")]
    event_type: EventType,
    /// When it happened.
    timestamp: DateTime<Utc>,
    /// Rises by one per record: drop what is older than what you have.
    sequence: i64,
    /// In which ERP.
    connection_id: ConnectionId,
    /// What it is about.
    resource: EventResource,
    /// Why it came about.
    cause: EventCause,
    /// The record, or the operation's outcome.
    #[schema(value_type = Object)]
    data: Value,
}

/// What an event is about.
#[derive(Debug, Serialize, ToSchema)]
#[allow(dead_code)] // as above
pub(crate) struct EventResource {
    /// The kind of record.
    #[serde(rename = "type")]
    resource: Resource,
    /// The ERP's id, or the operation's for `operation.*`.
    id: String,
    /// The client app's own id.
    external_id: Option<String>,
    /// The record's version.
    version: Option<String>,
}

/// Why an event came about.
#[derive(Debug, Serialize, ToSchema)]
#[allow(dead_code)] // as above
pub(crate) struct EventCause {
    /// A write, or a test.
    kind: Cause,
    /// The operation behind it.
    operation_id: Option<OperationId>,
}

/// The top-level `webhooks` object (OpenAPI 3.1).
pub(crate) fn webhooks() -> Value {
    let headers: Vec<Value> = [
        ("webhook-id", "The event's id: the same at every attempt"),
        ("webhook-timestamp", "Seconds since 1970 of this attempt"),
        ("webhook-signature", "`v1,` and the base64 HMAC-SHA-256 of `id.timestamp.body`"),
    ]
    .into_iter()
    .map(|(name, text)| {
        json!({"name": name, "in": "header", "required": true, "description": text, "schema": {"type": "string"}})
    })
    .collect();
    let entry = |event_type: EventType| {
        let name = event_type.to_string();
        let post = json!({
            "operationId": name.replace('.', "_"),
            "tags": ["Webhooks"],
            "parameters": headers,
            "requestBody": {
                "required": true,
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Event"}}},
            },
            "responses": {"2XX": {"description": "Received; anything else is tried again"}},
        });
        (name, json!({"post": post}))
    };
    EventType::all().into_iter().map(entry).collect()
}
