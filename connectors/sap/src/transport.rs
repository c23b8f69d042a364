//! Signed reads and writes. A refused token, bearer or CSRF, is renewed once and the same request
//! repeated once, because SAP refused it before acting; nothing else is sent twice.

use std::sync::Arc;

use erpgate_connector::{Answer, Call, Session, Trouble, WriteError};
use http::header::{ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, COOKIE, ETAG, IF_MATCH};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use serde_json::Value;
use url::Url;

use crate::auth::Auth;
use crate::csrf::{self, Ticket, TicketStore};
use crate::errors::{self, Blame};
use crate::odata;
use crate::settings::Settings;

const SERVICE: &str = "sap/opu/odata/sap/API_PURCHASEORDER_PROCESS_SRV";

/// One OData service of one SAP system.
#[derive(Debug)]
pub(crate) struct Transport {
    service: Url,
    common: HeaderMap,
    auth: Auth,
    ticket: TicketStore,
}

/// A change to one entity.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Change {
    /// POST, PATCH or DELETE.
    pub(crate) method: Method,
    /// Below the service, such as `A_PurchaseOrder('4500000001')`.
    pub(crate) path: String,
    /// The JSON body.
    pub(crate) body: Option<Value>,
    /// The etag that the entity had when it was read.
    pub(crate) etag: Option<String>,
}

impl Transport {
    pub(crate) fn new(settings: &Settings, auth: Auth) -> Self {
        let mut service = settings.base_url.clone();
        service.set_path(&format!("{}/{SERVICE}", settings.base_url.path().trim_end_matches('/')));
        let text =
            |text: &str| HeaderValue::from_str(text).expect("settings hold only letters and digits here");
        let mut common = HeaderMap::new();
        common.insert(ACCEPT, HeaderValue::from_static("application/json"));
        common.insert(ACCEPT_LANGUAGE, text(&settings.language.to_ascii_lowercase()));
        common.insert(HeaderName::from_static("sap-language"), text(&settings.language));
        if let Some(client) = &settings.sap_client {
            common.insert(HeaderName::from_static("sap-client"), text(client));
        }
        Self { service, common, auth, ticket: TicketStore::default() }
    }

    /// Reads `d` of an entity or list. Nothing when SAP says that there is no such entity.
    pub(crate) async fn get(
        &self,
        session: &Session,
        path: &str,
        options: &[(&str, String)],
    ) -> Result<Option<Value>, Trouble> {
        let answer = self.read(session, self.url(path, options), self.held_cookies()).await?;
        if errors::is_not_there(&answer) {
            return Ok(None);
        }
        if !answer.status.is_success() {
            return Err(errors::of_read(&answer));
        }
        let data = answer.json().and_then(|mut body| body.get_mut("d").map(Value::take));
        data.map(Some).ok_or_else(|| errors::unreadable(&answer))
    }

    /// Sends a change. The answer is a success; anything else is an error.
    pub(crate) async fn change(
        &self,
        session: &Session,
        change: &Change,
        blame: &Blame,
    ) -> Result<Answer, WriteError> {
        let mut answer = self.write(session, change).await?;
        let wants_etag = answer.status == StatusCode::PRECONDITION_REQUIRED && change.etag.is_none();
        if wants_etag && change.method != Method::POST {
            // Refused before acting: this system wants an etag that it did not show in the document.
            let etag = self.etag(session, &change.path).await?;
            answer = self.write(session, &Change { etag, ..change.clone() }).await?;
        }
        if !answer.status.is_success() {
            return Err(errors::of_write(session, &answer, blame));
        }
        // A sign-in page may come with status 200.
        let is_services = answer.body.is_empty() || answer.json().is_some_and(|body| body.get("d").is_some());
        if is_services { Ok(answer) } else { Err(session.unreadable(&answer)) }
    }

    /// Gets a security session by a read that changes nothing.
    pub(crate) async fn fetch_token(&self, session: &Session) -> Result<bool, Trouble> {
        Ok(self.ticket(session, None).await?.token.is_some())
    }

