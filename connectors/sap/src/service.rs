//! One OData service of an SAP system.

use std::sync::Arc;

use erpgate_connector::{Answer, Call, Session, Trouble, TroubleKind, WriteError};
use http::header::{ACCEPT, ACCEPT_LANGUAGE, ETAG, IF_MATCH};
use http::{HeaderValue, Method, StatusCode};
use serde_json::Value;
use url::Url;

pub(crate) use crate::change::Change;
use crate::errors::{self, About, Blame};
use crate::odata;
use crate::protocol::Protocol;
use crate::transport::{SAP_LANGUAGE, Transport};

/// One OData service.
#[derive(Debug, Clone)]
pub(crate) struct Service {
    transport: Arc<Transport>,
    protocol: Protocol,
    about: About,
    /// Below the system's address, such as `sap/opu/odata/sap/API_BUSINESS_PARTNER`.
    path: &'static str,
    reads_in_english: bool,
}

impl Service {
    /// A service of OData V2.
    pub(crate) fn new(transport: Arc<Transport>, about: About, path: &'static str) -> Self {
        Self { transport, protocol: Protocol::V2, about, path, reads_in_english: false }
    }

    /// A service of OData V4.
    pub(crate) fn v4(transport: Arc<Transport>, about: About, path: &'static str) -> Self {
        Self { protocol: Protocol::V4, ..Self::new(transport, about, path) }
    }

    /// The same service, read in English whatever the connection's language: where data is written in the
    /// language of the request.
    pub(crate) fn reading_in_english(self) -> Self {
        Self { reads_in_english: true, ..self }
    }

    /// The service's technical name.
    pub(crate) fn name(&self) -> &'static str {
        self.about.name
    }

    /// Reads an entity or a list, out of its envelope. Nothing when SAP says that there is no such entity.
    pub(crate) async fn get(
        &self,
        session: &Session,
        path: &str,
        options: &[(&str, String)],
    ) -> Result<Option<Value>, Trouble> {
        let answer = self.read(session, path, options).await?;
        if errors::is_not_there(&answer) {
            return Ok(None);
        }
        if !answer.status.is_success() {
            return Err(errors::of_read(&self.about, &answer));
        }
        self.data(&answer).map(Some).ok_or_else(|| errors::unreadable(&answer))
    }

    /// What a good answer holds, out of its envelope.
    pub(crate) fn data(&self, answer: &Answer) -> Option<Value> {
        self.protocol.data(answer)
    }

    /// Whether this system has the service and lets this user use it.
    ///
    /// # Errors
    /// When the answer does not tell.
    pub(crate) async fn is_there(&self, session: &Session) -> Result<bool, Trouble> {
        let call = Call::new(Method::GET, self.url("$metadata", &[]));
        let call = call.header(ACCEPT, HeaderValue::from_static("application/xml"));
        let answer = self.transport.read(session, call).await?;
        match answer.status {
            StatusCode::FORBIDDEN | StatusCode::NOT_FOUND => Ok(false),
            status if !status.is_success() => Err(errors::of_read(&self.about, &answer)),
            _ if String::from_utf8_lossy(&answer.body).contains("Edmx") => Ok(true),
            _ => Err(errors::unreadable(&answer)),
        }
    }

    /// Reads a list, and whether SAP cut it off.
    pub(crate) async fn list(
        &self,
        session: &Session,
        set: &str,
        options: &[(&str, String)],
    ) -> Result<(Vec<Value>, bool), Trouble> {
        let list = self.get(session, set, options).await?.unwrap_or_default();
        let Some(entities) = odata::entities(&list) else {
            let detail = format!("SAP's answer is no list of {set}");
            return Err(Trouble::new(TroubleKind::Unreadable, detail));
        };
        Ok((entities.to_vec(), list.get("__next").is_some() && !entities.is_empty()))
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
            return Err(errors::of_write(&self.about, session, &answer, blame));
        }
        // A sign-in page may come with status 200.
        let is_services = answer.body.is_empty() || self.data(&answer).is_some();
        if is_services { Ok(answer) } else { Err(session.unreadable(&answer)) }
    }

    /// Gets a security session by a read that changes nothing. False where the check is switched off.
    pub(crate) async fn fetch_token(&self, session: &Session) -> Result<bool, Trouble> {
        let root = self.url("", &[]);
        Ok(self.transport.ticket(session, &self.about, &root, None).await?.token.is_some())
    }

    async fn write(&self, session: &Session, change: &Change) -> Result<Answer, WriteError> {
        let mut call = Call::new(change.method.clone(), self.url(&change.path, &[]));
        if let Some(etag) = change.etag.as_deref().and_then(|etag| HeaderValue::from_str(etag).ok()) {
            call = call.header(IF_MATCH, etag);
        }
        if let Some(body) = &change.body {
            call = call.json(body);
        }
        self.transport.write(session, &self.about, &self.url("", &[]), self.protocol.dressed(call)).await
    }

    async fn read(
        &self,
        session: &Session,
        path: &str,
        options: &[(&str, String)],
    ) -> Result<Answer, Trouble> {
        let mut call = Call::new(Method::GET, self.url(path, options));
        if self.reads_in_english {
            call = call.header(SAP_LANGUAGE, HeaderValue::from_static("EN"));
            call = call.header(ACCEPT_LANGUAGE, HeaderValue::from_static("en"));
        }
        self.transport.read(session, self.protocol.dressed(call)).await
    }

    /// The etag of an entity, from the header of its answer or from its data.
    async fn etag(&self, session: &Session, path: &str) -> Result<Option<String>, Trouble> {
        let answer = self.read(session, path, &[]).await?;
        if !answer.status.is_success() {
            return Err(errors::of_read(&self.about, &answer));
        }
        let entity = self.data(&answer).unwrap_or_default();
        Ok(answer.header(ETAG.as_str()).or_else(|| self.protocol.etag(&entity)).map(str::to_owned))
    }

    /// The service root has a slash at its end; some fronts redirect without.
    fn url(&self, path: &str, options: &[(&str, String)]) -> Url {
        let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
        let mut url = self.transport.url(&format!("{}/{path}", self.path));
        let options = (!options.is_empty()).then(|| odata::query(options));
        url.set_query(query.or(options.as_deref()));
        url
    }
}
