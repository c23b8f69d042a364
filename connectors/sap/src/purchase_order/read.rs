//! Read: one GET with everything expanded.

use erpgate_connector::{Attempted, Session, Trouble, WriteError};
use erpgate_model::{Record, RecordId, Target};

use super::from_native;
use super::native::{Document, EXPAND};
use super::{ORDER, PurchaseOrders};
use crate::errors;
use crate::odata;

impl PurchaseOrders {
    pub(crate) async fn read(
        &self,
        session: &Session,
        id: &RecordId,
        native: bool,
    ) -> Result<Option<Record>, Trouble> {
        let document = self.document(session, id).await?;
        document.map(|document| self.record(document, native)).transpose()
    }

    pub(super) fn record(&self, document: Document, native: bool) -> Result<Record, Trouble> {
        let order = from_native::record(document, &self.customs, native)?;
        Ok(Record::PurchaseOrder(Box::new(order)))
    }

    pub(super) async fn document(
        &self,
        session: &Session,
        id: &RecordId,
    ) -> Result<Option<Document>, Trouble> {
        let Some(path) = path_of(id) else { return Ok(None) };
        let found = self.service.get(session, &path, &[("$expand", EXPAND.to_owned())]).await?;
        found.map(Document::new).transpose()
    }

    /// The document that a command is about, if it still has the version that the client saw.
    pub(super) async fn target(
        &self,
        session: &Session,
        target: &Target,
        attempted: Attempted<'_>,
    ) -> Result<Document, WriteError> {
        let document = self.document(session, &target.id).await?;
        let document = document.ok_or_else(|| errors::not_there("purchase order", &target.id))?;
        errors::check_version(target, &document.version(), attempted)?;
        Ok(document)
    }
}

/// The address of an order, or nothing for an id that no order can have.
fn path_of(id: &RecordId) -> Option<String> {
    let number = id.as_str();
    let possible =
        (1..=10).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_alphanumeric());
    possible.then(|| odata::key(ORDER, &[("PurchaseOrder", number)]))
}
