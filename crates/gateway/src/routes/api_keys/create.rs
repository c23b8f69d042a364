//! Creating an API key.

use actix_web::{HttpResponse, post, web};
use chrono::{DateTime, Utc};
use erpgate_model::{ApiKey, ConnectionId, Role, Scope};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ApiKeyView;
use crate::app::App;
use crate::auth::KeyText;
use crate::http::Body;
use crate::problem::{Problem, ProblemCode};

/// An API key to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewApiKey {
    /// What people call it.
    name: String,
    /// `client` unless said.
    #[serde(default = "client")]
    role: Role,
    /// Scopes of a client key.
    #[serde(default)]
    scopes: Vec<Scope>,
    /// The connections it is limited to; absent: all.
    #[serde(default)]
    connections: Option<Vec<ConnectionId>>,
    /// When it ends; absent: never.
    #[serde(default)]
    expires_at: Option<DateTime<Utc>>,
}

fn client() -> Role {
    Role::Client
}

/// An API key with its secret: shown this once.
#[derive(Serialize, ToSchema)]
pub(crate) struct ApiKeyWithSecret {
    /// The key.
    api_key: ApiKeyView,
    /// What to send as `Authorization: Bearer …`; it does not come out again.
    secret: String,
}

/// Create an API key
///
/// The answer shows the key this once.
#[utoipa::path(
    operation_id = "create_api_key",
    tag = "API keys",
    request_body = NewApiKey,
    responses((status = 201, description = "Made", body = ApiKeyWithSecret)),
    security(("api_key" = ["api_keys:write"])),
)]
#[post("/v1/api-keys")]
pub(crate) async fn create_api_key(
    app: web::Data<App>,
    body: Body<NewApiKey>,
) -> Result<HttpResponse, Problem> {
    let new = body.value;
    let wrong = |pointer: &str, detail: &str| {
        Err(Problem::new(ProblemCode::InvalidBody, detail).at(pointer, "invalid"))
    };
    if (new.role == Role::Client) == new.scopes.is_empty() {
        return wrong("/scopes", "a client key names its scopes; other roles have theirs by role");
    }
    let now = app.clock.now();
    if new.expires_at.is_some_and(|end| end <= now) {
        return wrong("/expires_at", "lies in the past");
    }
    let text = KeyText::generate("live", app.ids.make());
    let key = ApiKey {
        id: text.id(),
        name: new.name,
        role: new.role,
        scopes: new.scopes,
        connections: new.connections,
        secret_sha256: text.sha256(),
        created_at: now,
        expires_at: new.expires_at,
        revoked_at: None,
    };
    app.store.create_api_key(&key).await?;
    let shown = ApiKeyWithSecret { api_key: key.into(), secret: text.reveal().to_owned() };
    Ok(HttpResponse::Created().json(shown))
}
