//! Delete and cancel, which are one in SAP: the deletion mark; and close: nothing more is expected.

use erpgate_connector::{Attempted, Receipt, Rejection, Session, WriteError};
use erpgate_model::{FailureCode, PurchaseOrderStatus, RecordId, Target};
use http::Method;
use serde_json::json;

use super::api::Edit;
use super::native::{Document, is_deleted, item_id};
use super::{PurchaseOrders, status, step};
use crate::errors::Blame;
use crate::messages;

impl PurchaseOrders {
    /// `DELETE A_PurchaseOrder`: SAP marks every item with `L` and keeps showing the order.
    pub(crate) async fn mark_deleted(
        &self,
        session: &Session,
        target: &Target,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        let document = self.target(session, target, attempted).await?;
        let mut warnings = Vec::new();
        if status::of_order(&document) != PurchaseOrderStatus::Cancelled {
            let edit = step::delete(step::order(&document), document.header());
            let answer = self.choice.api(session).await?.change(session, &edit, &Blame::default()).await?;
            warnings = messages::warnings(&answer);
        }
        Ok(Receipt::of(RecordId::new(document.number()), warnings))
    }

    /// Marks every item that lives as completely delivered and finally invoiced.
    pub(crate) async fn close(
        &self,
        session: &Session,
        target: &Target,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        let mut document = self.target(session, target, attempted).await?;
        if status::of_order(&document) == PurchaseOrderStatus::Cancelled {
            let detail = format!(
                "purchase order {} carries SAP's deletion mark: there is nothing to close",
                target.id
            );
            return Err(Rejection::new(FailureCode::StateForbids, detail).into());
        }
        let open: Vec<String> = document
            .items()
            .iter()
            .filter(|item| !is_deleted(item) && status::of_line(item) != erpgate_model::LineStatus::Closed)
            .map(|item| item_id(item).to_owned())
            .collect();
        let mut warnings = Vec::new();
        for (index, id) in open.iter().enumerate() {
            if index > 0 {
                // The first change gave every part of the document another etag.
                document = self.target(session, target, Attempted { before: true, ..attempted }).await?;
            }
            if let Some(edit) = closing(&document, id) {
                let answer =
                    self.choice.api(session).await?.change(session, &edit, &Blame::default()).await?;
                warnings.extend(messages::warnings(&answer));
            }
        }
        Ok(Receipt::of(RecordId::new(document.number()), warnings))
    }
}

fn closing<'a>(document: &'a Document, id: &str) -> Option<Edit<'a>> {
    Some(Edit {
        method: Method::PATCH,
        place: step::item(document, id),
        body: Some(json!({"IsCompletelyDelivered": true, "IsFinallyInvoiced": true})),
        held: Some(document.item(id)?),
    })
}
