//! Compares what was sent with what the ERP holds.

use erpgate_model::{Decimal, masks_account};
use serde_json::Value;

/// Panics unless every value that was sent stands in the record. Decimals compare by value, account
/// numbers by what their masked form shows;
/// what the record holds besides is the ERP's own business. `null` was held if nothing is there.
pub(crate) fn assert_holds(sent: &Value, record: &Value) {
    let mut missing = Vec::new();
    compare("", sent, record, &mut missing);
    assert!(missing.is_empty(), "the record does not hold what was sent:\n  {}", missing.join("\n  "));
}

/// True when every value that was sent stands in the record.
pub(crate) fn holds(sent: &Value, record: &Value) -> bool {
    let mut missing = Vec::new();
    compare("", sent, record, &mut missing);
    missing.is_empty()
}

fn compare(at: &str, sent: &Value, held: &Value, missing: &mut Vec<String>) {
    match (sent, held) {
        (Value::Object(fields), Value::Object(record)) => {
            for (name, field) in fields {
                let held = record.get(name).unwrap_or(&Value::Null);
                compare(&format!("{at}/{name}"), field, held, missing);
            }
        }
        (Value::Array(list), Value::Array(record)) if list.len() == record.len() => {
            for (index, (entry, held)) in list.iter().zip(record).enumerate() {
                compare(&format!("{at}/{index}"), entry, held, missing);
            }
        }
        (Value::String(sent_text), Value::String(held_text)) if same_text(sent_text, held_text) => {}
        _ if sent == held => {}
        _ => missing.push(format!("{at}: sent {sent}, holds {held}")),
    }
}

fn same_text(sent: &str, held: &str) -> bool {
    sent == held
        || matches!((sent.parse::<Decimal>(), held.parse::<Decimal>()), (Ok(a), Ok(b)) if a == b)
        || masks_account(held, sent)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_rounded_decimal_is_noticed_and_a_padded_one_is_not() {
        assert!(holds(
            &json!({"lines": [{"unit_price": "3.999"}]}),
            &json!({"lines": [{"unit_price": "3.9990"}], "id": "1"})
        ));
        assert!(!holds(
            &json!({"lines": [{"unit_price": "3.999"}]}),
            &json!({"lines": [{"unit_price": "4.00"}]})
        ));
    }

    #[test]
    fn an_account_number_is_held_when_its_end_is_shown() {
        assert!(holds(&json!({"iban": "DE89370400440532013000"}), &json!({"iban": "****3000"})));
        assert!(!holds(&json!({"iban": "DE89370400440532013000"}), &json!({"iban": "****3001"})));
    }

    #[test]
    fn a_missing_field_and_a_doubled_line_are_noticed() {
        assert!(!holds(&json!({"notes": "x"}), &json!({"id": "1"})));
        assert!(!holds(&json!({"lines": [{}]}), &json!({"lines": [{}, {}]})));
    }

    #[test]
    fn a_cleared_field_is_held_when_nothing_is_there() {
        assert!(holds(&json!({"notes": null}), &json!({"id": "1"})));
        assert!(!holds(&json!({"notes": null}), &json!({"notes": "x"})));
    }
}
