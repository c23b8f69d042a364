//! The `sap-message` header: what SAP says along with its yes.

use erpgate_connector::Answer;
use erpgate_model::{NativeError, Warning, WarningCode};
use serde_json::Value;

/// "… created under the number …": what the receipt says anyway.
const PLAIN_SUCCESS: &str = "06/017";

/// Warnings and informations in an answer to a successful write.
pub(crate) fn warnings(answer: &Answer) -> Vec<Warning> {
    let header = answer.headers.get("sap-message");
    let Some(message) = header.and_then(|value| serde_json::from_slice::<Value>(value.as_bytes()).ok())
    else {
        return Vec::new();
    };
    let details = message["details"].as_array().into_iter().flatten();
    std::iter::once(&message).chain(details).filter_map(warning).collect()
}

fn warning(message: &Value) -> Option<Warning> {
    let text = |name: &str| message[name].as_str().unwrap_or_default().to_owned();
    let (code, words) = (text("code"), text("message"));
    let said = matches!(message["severity"].as_str(), Some("warning" | "info"));
    if !said || words.is_empty() || code == PLAIN_SUCCESS {
        return None;
    }
    let native = NativeError { system: "sap".to_owned(), code, message: words.clone() };
    Some(Warning { pointer: None, code: WarningCode::ErpMessage, detail: words, native: Some(native) })
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, StatusCode};

    use super::*;

    fn answer(header: &'static str) -> Answer {
        let headers =
            HeaderMap::from_iter([("sap-message".parse().unwrap(), HeaderValue::from_static(header))]);
        Answer { status: StatusCode::CREATED, headers, body: Vec::new() }
    }

    #[test]
    fn warnings_come_through_and_the_plain_success_does_not() {
        let warnings = warnings(&answer(concat!(
            r#"{"code":"06/017","message":"Standard PO created","severity":"info","details":["#,
            r#"{"code":"06/220","message":"Price \u00e4ndert","severity":"warning"},"#,
            r#"{"code":"ME/999","message":"done","severity":"success"}]}"#,
        )));
        assert_eq!(warnings.len(), 1);
        assert_eq!(warnings[0].code, WarningCode::ErpMessage);
        assert_eq!(warnings[0].native.as_ref().unwrap().code, "06/220");
        assert_eq!(warnings[0].detail, "Price ändert");
    }

    #[test]
    fn an_unreadable_header_is_no_warning() {
        assert!(warnings(&answer("{")).is_empty());
    }
}
