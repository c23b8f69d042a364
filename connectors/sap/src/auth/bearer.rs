//! OAuth 2.0 client credentials (RFC 6749 §4.4).

use std::time::Duration;

use erpgate_connector::{Answer, Call, Session, Trouble, TroubleKind};
use erpgate_model::NativeError;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderValue, Method, StatusCode};
use serde_json::Value;
use tokio::sync::Mutex;
use tokio::time::Instant;
use url::Url;

use super::sensitive;

/// How long a token holds whose endpoint does not say.
const UNSAID_LIFETIME: u64 = 300;
/// A token is replaced so long before it runs out.
const MARGIN: Duration = Duration::from_secs(30);

/// A token endpoint, and the token that it gave last.
#[derive(Debug)]
pub(crate) struct Bearer {
    token_url: Url,
    client: HeaderValue,
    scope: Option<String>,
    held: Mutex<Option<Token>>,
}

#[derive(Debug)]
struct Token {
    header: HeaderValue,
    good_until: Instant,
}

impl Bearer {
    pub(super) fn new(token_url: Url, client: HeaderValue, scope: Option<String>) -> Self {
        Self { token_url, client, scope, held: Mutex::new(None) }
    }

    /// The token that is held, unless it is the refused one or about to run out; else a new one.
    /// Whoever comes meanwhile waits for the same token.
    pub(super) async fn header(
        &self,
        session: &Session,
        refused: Option<&HeaderValue>,
    ) -> Result<HeaderValue, Trouble> {
        let mut held = self.held.lock().await;
        let good = |token: &&Token| token.good_until > Instant::now() && refused != Some(&token.header);
        if let Some(token) = held.as_ref().filter(good) {
            return Ok(token.header.clone());
        }
        *held = None;
        let token = self.ask(session).await?;
        let header = token.header.clone();
        *held = Some(token);
        Ok(header)
    }

    fn form(&self) -> String {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.append_pair("grant_type", "client_credentials");
        if let Some(scope) = &self.scope {
            form.append_pair("scope", scope);
        }
        form.finish()
    }

    async fn ask(&self, session: &Session) -> Result<Token, Trouble> {
        let asked_at = Instant::now();
        let mut call = Call::new(Method::POST, self.token_url.clone())
            .header(AUTHORIZATION, self.client.clone())
            .header(ACCEPT, HeaderValue::from_static("application/json"))
            .header(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        call.body = Some(self.form().into_bytes());
        let answer = session.read(call).await?;
        let body = answer.json().unwrap_or_default();
        let token = body["access_token"].as_str().filter(|_| answer.status.is_success());
        let header = token.and_then(|token| sensitive(&format!("Bearer {token}")));
        let header = header.ok_or_else(|| refusal(&answer, &body))?;
        let seconds = body["expires_in"].as_u64().unwrap_or(UNSAID_LIFETIME);
        let lifetime = Duration::from_secs(seconds).saturating_sub(MARGIN);
        // An endpoint may say "forever".
        let good_until = asked_at.checked_add(lifetime).unwrap_or(asked_at);
        Ok(Token { header, good_until })
    }
}

fn refusal(answer: &Answer, body: &Value) -> Trouble {
    let Some(code) = body["error"].as_str().filter(|_| answer.status.is_client_error()) else {
        let kind = match answer.status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => TroubleKind::CredentialsRefused,
            _ => TroubleKind::Unreadable,
        };
        // The body may hold a token in a form that is not understood: it is not printed.
        let detail = format!("the token endpoint gave no token (status {})", answer.status.as_u16());
        return Trouble::new(kind, format!("{detail}; check `token_url`, `client_id` and `client_secret`"));
    };
    let words = body["error_description"].as_str().unwrap_or(code);
    let detail =
        format!("the token endpoint refused the client: {words}; check `client_id` and `client_secret`");
    Trouble::new(TroubleKind::CredentialsRefused, detail).with_native(Some(NativeError {
        system: "sap".to_owned(),
        code: code.to_owned(),
        message: words.to_owned(),
    }))
}
