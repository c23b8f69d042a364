//! The memo of a stock document. NetSuite's adjustments, transfers and receipts have no field for a client's
//! own id or for the number of a delivery note, so these stand in brackets at the end of the memo, where
//! people see them and SuiteQL finds them: `counted twice [delivery note: L-7] [external id: ADJ-7]`.

use serde_json::{Value, json};

use crate::mapping::{Fields, NativeRecord, Translation};

/// Unified names of what stands in brackets, with the words for it, in their order.
const TAGS: [(&str, &str); 2] = [("delivery_note", "delivery note"), ("external_id", "external id")];

/// Writes the memo of a new document.
pub(crate) fn put(_: &mut Translation, body: &Fields, _: Option<&NativeRecord>, native: &mut Fields) {
    let text = |name: &str| body.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let mut parts: Vec<String> = text("notes").map(str::to_owned).into_iter().collect();
    parts.extend(TAGS.iter().filter_map(|(name, words)| Some(tag(words, text(name)?))));
    if !parts.is_empty() {
        native.insert("memo".to_owned(), json!(parts.join(" ")));
    }
}

/// Reads the memo of a document into the unified record.
pub(crate) fn show(native: &Fields, record: &mut Fields) {
    let mut memo = native.get("memo").and_then(Value::as_str).unwrap_or_default().trim();
    for (name, words) in TAGS.iter().rev() {
        let start = memo.strip_suffix(']').and_then(|memo| memo.rfind(&format!("[{words}: ")));
        if let Some(start) = start {
            let value = &memo[start + words.len() + "[: ".len()..memo.len() - 1];
            record.insert((*name).to_owned(), json!(value));
            memo = memo[..start].trim_end();
        }
    }
    if !memo.is_empty() {
        record.insert("notes".to_owned(), json!(memo));
    }
}

/// What SuiteQL's LIKE must find in the memo of a document with this external id. It may find others too,
/// because `%` and `_` stand for anything.
pub(crate) fn like_external_id(external_id: &str) -> String {
    format!("%{}", tag("external id", external_id))
}

fn tag(words: &str, value: &str) -> String {
    format!("[{words}: {value}]")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory_adjustment::INVENTORY_ADJUSTMENT;

    fn fields(json: &Value) -> Fields {
        json.as_object().unwrap().clone()
    }

    fn there_and_back(body: &Value) -> (Option<String>, Value) {
        let mut native = Fields::new();
        put(&mut Translation::of_create(&INVENTORY_ADJUSTMENT), &fields(body), None, &mut native);
        let mut record = Fields::new();
        show(&native, &mut record);
        (native.get("memo").and_then(Value::as_str).map(str::to_owned), Value::Object(record))
    }

    #[test]
    fn every_part_of_the_memo_is_read_as_it_was_written() {
        for (body, memo) in [
            (json!({}), None),
            (json!({"notes": "counted"}), Some("counted")),
            (json!({"external_id": "A-7"}), Some("[external id: A-7]")),
            (
                json!({"delivery_note": "L 7]", "external_id": "A-7", "notes": "two [trucks]"}),
                Some("two [trucks] [delivery note: L 7]] [external id: A-7]"),
            ),
        ] {
            let (written, read) = there_and_back(&body);
            assert_eq!(written.as_deref(), memo);
            assert_eq!(read, body);
        }
    }

    #[test]
    fn brackets_that_somebody_else_wrote_are_notes() {
        let mut record = Fields::new();
        show(&fields(&json!({"memo": "see [external list]"})), &mut record);
        assert_eq!(Value::Object(record), json!({"notes": "see [external list]"}));
    }
}
