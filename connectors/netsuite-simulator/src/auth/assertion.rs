//! The client assertion of the M2M flow: a JWT signed with the client's certificate (RFC 7523).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use serde_json::Value;

use super::Auth;
use super::token_endpoint::{Refusal, TOKEN_PATH};

/// Clocks may differ by this much, in seconds.
const LEEWAY_SECONDS: i64 = 60;
/// The longest life of an assertion, in seconds.
const MAX_LIFE_SECONDS: i64 = 3600;

/// The client id of a valid assertion.
pub(super) fn client_of(auth: &Auth, assertion: &str, now: DateTime<Utc>) -> Result<String, Refusal> {
    let invalid = |reason: &'static str| Refusal { error: "invalid_grant", reason };
    let mut parts = assertion.split('.');
    let (Some(header), Some(claims), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Refusal { error: "invalid_request", reason: "client_assertion is no JWT" });
    };
    let head = json(header).ok_or_else(|| invalid("the JWT header cannot be read"))?;
    let body = json(claims).ok_or_else(|| invalid("the JWT claims cannot be read"))?;
    let signature =
        URL_SAFE_NO_PAD.decode(signature).map_err(|_| invalid("the JWT signature cannot be read"))?;
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let (Some(algorithm), Some(key_id)) = (text(&head, "alg"), text(&head, "kid")) else {
        return Err(invalid("alg or kid is missing"));
    };
    let issuer = text(&body, "iss").ok_or_else(|| invalid("iss is missing"))?;
    let clients = auth.clients.read().expect("no holder of this lock panics");
    let (_, key) = clients
        .iter()
        .find(|(client, _)| client.client_id == issuer && client.certificate_id == key_id)
        .ok_or(Refusal { error: "invalid_client", reason: "no mapping for this iss and kid" })?;
    let signed = &assertion[..header.len() + 1 + claims.len()];
    if !key.verifies(&algorithm, signed.as_bytes(), &signature) {
        return Err(Refusal {
            error: "invalid_client",
            reason: "the signature does not match the certificate",
        });
    }
    check_claims(&body, now)?;
    Ok(issuer)
}

fn check_claims(body: &Value, now: DateTime<Utc>) -> Result<(), Refusal> {
    let invalid = |reason: &'static str| Refusal { error: "invalid_grant", reason };
    let seconds = |key: &str| body.get(key).and_then(|value| value.to_string().parse::<i64>().ok());
    let (Some(issued), Some(expires)) = (seconds("iat"), seconds("exp")) else {
        return Err(invalid("iat or exp is missing"));
    };
    let now = now.timestamp();
    if issued > now + LEEWAY_SECONDS || expires <= now - LEEWAY_SECONDS {
        return Err(invalid("the assertion is not valid now"));
    }
    if expires > issued + MAX_LIFE_SECONDS {
        return Err(invalid("exp is more than an hour after iat"));
    }
    let is_ours = |audience: &Value| audience.as_str().is_some_and(|url| url.ends_with(TOKEN_PATH));
    let audience = match body.get("aud") {
        Some(Value::Array(list)) => list.iter().any(is_ours),
        Some(one) => is_ours(one),
        None => false,
    };
    if !audience {
        return Err(invalid("aud is not the token URL"));
    }
    let scopes: Vec<&str> = match body.get("scope") {
        Some(Value::String(text)) => text.split([' ', ',']).collect(),
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !scopes.contains(&"rest_webservices") {
        return Err(Refusal { error: "invalid_scope", reason: "scope lacks rest_webservices" });
    }
    Ok(())
}

fn json(part: &str) -> Option<Value> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}
