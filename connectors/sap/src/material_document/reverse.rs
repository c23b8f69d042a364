//! Reverse: the function `Cancel` posts a second document that takes back the first.

use erpgate_connector::{Attempted, Receipt, Rejection, Session, WriteError};
use erpgate_model::{FailureCode, Target, Warning};
use http::Method;

use super::read::{Found, Shape};
use super::{DocumentId, MaterialDocuments};
use crate::change::Change;
use crate::errors::{self, Blame};
use crate::messages;
use crate::odata;

impl MaterialDocuments {
    /// A document that is undone already stays as it is, whoever undid it.
    pub(crate) async fn reverse(
        &self,
        session: &Session,
        shape: &Shape,
        target: &Target,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        let document = self.document(session, shape, &target.id).await?;
        let document = document.ok_or_else(|| errors::not_there(shape.name, &target.id))?;
        let Found { document, reversed_by } = self.found(session, document).await?;
        errors::check_version(target, &document.version(reversed_by.as_ref()), attempted)?;
        if let Some(other) = document.reverses() {
            let detail = format!("{} undid {other} and cannot be undone itself: post anew", target.id);
            return Err(Rejection::new(FailureCode::StateForbids, detail).into());
        }
        let items = document.items().len();
        let warnings =
            self.cancel(session, document.id(), items, attempted.before || reversed_by.is_some()).await?;
        Ok(Receipt::of(target.id.clone(), warnings))
    }

    /// Cancels what stands of a document; `look` says that it may be undone already.
    pub(crate) async fn cancel(
        &self,
        session: &Session,
        id: &DocumentId,
        items: usize,
        look: bool,
    ) -> Result<Vec<Warning>, WriteError> {
        if look && self.reversal(session, id, items).await?.is_some() {
            return Ok(Vec::new());
        }
        let keys = [
            ("MaterialDocumentYear", odata::string_literal(&id.year)),
            ("MaterialDocument", odata::string_literal(&id.number)),
        ];
        let change = Change {
            method: Method::POST,
            path: format!("Cancel?{}", odata::query(&keys)),
            body: None,
            etag: None,
        };
        match self.service.change(session, &change, &Blame::default()).await {
            Ok(answer) => Ok(messages::warnings(&answer)),
            // Somebody else may have been quicker.
            Err(WriteError::Rejected(rejection)) => match self.reversal(session, id, items).await? {
                Some(_) => Ok(Vec::new()),
                None => Err(rejection.into()),
            },
            Err(error) => Err(error),
        }
    }
}
