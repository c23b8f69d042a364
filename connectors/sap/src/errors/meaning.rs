//! What SAP's message codes mean for the client.

use erpgate_model::{FailureCode, FieldError};

use super::blame::Blame;
use super::body::Message;

/// Somebody holds the document or what it refers to: HTTP 400, but worth another try.
const LOCKS: [&str; 5] = ["ME/006", "06/001", "MM_PUR_SES/119", "M3/897", "MC/601"];
/// The same in words, where the code is another application's.
const LOCK_WORDS: [&str; 3] = ["blocked by user", "locked by user", "blocked by another user"];

/// Code, the unified field that it is about, what is wrong with it.
const KNOWN: [(&str, &str, &str); 12] = [
    ("06/010", "lines", "required"),
    ("06/025", "vendor_id", "no_such_reference"),
    ("06/026", "lines.item_id", "required"),
    ("06/027", "vendor_id", "invalid"),
    ("APPL_MM_PUR_PO/064", "type_id", "invalid"),
    ("APPL_MM_PUR_PO/088", "currency", "required"),
    ("M3/351", "lines.item_id", "no_such_reference"),
    ("ME/013", "type_id", "invalid"),
    ("MMPUR_POHANDLER_TECH/015", "lines.quantity", "invalid"),
    ("MMPUR_POHANDLER_TECH/020", "lines.unit_price", "invalid"),
    ("06/166", "lines.location_id", "invalid"),
    ("06/012", "lines", "invalid"),
];

/// "The input of field & on & level cannot be processed."
const CANNOT_BE_PROCESSED: &str = "MMPUR_POHANDLER_TECH/010";

/// "Document & does not exist".
pub(super) const NO_DOCUMENT: &str = "06/019";

pub(super) fn is_lock(messages: &[Message]) -> bool {
    messages.iter().any(|message| {
        let text = message.text.to_lowercase();
        LOCKS.contains(&message.code.as_str()) || LOCK_WORDS.iter().any(|words| text.contains(words))
    })
}

pub(super) fn failure_code(messages: &[Message]) -> FailureCode {
    let any = |code: &str| messages.iter().any(|message| message.code == code);
    if any(NO_DOCUMENT) {
        FailureCode::RecordNotFound
    } else if any("06/020") {
        FailureCode::StateForbids
    } else {
        FailureCode::RejectedByErp
    }
}

pub(super) fn field_error(message: &Message, blame: &Blame) -> FieldError {
    let known = KNOWN.iter().find(|(code, field, _)| *code == message.code && blame.has(field));
    let (field, code) = match known {
        Some((_, field, code)) => (Some(*field), *code),
        None => {
            let named = blame.field(&message.target).or_else(|| named_in_text(message, blame));
            let code = match (named, message.code.as_str()) {
                (_, CANNOT_BE_PROCESSED) => "not_writable",
                (Some(_), "ME/083" | "M7/018" | "00/055" | "CVI_API/003") => "required",
                (Some(_), "00/058" | "M3/351" | "M7/001") => "no_such_reference",
                (Some(_), "R1/204") => "already_there",
                (Some(_), _) => "invalid",
                (None, _) => "rejected",
            };
            (named, code)
        }
    };
    let pointer = field.and_then(|field| blame.pointer(field, &message.text));
    FieldError {
        pointer: pointer.or_else(|| blame.whole_pointer()),
        code: code.to_owned(),
        detail: message.text.clone(),
        native: Some(message.native()),
    }
}

/// Names of properties stand in capitals in the text of this message.
fn named_in_text(message: &Message, blame: &Blame) -> Option<&'static str> {
    if message.code != CANNOT_BE_PROCESSED {
        return None;
    }
    message.text.split_whitespace().find_map(|word| blame.field(word.trim_matches(['"', '.', ','])))
}
