//! Update: each entity by a call of its own, with its own etag.

use erpgate_connector::{Attempted, Receipt, Rejection, Session, WriteError};
use erpgate_model::{FailureCode, Target, WorkOrderPatch};
use serde_json::json;

use super::native::Document;
use super::stage::Stage;
use super::{KindOfOrder, plan};
use crate::errors::not_there;
use crate::messages;

impl KindOfOrder {
    /// The order is read again after each change, because SAP gives every part of it another etag, and
    /// because a change may bring about what a later step wants.
    pub(super) async fn update(
        &self,
        session: &Session,
        target: &Target,
        patch: &WorkOrderPatch,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        let mut document = self.target(session, target, attempted).await?;
        let before = attempted.basis.filter(|_| attempted.before);
        let steps = plan::steps(&json!(patch), &document, before, &self.customs)?;
        let mut warnings = Vec::new();
        let mut changed_since_read = false;
        for step in steps {
            if changed_since_read {
                let read = self.document(session, document.number()).await?;
                document = read.ok_or_else(|| not_there(self.form.noun, &target.id))?;
                changed_since_read = false;
            }
            if let Some(call) = step.what.change(&document, &self.customs) {
                let answer = self.service.change(session, &call, &step.blame).await;
                let answer = answer.map_err(|error| because_of_status(error, &document))?;
                warnings.extend(messages::warnings(&answer));
                changed_since_read = true;
            }
        }
        Ok(Receipt::of(self.form.kind.record_id(document.number()), warnings))
    }
}

/// SAP takes no changes of an order that is finished or marked: then its refusal comes of the status.
fn because_of_status(error: WriteError, document: &Document) -> WriteError {
    let standing = document.standing();
    let open = [Stage::Created, Stage::PartlyReleased, Stage::Released].contains(&standing.stage);
    match error {
        WriteError::Rejected(rejection) if !open && rejection.code == FailureCode::RejectedByErp => {
            let (noun, number) = (document.form().noun, document.number());
            let detail = format!("{noun} {number} is {}; {}", standing.told(), rejection.detail);
            Rejection { code: FailureCode::StateForbids, detail, ..rejection }.into()
        }
        other => other,
    }
}
