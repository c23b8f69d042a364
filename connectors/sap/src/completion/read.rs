//! Read: one confirmation, and the one that took it back.

use erpgate_connector::{Session, Trouble};
use erpgate_model::{Record, RecordId, WorkOrderKind};
use serde_json::Value;

use super::{Completions, Confirmations};

impl Completions {
    pub(crate) async fn read(
        &self,
        session: &Session,
        id: &RecordId,
        native: bool,
    ) -> Result<Option<Record>, Trouble> {
        let Some((kind, number)) = WorkOrderKind::of_record_id(id) else { return Ok(None) };
        let confirmations = self.of_kind(kind);
        match confirmations.confirmation(session, number).await? {
            Some(found) => confirmations.record(session, found, native).await.map(Some),
            None => Ok(None),
        }
    }
}

impl Confirmations {
    /// As SAP holds it; `number` is the native part of an id.
    pub(super) async fn confirmation(
        &self,
        session: &Session,
        number: &str,
    ) -> Result<Option<Value>, Trouble> {
        let Some(path) = self.form.path_of(number) else { return Ok(None) };
        self.service.get(session, &path, &[]).await
    }
}
