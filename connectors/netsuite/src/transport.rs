//! Calls to NetSuite: signed, renewed once when the token is refused, and sorted by what the answer says.

use erpgate_connector::{Answer, Call, Session, Trouble, TroubleKind, WriteError};
use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue, Method, StatusCode};
use serde_json::Value;
use url::Url;

use crate::auth::Auth;
use crate::errors::ErpError;

/// Without it NetSuite drops properties that it does not know and still answers yes.
const STRICT: HeaderName = HeaderName::from_static("x-netsuite-propertynamevalidation");

#[derive(Debug)]
pub(crate) struct Transport {
    base: Url,
    auth: Auth,
}

/// NetSuite's own answer.
#[derive(Debug)]
pub(crate) enum Reply {
    /// 2xx.
    Done(Answer),
    /// 4xx with NetSuite's error body; neither throttled, locked, forbidden nor about credentials.
    Refused(ErpError),
}

impl Transport {
    pub(crate) fn new(base: Url, auth: Auth) -> Self {
        Self { base, auth }
    }

    /// A call to `{base}/services/rest/{path}?{query}`. Path and query must be free of reserved characters.
    pub(crate) fn call(&self, method: Method, path: &str, query: &str) -> Call {
        let mut call = Call::new(method, service_url(&self.base, path));
        call.url.set_query(Some(query).filter(|query| !query.is_empty()));
        call
    }

    /// A call that writes a record.
    pub(crate) fn record_write(&self, method: Method, path: &str, query: &str, body: Option<&Value>) -> Call {
        let call = self
            .call(method, &format!("record/v1/{path}"), query)
            .header(STRICT, HeaderValue::from_static("Error"));
        match body {
            Some(body) => call.json(body),
            None => call,
        }
    }

    /// Sends what changes nothing; whatever NetSuite answers is the answer.
    pub(crate) async fn ask(&self, session: &Session, call: Call) -> Result<Answer, Trouble> {
        let (signed, used) = self.sign(session, &call).await?;
        let mut answer = session.read(signed).await?;
        if answer.status == StatusCode::UNAUTHORIZED && self.auth.forget(&used).await {
            answer = session.read(self.sign(session, &call).await?.0).await?;
        }
        Ok(answer)
    }

    /// Sends what changes something: once, and a second time only after a 401, with which NetSuite
    /// refuses before it acts. Whatever it answers else is the answer.
    pub(crate) async fn send(&self, session: &Session, call: Call) -> Result<Answer, WriteError> {
        let (signed, used) = self.sign(session, &call).await?;
        let mut answer = session.write(signed).await?;
        if answer.status == StatusCode::UNAUTHORIZED && self.auth.forget(&used).await {
            answer = session.write(self.sign(session, &call).await?.0).await?;
        }
        if answer.status == StatusCode::UNAUTHORIZED {
            let error = ErpError::parse(&answer);
            return Err(WriteError::NotApplied(self.unauthorized(error.as_ref())));
        }
        Ok(answer)
    }

    /// Sends what changes nothing, and sorts the answer.
    pub(crate) async fn read(&self, session: &Session, call: Call) -> Result<Reply, Trouble> {
        let answer = self.ask(session, call).await?;
        if answer.status.is_success() {
            return Ok(Reply::Done(answer));
        }
        let error = ErpError::parse(&answer);
        if answer.status == StatusCode::UNAUTHORIZED {
            return Err(self.unauthorized(error.as_ref()));
        }
        let error = error.ok_or_else(|| {
            let status = answer.status.as_u16();
            let detail =
                format!("the answer with status {status} is not NetSuite's own: {}", answer.excerpt());
            Trouble::new(TroubleKind::Unreadable, detail)
        })?;
        error.trouble().map_or(Ok(Reply::Refused(error)), Err)
    }

    /// Sends what changes something, as [`Transport::send`], and sorts the answer.
    pub(crate) async fn write(&self, session: &Session, call: Call) -> Result<Reply, WriteError> {
        let answer = self.send(session, call).await?;
        // NetSuite answers every write with 204; a page of some proxy is no yes.
        if answer.status == StatusCode::NO_CONTENT {
            return Ok(Reply::Done(answer));
        }
        match ErpError::parse(&answer) {
            Some(error) if answer.status.is_client_error() => error
                .trouble()
                .map_or(Ok(Reply::Refused(error)), |trouble| Err(WriteError::NotApplied(trouble))),
            _ => Err(session.unreadable(&answer)),
        }
    }

    async fn sign(&self, session: &Session, call: &Call) -> Result<(Call, HeaderValue), Trouble> {
        let header = self.auth.header(session, &call.method, &call.url).await?;
        Ok((call.clone().header(AUTHORIZATION, header.clone()), header))
    }

    fn unauthorized(&self, error: Option<&ErpError>) -> Trouble {
        let detail = format!("NetSuite refuses the credentials (401): {}", self.auth.advice());
        Trouble::new(TroubleKind::CredentialsRefused, detail).with_native(error.and_then(ErpError::native))
    }
}

/// `{base}/services/rest/{path}`; the base may stand behind a path of a reverse proxy.
pub(crate) fn service_url(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    url.set_path(&format!("{}/services/rest/{path}", base.path().trim_end_matches('/')));
    url
}
