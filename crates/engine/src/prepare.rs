//! From the client's words to the ERP's: the connection's defaults, then its aliases.

use erpgate_model::{Command, Connection, Verb};
use serde_json::{Map, Value};

use crate::refusal::Refusal;

/// The command with defaults filled in and the client's words translated.
pub(crate) fn prepare(command: Command, connection: &Connection) -> Result<Command, Refusal> {
    let mut body = command.body();
    if body.is_null() {
        return Ok(command);
    }
    if let Some(defaults) = connection.defaults.get(command.resource().as_str()).and_then(Value::as_object) {
        match command.verb() {
            Verb::Create => fill_record(&mut body, defaults),
            _ => fill_lines(body.pointer_mut("/lines/add"), defaults),
        }
    }
    connection.aliases.translate_to_erp(&mut body);
    command.with_body(body).map_err(|error| {
        let pointer = format!("/{}", error.path().to_string().replace(['.', '['], "/").replace(']', ""));
        let detail = format!("with the connection's defaults filled in: {}", error.inner());
        Refusal::Invalid(vec![erpgate_model::FieldError::at(pointer, "wrong_default", detail)])
    })
}

/// Fields of the record itself; the entry `lines` holds defaults of every line.
fn fill_record(body: &mut Value, defaults: &Map<String, Value>) {
    if let Some(fields) = body.as_object_mut() {
        for (name, default) in defaults.iter().filter(|(name, _)| *name != "lines") {
            fields.entry(name.clone()).or_insert_with(|| default.clone());
        }
    }
    fill_lines(body.get_mut("lines"), defaults);
}

fn fill_lines(lines: Option<&mut Value>, defaults: &Map<String, Value>) {
    let Some(line_defaults) = defaults.get("lines").and_then(Value::as_object) else { return };
    for line in lines.and_then(Value::as_array_mut).into_iter().flatten().filter_map(Value::as_object_mut) {
        for (name, default) in line_defaults {
            line.entry(name.clone()).or_insert_with(|| default.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use erpgate_model::{Aliases, FakeClock, Health, Ids, NewPurchaseOrder, Timestamp};
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

    fn create(body: Value) -> Command {
        Command::CreatePurchaseOrder(Box::new(serde_json::from_value::<NewPurchaseOrder>(body).unwrap()))
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
