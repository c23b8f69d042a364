//! Rules that hold in every ERP: what a body says must make sense before anybody is asked.

use serde_json::Value;

use crate::command::{Command, NewRecord, Patch};
use crate::decimal::Decimal;
use crate::outcome::FieldError;
use crate::resource::Resource;

impl Command {
    /// What is wrong with the body by itself, whichever ERP it goes to.
    #[must_use]
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let body = self.body();
        positive_quantities(&body, "", &mut errors);
        match self {
            Self::Create(record) => {
                needs_lines(record, &body, &mut errors);
                if let NewRecord::InventoryAdjustment(_) = record {
                    change_or_level(&body, &mut errors);
                }
                if let NewRecord::WorkOrderCompletion(_) = record {
                    something_done(&body, &mut errors);
                }
            }
            Self::Update(update) => status_alone(&update.patch, &body, &mut errors),
            Self::Act(_) | Self::Call(_) => {}
        }
        errors
    }
}

/// Fields that count things: none or less of a thing is nothing to write.
const COUNTS: [&str; 1] = ["quantity"];

fn positive_quantities(value: &Value, at: &str, errors: &mut Vec<FieldError>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields.iter().filter(|(name, _)| *name != "custom_fields") {
                let pointer = format!("{at}/{name}");
                let number = field.as_str().filter(|_| COUNTS.contains(&name.as_str()));
                let number = number.and_then(|text| text.parse::<Decimal>().ok());
                if number.is_some_and(|number| number.is_zero() || number.is_negative()) {
                    errors.push(FieldError::at(&pointer, "out_of_range", "the quantity must be above zero"));
                }
                positive_quantities(field, &pointer, errors);
            }
        }
        Value::Array(list) => {
            for (index, entry) in list.iter().enumerate() {
                positive_quantities(entry, &format!("{at}/{index}"), errors);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn needs_lines(record: &NewRecord, body: &Value, errors: &mut Vec<FieldError>) {
    let what = match record {
        NewRecord::PurchaseOrder(_) => "an order",
        NewRecord::GoodsReceipt(_) => "a goods receipt",
        NewRecord::InventoryAdjustment(_) => "an adjustment",
        NewRecord::InventoryTransfer(_) => "a transfer",
        NewRecord::WorkOrder(_) | NewRecord::WorkOrderCompletion(_) | NewRecord::Vendor(_) => return,
    };
    if body["lines"].as_array().is_none_or(Vec::is_empty) {
        errors.push(FieldError::at("/lines", "required", format!("{what} needs at least one line")));
    }
}

/// Changes add up and levels do not, so an ERP keeps them in different documents.
fn change_or_level(body: &Value, errors: &mut Vec<FieldError>) {
    let lines = body["lines"].as_array().map_or(&[][..], Vec::as_slice);
    let levels = lines.first().is_some_and(|line| line.get("set_to").is_some());
    for (index, line) in lines.iter().enumerate() {
        let at = |name: &str| format!("/lines/{index}/{name}");
        let has = |name: &str| line.get(name).is_some();
        let number = |name: &str| line[name].as_str().and_then(|text| text.parse::<Decimal>().ok());
        if has("change") == has("set_to") {
            let detail = "say either `change` (how much more or less) or `set_to` (how much there shall be)";
            errors.push(FieldError::at(at("change"), "required", detail));
        } else if has("set_to") != levels {
            let detail =
                "all lines of one adjustment say `change`, or all say `set_to`: send two adjustments";
            errors.push(FieldError::at(format!("/lines/{index}"), "mixed", detail));
        }
        if has("expected_on_hand") && !has("set_to") {
            let detail = "belongs to `set_to`: a change is right whatever the ERP holds";
            errors.push(FieldError::at(at("expected_on_hand"), "not_supported", detail));
        }
        if number("change").is_some_and(|change| change.is_zero()) {
            errors.push(FieldError::at(at("change"), "out_of_range", "a change by zero changes nothing"));
        }
        if number("set_to").is_some_and(|level| level.is_negative()) {
            errors.push(FieldError::at(at("set_to"), "out_of_range", "there cannot be less than nothing"));
        }
    }
}

fn something_done(body: &Value, errors: &mut Vec<FieldError>) {
    let said = ["quantity", "scrapped_quantity", "work", "is_final"];
    if said.iter().all(|name| body.get(*name).is_none()) {
        let detail = "say what was done: `quantity`, `scrapped_quantity`, `work` or `is_final`";
        errors.push(FieldError::at("/quantity", "required", detail));
    }
}

/// A change of status is another request to every ERP, and the two could not be undone together.
fn status_alone(patch: &Patch, body: &Value, errors: &mut Vec<FieldError>) {
    let resource = match patch {
        Patch::PurchaseOrder(_) => return,
        Patch::WorkOrder(_) => Resource::WorkOrder,
        Patch::Vendor(_) => Resource::Vendor,
    };
    let fields = body.as_object().map_or(0, serde_json::Map::len);
    match body.get("status") {
        None => {}
        Some(Value::Null) => {
            errors.push(FieldError::at("/status", "invalid", format!("a {resource} always has a status")));
        }
        Some(_) if fields > 1 => {
            let detail = "send a change of status as a request of its own: no ERP makes both together";
            errors.push(FieldError::at("/status", "not_alone", detail));
        }
        Some(status) if patch.wanted_action().is_none() => {
            let detail =
                format!("{status} cannot be asked for: it comes of what is done with the {resource}");
            errors.push(FieldError::at("/status", "not_writable", detail));
        }
        Some(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::command::{Target, Update};
    use crate::record::RecordId;

    fn created(resource: Resource, body: &Value) -> Vec<(String, String)> {
        found(&Command::Create(NewRecord::read(resource, body).unwrap()))
    }

    fn found(command: &Command) -> Vec<(String, String)> {
        command.check().into_iter().map(|error| (error.pointer.unwrap_or_default(), error.code)).collect()
    }

    fn wrong(pointer: &str, code: &str) -> (String, String) {
        (pointer.to_owned(), code.to_owned())
    }

    #[test]
    fn a_line_changes_stock_or_sets_it_and_all_lines_alike() {
        let adjust = |lines: Value| created(Resource::InventoryAdjustment, &json!({"lines": lines}));
        assert_eq!(adjust(json!([{"change": "-3"}, {"change": "2"}])), []);
        assert_eq!(adjust(json!([{"set_to": "0", "expected_on_hand": "4"}])), []);
        assert_eq!(adjust(json!([{}])), [wrong("/lines/0/change", "required")]);
        assert_eq!(adjust(json!([{"change": "1"}, {"set_to": "1"}])), [wrong("/lines/1", "mixed")]);
        assert_eq!(adjust(json!([{"change": "0"}])), [wrong("/lines/0/change", "out_of_range")]);
        let both = json!([{"change": "1", "expected_on_hand": "4"}]);
        assert_eq!(adjust(both), [wrong("/lines/0/expected_on_hand", "not_supported")]);
        assert_eq!(adjust(json!([])), [wrong("/lines", "required")]);
    }

    #[test]
    fn a_quantity_of_nothing_is_refused_at_its_place() {
        let body = json!({"operations": [], "components": [{"quantity": "1"}, {"quantity": "0"}]});
        assert_eq!(created(Resource::WorkOrder, &body), [wrong("/components/1/quantity", "out_of_range")]);
    }

    #[test]
    fn a_completion_says_what_was_done() {
        let body = json!({"work_order_id": "production:1"});
        assert_eq!(created(Resource::WorkOrderCompletion, &body), [wrong("/quantity", "required")]);
    }

    #[test]
    fn a_status_stands_alone_in_its_request() {
        let update = |body: &Value| {
            let target = Target { id: RecordId::new("1"), if_match: None };
            let patch = Patch::read(Resource::Vendor, body).unwrap();
            found(&Command::Update(Update { target, patch }))
        };
        assert_eq!(update(&json!({"status": "blocked"})), []);
        assert_eq!(update(&json!({"status": "blocked", "name": "x"})), [wrong("/status", "not_alone")]);
        assert_eq!(update(&json!({"status": null})), [wrong("/status", "invalid")]);
    }
}
