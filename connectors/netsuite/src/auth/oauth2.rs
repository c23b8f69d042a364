//! OAuth 2.0 client credentials with a certificate (RFC 7523 §2.2), as NetSuite demands it.

use std::sync::Arc;

use chrono::TimeDelta;
use erpgate_connector::{Call, Secrets, Session, SettingError, Trouble, TroubleKind};
use erpgate_model::{Clock, NativeError, Timestamp};
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use secrecy::ExposeSecret;
use serde::Serialize;
use serde_json::Value;
use tokio::sync::Mutex;
use url::Url;

use crate::settings::{Settings, SigningAlgorithm};

/// How long an assertion is valid; NetSuite allows up to 3600 seconds.
const ASSERTION_SECONDS: i64 = 300;

#[derive(Debug)]
pub(crate) struct OAuth2 {
    token_url: Url,
    client_id: String,
    certificate_id: String,
    algorithm: Algorithm,
    key: EncodingKey,
    clock: Arc<dyn Clock>,
    /// One lock over fetch and use: parallel calls wait for one token instead of fetching several.
    token: Mutex<Option<Token>>,
}

#[derive(Debug)]
struct Token {
    header: HeaderValue,
    good_until: Timestamp,
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    scope: &'static str,
    aud: &'a str,
    iat: i64,
    exp: i64,
}

impl OAuth2 {
    pub(super) fn new(
        settings: &Settings,
        secrets: &Secrets,
        token_url: Url,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, SettingError> {
        let pem = secrets.require("private_key")?;
        let algorithm = match settings.algorithm {
            SigningAlgorithm::PS256 => Algorithm::PS256,
            SigningAlgorithm::PS384 => Algorithm::PS384,
            SigningAlgorithm::PS512 => Algorithm::PS512,
            SigningAlgorithm::ES256 => Algorithm::ES256,
            SigningAlgorithm::ES384 => Algorithm::ES384,
        };
        let is_curve = matches!(algorithm, Algorithm::ES256 | Algorithm::ES384);
        let wrong = || SettingError {
            pointer: "/credentials/private_key".to_owned(),
            detail: format!(
                "is no private key for {algorithm:?}: give the PKCS#8 PEM (`BEGIN PRIVATE KEY`) of an {} key",
                if is_curve { "elliptic-curve" } else { "RSA" }
            ),
        };
        let pem = pem.expose_secret().as_bytes();
        let key = if is_curve { EncodingKey::from_ec_pem(pem) } else { EncodingKey::from_rsa_pem(pem) };
        let key = key.map_err(|_| wrong())?;
        // A key of the wrong curve shows only when it signs.
        jsonwebtoken::crypto::sign(b"", &key, algorithm).map_err(|_| wrong())?;
        Ok(Self {
            token_url,
            client_id: settings.client_id()?.to_owned(),
            certificate_id: settings.certificate_id()?.to_owned(),
            algorithm,
            key,
            clock,
            token: Mutex::new(None),
        })
    }

    pub(super) async fn header(&self, session: &Session) -> Result<HeaderValue, Trouble> {
        let mut token = self.token.lock().await;
        if let Some(good) = token.as_ref().filter(|token| self.clock.now() < token.good_until) {
            return Ok(good.header.clone());
        }
        let fresh = self.fetch(session).await?;
        let header = fresh.header.clone();
        *token = Some(fresh);
        Ok(header)
    }

    pub(super) async fn forget(&self, refused: &HeaderValue) {
        let mut token = self.token.lock().await;
        // Another call may have renewed it in the meantime.
        if token.as_ref().is_some_and(|token| token.header == refused) {
            *token = None;
        }
    }

    async fn fetch(&self, session: &Session) -> Result<Token, Trouble> {
        let asked_at = self.clock.now();
        let mut call = Call::new(Method::POST, self.token_url.clone())
            .header(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        let form = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("grant_type", "client_credentials")
            .append_pair("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            .append_pair("client_assertion", &self.assertion(asked_at)?)
            .finish();
        call.body = Some(form.into_bytes());
        let answer = session.read(call).await?;
        let body = answer.json().unwrap_or_default();
        let bearer = body["access_token"].as_str().filter(|_| answer.status.is_success());
        match (bearer, body["error"].as_str()) {
            (Some(bearer), _) => {
                // Half a token's life is lost at most, a minute usually: a call must not begin on its last second.
                let lifetime = lifetime_seconds(&body["expires_in"]);
                let margin = (lifetime / 2).min(60);
                let mut header = HeaderValue::from_str(&format!("Bearer {bearer}"))
                    .map_err(|_| unreadable("its token holds characters that no header can carry"))?;
                header.set_sensitive(true);
                Ok(Token { header, good_until: asked_at + TimeDelta::seconds(lifetime - margin) })
            }
            (None, Some(error)) => Err(refused(error, &body)),
            // The body is not quoted: it may hold a token.
            (None, None) => {
                Err(unreadable(&format!("status {} without an OAuth 2.0 body", answer.status.as_u16())))
            }
        }
    }

    fn assertion(&self, now: Timestamp) -> Result<String, Trouble> {
        let mut header = Header::new(self.algorithm);
        header.kid = Some(self.certificate_id.clone());
        let iat = now.timestamp();
        let claims = Claims {
            iss: &self.client_id,
            scope: "rest_webservices",
            aud: self.token_url.as_str(),
            iat,
            exp: iat + ASSERTION_SECONDS,
        };
        jsonwebtoken::encode(&header, &claims, &self.key).map_err(|error| {
            Trouble::new(
                TroubleKind::Misconfigured,
                format!("the sign-in assertion cannot be signed: {error}"),
            )
        })
    }
}

/// `expires_in` as a number or a string; without one, a time that is surely too short.
fn lifetime_seconds(value: &Value) -> i64 {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    text.trim().parse::<i64>().ok().filter(|seconds| (1..=86_400).contains(seconds)).unwrap_or(120)
}

fn unreadable(what: &str) -> Trouble {
    Trouble::new(TroubleKind::Unreadable, format!("NetSuite's token endpoint cannot be understood: {what}"))
}

fn refused(error: &str, body: &Value) -> Trouble {
    let message = body["error_description"].as_str().unwrap_or_default().to_owned();
    let detail = format!(
        "NetSuite refuses the sign-in ({error}): check client_id, certificate_id and algorithm, that the certificate \
         is uploaded for this very account and has not expired, and this machine's clock"
    );
    let native = NativeError { system: "netsuite".to_owned(), code: error.to_owned(), message };
    Trouble::new(TroubleKind::CredentialsRefused, detail).with_native(Some(native))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_lifetime_may_be_a_number_or_a_string_and_is_short_when_it_is_neither() {
        assert_eq!(lifetime_seconds(&json!(3600)), 3600);
        assert_eq!(lifetime_seconds(&json!("3600")), 3600);
        assert_eq!(lifetime_seconds(&json!(null)), 120);
        assert_eq!(lifetime_seconds(&json!("-1")), 120);
    }
}
