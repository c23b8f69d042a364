//! `POST /services/rest/auth/oauth2/v1/token`, the client-credentials grant.

use chrono::{DateTime, Utc};
use hyper::{Method, StatusCode};
use serde_json::json;

use super::Auth;
use super::assertion::client_of;
use super::bearer::LIFE_SECONDS;
use crate::http::{Answer, Problem, Request, media, parse_form};

/// The path that assertions must name as their audience.
pub(crate) const TOKEN_PATH: &str = "/services/rest/auth/oauth2/v1/token";

const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// Why no token is given: the OAuth error, and the reason for the log.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) error: &'static str,
    pub(super) reason: &'static str,
}

/// Answers a token request.
pub(crate) fn token(auth: &Auth, request: &Request, now: DateTime<Utc>) -> Answer {
    if request.method != Method::POST {
        return Problem::method(&request.method).into_answer();
    }
    match issue(auth, request, now) {
        Ok(token) => {
            let body = json!({"access_token": token, "expires_in": LIFE_SECONDS.to_string(), "token_type": "bearer"});
            Answer::json(StatusCode::OK, media::JSON, &body).with("cache-control", "no-store")
        }
        Err(Refusal { error, reason }) => {
            tracing::info!(error, reason, "token refused");
            let body = json!({"error": error});
            if error == "invalid_client" {
                let challenge = format!("Basic realm=\"{}\"", auth.account_id);
                return Answer::json(StatusCode::UNAUTHORIZED, media::JSON, &body)
                    .with("www-authenticate", challenge);
            }
            Answer::json(StatusCode::BAD_REQUEST, media::JSON, &body)
        }
    }
}

fn issue(auth: &Auth, request: &Request, now: DateTime<Utc>) -> Result<String, Refusal> {
    let form = parse_form(std::str::from_utf8(&request.body).unwrap_or_default());
    let get = |name: &str| form.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    match get("grant_type") {
        Some("client_credentials") => {}
        Some(_) => {
            return Err(Refusal { error: "unsupported_grant_type", reason: "only client_credentials" });
        }
        None => return Err(Refusal { error: "invalid_request", reason: "grant_type is missing" }),
    }
    if get("client_assertion_type") != Some(ASSERTION_TYPE) {
        return Err(Refusal { error: "invalid_request", reason: "client_assertion_type is not jwt-bearer" });
    }
    let assertion = get("client_assertion")
        .ok_or(Refusal { error: "invalid_request", reason: "client_assertion is missing" })?;
    let client = client_of(auth, assertion, now)?;
    let mut tokens = auth.tokens.lock().expect("no holder of this lock panics");
    Ok(tokens.issue(&client, &auth.account_id, now))
}
