//! Reading in the ERP's own words.

use erpgate_model::{ApiKeyId, AuditOutcome, ConnectionId, NativeAnswer, NativeRequest, Resource, Verb};
use tokio::time::Instant;

use crate::audit::Asker;
use crate::engine::Engine;
use crate::refusal::Refusal;
use crate::validate::usable;

/// A request in the ERP's own words that changes nothing there.
#[derive(Debug, Clone)]
pub struct NativeRead {
    /// The ERP.
    pub connection_id: ConnectionId,
    /// Who asks: the API key.
    pub api_key_id: ApiKeyId,
    /// Who asks: the name of the key.
    pub who: String,
    /// For the logs.
    pub request_id: String,
    /// What is asked.
    pub request: NativeRequest,
}

impl Engine {
    /// Asks the ERP, and writes down in the audit log that it was asked.
    ///
    /// # Errors
    /// Why the ERP could not be asked; that is in the audit log, too.
    pub async fn ask(&self, read: NativeRead) -> Result<NativeAnswer, Refusal> {
        let answer = self.answer(&read).await;
        let (outcome, status) = match &answer {
            Ok(answer) => (AuditOutcome::Answered, Some(answer.status)),
            Err(Refusal::Erp(_)) => (AuditOutcome::NotAnswered, None),
            Err(_) => (AuditOutcome::Refused, None),
        };
        let asker = Asker {
            who: &read.who,
            api_key_id: read.api_key_id,
            connection_id: read.connection_id,
            request_id: &read.request_id,
        };
        self.store.append_audit(&self.audit_request(&asker, &read.request, outcome, status)).await?;
        answer
    }

    async fn answer(&self, read: &NativeRead) -> Result<NativeAnswer, Refusal> {
        let connected = self.source.connected(read.connection_id).await?;
        let (resource, verb) = (Resource::Passthrough, Verb::Call);
        usable(connected.connector.capability(resource, verb, None), resource, verb)?;
        let session = Self::session(&*connected.connector, Instant::now());
        connected.connector.ask(&session, &read.request).await.map_err(Refusal::Erp)
    }
}
