//! From the client's words to the ERP's: the connection's defaults, then its aliases.

use erpgate_model::{Command, Connection, is_list};
use serde_json::{Map, Value};

use crate::refusal::Refusal;

/// The command with defaults filled in and the client's words translated.
pub(crate) fn prepare(command: Command, connection: &Connection) -> Result<Command, Refusal> {
    let mut body = command.body();
    if body.is_null() {
        return Ok(command);
    }
    for defaults in of_command(&connection.defaults, &command) {
        match command {
            Command::Create(_) => fill(&mut body, defaults),
            Command::Update(_) => fill_added(&mut body, defaults),
            Command::Act(_) | Command::Call(_) => {}
        }
    }
    connection.aliases.translate_to_erp(&mut body);
    command.with_body(body).map_err(|error| {
        let pointer = format!("/{}", error.path().to_string().replace(['.', '['], "/").replace(']', ""));
        let detail = format!("with the connection's defaults filled in: {}", error.inner());
        Refusal::Invalid(vec![erpgate_model::FieldError::at(pointer, "wrong_default", detail)])
    })
}

/// For work orders those of their kind come first (`work_order.maintenance`), then those of the resource.
fn of_command<'a>(
    defaults: &'a Value,
    command: &Command,
) -> impl Iterator<Item = &'a Map<String, Value>> + use<'a> {
    let resource = command.resource().as_str();
    let of_kind = command.kind().map(|kind| format!("{resource}.{}", kind.as_str()));
    [of_kind, Some(resource.to_owned())]
        .into_iter()
        .flatten()
        .filter_map(|name| defaults.get(name).and_then(Value::as_object))
}

/// Fields that the client left out. A default for a list, such as `lines`, is an object of defaults
/// for each of its entries.
fn fill(record: &mut Value, defaults: &Map<String, Value>) {
    let Some(fields) = record.as_object_mut() else { return };
    for (name, default) in defaults {
        match (fields.get_mut(name), default) {
            (Some(Value::Array(entries)), Value::Object(defaults)) => {
                entries.iter_mut().for_each(|entry| fill(entry, defaults));
            }
            (Some(_), _) => {}
            (None, Value::Object(_)) if is_list(name) => {}
            (None, _) => {
                fields.insert(name.clone(), default.clone());
            }
        }
    }
}

/// The entries that a patch adds to lists are new, and get their defaults as in a create.
fn fill_added(patch: &mut Value, defaults: &Map<String, Value>) {
    for (name, default) in defaults.iter().filter(|(name, _)| is_list(name)) {
        let added = patch.get_mut(name).and_then(|changes| changes.get_mut("add"));
        for entry in added.and_then(Value::as_array_mut).into_iter().flatten() {
            fill(entry, default.as_object().unwrap_or(&Map::new()));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use erpgate_model::{Aliases, FakeClock, Health, Ids, NewRecord, Resource, Timestamp};
    use serde_json::json;

    use super::*;

    fn connection(defaults: Value, aliases: Value) -> Connection {
        Connection {
            id: Ids::seeded(Arc::new(FakeClock::default()), 1).make(),
            name: String::new(),
            connector: String::new(),
            settings: Value::Null,
            defaults,
            aliases: serde_json::from_value::<Aliases>(aliases).unwrap(),
            health: Health::Untested,
            health_detail: None,
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[allow(clippy::needless_pass_by_value)] // takes `json!` literals
    fn create(body: Value) -> Command {
        Command::Create(NewRecord::read(Resource::PurchaseOrder, &body).unwrap())
    }

    #[test]
    fn defaults_of_a_kind_of_work_order_come_before_those_of_all() {
        let defaults = json!({"work_order": {"type_id": "YP01", "company_id": "1010"},
            "work_order.maintenance": {"type_id": "YA01"}});
        let body = |kind: &str| {
            let order = NewRecord::read(Resource::WorkOrder, &json!({"kind": kind})).unwrap();
            prepare(Command::Create(order), &connection(defaults.clone(), json!({}))).unwrap().body()
        };
        assert_eq!(
            body("maintenance"),
            json!({"kind": "maintenance", "type_id": "YA01", "company_id": "1010"})
        );
        assert_eq!(
            body("production"),
            json!({"kind": "production", "type_id": "YP01", "company_id": "1010"})
        );
    }

    #[test]
    fn defaults_fill_what_the_client_left_out_and_nothing_else() {
        let defaults = json!({"purchase_order": {"company_id": "1010", "currency": "EUR", "lines": {"location_id": "1010"}}});
        let command = create(
            json!({"currency": "USD", "lines": [{"quantity": "1"}, {"quantity": "2", "location_id": "X"}]}),
        );
        let body = prepare(command, &connection(defaults, json!({}))).unwrap().body();
        assert_eq!(body["company_id"], "1010");
        assert_eq!(body["currency"], "USD");
        assert_eq!(body["lines"][0]["location_id"], "1010");
        assert_eq!(body["lines"][1]["location_id"], "X");
    }

    #[test]
    fn aliases_reach_defaults_too() {
        let defaults = json!({"purchase_order": {"lines": {"location_id": "berlin"}}});
        let aliases = json!({"location_id": {"berlin": "1010"}});
        let command = create(json!({"lines": [{"quantity": "1"}]}));
        let body = prepare(command, &connection(defaults, aliases)).unwrap().body();
        assert_eq!(body["lines"][0]["location_id"], "1010");
    }

    #[test]
    fn a_default_that_does_not_fit_names_itself() {
        let defaults = json!({"purchase_order": {"currency": 7}});
        let error = prepare(create(json!({})), &connection(defaults, json!({}))).unwrap_err();
        let Refusal::Invalid(errors) = error else { panic!("{error:?}") };
        assert_eq!(errors[0].pointer.as_deref(), Some("/currency"));
    }
}
