//! Creating a connection.

use actix_web::{HttpResponse, post, web};
use erpgate_model::{Aliases, Connection, Health};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::{ConnectionView, Credentials, check_credentials, check_defaults, check_settings, registration};
use crate::app::App;
use crate::auth::Caller;
use crate::http::Body;
use crate::problem::{Problem, ProblemCode};

/// A connection to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewConnection {
    /// What people call it.
    name: String,
    /// Which connector, such as `sap`.
    connector: String,
    /// How to reach the ERP; the schema stands in `GET /v1/connectors`.
    #[schema(value_type = Object)]
    settings: Value,
    /// Secrets by name; they can also be entered later. Write only.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    credentials: Credentials,
    /// Per resource, fields of a create body that apply where the client says nothing.
    #[serde(default = "empty")]
    #[schema(value_type = Option<Object>)]
    defaults: Value,
    /// The client's words for the ERP's ids, by field: `{"item_id": {"bolt-m8": "TG11"}}`.
    #[serde(default)]
    aliases: Aliases,
}

fn empty() -> Value {
    json!({})
}

/// Create a connection
///
/// Contacts nobody; `POST …/test` does.
#[utoipa::path(
    operation_id = "create_connection",
    tag = "Connections",
    request_body = NewConnection,
    responses((status = 201, description = "Stored", body = ConnectionView)),
    security(("api_key" = ["connections:write"])),
)]
#[post("/v1/connections")]
pub(crate) async fn create_connection(
    app: web::Data<App>,
    caller: Caller,
    body: Body<NewConnection>,
) -> Result<HttpResponse, Problem> {
    let new = body.value;
    if caller.key().connections.is_some() {
        let detail = "this API key is limited to connections that exist; ask for a key without that limit";
        return Err(Problem::new(ProblemCode::MissingScope, detail));
    }
    let connector = registration(&app, &new.connector)?;
    check_settings(connector, &new.settings)?;
    check_credentials(connector, &new.credentials)?;
    check_defaults(&new.defaults)?;
    let now = app.clock.now();
    let connection = Connection {
        id: app.ids.make(),
        name: new.name,
        connector: new.connector,
        settings: new.settings,
        defaults: new.defaults,
        aliases: new.aliases,
        health: Health::Untested,
        health_detail: None,
        created_at: now,
        updated_at: now,
    };
    let key = app.secrets.new_key(connection.id)?;
    let sealed = app.secrets.seal(connection.id, &key, &new.credentials)?;
    app.store.create_connection(&connection, key.as_bytes(), &sealed).await?;
    let location = format!("/v1/connections/{}", connection.id);
    Ok(HttpResponse::Created().insert_header(("Location", location)).json(ConnectionView::from(connection)))
}
