//! Requests in NetSuite's own words, with the connection's sign-in.

use std::collections::BTreeMap;

use erpgate_connector::{Answer, Call, Receipt, Rejection, Session, Trouble, TroubleKind, WriteError};
use erpgate_model::{
    Capability, FailureCode, Means, NativeAnswer, NativeRequest, Repeat, Resource, Support, Verb,
};
use http::header::{AUTHORIZATION, COOKIE, SET_COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use crate::capabilities::REST;
use crate::transport::Transport;

/// Where NetSuite's services are, below the account's address.
const SERVICES: &str = "/services/rest/";

/// What can be done with requests in NetSuite's own words.
pub(crate) const CAPABILITY: Capability = Capability {
    resource: Resource::Passthrough,
    kind: None,
    verb: Verb::Call,
    supported: Support::Yes,
    means: Means::Writes,
    repeat: Repeat::Duplicates,
    how: "The request as it is, to a path below /services/rest, with the connection's sign-in. An answer that is \
          lost goes to a person.",
    requires: &["what the called service demands", REST],
    fields: &[],
};

/// Sends a request that reads.
pub(crate) async fn ask(
    transport: &Transport,
    session: &Session,
    request: &NativeRequest,
) -> Result<NativeAnswer, Trouble> {
    let answer = transport.ask(session, call(transport, request)?).await?;
    Ok(told(&answer))
}

/// Sends a request that writes, once.
pub(crate) async fn send(
    transport: &Transport,
    session: &Session,
    request: &NativeRequest,
) -> Result<Receipt, WriteError> {
    let answer = transport.send(session, call(transport, request)?).await?;
    if answer.status.is_success() {
        return Ok(Receipt::answered(told(&answer)));
    }
    let detail = format!("NetSuite answered {}: {}", answer.status.as_u16(), answer.excerpt());
    Err(Rejection::new(FailureCode::RejectedByErp, detail).into())
}

fn call(transport: &Transport, request: &NativeRequest) -> Result<Call, Trouble> {
    let bad = |detail: String| Trouble::new(TroubleKind::BadQuestion, detail);
    let path = request.path.strip_prefix(SERVICES).filter(|path| stays_below(path)).ok_or_else(|| {
        bad(format!("path: begin with `{SERVICES}` and stay below it, not `{}`", request.path))
    })?;
    let method = Method::from_bytes(request.method.as_str().as_bytes()).expect("a known method");
    // Both signatures and NetSuite want a blank as %20, not as a plus.
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&request.query).finish();
    let mut call = transport.call(method, path, &query.replace('+', "%20"));
    if let Some(body) = &request.body {
        call = call.json(body);
    }
    for (name, value) in &request.headers {
        let (Ok(header), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_str(value)) else {
            return Err(bad(format!("headers/{name}: is no HTTP header")));
        };
        if [AUTHORIZATION, COOKIE].contains(&header) {
            return Err(bad(format!("headers/{name}: the gateway signs in by itself")));
        }
        call = call.header(header, value);
    }
    Ok(call)
}

/// No way up, and no query in the path.
fn stays_below(path: &str) -> bool {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    !path.contains(['?', '#', '\\']) && decoded.split(['/', '\\']).all(|part| part != "..")
}

fn told(answer: &Answer) -> NativeAnswer {
    let text = || {
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        (!text.is_empty()).then_some(serde_json::Value::String(text))
    };
    let status = answer.status.as_u16();
    NativeAnswer { status, headers: headers(&answer.headers), body: answer.json().or_else(text) }
}

fn headers(headers: &HeaderMap) -> BTreeMap<String, String> {
    headers
        .iter()
        .filter(|(name, _)| **name != SET_COOKIE)
        .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_cannot_leave_the_services() {
        assert!(stays_below("record/v1/purchaseorder/7/!transform/itemreceipt"));
        for path in ["record/../../app", "record/%2e%2e/x", "a?b", "a#b", "a\\..\\b"] {
            assert!(!stays_below(path), "{path}");
        }
    }
}
