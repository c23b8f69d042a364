//! The header `sap-message` of V2, `sap-messages` of V4: what SAP says along with its yes.

use erpgate_connector::Answer;
use erpgate_model::{NativeError, Warning, WarningCode};
use serde_json::Value;

/// "… created under the number …": what the receipt says anyway. In V2 such an information stands at the
/// top, whatever its code ("Material document … posted"); V4 lists it among others.
const PLAIN_SUCCESS: &str = "06/017";

/// Warnings and informations in an answer to a successful write.
pub(crate) fn warnings(answer: &Answer) -> Vec<Warning> {
    let said = |name: &str| {
        let header = answer.headers.get(name)?;
        serde_json::from_slice::<Value>(header.as_bytes()).ok()
    };
    let main = said("sap-message").unwrap_or_default();
    let details = main["details"].as_array().into_iter().flatten();
    let top = (main["severity"] != "info").then_some(&main);
    let list = said("sap-messages").unwrap_or_default();
    let list = list.as_array().into_iter().flatten();
    top.into_iter().chain(details).chain(list).filter_map(warning).collect()
}

fn warning(message: &Value) -> Option<Warning> {
    let text = |name: &str| message[name].as_str().unwrap_or_default().to_owned();
    let (code, words) = (text("code"), text("message"));
    // In V4: 2 is an information, 3 a warning.
    let said = matches!(message["severity"].as_str(), Some("warning" | "info"))
        || matches!(message["numericSeverity"].as_u64(), Some(2 | 3));
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

    fn answer(name: &str, header: &'static str) -> Answer {
        let headers = HeaderMap::from_iter([(name.parse().unwrap(), HeaderValue::from_static(header))]);
        Answer { status: StatusCode::CREATED, headers, body: Vec::new() }
    }

    #[test]
    fn warnings_come_through_and_the_plain_success_does_not() {
        let warnings = warnings(&answer(
            "sap-message",
            concat!(
                r#"{"code":"06/017","message":"Standard PO created","severity":"info","details":["#,
                r#"{"code":"06/220","message":"Price \u00e4ndert","severity":"warning"},"#,
                r#"{"code":"ME/999","message":"done","severity":"success"}]}"#,
            ),
        ));
        assert_eq!(warnings.len(), 1);
        assert_eq!(warnings[0].code, WarningCode::ErpMessage);
        assert_eq!(warnings[0].native.as_ref().unwrap().code, "06/220");
        assert_eq!(warnings[0].detail, "Price ändert");
    }

    #[test]
    fn an_information_at_the_top_is_the_success_itself_and_a_warning_there_is_not() {
        let posted =
            r#"{"code":"M7/060","message":"Material document 49 posted","severity":"info","details":[]}"#;
        assert!(warnings(&answer("sap-message", posted)).is_empty());
        let late = r#"{"code":"06/039","message":"late","severity":"warning","details":[]}"#;
        assert_eq!(warnings(&answer("sap-message", late))[0].detail, "late");
    }

    #[test]
    fn an_unreadable_header_is_no_warning() {
        assert!(warnings(&answer("sap-message", "{")).is_empty());
    }

    #[test]
    fn a_list_of_v4_is_read_by_its_numbers() {
        let header = concat!(
            r#"[{"code":"06/017","message":"created","numericSeverity":2},"#,
            r#"{"code":"06/039","message":"late","numericSeverity":3,"target":"X"},"#,
            r#"{"code":"ME/999","message":"done","numericSeverity":1}]"#,
        );
        let warnings = warnings(&answer("sap-messages", header));
        assert_eq!(warnings.iter().map(|warning| warning.detail.as_str()).collect::<Vec<_>>(), ["late"]);
    }
}
