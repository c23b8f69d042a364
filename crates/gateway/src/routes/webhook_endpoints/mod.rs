//! `/v1/webhook-endpoints`

pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod deliveries;
pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod rotate;
pub(crate) mod test;
pub(crate) mod update;

use chrono::{DateTime, Utc};
use erpgate_model::{EventFilter, WebhookEndpoint, WebhookEndpointId};
use erpgate_webhooks::EndpointError;
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::Caller;
use crate::problem::{Problem, ProblemCode};

/// A receiver of events, without its secret.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WebhookEndpoint)]
pub(crate) struct EndpointView {
    /// Its id.
    id: WebhookEndpointId,
    /// Where to POST.
    url: String,
    /// What people call it.
    description: Option<String>,
    /// Which events it wants.
    filter: EventFilter,
    /// Whether deliveries are made.
    enabled: bool,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it was last changed.
    updated_at: DateTime<Utc>,
}

impl From<WebhookEndpoint> for EndpointView {
    fn from(endpoint: WebhookEndpoint) -> Self {
        Self {
            id: endpoint.id,
            url: endpoint.url,
            description: endpoint.description,
            filter: endpoint.filter,
            enabled: endpoint.enabled,
            created_at: endpoint.created_at,
            updated_at: endpoint.updated_at,
        }
    }
}

/// An endpoint with the secret that was just made: shown this once.
#[derive(Serialize, ToSchema)]
pub(crate) struct EndpointWithSecret {
    /// The endpoint.
    endpoint: EndpointView,
    /// The signing secret (`whsec_…`); it does not come out again.
    secret: String,
}

pub(crate) async fn stored(app: &App, caller: &Caller, id: &str) -> Result<WebhookEndpoint, Problem> {
    let missing = || Problem::new(ProblemCode::NotFound, "there is no such webhook endpoint");
    let id: WebhookEndpointId = id.parse().map_err(|_| missing())?;
    let endpoint = app.store.endpoint(id).await?.ok_or_else(missing)?;
    if sees(caller, &endpoint.filter) { Ok(endpoint) } else { Err(missing()) }
}

/// A key that is limited to connections sees and makes only endpoints with the same limit.
fn sees(caller: &Caller, filter: &EventFilter) -> bool {
    let limited = caller.key().connections.is_some();
    !limited || !filter.connections.is_empty() && filter.connections.iter().all(|id| caller.reaches(*id))
}

fn check_reach(caller: &Caller, filter: &EventFilter) -> Result<(), Problem> {
    if sees(caller, filter) {
        return Ok(());
    }
    let detail = "this API key is limited to connections: name some of them here, and no others";
    Err(Problem::new(ProblemCode::InvalidBody, detail).at("/filter/connections", "invalid"))
}

fn refused(error: &EndpointError) -> Problem {
    let detail = error.to_string();
    match error {
        EndpointError::Url(_) => Problem::new(ProblemCode::InvalidBody, detail).at("/url", "invalid"),
        EndpointError::UnknownType { index, .. } => {
            Problem::new(ProblemCode::InvalidBody, detail).at(format!("/filter/types/{index}"), "invalid")
        }
        EndpointError::Secret(_) | EndpointError::Vault(_) => Problem::new(ProblemCode::Internal, detail),
    }
}
