//! What the audit log says of requests in the ERP's own words.

use erpgate_model::{
    ApiKeyId, Attempt, AuditAction, AuditEntry, AuditOutcome, Command, ConnectionId, NativeRequest,
    Operation, OperationStatus,
};
use serde_json::{Value, json};

use crate::engine::Engine;

/// Who asks, for the audit log.
#[derive(Debug, Clone)]
pub(crate) struct Asker<'a> {
    pub(crate) who: &'a str,
    pub(crate) api_key_id: ApiKeyId,
    pub(crate) connection_id: ConnectionId,
    pub(crate) request_id: &'a str,
}

impl Engine {
    /// An entry about a request that belongs to no operation.
    pub(crate) fn audit_request(
        &self,
        asker: &Asker<'_>,
        request: &NativeRequest,
        outcome: AuditOutcome,
        status: Option<u16>,
    ) -> AuditEntry {
        AuditEntry {
            id: self.ids.make(),
            at: self.clock.now(),
            who: asker.who.to_owned(),
            api_key_id: asker.api_key_id,
            connection_id: asker.connection_id,
            action: if request.writes() {
                AuditAction::PassthroughWrite
            } else {
                AuditAction::PassthroughRead
            },
            outcome,
            operation_id: None,
            request_id: asker.request_id.to_owned(),
            detail: detail(request, status),
        }
    }

    /// The entry about an operation that is submitted; nothing unless it speaks the ERP's own words.
    pub(crate) fn audit_submission(&self, operation: &Operation, who: &str) -> Option<AuditEntry> {
        self.audit_operation(operation, who, AuditOutcome::Accepted, None)
    }

    /// The entry about an operation that came to this status.
    pub(crate) fn audit_settlement(
        &self,
        operation: &Operation,
        status: OperationStatus,
        attempt: Option<&Attempt>,
    ) -> Option<AuditEntry> {
        let outcome = match status {
            OperationStatus::Succeeded => AuditOutcome::Succeeded,
            OperationStatus::Rejected => AuditOutcome::Rejected,
            OperationStatus::Failed => AuditOutcome::Failed,
            OperationStatus::NeedsAttention => AuditOutcome::NeedsAttention,
            OperationStatus::Pending | OperationStatus::Running | OperationStatus::Unknown => return None,
        };
        let answered = attempt.and_then(|attempt| attempt.native.last()).and_then(|call| call.status);
        self.audit_operation(operation, "gateway", outcome, answered)
    }

    fn audit_operation(
        &self,
        operation: &Operation,
        who: &str,
        outcome: AuditOutcome,
        status: Option<u16>,
    ) -> Option<AuditEntry> {
        let Command::Call(request) = &operation.command else { return None };
        let asker = Asker {
            who,
            api_key_id: operation.api_key_id,
            connection_id: operation.connection_id,
            request_id: &operation.request_id,
        };
        let entry = self.audit_request(&asker, request, outcome, status);
        Some(AuditEntry { operation_id: Some(operation.id), ..entry })
    }
}

/// Neither bodies nor headers nor values of parameters: they may hold what is nobody's business.
fn detail(request: &NativeRequest, status: Option<u16>) -> Value {
    json!({
        "method": request.method,
        "path": request.path,
        "query": request.query.keys().collect::<Vec<_>>(),
        "status": status,
    })
}
