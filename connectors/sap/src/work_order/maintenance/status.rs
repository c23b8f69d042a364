//! Statuses of maintenance orders and of their operations: tokens in a text, such as `REL PCNF PRC`. They
//! are asked for in English, because SAP writes them in the language of the request.

use serde_json::Value;

use super::super::stage::{Stage, Standing};
use crate::odata;

/// The first that holds makes the stage.
const STAGES: [(&str, Stage); 6] = [
    ("DLFL", Stage::Marked),
    ("NCMP", Stage::NotExecuted),
    ("CLSD", Stage::Closed),
    ("TECO", Stage::Completed),
    ("REL", Stage::Released),
    ("CRTD", Stage::Created),
];

/// Where an order or an operation stands; nothing when none of the tokens is there.
pub(super) fn standing(entity: &Value) -> Option<Standing> {
    let native = odata::text(entity, "SystemStatusText");
    let tokens: Vec<&str> = native.split_whitespace().collect();
    let (_, stage) = STAGES.iter().find(|(token, _)| tokens.contains(token))?;
    let worked_on = tokens.iter().any(|token| ["PCNF", "CNF"].contains(token));
    Some(Standing { stage: *stage, worked_on, native: native.to_owned() })
}

#[cfg(test)]
mod tests {
    use erpgate_model::WorkOrderStatus;
    use serde_json::json;

    use super::*;

    #[test]
    fn each_status_has_its_tokens() {
        use WorkOrderStatus::{Cancelled, Closed, Completed, InProgress, Planned, Released};
        for (text, status) in [
            ("CRTD MANC NMAT", Planned),
            ("REL  PRC SETC", Released),
            ("REL PCNF PRC", InProgress),
            ("REL CNF", InProgress),
            ("TECO CNF", Completed),
            ("CLSD", Closed),
            ("TECO NCMP", Cancelled),
            ("CLSD DLFL", Cancelled),
        ] {
            let standing = standing(&json!({"SystemStatusText": text})).unwrap();
            assert_eq!(standing.status(), status, "{text}");
        }
    }

    #[test]
    fn another_language_is_not_guessed() {
        assert_eq!(standing(&json!({"SystemStatusText": "FREI VOKL"})), None);
        assert_eq!(standing(&json!({"SystemStatusText": "PREL"})), None, "a token is a whole word");
    }
}
