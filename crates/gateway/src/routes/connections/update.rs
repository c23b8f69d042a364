//! Changing a connection.

use actix_web::{HttpResponse, patch, web};
use erpgate_model::{Aliases, Health};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    ConnectionView, Credentials, check_credentials, check_defaults, check_settings, registration, stored,
};
use crate::app::App;
use crate::http::{Body, ConnectionPath};
use crate::problem::{Problem, ProblemCode};

/// Changes to a connection; absent fields stay as they are.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConnectionPatch {
    /// What people call it.
    name: Option<String>,
    /// All settings; a setting that says where secrets are sent demands `credentials` again.
    #[schema(value_type = Option<Object>)]
    settings: Option<Value>,
    /// All secrets, by name. Write only.
    #[schema(value_type = Option<Object>)]
    credentials: Option<Credentials>,
    /// All defaults.
    #[schema(value_type = Option<Object>)]
    defaults: Option<Value>,
    /// All aliases.
    aliases: Option<Aliases>,
}

/// Change a connection
///
/// Each field replaces the whole that it names. Who changes where an ERP is must enter its secrets
/// again, so that a stored password is never sent to an address that its owner did not mean.
#[utoipa::path(
    operation_id = "update_connection",
    tag = "Connections",
    params(("connection_id" = String, Path, description = "The connection")),
    request_body = ConnectionPatch,
    responses((status = 200, description = "Changed", body = ConnectionView)),
    security(("api_key" = ["connections:write"])),
)]
#[patch("/v1/connections/{connection_id}")]
pub(crate) async fn update_connection(
    app: web::Data<App>,
    id: ConnectionPath,
    body: Body<ConnectionPatch>,
) -> Result<HttpResponse, Problem> {
    let patch = body.value;
    let mut connection = stored(&app, id.0).await?;
    let connector = registration(&app, &connection.connector)?;
    if let Some(settings) = patch.settings {
        check_settings(connector, &settings)?;
        let moved = connector
            .destination_settings
            .iter()
            .find(|name| settings.get(**name) != connection.settings.get(**name));
        if let (Some(name), None) = (moved, &patch.credentials) {
            let detail =
                format!("`{name}` says where the secrets are sent: enter `credentials` in the same request");
            return Err(Problem::new(ProblemCode::InvalidBody, detail).at("/credentials", "required"));
        }
        connection.settings = settings;
    }
    if let Some(defaults) = patch.defaults {
        check_defaults(&defaults)?;
        connection.defaults = defaults;
    }
    connection.name = patch.name.unwrap_or(connection.name);
    connection.aliases = patch.aliases.unwrap_or(connection.aliases);
    connection.updated_at = app.clock.now().max(connection.updated_at + chrono::TimeDelta::milliseconds(1));
    let sealed = match &patch.credentials {
        Some(credentials) => {
            check_credentials(connector, credentials)?;
            (connection.health, connection.health_detail) = (Health::Untested, None);
            Some(app.secrets.seal(id.0, &app.secrets.key(id.0).await?, credentials)?)
        }
        None => None,
    };
    if !app.store.update_connection(&connection, sealed.as_deref()).await? {
        return Err(Problem::new(ProblemCode::NotFound, "there is no such connection"));
    }
    Ok(HttpResponse::Ok().json(ConnectionView::from(connection)))
}
