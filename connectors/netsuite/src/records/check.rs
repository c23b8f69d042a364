//! Letting NetSuite look at a write that is not to be made: its create and edit forms answer with the
//! record as it would be, or refuse as the write would, and save nothing.

use erpgate_connector::{Session, Trouble};
use erpgate_model::FieldError;
use http::header::ACCEPT;
use http::{HeaderValue, Method};
use serde_json::Value;

use super::Planned;
use crate::connector::Account;
use crate::goods_receipt::Receiving;
use crate::mapping::Sent;
use crate::transport::Reply;
use crate::work_order::completion::Issuing;

impl Planned {
    /// What NetSuite would refuse, in its own words. It has no form for a delete.
    pub(crate) async fn check(
        self,
        account: &Account,
        session: &Session,
    ) -> Result<Vec<FieldError>, Trouble> {
        match self {
            Self::Create(creation)
            | Self::Reverse { creation, .. }
            | Self::Receive(Receiving { receipt: Ok(creation), .. }) => {
                let form =
                    Form { method: Method::POST, name: "create-form", path: &creation.path, query: "" };
                form.fill(account, session, &creation.native, &creation.sent).await
            }
            Self::Change(change) => {
                let (path, query) = (change.path(), change.query());
                let form = Form { method: Method::PATCH, name: "edit-form", path: &path, query: &query };
                form.fill(account, session, &change.body, &change.sent).await
            }
            Self::Receive(Receiving { receipt: Err(_), .. })
            | Self::Nothing
            | Self::Remove(_)
            | Self::Stands(_) => Ok(Vec::new()),
            Self::Issue(Issuing { issue, completion }) => {
                let mut found = Vec::new();
                for creation in issue.into_iter().chain([completion]) {
                    found.extend(Box::pin(Self::Create(creation).check(account, session)).await?);
                }
                Ok(found)
            }
            // Later steps are about what the first one makes.
            Self::Steps(_, steps) => match steps.into_iter().next() {
                Some(first) => Box::pin(first.check(account, session)).await,
                None => Ok(Vec::new()),
            },
        }
    }
}

/// A form of NetSuite.
struct Form<'a> {
    method: Method,
    name: &'static str,
    path: &'a str,
    query: &'a str,
}

impl Form<'_> {
    /// Sent as a read, because it is one: nothing of it can be in doubt.
    async fn fill(
        self,
        account: &Account,
        session: &Session,
        body: &Value,
        sent: &Sent,
    ) -> Result<Vec<FieldError>, Trouble> {
        let accept = format!("application/vnd.oracle.resource+json; type={}", self.name);
        let accept = HeaderValue::try_from(accept).expect("a media type of letters");
        let call = account.transport.record_write(self.method, self.path, self.query, Some(body));
        match account.transport.read(session, call.header(ACCEPT, accept)).await? {
            Reply::Done(_) => Ok(Vec::new()),
            Reply::Refused(error) => Ok(error.rejection(|detail| sent.locate(detail)).errors),
        }
    }
}
