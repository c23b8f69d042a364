//! Update: each entity by a call of its own, with its own etag.

use erpgate_connector::{Attempted, Receipt, Session, WriteError};
use erpgate_model::{PurchaseOrderPatch, RecordId, Target};
use serde_json::json;

use super::{PurchaseOrders, plan};
use crate::errors;
use crate::messages;

impl PurchaseOrders {
    /// The document is read again after each change, because SAP may give every part of it another
    /// etag, and because a change may bring about what a later step wants.
    pub(crate) async fn update(
        &self,
        session: &Session,
        target: &Target,
        patch: &PurchaseOrderPatch,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        let api = self.choice.api(session).await?;
        let mut document = self.target(session, target, attempted).await?;
        let before = attempted.basis.filter(|_| attempted.before);
        let patch = json!(patch);
        if !api.codec.changes_notes() {
            plan::check_note_stays(&patch, &document, &self.customs)?;
        }
        let steps = plan::steps(&patch, &document, before)?;
        let mut warnings = Vec::new();
        let mut changed_since_read = false;
        for step in steps {
            if changed_since_read {
                let read = self.document(session, &target.id).await?;
                document = read.ok_or_else(|| errors::not_there("purchase order", &target.id))?;
                changed_since_read = false;
            }
            if let Some(edit) = step.what.edit(&document, &self.customs) {
                let answer = api.change(session, &edit, &step.blame).await?;
                warnings.extend(messages::warnings(&answer));
                changed_since_read = true;
            }
        }
        Ok(Receipt::of(RecordId::new(document.number()), warnings))
    }
}