    async fn write(&self, session: &Session, change: &Change) -> Result<Answer, WriteError> {
        let mut ticket = self.ticket(session, None).await?;
        let mut signature = self.auth.header(session).await?;
        let (mut signature_renewed, mut ticket_renewed) = (false, false);
        loop {
            let answer = session.write(self.write_call(change, &signature, &ticket)).await?;
            if answer.status == StatusCode::UNAUTHORIZED && !signature_renewed {
                signature_renewed = true;
                if let Some(renewed) = self.auth.renewed(session, &signature).await? {
                    signature = renewed;
                    continue;
                }
            }
            if csrf::is_required(&answer) && !ticket_renewed {
                ticket_renewed = true;
                ticket = self.ticket(session, Some(&ticket)).await?;
                continue;
            }
            return Ok(answer);
        }
    }

    fn write_call(&self, change: &Change, signature: &HeaderValue, ticket: &Ticket) -> Call {
        let mut call = Call::new(change.method.clone(), self.url(&change.path, &[]));
        call.headers = self.common.clone();
        call.headers.insert(AUTHORIZATION, signature.clone());
        if let Some(token) = &ticket.token {
            call.headers.insert(csrf::TOKEN, token.clone());
        }
        if let Some(cookies) = &ticket.cookies {
            call.headers.insert(COOKIE, cookies.clone());
        }
        if let Some(etag) = change.etag.as_deref().and_then(|etag| HeaderValue::from_str(etag).ok()) {
            call.headers.insert(IF_MATCH, etag);
        }
        if let Some(body) = &change.body {
            call.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            call.body = Some(body.to_string().into_bytes());
        }
        call
    }

    /// The security session in use, or a new one in place of one that was refused.
    async fn ticket(&self, session: &Session, refused: Option<&Arc<Ticket>>) -> Result<Arc<Ticket>, Trouble> {
        let mut held = self.ticket.lock().await;
        let good = |ticket: &&Arc<Ticket>| !refused.is_some_and(|refused| Arc::ptr_eq(refused, ticket));
        if let Some(ticket) = held.as_ref().filter(good) {
            return Ok(Arc::clone(ticket));
        }
        *held = None;
        let fetch = (csrf::TOKEN, HeaderValue::from_static("Fetch"));
        let answer = self.read(session, self.url("", &[]), Some(fetch)).await?;
        let ticket = Ticket::of(&answer);
        if ticket.token.is_none() && !answer.status.is_success() {
            return Err(errors::of_read(&answer));
        }
        let ticket = Arc::new(ticket);
        *held = Some(Arc::clone(&ticket));
        Ok(ticket)
    }

    /// The cookies of the security session in use, so that reads open no session of their own.
    fn held_cookies(&self) -> Option<(HeaderName, HeaderValue)> {
        let held = self.ticket.try_lock().ok()?;
        Some((COOKIE, held.as_ref()?.cookies.clone()?))
    }

    async fn read(
        &self,
        session: &Session,
        url: Url,
        extra: Option<(HeaderName, HeaderValue)>,
    ) -> Result<Answer, Trouble> {
        let mut call = Call::new(Method::GET, url);
        call.headers = self.common.clone();
        call.headers.extend(extra.map(|(name, value)| (Some(name), value)));
        let signature = self.auth.header(session).await?;
        call.headers.insert(AUTHORIZATION, signature.clone());
        let answer = session.read(call.clone()).await?;
        if answer.status != StatusCode::UNAUTHORIZED {
            return Ok(answer);
        }
        match self.auth.renewed(session, &signature).await? {
            Some(renewed) => session.read(call.header(AUTHORIZATION, renewed)).await,
            None => Ok(answer),
        }
    }

    /// The etag of an entity, from the header of its answer or from its data.
    async fn etag(&self, session: &Session, path: &str) -> Result<Option<String>, Trouble> {
        let answer = self.read(session, self.url(path, &[]), self.held_cookies()).await?;
        if !answer.status.is_success() {
            return Err(errors::of_read(&answer));
        }
        let body = answer.json().unwrap_or_default();
        let in_data = body.get("d").and_then(odata::etag);
        Ok(answer.header(ETAG.as_str()).or(in_data).map(str::to_owned))
    }

    /// The service root has a slash at its end; some fronts redirect without.
    fn url(&self, path: &str, options: &[(&str, String)]) -> Url {
        let mut url = self.service.clone();
        url.set_path(&format!("{}/{path}", self.service.path()));
        url.set_query((!options.is_empty()).then(|| odata::query(options)).as_deref());
        url
    }
}
