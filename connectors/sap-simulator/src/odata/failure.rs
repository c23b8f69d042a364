//! Messages and refusals, and the error document SAP makes of them.

use quick_xml::escape::escape;
use serde_json::{Value as Json, json};

/// How grave a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Severity {
    Error,
    Warning,
    Info,
}

impl Severity {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// One T100 message: `CLASS/NUMBER` with its text filled in.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub(crate) code: String,
    pub(crate) text: String,
    pub(crate) severity: Severity,
    /// The property the message speaks of; empty when it is about the whole.
    pub(crate) target: String,
}

impl Message {
    pub(crate) fn error(code: &str, text: impl Into<String>, target: &str) -> Self {
        Self { code: code.into(), text: text.into(), severity: Severity::Error, target: target.into() }
    }

    pub(crate) fn warning(code: &str, text: impl Into<String>, target: &str) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, text, target) }
    }

    pub(crate) fn info(code: &str, text: impl Into<String>) -> Self {
        Self { severity: Severity::Info, ..Self::error(code, text, "") }
    }
}

/// A refused request: HTTP status and at least one message.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    pub(crate) status: u16,
    pub(crate) messages: Vec<Message>,
    /// The message that stands for all of them, where a service has such a one.
    pub(crate) container: Option<Message>,
}

/// The code SAP gives an unknown property in a query.
const UNKNOWN_PROPERTY: &str = "005056A509B11EE1B9A8FEA8DE87F78E";

impl Failure {
    pub(crate) fn new(status: u16, code: &str, text: impl Into<String>) -> Self {
        Self { status, messages: vec![Message::error(code, text, "")], container: None }
    }

    /// Business errors: HTTP 400 with all of them.
    pub(crate) fn business(messages: Vec<Message>) -> Self {
        Self { status: 400, messages, container: None }
    }

    /// Business errors; when there are several, `container` speaks for them and stands last among them.
    pub(crate) fn contained(messages: Vec<Message>, container: Message) -> Self {
        let container = (messages.len() > 1).then_some(container);
        Self { container, ..Self::business(messages) }
    }

    /// Every message, the container last.
    fn all(&self) -> impl Iterator<Item = &Message> {
        self.messages.iter().chain(&self.container)
    }

    pub(crate) fn one(message: Message) -> Self {
        Self::business(vec![message])
    }

    /// All its messages in one sentence, for those who speak no OData.
    pub(crate) fn said(&self) -> String {
        let texts: Vec<String> =
            self.messages.iter().map(|message| format!("{} ({})", message.text, message.code)).collect();
        texts.join("; ")
    }

    pub(crate) fn not_found(segment: &str) -> Self {
        Self::new(404, "/IWBEP/CM_MGW_RT/020", format!("Resource not found for segment '{segment}'"))
    }

    pub(crate) fn unknown_property(name: &str, type_name: &str) -> Self {
        Self::new(400, UNKNOWN_PROPERTY, format!("Property {name} not found in type {type_name}"))
    }

    pub(crate) fn invalid_property(name: &str) -> Self {
        let text = format!("Property '{name}' is invalid");
        Self::one(Message::error("005056A509B11ED1B9BF94F386DD82E6", text, name))
    }

    pub(crate) fn malformed(text: impl Into<String>) -> Self {
        Self::new(400, "/IWBEP/CM_MGW_RT/021", text)
    }

    pub(crate) fn wrong_method(method: &str) -> Self {
        Self::new(405, "/IWFND/CM_MGW/003", format!("Method {method} is not allowed on this resource"))
    }

    /// System query options are for reading.
    pub(crate) fn options_on_write() -> Self {
        let text = "The Data Services Request contains SystemQueryOptions that are not allowed for this \
                    Request Type";
        Self::new(400, "/IWBEP/CM_MGW_RT/022", text)
    }

    pub(crate) fn switched_off(what: &str, service: &str, set: &str) -> Self {
        let text = format!("{what} operations are disabled for entity '{service}~{set}'");
        Self::new(405, "CX_SADL_ENTITY_CUD_DISABLED", text)
    }
}

/// What an error document says besides its messages.
#[derive(Debug)]
pub(crate) struct Circumstances<'a> {
    pub(crate) language: &'a str,
    pub(crate) service: &'a str,
    pub(crate) component: &'a str,
    pub(crate) transaction: String,
    /// `yyyymmddhhmmss.fffffff`
    pub(crate) timestamp: String,
}

const RESOLUTION: &str = "For backend administrators: run transaction /IWFND/ERROR_LOG on SAP Gateway hub \
                          system and search for entries with the timestamp above for more details";
const NOTE: &str =
    "See SAP Note 1797736 for error analysis (https://service.sap.com/sap/support/notes/1797736)";

/// The JSON error document.
pub(crate) fn json_document(failure: &Failure, about: &Circumstances<'_>) -> Json {
    let details: Vec<Json> = failure
        .all()
        .map(|m| {
            json!({
                "code": m.code,
                "message": m.text,
                "longtext_url": longtext(&m.code),
                "propertyref": m.target,
                "severity": m.severity.word(),
                "target": m.target,
            })
        })
        .collect();
    let (code, text) = main(failure);
    json!({"error": {
        "code": code,
        "message": {"lang": about.language, "value": text},
        "innererror": {
            "application": {
                "component_id": about.component,
                "service_namespace": "/SAP/",
                "service_id": about.service,
                "service_version": "0001",
            },
            "transactionid": about.transaction,
            "timestamp": about.timestamp,
            "Error_Resolution": {"SAP_Transaction": RESOLUTION, "SAP_Note": NOTE},
            "errordetails": details,
        },
    }})
}

/// The Atom error document, for clients that did not ask for JSON.
pub(crate) fn xml_document(failure: &Failure, about: &Circumstances<'_>) -> String {
    let (code, text) = main(failure);
    let details: String = failure
        .all()
        .map(|m| {
            format!(
                "<errordetail><code>{}</code><message>{}</message><propertyref>{target}</propertyref>\
                 <severity>{}</severity><target>{target}</target></errordetail>",
                escape(m.code.as_str()),
                escape(m.text.as_str()),
                m.severity.word(),
                target = escape(m.target.as_str()),
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\
         <error xmlns=\"http://schemas.microsoft.com/ado/2007/08/dataservices/metadata\">\
         <code>{}</code><message xml:lang=\"{}\">{}</message><innererror><application>\
         <component_id>{}</component_id><service_namespace>/SAP/</service_namespace>\
         <service_id>{}</service_id><service_version>0001</service_version></application>\
         <transactionid>{}</transactionid><timestamp>{}</timestamp>\
         <Error_Resolution><SAP_Transaction>{RESOLUTION}</SAP_Transaction><SAP_Note>{NOTE}</SAP_Note>\
         </Error_Resolution><errordetails>{details}</errordetails></innererror></error>",
        escape(code),
        escape(about.language),
        escape(text),
        escape(about.component),
        escape(about.service),
        about.transaction,
        about.timestamp,
    )
}

fn main(failure: &Failure) -> (&str, &str) {
    failure
        .container
        .as_ref()
        .or_else(|| failure.messages.first())
        .map_or(("/IWBEP/CX_MGW_BUSI_EXCEPTION", "An exception was raised"), |m| {
            (m.code.as_str(), m.text.as_str())
        })
}

fn longtext(code: &str) -> String {
    match code.split_once('/') {
        Some((class, number)) if !class.is_empty() => format!(
            "/sap/opu/odata/iwbep/message_text;o=LOCAL/T100_longtexts(MSGID='{class}',MSGNO='{number}')/$value"
        ),
        _ => String::new(),
    }
}
