//! What lies in the simulated warehouse, and documents that move it.

use erpgate_connector::{Receipt, WriteError};
use erpgate_connector_suite::Visit;
use erpgate_model::{Command, NewRecord, Record, RecordId, Resource, Target, Verb};
use serde_json::{Value, json};

use crate::admin::World;

/// The command that makes a record.
pub(crate) fn creation(resource: Resource, body: &Value) -> Command {
    Command::Create(NewRecord::read(resource, body).unwrap())
}

/// The command that undoes one.
pub(crate) fn reversal(resource: Resource, id: &RecordId) -> Command {
    Command::act(resource, Verb::Reverse, Target { id: id.clone(), if_match: None })
}

/// An adjustment of these lines.
pub(crate) fn adjustment(lines: &Value) -> Value {
    json!({"company_id": "1", "account_id": "59", "lines": lines})
}

impl World {
    /// Makes a record and reads it.
    pub(crate) async fn make(&self, resource: Resource, body: &Value) -> Record {
        let receipt = self.apply(&creation(resource, body)).await.unwrap();
        self.look(resource, receipt.id()).await.unwrap()
    }

    /// Reads a record that may be there.
    pub(crate) async fn look(&self, resource: Resource, id: &RecordId) -> Option<Record> {
        let visit = self.visit();
        visit.connector.read(&visit.session, resource, id, false).await.unwrap()
    }

    /// What lies where of an item: location, bin, lot or serial number, quantity.
    pub(crate) async fn shelves(&self, item: &str) -> Vec<String> {
        let stock = self.whole_ledger().await["stock"].clone();
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let shown = |row: &Value| {
            let parts = ["location", "bin", "number", "quantity"].map(|name| text(&row[name]));
            parts.into_iter().filter(|part| part != "null").collect::<Vec<_>>().join(" ")
        };
        let rows = stock.as_array().unwrap().iter();
        rows.filter(|row| text(&row["item"]) == item).map(shown).collect()
    }

    /// How many records of a collection there are.
    pub(crate) async fn count(&self, collection: &str) -> usize {
        self.whole_ledger().await[collection].as_array().unwrap().len()
    }
}

/// Sends a command, loses the answer, and sends it again as the engine would.
pub(crate) async fn lost_and_repeated(world: &World, command: &Command) -> Result<Receipt, WriteError> {
    world.post("/faults", &json!({"kind": "lose_answer"})).await;
    let first = world.visit();
    let result = first.apply(command, None).await;
    assert!(matches!(result, Err(WriteError::Unknown(_))), "{result:?}");
    Visit::stamping(&world.connector, first.reference().clone()).repeat(command, None).await
}
