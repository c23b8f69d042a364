//! What differs between OData V2 and V4 on the way: headers, envelopes, where an etag stands.
//!
//! V4 is asked for decimals as strings (`IEEE754Compatible=true`), and gets them so. A customer's own
//! decimal field then looks the same in both versions, whose type the gateway need not know; and no
//! library on the way can take digits from a number. A system that knows the parameter only in `Accept`
//! refuses a string aloud, and one that knows it not at all answers with numbers, which are read too.

use erpgate_connector::{Answer, Call};
use http::HeaderValue;
use http::header::{ACCEPT, CONTENT_TYPE};
use serde_json::{Map, Value};

/// The version of OData that a service speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protocol {
    /// `{"d": …}`, lists in `results`, etags in `__metadata`.
    V2,
    /// Entities bare, lists in `value`, `@odata.` before what is not data.
    V4,
}

const V4_JSON: HeaderValue = HeaderValue::from_static("application/json;IEEE754Compatible=true");

impl Protocol {
    /// The call with this version's own headers.
    pub(crate) fn dressed(self, call: Call) -> Call {
        match self {
            Self::V2 => call,
            Self::V4 if call.body.is_some() => call.header(ACCEPT, V4_JSON).header(CONTENT_TYPE, V4_JSON),
            Self::V4 => call.header(ACCEPT, V4_JSON),
        }
    }

    /// What an answer holds: an entity, or a list as V2 shows it, with `results` and `__next`. Nothing
    /// when the answer is not the service's.
    pub(crate) fn data(self, answer: &Answer) -> Option<Value> {
        let mut body = answer.json()?;
        match self {
            Self::V2 => body.get_mut("d").map(Value::take),
            Self::V4 => {
                body.get("@odata.context").or_else(|| body.get("@context"))?;
                Some(if body["value"].is_array() { list(&mut body) } else { body })
            }
        }
    }

    /// The etag in an entity.
    pub(crate) fn etag(self, entity: &Value) -> Option<&str> {
        match self {
            Self::V2 => crate::odata::etag(entity),
            Self::V4 => entity.get("@odata.etag").and_then(Value::as_str),
        }
    }
}

fn list(body: &mut Value) -> Value {
    let mut list = Map::from_iter([("results".to_owned(), body["value"].take())]);
    if let Some(next) = body.get_mut("@odata.nextLink") {
        list.insert("__next".to_owned(), next.take());
    }
    Value::Object(list)
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, StatusCode};
    use serde_json::json;

    use super::*;

    fn data(protocol: Protocol, body: &Value) -> Option<Value> {
        let body = body.to_string().into_bytes();
        protocol.data(&Answer { status: StatusCode::OK, headers: HeaderMap::new(), body })
    }

    #[test]
    fn each_version_has_its_envelope() {
        let context = "$metadata#PurchaseOrder";
        let entity = json!({"@odata.context": context, "A": "x"});
        assert_eq!(data(Protocol::V4, &entity), Some(entity));
        let list =
            json!({"@odata.context": context, "value": [{"A": "x"}], "@odata.nextLink": "S?$skiptoken=1"});
        assert_eq!(
            data(Protocol::V4, &list),
            Some(json!({"results": [{"A": "x"}], "__next": "S?$skiptoken=1"}))
        );
        assert_eq!(data(Protocol::V2, &json!({"d": {"A": "x"}})), Some(json!({"A": "x"})));
    }

    #[test]
    fn json_of_something_else_is_no_data() {
        for protocol in [Protocol::V2, Protocol::V4] {
            assert_eq!(data(protocol, &json!({"login": "please"})), None);
        }
    }
}
