//! Records, events, endpoints and connections to put into a store.

use erpgate_model::{
    ApiKey, Cause, Connection, EventFilter, EventType, Health, NewEvent, Operation, OperationEvent, Record,
    Resource, Role, Scope, WebhookEndpoint,
};
use serde_json::json;

use crate::world::World;

/// A purchase order with this id and these notes.
pub(crate) fn record(id: &str, notes: &str) -> Record {
    let order = json!({
        "id": id, "status": "open", "notes": notes, "lines": [], "totals": {}, "custom_fields": {},
        "version": "v1",
    });
    Record::from_json(Resource::PurchaseOrder, order).unwrap()
}

/// The event that a record of the world's connection changed.
pub(crate) fn event(world: &World, event_type: EventType, resource_id: &str) -> NewEvent {
    NewEvent {
        id: world.ids.make(),
        event_type,
        timestamp: world.now(),
        connection_id: world.connection,
        resource: Resource::PurchaseOrder,
        resource_id: resource_id.into(),
        external_id: None,
        version: None,
        cause: Cause::Operation,
        operation_id: None,
        data: json!({"id": resource_id, "zulu": "12.50", "alpha": null}),
    }
}

/// The event that an operation ended well.
pub(crate) fn succeeded(world: &World, operation: &Operation) -> NewEvent {
    let about = event(world, EventType::Operation(OperationEvent::Succeeded), &operation.id.to_string());
    NewEvent { operation_id: Some(operation.id), ..about }
}

/// An enabled endpoint that wants these types; none: all.
pub(crate) fn endpoint(world: &World, types: &[&str]) -> WebhookEndpoint {
    WebhookEndpoint {
        id: world.ids.make(),
        url: "https://receiver.example/hook".into(),
        description: None,
        filter: EventFilter {
            types: types.iter().map(ToString::to_string).collect(),
            connections: Vec::new(),
        },
        enabled: true,
        sealed_secret: vec![0, 1, 254, 255],
        created_at: world.now(),
        updated_at: world.now(),
    }
}

/// The world's connection.
pub(crate) fn connection(world: &World) -> Connection {
    Connection {
        id: world.connection,
        name: "Plant north".into(),
        connector: "sap".into(),
        settings: json!({"zone": "north", "base_url": "https://erp.example", "client": 100}),
        defaults: json!({"purchase_order": {"company_id": "1010"}}),
        aliases: serde_json::from_value(json!({"item_id": {"bolt-m8": "TG11"}})).unwrap(),
        health: Health::Untested,
        health_detail: None,
        created_at: world.now(),
        updated_at: world.now(),
    }
}

/// A client's API key with every optional field filled.
pub(crate) fn api_key(world: &World) -> ApiKey {
    ApiKey {
        id: world.ids.make(),
        name: "Purchasing app".into(),
        role: Role::Client,
        scopes: Scope::ALL.to_vec(),
        connections: Some(vec![world.connection]),
        secret_sha256: vec![0, 127, 255],
        created_at: world.now(),
        expires_at: Some(world.after(3600)),
        revoked_at: None,
    }
}
