//! One SAP system: signed reads and writes. A refused token, bearer or CSRF, is renewed once and the
//! same request repeated once, because SAP refused it before acting; nothing else is sent twice.

use std::sync::Arc;

use erpgate_connector::{Answer, Call, Session, Trouble, WriteError};
use http::header::{ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use url::Url;

use crate::auth::Auth;
use crate::csrf::{self, Ticket, TicketStore};
use crate::errors::{self, About};
use crate::settings::Settings;

/// The language of messages and of texts.
pub(crate) const SAP_LANGUAGE: HeaderName = HeaderName::from_static("sap-language");

/// The way to one SAP system. Its security session serves every service.
#[derive(Debug)]
pub(crate) struct Transport {
    base: Url,
    common: HeaderMap,
    auth: Auth,
    ticket: TicketStore,
}

impl Transport {
    pub(crate) fn new(settings: &Settings, auth: Auth) -> Self {
        let text =
            |text: &str| HeaderValue::from_str(text).expect("settings hold only letters and digits here");
        let mut common = HeaderMap::new();
        common.insert(ACCEPT, HeaderValue::from_static("application/json"));
        common.insert(ACCEPT_LANGUAGE, text(&settings.language.to_ascii_lowercase()));
        common.insert(SAP_LANGUAGE, text(&settings.language));
        if let Some(client) = &settings.sap_client {
            common.insert(HeaderName::from_static("sap-client"), text(client));
        }
        Self { base: settings.base_url.clone(), common, auth, ticket: TicketStore::default() }
    }

    /// An address below the system's: `path` without a slash at its beginning.
    pub(crate) fn url(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        url.set_path(&format!("{}/{path}", self.base.path().trim_end_matches('/')));
        url
    }

    /// Sends what changes nothing; the call's own headers come on top of the system's. Every status
    /// that [`Session::read`] lets through is an answer.
    pub(crate) async fn read(&self, session: &Session, call: Call) -> Result<Answer, Trouble> {
        let call = self.with_common_headers(call);
        let mut signed = call.clone();
        signed.headers.extend(self.held_cookies().map(|cookies| (Some(COOKIE), cookies)));
        self.signed_read(session, signed).await
    }

    /// Sends a change, with the security session that a read of `service` opens where there is none.
    /// Every status that [`Session::write`] lets through is an answer.
    pub(crate) async fn write(
        &self,
        session: &Session,
        about: &About,
        service: &Url,
        call: Call,
    ) -> Result<Answer, WriteError> {
        let call = self.with_common_headers(call);
        let mut ticket = self.ticket(session, about, service, None).await?;
        let mut signature = self.auth.header(session).await?;
        let (mut signature_renewed, mut ticket_renewed) = (false, false);
        loop {
            let answer = session.write(ticketed(&call, &signature, &ticket)).await?;
            if answer.status == StatusCode::UNAUTHORIZED && !signature_renewed {
                signature_renewed = true;
                if let Some(renewed) = self.auth.renewed(session, &signature).await? {
                    signature = renewed;
                    continue;
                }
            }
            if csrf::is_required(&answer) && !ticket_renewed {
                ticket_renewed = true;
                ticket = self.ticket(session, about, service, Some(&ticket)).await?;
                continue;
            }
            return Ok(answer);
        }
    }

    /// The security session in use, or a new one in place of one that was refused.
    pub(crate) async fn ticket(
        &self,
        session: &Session,
        about: &About,
        service: &Url,
        refused: Option<&Arc<Ticket>>,
    ) -> Result<Arc<Ticket>, Trouble> {
        let mut held = self.ticket.lock().await;
        let good = |ticket: &&Arc<Ticket>| !refused.is_some_and(|refused| Arc::ptr_eq(refused, ticket));
        if let Some(ticket) = held.as_ref().filter(good) {
            return Ok(Arc::clone(ticket));
        }
        *held = None;
        let fetch = Call::new(Method::GET, service.clone());
        let fetch = self.with_common_headers(fetch.header(csrf::TOKEN, HeaderValue::from_static("Fetch")));
        let answer = self.signed_read(session, fetch).await?;
        let ticket = Ticket::of(&answer);
        if ticket.token.is_none() && !answer.status.is_success() {
            return Err(errors::of_read(about, &answer));
        }
        let ticket = Arc::new(ticket);
        *held = Some(Arc::clone(&ticket));
        Ok(ticket)
    }

    /// The cookies of the security session in use, so that reads open no session of their own.
    fn held_cookies(&self) -> Option<HeaderValue> {
        self.ticket.try_lock().ok()?.as_ref()?.cookies.clone()
    }

    fn with_common_headers(&self, mut call: Call) -> Call {
        let own = std::mem::replace(&mut call.headers, self.common.clone());
        call.headers.extend(own);
        call
    }

    async fn signed_read(&self, session: &Session, call: Call) -> Result<Answer, Trouble> {
        let signature = self.auth.header(session).await?;
        let answer = session.read(call.clone().header(AUTHORIZATION, signature.clone())).await?;
        if answer.status != StatusCode::UNAUTHORIZED {
            return Ok(answer);
        }
        match self.auth.renewed(session, &signature).await? {
            Some(renewed) => session.read(call.header(AUTHORIZATION, renewed)).await,
            None => Ok(answer),
        }
    }
}

fn ticketed(call: &Call, signature: &HeaderValue, ticket: &Ticket) -> Call {
    let mut call = call.clone();
    call.headers.insert(AUTHORIZATION, signature.clone());
    if let Some(token) = &ticket.token {
        call.headers.insert(csrf::TOKEN, token.clone());
    }
    if let Some(cookies) = &ticket.cookies {
        call.headers.insert(COOKIE, cookies.clone());
    }
    call
}
