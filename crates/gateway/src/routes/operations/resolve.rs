//! A person's decision about an operation whose outcome could not be found out.

use actix_web::{HttpResponse, post, web};
use erpgate_engine::Decision;
use erpgate_model::{RecordId, Resource};
use serde::Deserialize;
use utoipa::ToSchema;

use super::visible;
use crate::app::App;
use crate::auth::Caller;
use crate::http::{Body, OperationView};
use crate::problem::{Problem, ProblemCode};

/// What was found in the ERP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Found {
    /// The write stands.
    Applied,
    /// The write does not stand.
    NotApplied,
}

/// A person's decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecisionBody {
    /// What was found in the ERP.
    outcome: Found,
    /// The record's id, when it was applied; a passthrough call needs none.
    #[serde(default)]
    record_id: Option<RecordId>,
}

/// Decide an operation that needs attention
///
/// Look in the ERP for the operation's reference, then say what stands there.
#[utoipa::path(
    operation_id = "resolve_operation",
    tag = "Operations",
    params(("id" = String, Path, description = "The operation")),
    request_body = DecisionBody,
    responses((status = 200, description = "Settled", body = OperationView)),
    security(("api_key" = ["operations:resolve"])),
)]
#[post("/v1/operations/{id}/resolve")]
pub(crate) async fn resolve_operation(
    app: web::Data<App>,
    caller: Caller,
    id: web::Path<String>,
    body: Body<DecisionBody>,
) -> Result<HttpResponse, Problem> {
    let operation = visible(&app, &caller, &id).await?;
    let of_record = operation.command.resource() != Resource::Passthrough;
    let decision = match (body.value.outcome, body.value.record_id.or(operation.record_id)) {
        (Found::NotApplied, _) => Decision::NotApplied,
        (Found::Applied, None) if of_record => {
            let detail = "say which record the write made: its id in the ERP";
            return Err(Problem::new(ProblemCode::InvalidBody, detail).at("/record_id", "required"));
        }
        (Found::Applied, id) => Decision::Applied(id),
    };
    let operation = app.engine.resolve(operation.id, decision).await?;
    Ok(HttpResponse::Ok().json(OperationView::from(operation)))
}
