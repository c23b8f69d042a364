//! NetSuite's error body: `{status, "o:errorDetails": [{detail, "o:errorCode", "o:errorPath"?}]}`.
//!
//! Most refusals are 400 `USER_ERROR` with the reason in the text alone, and the text is in the
//! language of the integration's user. Codes are looked at first; texts are matched in English.

use erpgate_connector::{Answer, Rejection, Trouble, TroubleKind};
use erpgate_model::{FailureCode, FieldError, NativeError};
use http::StatusCode;
use serde_json::Value;

const THROTTLED: [&str; 4] = [
    "CONCURRENCY_LIMIT_EXCEEDED",
    "SSS_REQUEST_LIMIT_EXCEEDED",
    "WS_CONCUR_SESSION_DISALLWD",
    "WS_REQUEST_BLOCKED",
];
const FORBIDDEN: [&str; 2] = ["INSUFFICIENT_PERMISSION", "PERMISSION_VIOLATION"];

/// Texts that say that the record's state does not allow it.
const STATE: [&str; 5] = [
    "locked by a user defined workflow",
    "cannot be deleted",
    "dependent record",
    "is already closed",
    "cannot be removed",
];

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ErpError {
    status: StatusCode,
    details: Vec<Detail>,
}

/// One of the things that were wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Detail {
    pub(crate) code: String,
    /// NetSuite's sentence.
    pub(crate) message: String,
    /// Where in the request body, such as `item.items[0].item`.
    pub(crate) path: Option<String>,
}

impl ErpError {
    /// NetSuite's error body, if the answer holds one.
    pub(crate) fn parse(answer: &Answer) -> Option<Self> {
        let body = answer.json()?;
        let overall = body["o:errorCode"].as_str();
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let details: Vec<Detail> = body["o:errorDetails"]
            .as_array()?
            .iter()
            .map(|detail| Detail {
                code: text(&detail["o:errorCode"]).or(overall.map(str::to_owned)).unwrap_or_default(),
                message: text(&detail["detail"]).unwrap_or_default(),
                path: text(&detail["o:errorPath"]),
            })
            .collect();
        (!details.is_empty()).then_some(Self { status: answer.status, details })
    }

    /// What is no refusal of this very request: busy, held, not allowed.
    pub(crate) fn trouble(&self) -> Option<Trouble> {
        let (kind, detail) = if self.status == StatusCode::TOO_MANY_REQUESTS || self.has_code(&THROTTLED) {
            (TroubleKind::Throttled, "NetSuite has too many requests at once from this account")
        } else if self.has_code(&["RCRD_HAS_BEEN_CHANGED"]) || self.says("record has been changed") {
            (TroubleKind::Locked, "somebody else saved the record in NetSuite at the same moment")
        } else if self.status == StatusCode::FORBIDDEN || self.has_code(&FORBIDDEN) {
            (TroubleKind::Forbidden, "the integration's role in NetSuite lacks a permission")
        } else {
            return None;
        };
        let detail = format!("{detail}: {}", self.message());
        Some(Trouble::new(kind, detail).with_native(self.native()))
    }

    /// A read that NetSuite refused for a reason that nobody expects.
    pub(crate) fn unexpected(&self, doing: &str) -> Trouble {
        let detail = format!("NetSuite refuses {doing}: {}", self.message());
        Trouble::new(TroubleKind::Misconfigured, detail).with_native(self.native())
    }

    /// True when it says that there is no record with the id in the URL.
    pub(crate) fn is_no_such_record(&self) -> bool {
        self.is_absent() || self.has_code(&["INVALID_ID"]) || self.is_of_other_type()
    }

    /// True when it says that a well-formed id is given to nothing.
    pub(crate) fn is_absent(&self) -> bool {
        self.status == StatusCode::NOT_FOUND && self.has_code(&["NONEXISTENT_ID", "RCRD_DSNT_EXIST"])
    }

    /// True when the id belongs to a transaction that is no purchase order.
    pub(crate) fn is_of_other_type(&self) -> bool {
        self.says("transaction type specified is incorrect")
    }

    /// True when the account has no such type of record: a feature is off, or the role does not show it.
    pub(crate) fn is_no_such_type(&self) -> bool {
        self.status == StatusCode::NOT_FOUND && self.says("record type '")
    }

    /// True when it is about a reference in the body that was given by external id.
    pub(crate) fn names_an_external_id(&self) -> bool {
        self.details.iter().any(|detail| detail.missing_external_id().is_some())
    }

    /// True when it says that an external id or a number is taken.
    pub(crate) fn is_duplicate(&self) -> bool {
        self.has_code(&["DUP_RCRD", "DUP_ENTITY"])
            || self.says("this entity already exists")
            || self.says("this record already exists")
    }

    /// The refusal for the client; `locate` gives the JSON pointer and the unified field for a detail.
    pub(crate) fn rejection(&self, locate: impl Fn(&Detail) -> Vec<String>) -> Rejection {
        let code = if self.is_duplicate() {
            FailureCode::Duplicate
        } else if STATE.iter().any(|text| self.says(text)) || self.refuses_a_status() {
            FailureCode::StateForbids
        } else {
            FailureCode::RejectedByErp
        };
        let mut rejection = Rejection::new(code, format!("NetSuite refuses it: {}", self.message()));
        for detail in &self.details {
            let error = |pointer: Option<String>| FieldError {
                pointer,
                code: detail.field_code().to_owned(),
                detail: detail.message.clone(),
                native: Some(detail.native()),
            };
            let pointers = locate(detail);
            if pointers.is_empty() {
                rejection.errors.push(error(None));
            }
            rejection.errors.extend(pointers.into_iter().map(|pointer| error(Some(pointer))));
        }
        rejection
    }

