//! Signing in: OAuth 2.0 with a certificate, or token-based authentication.

mod oauth2;
mod tba;

use std::sync::Arc;

use erpgate_connector::{Secrets, Session, SettingError, Trouble};
use erpgate_model::Clock;
use http::{HeaderValue, Method};
use url::Url;

use crate::settings::{AuthMethod, Settings};
use oauth2::OAuth2;
use tba::Tba;

/// What makes the `Authorization` header.
#[derive(Debug)]
pub(crate) enum Auth {
    OAuth2(Box<OAuth2>),
    Tba(Box<Tba>),
}

impl Auth {
    pub(crate) fn new(
        settings: &Settings,
        secrets: &Secrets,
        token_url: Url,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, SettingError> {
        Ok(match settings.auth {
            AuthMethod::Oauth2 => Self::OAuth2(Box::new(OAuth2::new(settings, secrets, token_url, clock)?)),
            AuthMethod::Tba => Self::Tba(Box::new(Tba::new(settings, secrets, clock)?)),
        })
    }

    /// The `Authorization` header for this request; fetches a token first when there is none.
    pub(crate) async fn header(
        &self,
        session: &Session,
        method: &Method,
        url: &Url,
    ) -> Result<HeaderValue, Trouble> {
        match self {
            Self::OAuth2(oauth2) => oauth2.header(session).await,
            Self::Tba(tba) => Ok(tba.header(method, url)),
        }
    }

    /// Gives up a token that NetSuite refused. True when a new one can be had; a TBA token is what it is.
    pub(crate) async fn forget(&self, refused: &HeaderValue) -> bool {
        match self {
            Self::OAuth2(oauth2) => {
                oauth2.forget(refused).await;
                true
            }
            Self::Tba(_) => false,
        }
    }

    /// What to look at when NetSuite refuses the credentials.
    pub(crate) fn advice(&self) -> &'static str {
        match self {
            Self::OAuth2(_) => {
                "check that the role has the permissions REST Web Services and Log in using OAuth 2.0 Access Tokens"
            }
            Self::Tba(_) => {
                "check account id, keys and secrets, that the token is active, and this machine's clock; the Login \
                 Audit Trail in NetSuite shows the reason"
            }
        }
    }
}
