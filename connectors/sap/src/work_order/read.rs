//! Read: one GET with everything expanded.

use erpgate_connector::{Attempted, Session, Trouble, WriteError};
use erpgate_model::{Record, RecordId, Target, WorkOrderKind};

use super::from_native;
use super::native::Document;
use super::{KindOfOrder, WorkOrders};
use crate::errors;

impl WorkOrders {
    pub(crate) async fn read(
        &self,
        session: &Session,
        id: &RecordId,
        native: bool,
    ) -> Result<Option<Record>, Trouble> {
        let Some((kind, number)) = WorkOrderKind::of_record_id(id) else { return Ok(None) };
        let orders = self.of_kind(kind);
        let document = orders.document(session, number).await?;
        document.map(|document| orders.record(document, native)).transpose()
    }

    /// The numbers of an order's operations; nothing when there is no such order.
    pub(crate) async fn operation_numbers(
        &self,
        session: &Session,
        kind: WorkOrderKind,
        number: &str,
    ) -> Result<Option<Vec<String>>, Trouble> {
        let document = self.of_kind(kind).document(session, number).await?;
        Ok(document.map(|document| document.operation_numbers()))
    }
}

impl KindOfOrder {
    pub(super) fn record(&self, document: Document, native: bool) -> Result<Record, Trouble> {
        Ok(Record::WorkOrder(Box::new(from_native::record(document, &self.customs, native)?)))
    }

    pub(super) async fn document(
        &self,
        session: &Session,
        number: &str,
    ) -> Result<Option<Document>, Trouble> {
        let possible =
            (1..=12).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !possible {
            return Ok(None);
        }
        let path = self.form.order_path(number);
        let found = self.service.get(session, &path, &[("$expand", self.form.expand.to_owned())]).await?;
        found.map(|header| Document::new(self.form, header)).transpose()
    }

    /// The document that a command is about, if it still has the version that the client saw.
    pub(super) async fn target(
        &self,
        session: &Session,
        target: &Target,
        attempted: Attempted<'_>,
    ) -> Result<Document, WriteError> {
        let number = WorkOrderKind::of_record_id(&target.id).map_or("", |(_, number)| number);
        let document = self.document(session, number).await?;
        let document = document.ok_or_else(|| errors::not_there(self.form.noun, &target.id))?;
        errors::check_version(target, &document.version(), attempted)?;
        Ok(document)
    }
}
