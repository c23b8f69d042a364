//! Issued access tokens.

use std::collections::HashMap;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Duration, Utc};
use rand::RngExt;
use serde_json::json;

/// Access tokens live this long, in seconds.
pub(super) const LIFE_SECONDS: i64 = 3600;

/// Tokens that were issued: token → (client, expiry).
#[derive(Default)]
pub(crate) struct Tokens {
    issued: HashMap<String, (String, DateTime<Utc>)>,
}

impl fmt::Debug for Tokens {
    /// Shows how many there are, never a token.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Tokens").field("issued", &self.issued.len()).finish()
    }
}

impl Tokens {
    /// Makes a token in the shape of a JWT with the claims that NetSuite puts in. Nobody but this server
    /// checks it, so its last part is random instead of a signature.
    pub(super) fn issue(&mut self, client_id: &str, account_id: &str, now: DateTime<Utc>) -> String {
        let expires = now + Duration::seconds(LIFE_SECONDS);
        self.issued.retain(|_, (_, until)| *until > now);
        let random: [u8; 32] = rand::rng().random();
        let part = |value: serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let header = part(json!({"typ": "JWT", "alg": "RS256", "kid": "s.SYSTEM.simulator"}));
        let claims = part(json!({
            "sub": "3;7",
            "aud": [account_id, client_id],
            "scope": ["rest_webservices"],
            "iss": "simulator",
            "oit": now.timestamp(),
            "iat": now.timestamp(),
            "exp": expires.timestamp(),
            "jti": hex::encode(&random[..8]),
        }));
        let token = format!("{header}.{claims}.{}", URL_SAFE_NO_PAD.encode(random));
        self.issued.insert(token.clone(), (client_id.to_owned(), expires));
        token
    }

    /// Who holds this token, if it is valid now.
    pub(super) fn holder(&self, token: &str, now: DateTime<Utc>) -> Option<String> {
        self.issued.get(token).filter(|(_, until)| *until > now).map(|(client, _)| client.clone())
    }
}
