//! Reverse: the movements that the differences became are taken back.

use erpgate_connector::{Attempted, Receipt, Rejection, Session, WriteError};
use erpgate_model::{FailureCode, Target};

use super::document::POSTED;
use super::{PhysicalInventory, parse};
use crate::errors;
use crate::material_document::MaterialDocuments;

impl PhysicalInventory {
    pub(crate) async fn reverse(
        &self,
        session: &Session,
        documents: &MaterialDocuments,
        target: &Target,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        let count = match parse(target.id.as_str()) {
            Some(id) => self.count(session, &id).await?.filter(|count| count.any(POSTED)),
            None => None,
        };
        let count = count.ok_or_else(|| errors::not_there("inventory adjustment", &target.id))?;
        let movements = count.movements();
        if movements.is_empty() {
            let detail =
                format!("the count {} found no difference: there is nothing to take back", target.id);
            return Err(Rejection::new(FailureCode::StateForbids, detail).into());
        }
        if target.if_match.is_some() {
            let record = self.record(session, documents, count, false).await?;
            errors::check_version(target, record.version(), attempted)?;
        }
        let mut warnings = Vec::new();
        for (movement, items) in movements {
            warnings.extend(documents.cancel(session, &movement, items, true).await?);
        }
        Ok(Receipt::of(target.id.clone(), warnings))
    }
}
