//! Who did what past the unified model.

use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, Utc};
use erpgate_model::{
    ApiKeyId, AuditAction, AuditEntry, AuditEntryId, AuditOutcome, ConnectionId, OperationId,
};
use erpgate_store::AuditFilter;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::app::App;
use crate::auth::Caller;
use crate::http::{Params, page_limit};
use crate::problem::Problem;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct AuditParams {
    /// Of this connection.
    #[param(value_type = Option<String>)]
    connection_id: Option<ConnectionId>,
    /// At or after this instant (RFC 3339).
    since: Option<DateTime<Utc>>,
    /// At most so many (1 to 200; 50 unless said).
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u16>,
    /// `next_cursor` of the page before.
    #[param(value_type = Option<String>)]
    cursor: Option<AuditEntryId>,
}

/// One entry. It holds neither secrets nor bodies.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditEntry)]
pub(crate) struct EntryView {
    /// Its id.
    id: AuditEntryId,
    /// When.
    at: DateTime<Utc>,
    /// The name of the API key, or `gateway` for what it found out by itself.
    who: String,
    /// The API key behind it.
    api_key_id: ApiKeyId,
    /// In which ERP.
    connection_id: ConnectionId,
    /// What was done.
    action: AuditAction,
    /// What came of it.
    outcome: AuditOutcome,
    /// The operation, for writes that were taken.
    operation_id: Option<OperationId>,
    /// The request that it was part of.
    request_id: String,
    /// Method, path, names of the query parameters, the ERP's status.
    #[schema(value_type = Object)]
    detail: Value,
}

impl From<AuditEntry> for EntryView {
    fn from(entry: AuditEntry) -> Self {
        Self {
            id: entry.id,
            at: entry.at,
            who: entry.who,
            api_key_id: entry.api_key_id,
            connection_id: entry.connection_id,
            action: entry.action,
            outcome: entry.outcome,
            operation_id: entry.operation_id,
            request_id: entry.request_id,
            detail: entry.detail,
        }
    }
}

/// A page of the audit log, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AuditLogPage {
    /// The entries.
    data: Vec<EntryView>,
    /// Where the next page begins; `null` at the end.
    next_cursor: Option<AuditEntryId>,
}

/// Read the audit log
///
/// Every call in an ERP's own words, newest first, of the connections that the key may use.
#[utoipa::path(
    operation_id = "list_audit_log",
    tag = "Audit log",
    params(AuditParams),
    responses((status = 200, description = "A page of entries", body = AuditLogPage)),
    security(("api_key" = ["audit_log:read"])),
)]
#[get("/v1/audit-log")]
pub(crate) async fn list_audit_log(
    app: web::Data<App>,
    caller: Caller,
    params: Params<AuditParams>,
) -> Result<HttpResponse, Problem> {
    let params = params.0;
    let limit = page_limit(params.limit)?;
    let connections = caller.connections_among(params.connection_id);
    let filter = AuditFilter { connections, since: params.since, before: params.cursor, limit: limit + 1 };
    let mut entries = app.store.audit_log(&filter).await?;
    let more = entries.len() > usize::from(limit);
    entries.truncate(usize::from(limit));
    let next_cursor = entries.last().filter(|_| more).map(|last| last.id);
    let data = entries.into_iter().map(EntryView::from).collect();
    Ok(HttpResponse::Ok().json(AuditLogPage { data, next_cursor }))
}
