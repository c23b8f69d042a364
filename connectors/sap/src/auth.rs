//! Signing in: what stands in `Authorization`.

mod bearer;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use erpgate_connector::{Secrets, Session, SettingError, Trouble};
use http::HeaderValue;
use secrecy::ExposeSecret as _;

use crate::settings::SignIn;
use bearer::Bearer;

/// How requests are signed.
#[derive(Debug)]
pub(crate) enum Auth {
    /// The same header on every request.
    Basic(HeaderValue),
    /// A token that runs out.
    Bearer(Box<Bearer>),
}

impl Auth {
    /// The sign-in of a connection.
    ///
    /// # Errors
    /// Names the missing secret.
    pub(crate) fn new(sign_in: &SignIn, secrets: &Secrets) -> Result<Self, SettingError> {
        match sign_in {
            SignIn::Basic { username } => {
                let password = secrets.require("password")?;
                Ok(Self::Basic(basic(username, password.expose_secret())))
            }
            SignIn::Oauth2 { token_url, client_id, scope } => {
                let secret = secrets.require("client_secret")?;
                let client = basic(client_id, secret.expose_secret());
                Ok(Self::Bearer(Box::new(Bearer::new(token_url.clone(), client, scope.clone()))))
            }
        }
    }

    /// The header for a request; asks for a token when there is none that still holds.
    pub(crate) async fn header(&self, session: &Session) -> Result<HeaderValue, Trouble> {
        match self {
            Self::Basic(header) => Ok(header.clone()),
            Self::Bearer(bearer) => bearer.header(session, None).await,
        }
    }

    /// Another header in place of one that was refused; nothing where there can be no other.
    pub(crate) async fn renewed(
        &self,
        session: &Session,
        refused: &HeaderValue,
    ) -> Result<Option<HeaderValue>, Trouble> {
        match self {
            Self::Basic(_) => Ok(None),
            Self::Bearer(bearer) => bearer.header(session, Some(refused)).await.map(Some),
        }
    }
}

/// `Basic` credentials (RFC 7617), which no log line can print.
fn basic(name: &str, secret: &str) -> HeaderValue {
    let text = format!("Basic {}", STANDARD.encode(format!("{name}:{secret}")));
    sensitive(&text).expect("base64 has no character that a header forbids")
}

fn sensitive(text: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

#[cfg(test)]
mod tests {
    use secrecy::SecretString;

    use super::*;

    #[test]
    fn a_password_cannot_be_printed() {
        let secrets = Secrets::new([("password".to_owned(), SecretString::from("canary-7"))]);
        let auth = Auth::new(&SignIn::Basic { username: "GATEWAY".into() }, &secrets).unwrap();
        let Auth::Basic(header) = &auth else { panic!("{auth:?}") };
        let sent = header.to_str().unwrap().to_owned();
        assert_eq!(sent, format!("Basic {}", STANDARD.encode("GATEWAY:canary-7")));
        let printed = format!("{auth:?}");
        assert!(!printed.contains("canary") && !printed.contains(&sent[6..]), "{printed}");
    }

    #[test]
    fn a_missing_secret_names_itself() {
        let error =
            Auth::new(&SignIn::Basic { username: "GATEWAY".into() }, &Secrets::default()).unwrap_err();
        assert_eq!(error.pointer, "/credentials/password");
    }
}
