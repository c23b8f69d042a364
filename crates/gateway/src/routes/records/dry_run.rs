//! `?dry_run=true`: what a write would do, without doing it.

use erpgate_engine::DryRun;
use erpgate_model::FieldError;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WriteParams {
    /// Work the write out and make nothing.
    #[serde(default)]
    pub(crate) dry_run: bool,
}

/// What a write would do. Nothing was written, and no operation was made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DryRun)]
pub(crate) struct DryRunView {
    /// Nothing was found that would be refused. Only the ERP's own answer to the write itself is certain.
    would_succeed: bool,
    /// What would be refused, by the gateway or by the ERP.
    findings: Vec<FieldError>,
    /// JSON pointers of references that could not be looked up.
    unchecked: Vec<String>,
    /// The requests that would be sent to the ERP, in their order; none while the body itself is wrong. Ids
    /// that the ERP would give are made up.
    requests: Vec<PlannedRequest>,
    /// The record as it stands, for writes that change one.
    #[schema(value_type = Option<Object>)]
    current: Option<Value>,
}

/// A request that would be sent to the ERP.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlannedRequest {
    /// HTTP method.
    method: String,
    /// Path and query.
    path: String,
    /// The body: JSON where it is JSON, else text.
    #[schema(value_type = Value, required = false)]
    body: Option<Value>,
}

impl From<DryRun> for DryRunView {
    fn from(run: DryRun) -> Self {
        let request = |planned: erpgate_connector::PlannedWrite| PlannedRequest {
            method: planned.method,
            path: planned.path,
            body: planned.body,
        };
        Self {
            would_succeed: run.findings.is_empty(),
            findings: run.findings,
            unchecked: run.unchecked,
            requests: run.requests.into_iter().map(request).collect(),
            current: run.current,
        }
    }
}
