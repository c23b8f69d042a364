//! Update: each entity by a call of its own, with its own etag.

use erpgate_connector::{Attempted, Receipt, Session, WriteError};
use erpgate_model::{RecordId, Target, VendorPatch};
use serde_json::json;

use super::native::Document;
use super::step::Step;
use super::{Vendors, plan};
use crate::errors;
use crate::messages;

impl Vendors {
    pub(super) async fn update(
        &self,
        session: &Session,
        target: &Target,
        patch: &VendorPatch,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        let document = self.target(session, target, attempted).await?;
        let before = attempted.basis.filter(|_| attempted.before);
        let steps = plan::steps(&json!(patch), &document, before, self.customs)?;
        self.take(session, &target.id, document, &steps).await
    }

    /// Takes the steps. The vendor is read again after each change, because SAP may give every part of
    /// it another etag, and because a change may bring about what a later step wants.
    pub(super) async fn take(
        &self,
        session: &Session,
        id: &RecordId,
        mut document: Document,
        steps: &[Step],
    ) -> Result<Receipt, WriteError> {
        let mut warnings = Vec::new();
        let mut changed_since_read = false;
        for step in steps {
            if changed_since_read {
                let read = self.document(session, id).await?;
                document = read.ok_or_else(|| errors::not_there("vendor", id))?;
                changed_since_read = false;
            }
            if let Some(call) = step.what.change(&document) {
                let answer = self.service.change(session, &call, &step.blame).await?;
                warnings.extend(messages::warnings(&answer));
                changed_since_read = true;
            }
        }
        Ok(Receipt::of(RecordId::new(document.supplier_number()), warnings))
    }
}