    /// The first detail in NetSuite's own words.
    pub(crate) fn native(&self) -> Option<NativeError> {
        self.details.first().map(Detail::native)
    }

    /// All sentences.
    pub(crate) fn message(&self) -> String {
        let texts: Vec<&str> = self.details.iter().map(|detail| detail.message.as_str()).collect();
        texts.join(" ")
    }

    /// NetSuite calls a status to which an order cannot go an invalid value of the field.
    fn refuses_a_status(&self) -> bool {
        self.details.iter().any(|detail| detail.refused_field() == Some("orderStatus"))
    }

    fn has_code(&self, codes: &[&str]) -> bool {
        self.details.iter().any(|detail| codes.contains(&detail.code.as_str()))
    }

    fn says(&self, text: &str) -> bool {
        self.details.iter().any(|detail| detail.message.to_lowercase().contains(text))
    }
}

impl Detail {
    /// Labels of fields that NetSuite misses: `Please enter value(s) for: Vendor, Location`.
    pub(crate) fn missing(&self) -> Vec<&str> {
        self.after("Please enter value(s) for:")
            .map(|labels| labels.split(',').map(|label| label.trim().trim_end_matches('.')).collect())
            .unwrap_or_default()
    }

    /// The native field whose value was refused: `… for the following field: item`.
    pub(crate) fn refused_field(&self) -> Option<&str> {
        self.after("for the following field:")?
            .split_whitespace()
            .next()
            .map(|name| name.trim_end_matches('.'))
    }

    /// The external id in a reference that names nothing: `… for external ID 'X' does not exist`.
    pub(crate) fn missing_external_id(&self) -> Option<&str> {
        self.after("for external ID '")?.split('\'').next()
    }

    fn after(&self, text: &str) -> Option<&str> {
        self.message.split_once(text).map(|(_, rest)| rest.trim())
    }

    fn field_code(&self) -> &'static str {
        if !self.missing().is_empty() {
            "required"
        } else if self.refused_field().is_some() || self.missing_external_id().is_some() {
            "no_such_reference"
        } else if self.code == "INVALID_CONTENT" {
            "invalid"
        } else {
            "rejected"
        }
    }

    fn native(&self) -> NativeError {
        NativeError { system: "netsuite".to_owned(), code: self.code.clone(), message: self.message.clone() }
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;
    use serde_json::json;

    use super::*;

    fn error(status: u16, code: &str, detail: &str) -> ErpError {
        let body = json!({"status": status, "o:errorDetails": [{"detail": detail, "o:errorCode": code}]});
        let status = StatusCode::from_u16(status).unwrap();
        let answer = Answer { status, headers: HeaderMap::new(), body: body.to_string().into_bytes() };
        ErpError::parse(&answer).unwrap()
    }

    #[test]
    fn the_concurrency_code_throttles_whatever_the_status() {
        for (status, code) in
            [(429, "X"), (400, "CONCURRENCY_LIMIT_EXCEEDED"), (400, "SSS_REQUEST_LIMIT_EXCEEDED")]
        {
            assert_eq!(error(status, code, "").trouble().unwrap().kind, TroubleKind::Throttled);
        }
    }

    #[test]
    fn a_record_that_somebody_saved_meanwhile_is_locked_not_refused() {
        let trouble =
            error(400, "USER_ERROR", "Error while accessing a resource. Record has been changed").trouble();
        assert_eq!(trouble.unwrap().kind, TroubleKind::Locked);
    }

    #[test]
    fn a_workflow_lock_and_a_dependent_record_are_matters_of_state() {
        for text in
            ["This record has been locked by a user defined workflow.", "It cannot be deleted because …"]
        {
            assert_eq!(error(400, "USER_ERROR", text).rejection(|_| vec![]).code, FailureCode::StateForbids);
        }
    }

    #[test]
    fn both_wordings_of_a_duplicate_are_known() {
        for what in ["entity", "record"] {
            let text = format!("Error while accessing a resource. This {what} already exists.");
            assert!(error(400, "USER_ERROR", &text).is_duplicate());
        }
    }

    #[test]
    fn a_record_of_another_type_is_no_such_record() {
        let text = "Error while accessing a resource. Transaction type specified is incorrect.";
        assert!(error(400, "USER_ERROR", text).is_no_such_record());
        assert!(error(404, "NONEXISTENT_ID", "gone").is_no_such_record());
        assert!(!error(404, "?", "Record type 'x' does not exist.").is_no_such_record());
    }

    #[test]
    fn native_words_come_through_and_every_pointer_has_an_error() {
        let text = "Error while accessing a resource. Please enter value(s) for: Vendor, Location";
        let rejection = error(400, "USER_ERROR", text)
            .rejection(|detail| detail.missing().iter().map(|label| format!("/{label}")).collect());
        let pointers: Vec<_> =
            rejection.errors.iter().map(|error| error.pointer.as_deref().unwrap()).collect();
        assert_eq!(pointers, ["/Vendor", "/Location"]);
        assert_eq!(rejection.errors[0].code, "required");
        assert_eq!(rejection.errors[0].native.as_ref().unwrap().message, text);
    }

    #[test]
    fn a_proxys_page_is_not_netsuites_error() {
        let answer = Answer {
            status: StatusCode::FORBIDDEN,
            headers: HeaderMap::new(),
            body: b"<html>blocked</html>".to_vec(),
        };
        assert_eq!(ErpError::parse(&answer), None);
    }
}
