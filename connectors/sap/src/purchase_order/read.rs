//! Read: one GET with everything expanded.

use erpgate_connector::{Attempted, Session, Trouble, WriteError};
use erpgate_model::{Record, RecordId, Target};

use super::PurchaseOrders;
use super::from_native;
use super::native::Document;
use crate::errors;

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
        if !can_be_number(id) {
            return Ok(None);
        }
        self.choice.api(session).await?.document(session, id.as_str()).await
    }

    /// The items of an order as SAP shows them; nothing when there is no such order.
    pub(crate) async fn items(
        &self,
        session: &Session,
        id: &RecordId,
    ) -> Result<Option<Vec<serde_json::Value>>, Trouble> {
        Ok(self.document(session, id).await?.map(|document| document.items().to_vec()))
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

/// No order can have another id.
fn can_be_number(id: &RecordId) -> bool {
    let number = id.as_str();
    (1..=10).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
