//! Refusals of V4 and the error document SAP makes of them.

use crate::odata::failure::{Failure, Message, Severity};
use crate::odata::message::Reply;
use crate::odata::metadata::Metadata;
use crate::world::World;
use serde_json::{Value as Json, json};

pub(crate) const BAD_REQUEST: &str = "/IWCOR/CX_OD_BAD_REQUEST/005056A509B11ED1B9BF94F386DD82E6";
pub(crate) const BAD_PROPERTY: &str = "/IWCOR/CX_OD_EP_PROPERTY_ERROR/005056A509B11ED1BF822D2D0917DA04";

const ANALYSIS: &str = "Use ADT feed reader \"SAP Gateway Error Log\" or run transaction /IWFND/ERROR_LOG on SAP \
                        Gateway hub system and search for entries with the timestamp above for more details";
const NOTE: &str =
    "See SAP Note 1797736 for error analysis (https://service.sap.com/sap/support/notes/1797736)";

/// An entity that is not there.
pub(crate) fn not_found(type_name: &str) -> Failure {
    let text = format!("The requested entity of type '{type_name}' cannot be accessed. It does not exist.");
    Failure::new(404, "/IWBEP/CM_V4_APPS/002", text)
}

/// A path that names no resource of the service.
pub(crate) fn no_resource() -> Failure {
    let text = "The server has not found any resource matching the Data Services Request URI.";
    Failure::new(404, "/IWCOR/CX_OD_NOT_FOUND", text)
}

pub(crate) fn malformed(text: impl Into<String>) -> Failure {
    Failure::new(400, BAD_REQUEST, text)
}

/// A wrong `$filter` or `$orderby`.
pub(crate) fn expression(text: String) -> Failure {
    Failure::new(400, "/IWCOR/CX_OD_EXPR_PARSER_ERROR", text)
}

pub(crate) fn unknown_property(name: &str, type_name: &str) -> Failure {
    malformed(format!("Property {name} not found in type {type_name}"))
}

/// A method that the resource never has.
pub(crate) fn method_not_allowed() -> Failure {
    let code = "/IWCOR/CX_OD_METHD_NOT_ALLOWED/005056A509B11ED199D8826D151FC0FE";
    let text = "The specified HTTP method is not allowed for the resource identified by the Data Service Request \
                URI";
    Failure::new(405, code, text)
}

/// An operation that the metadata forbids.
pub(crate) fn switched_off(what: &str, metadata: &Metadata, set: &str) -> Failure {
    Failure::switched_off(what, &metadata.service, set)
}

/// Entities that this world does not have, such as invoicing plans.
pub(crate) fn not_kept(set: &str) -> Failure {
    malformed(format!("This simulator keeps no entities of '{set}'"))
}

/// Wrong values or unknown properties in a body.
pub(crate) fn body(wrong: impl Iterator<Item = String>) -> Failure {
    let mut messages = vec![
        Message::error(crate::odata::draft::WRONG_VALUE, "Error while parsing an XML stream", ""),
        Message::error(
            BAD_REQUEST,
            "The Data Services Request could not be understood due to malformed syntax",
            "",
        ),
    ];
    messages.extend(wrong.map(|text| Message::error(BAD_PROPERTY, text, "")));
    Failure::business(messages)
}

/// 1 success, 2 information, 3 warning, 4 error.
pub(crate) fn numeric(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 4,
        Severity::Warning => 3,
        Severity::Info => 2,
    }
}

/// The error document as a reply.
pub(crate) fn reply(world: &World, component: &str, service: &str, failure: &Failure) -> Reply {
    let now = world.now();
    let none = Message::error("/IWBEP/CX_MGW_BUSI_EXCEPTION", "An exception was raised", "");
    let (main, rest) = failure.messages.split_first().unwrap_or((&none, &[]));
    let mut error = described(main);
    let framework = main.code.starts_with('/') || main.code.starts_with("CX_");
    error["@SAP__common.ExceptionCategory"] =
        json!(if framework { "Client_Error" } else { "Provider_Application_Error" });
    if !rest.is_empty() {
        error["details"] = rest
            .iter()
            .map(|message| {
                let mut detail = described(message);
                detail["@SAP__common.Severity"] = json!(message.severity.word());
                detail["@SAP__common.numericSeverity"] = json!(numeric(message.severity));
                detail
            })
            .collect();
    }
    error["innererror"] = json!({"ErrorDetails": {
        "@SAP__common.Application": {
            "ComponentId": component,
            "ServiceRepository": "SRVD_A2X",
            "ServiceId": service,
            "ServiceVersion": "0001",
        },
        "@SAP__common.TransactionId": world.transaction_id(),
        "@SAP__common.Timestamp":
            format!("{}.{:06}", now.format("%Y%m%d%H%M%S"), now.timestamp_subsec_micros()),
        "@SAP__common.ErrorResolution": {"Analysis": ANALYSIS, "Note": NOTE},
    }});
    let text = json!({"error": error}).to_string();
    Reply::text(failure.status, "application/json;charset=utf-8", text).with("odata-version", "4.0")
}

fn described(message: &Message) -> Json {
    let mut json = json!({"code": message.code, "message": message.text});
    if !message.target.is_empty() {
        json["target"] = json!(message.target);
    }
    if let Some((class, number)) = message.code.split_once('/').filter(|(class, _)| !class.is_empty()) {
        json["@SAP__common.longtextUrl"] = json!(longtext(class, number));
    }
    json
}

/// Where the long text of a T100 message is.
pub(crate) fn longtext(class: &str, number: &str) -> String {
    format!(
        "../../../../default/iwbep/common/0001/T100Longtexts(MessageClass='{class}',MessageNumber='{number}')\
         /Documentation"
    )
}
