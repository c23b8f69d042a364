//! Stock: levels, and the documents that change it.

mod changes;
mod counts;
mod levels;
mod lists;
mod receipts;
mod reversals;
mod transfers;

use erpgate_connector::{Rejection, Sighting, WriteError};
use erpgate_model::{Command, NewRecord, Record, RecordId, Reference, Resource, Verb};
use serde_json::{Value, json};

use crate::bodies::{self, order, target};
use crate::stand::{REFERENCE, Stand, apply, visit};

/// A line of TG11 in the first storage location, with more fields.
fn line(more: Value) -> Value {
    let mut line = json!({"item_id": "TG11", "location_id": "1010", "storage_location_id": "101A"});
    extend(&mut line, more);
    line
}

fn extend(body: &mut Value, more: Value) {
    let Value::Object(more) = more else { panic!("an object") };
    body.as_object_mut().expect("an object").extend(more);
}

#[allow(clippy::needless_pass_by_value)] // takes `json!` literals
fn create(resource: Resource, body: Value) -> Command {
    Command::Create(NewRecord::read(resource, &body).expect("a valid body"))
}

#[allow(clippy::needless_pass_by_value)] // takes `json!` literals
fn adjustment(lines: Value) -> Command {
    create(Resource::InventoryAdjustment, json!({"lines": lines}))
}

fn reverse(resource: Resource, id: &RecordId) -> Command {
    Command::act(resource, Verb::Reverse, target(id))
}

/// An order of 12.5 TG11 in PC and 4 TG20 in KG.
async fn ordered(stand: &Stand) -> RecordId {
    let mut body = order();
    let mut second = body["lines"][0].clone();
    extend(&mut second, json!({"item_id": "TG20", "quantity": "4", "unit": "KG"}));
    body["lines"].as_array_mut().expect("lines").push(second);
    apply(&stand.connector, &bodies::create(body)).await.expect("the order is valid").id().clone()
}

async fn find(stand: &Stand, resource: Resource, id: &RecordId) -> Option<Record> {
    stand.connector.read(&visit(&stand.connector), resource, id, false).await.expect("reading works")
}

/// A record that must be there, as clients see it.
async fn record(stand: &Stand, resource: Resource, id: &RecordId) -> Value {
    find(stand, resource, id).await.unwrap_or_else(|| panic!("there is no {resource} {id}")).to_json()
}

async fn refusal(stand: &Stand, command: &Command) -> Rejection {
    match apply(&stand.connector, command).await {
        Err(WriteError::Rejected(rejection)) => rejection,
        other => panic!("{other:?}"),
    }
}

async fn sighting(stand: &Stand, resource: Resource) -> Sighting {
    let reference = Reference::stored(REFERENCE);
    stand.connector.locate(&visit(&stand.connector), resource, &reference).await.expect("looking works")
}

/// What the ledger says lies in a storage location of plant 1010, for unrestricted use.
async fn stock(stand: &Stand, material: &str, location: &str) -> String {
    stock_in(stand, material, "1010", location).await
}

async fn stock_in(stand: &Stand, material: &str, plant: &str, location: &str) -> String {
    let place =
        json!({"material": material, "plant": plant, "storage_location": location, "stock_type": "01"});
    let ledger = stand.ledger("").await;
    let lies_there =
        |level: &&Value| place.as_object().expect("an object").iter().all(|(k, v)| level[k] == *v);
    let levels = ledger["stock"].as_array().expect("stock");
    levels.iter().find(lies_there).map_or("0", |level| level["quantity"].as_str().expect("text")).to_owned()
}

/// The goods movements of the ledger.
async fn movements(stand: &Stand) -> Vec<Value> {
    stand.ledger("").await["material_documents"].as_array().expect("documents").clone()
}

async fn writes(stand: &Stand) -> Value {
    stand.ledger("").await["writes"].clone()
}
