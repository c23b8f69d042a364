//! Requests in SAP's own words, with the connection's sign-in.

use std::collections::BTreeMap;

use erpgate_connector::{Answer, Call, Receipt, Rejection, Session, Trouble, TroubleKind, WriteError};
use erpgate_model::{
    Capability, FailureCode, Means, NativeAnswer, NativeRequest, Repeat, Resource, Support, Verb,
};
use http::header::{AUTHORIZATION, COOKIE, SET_COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

use crate::capabilities::capability as row;
use crate::csrf;
use crate::errors::About;
use crate::transport::Transport;

/// Whose advice is given when the security session cannot be had.
const ABOUT: About = About {
    name: "the service of the passthrough request",
    arrangement: "the communication arrangement of that service",
};

/// The row.
pub(crate) fn capability() -> Capability {
    Capability {
        repeat: Repeat::Duplicates,
        how: "The request as it is, to a path below the system's address, with the connection's sign-in, \
              CSRF token and session. An answer that is lost goes to a person.",
        requires: &["what the called service demands"],
        ..row(Resource::Passthrough, Verb::Call, Support::Yes, Means::Writes, &[])
    }
}

/// Sends a request that reads.
pub(crate) async fn ask(
    transport: &Transport,
    session: &Session,
    request: &NativeRequest,
) -> Result<NativeAnswer, Trouble> {
    let answer = transport.read(session, call(transport, request)?).await?;
    Ok(told(&answer))
}

/// Sends a request that writes, once.
pub(crate) async fn send(
    transport: &Transport,
    session: &Session,
    request: &NativeRequest,
) -> Result<Receipt, WriteError> {
    let call = call(transport, request)?;
    let answer = transport.write(session, &ABOUT, &service_root(&call), call.clone()).await?;
    if answer.status.is_success() {
        return Ok(Receipt::answered(told(&answer)));
    }
    if answer.status == StatusCode::UNAUTHORIZED {
        let detail = "SAP refused the credentials: check user, password and client";
        return Err(WriteError::NotApplied(Trouble::new(TroubleKind::CredentialsRefused, detail)));
    }
    let detail = format!("SAP answered {}: {}", answer.status.as_u16(), answer.excerpt());
    Err(Rejection::new(FailureCode::RejectedByErp, detail).into())
}

fn call(transport: &Transport, request: &NativeRequest) -> Result<Call, Trouble> {
    let bad = |detail: String| Trouble::new(TroubleKind::BadQuestion, detail);
    let path = request.path.strip_prefix('/').filter(|path| stays_below(path)).ok_or_else(|| {
        bad(format!("path: begin with one `/` and stay below the system's address, not `{}`", request.path))
    })?;
    let method = Method::from_bytes(request.method.as_str().as_bytes()).expect("a known method");
    let mut call = Call::new(method, transport.url(path));
    if !request.query.is_empty() {
        call.url.query_pairs_mut().extend_pairs(&request.query);
    }
    if let Some(body) = &request.body {
        call = call.json(body);
    }
    for (name, value) in &request.headers {
        let parsed = (HeaderName::try_from(name), HeaderValue::from_str(value));
        let (Ok(header), Ok(value)) = parsed else {
            return Err(bad(format!("headers/{name}: is no HTTP header")));
        };
        if [AUTHORIZATION, COOKIE, csrf::TOKEN].contains(&header) {
            return Err(bad(format!("headers/{name}: the gateway signs in by itself")));
        }
        call = call.header(header, value);
    }
    Ok(call)
}

/// No other host, no way up, no query in the path.
fn stays_below(path: &str) -> bool {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    !path.starts_with('/')
        && !path.contains(['?', '#', '\\'])
        && decoded.split(['/', '\\']).all(|part| part != "..")
}

/// The service that a call is about: its path as far as the service's own name.
fn service_root(call: &Call) -> url::Url {
    let mut url = call.url.clone();
    let path = call.url.path().to_owned();
    let mut parts = path.rsplitn(2, '/');
    let _entity = parts.next();
    url.set_path(&format!("{}/", parts.next().unwrap_or_default()));
    url.set_query(None);
    url
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
        .filter(|(name, _)| **name != SET_COOKIE && **name != csrf::TOKEN)
        .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_cannot_leave_the_system() {
        assert!(stays_below("sap/opu/odata/sap/API_PRODUCT_SRV/A_Product('TG11')"));
        for path in ["/evil.example/x", "sap/../../x", "sap/%2e%2e/x", "a?b", "a#b", "a\\..\\b"] {
            assert!(!stays_below(path), "{path}");
        }
    }
}
