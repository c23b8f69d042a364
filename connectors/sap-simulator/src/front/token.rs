//! OAuth2 client credentials (RFC 6749 §4.4).

use super::auth::{basic, same};
use crate::odata::message::{Reply, Request};
use crate::world::World;
use chrono::TimeDelta;
use serde_json::json;
use std::collections::HashMap;

/// Where tokens are given out.
pub(super) const PATH: &str = "/sap/bc/sec/oauth2/token";

/// Answers a request for a token.
pub(super) fn answer(world: &mut World, request: &Request) -> Reply {
    if request.method != "POST" {
        return error(405, "invalid_request");
    }
    let form: HashMap<String, String> = url::form_urlencoded::parse(&request.body).into_owned().collect();
    let field = |name: &str| form.get(name).cloned().unwrap_or_default();
    if field("grant_type") != "client_credentials" {
        return error(400, "unsupported_grant_type");
    }
    let header = request.header("authorization").and_then(|header| header.split_once(' '));
    let (id, secret) = match header {
        Some((scheme, credentials)) if scheme.eq_ignore_ascii_case("basic") => {
            basic(credentials).unwrap_or_default()
        }
        _ => (field("client_id"), field("client_secret")),
    };
    let found = world.seed.oauth_clients.iter().find(|client| client.id == id);
    let Some(client) = found.filter(|client| same(&client.secret, &secret)).cloned() else {
        return error(401, "invalid_client").with("www-authenticate", "Basic realm=\"oauth2\"");
    };
    let now = world.now();
    let until = now + TimeDelta::seconds(client.expires_in.into());
    let token = world.sessions.grant(&client.user, until, now);
    let body = json!({
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": client.expires_in,
        "scope": field("scope"),
    });
    Reply::json(200, &body).with("cache-control", "no-store")
}

fn error(status: u16, code: &str) -> Reply {
    Reply::json(status, &json!({"error": code}))
}
