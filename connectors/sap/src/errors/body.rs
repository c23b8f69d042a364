//! SAP's error bodies: JSON, or Atom XML where something on the way ignored `Accept`.

use erpgate_connector::Answer;
use erpgate_model::NativeError;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use serde_json::Value;

/// A container without a message of its own.
const CONTAINER: &str = "/IWBEP/CX_MGW_BUSI_EXCEPTION";

/// One thing that SAP said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Message {
    /// Class and number, such as `06/025`.
    pub(super) code: String,
    /// In the language of the connection.
    pub(super) text: String,
    /// The property that it is about, where SAP says; may be a path.
    pub(super) target: String,
    severity: String,
}

impl Message {
    pub(super) fn native(&self) -> NativeError {
        NativeError { system: "sap".to_owned(), code: self.code.clone(), message: self.text.clone() }
    }
}

/// The errors in a body, or nothing when the body is not SAP's. Where there are details, the
/// details of severity "error" count. V2 repeats the first line in them, which may be a container;
/// V4 does not.
pub(super) fn messages(answer: &Answer) -> Option<Vec<Message>> {
    let (main, details) = match answer.json() {
        Some(body) if is_v4(&body["error"]) => of_v4(&body)?,
        Some(body) => of_json(&body)?,
        None => of_xml(std::str::from_utf8(&answer.body).ok()?)?,
    };
    let mut errors: Vec<Message> = Vec::new();
    for detail in details {
        if detail.severity == "error" && detail.code != CONTAINER && !errors.contains(&detail) {
            errors.push(detail);
        }
    }
    Some(if errors.is_empty() { vec![main] } else { errors })
}

fn of_json(body: &Value) -> Option<(Message, Vec<Message>)> {
    let error = body.get("error")?;
    let words = &error["message"];
    let text = words.as_str().or_else(|| words["value"].as_str())?;
    let code = error["code"].as_str()?;
    let main = Message { code: code.to_owned(), text: text.to_owned(), ..Message::default() };
    let details = error.pointer("/innererror/errordetails").and_then(Value::as_array);
    Some((main, details.into_iter().flatten().map(detail).collect()))
}

fn is_v4(error: &Value) -> bool {
    error["message"].is_string() && error.pointer("/innererror/errordetails").is_none()
}

fn of_v4(body: &Value) -> Option<(Message, Vec<Message>)> {
    let error = &body["error"];
    let message = |value: &Value, severity: &str| {
        let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        Message {
            code: text("code"),
            text: text("message"),
            target: text("target"),
            severity: severity.to_owned(),
        }
    };
    let main = message(error, "error");
    let details = error["details"].as_array().into_iter().flatten();
    let details =
        details.map(|detail| message(detail, detail["@SAP__common.Severity"].as_str().unwrap_or("error")));
    let all = std::iter::once(main.clone()).chain(details).collect();
    (!main.code.is_empty()).then_some((main, all))
}

fn detail(detail: &Value) -> Message {
    let text = |name: &str| detail[name].as_str().unwrap_or_default().to_owned();
    let reference = text("propertyref");
    let target = if reference.is_empty() { text("target") } else { reference };
    Message { code: text("code"), text: text("message"), target, severity: text("severity") }
}

fn of_xml(text: &str) -> Option<(Message, Vec<Message>)> {
    let (mut main, mut details, mut current) = (Message::default(), Vec::new(), Message::default());
    let (mut path, mut words): (Vec<String>, String) = (Vec::new(), String::new());
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) => {
                path.push(element.local_name().into_inner().to_owned());
                words.clear();
            }
            Event::Text(text) => words.push_str(&text.xml10_content()),
            Event::CData(text) => words.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => {
                words.push_str(&unescape(&format!("&{};", name.into_inner())).ok()?);
            }
            Event::End(_) => {
                let names: Vec<&str> = path.iter().map(String::as_str).collect();
                match names.as_slice() {
                    ["error", "code"] => main.code.clone_from(&words),
                    ["error", "message"] => main.text.clone_from(&words),
                    ["error", "innererror", "errordetails", "errordetail"] => {
                        details.push(std::mem::take(&mut current));
                    }
                    ["error", "innererror", "errordetails", "errordetail", field] => match *field {
                        "code" => current.code.clone_from(&words),
                        "message" => current.text.clone_from(&words),
                        "severity" => current.severity.clone_from(&words),
                        "propertyref" | "target" if current.target.is_empty() => {
                            current.target.clone_from(&words);
                        }
                        _ => {}
                    },
                    _ => {}
                }
                path.pop();
                words.clear();
            }
            Event::Eof => break,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    (!main.code.is_empty()).then_some((main, details))
}
