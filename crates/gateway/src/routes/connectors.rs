//! What can be connected.

use actix_web::{HttpResponse, get, web};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::app::App;

/// A connector of this build.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConnectorView {
    /// The name in `connector`.
    name: &'static str,
    /// What people call it.
    title: &'static str,
    /// JSON Schema of `settings`.
    #[schema(value_type = Object)]
    settings_schema: Value,
    /// The secrets that `credentials` may hold.
    credentials: Vec<SecretView>,
}

/// A secret that a connector may need.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SecretView {
    /// Its name.
    name: &'static str,
    /// When it is needed and where to get it.
    description: &'static str,
}

/// The connectors of this build.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConnectorList {
    /// The connectors.
    data: Vec<ConnectorView>,
}

/// List connectors
///
/// What can be connected, with the schema of the settings form.
#[utoipa::path(
    operation_id = "list_connectors",
    tag = "Connections",
    responses((status = 200, description = "The connectors of this build", body = ConnectorList)),
    security(("api_key" = ["connections:read"])),
)]
#[get("/v1/connectors")]
pub(crate) async fn list_connectors(app: web::Data<App>) -> HttpResponse {
    let view = |registration: &erpgate_connector::Registration| ConnectorView {
        name: registration.name,
        title: registration.title,
        settings_schema: (registration.settings_schema)(),
        credentials: registration
            .secrets
            .iter()
            .map(|secret| SecretView { name: secret.name, description: secret.description })
            .collect(),
    };
    HttpResponse::Ok().json(ConnectorList { data: app.connectors.iter().map(view).collect() })
}
