//! `/v1/connections/{connection_id}/schemas/{resource}/{verb}`: the form of a write, for this connection.

mod choices;
mod shape;
mod unified;

use actix_web::{HttpResponse, get, web};
use erpgate_engine::Refusal;
use erpgate_model::{Resource, Verb, WorkOrderKind};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::IntoParams;

use crate::app::App;
use crate::http::{ConnectionPath, Params};
use crate::problem::{Problem, ProblemCode};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct SchemaParams {
    /// For work orders and their completions: of this kind.
    kind: Option<WorkOrderKind>,
}

/// The form of a write
///
/// JSON Schema (2020-12) of the body for this connection: fields that its ERP lacks are left out, what the
/// connection's defaults do not fill in is required, and limits are the ERP's. `x-mapped-to` names the
/// ERP's own field. Where a field refers to master data, `x-choices` lists up to 200 entries that can be
/// used now (`x-choices-complete` says whether these are all), or `x-choices-error` why they could not be read.
#[utoipa::path(
    operation_id = "get_write_schema",
    tag = "Connections",
    params(
        ("connection_id" = String, Path, description = "The connection"),
        ("resource" = Resource, Path, description = "The kind of record"),
        ("verb" = Verb, Path, description = "`create` or `update`"),
        SchemaParams,
    ),
    responses((status = 200, description = "A JSON Schema", body = Object, content_type = "application/schema+json")),
    security(
        ("api_key" = ["purchase_orders:read"]),
        ("api_key" = ["vendors:read"]),
        ("api_key" = ["work_orders:read"]),
        ("api_key" = ["inventory:read"]),
        ("api_key" = ["master_data:read"]),
        ("api_key" = ["connections:read"]),
    ),
)]
#[get("/v1/connections/{connection_id}/schemas/{resource}/{verb}")]
pub(crate) async fn get_write_schema(
    app: web::Data<App>,
    connection: ConnectionPath,
    path: web::Path<(String, String, String)>,
    params: Params<SchemaParams>,
) -> Result<HttpResponse, Problem> {
    let (_, resource, verb) = path.into_inner();
    let (resource, verb) = named(&resource, &verb)?;
    let base = unified::body(resource, verb).ok_or_else(|| {
        Problem::new(
            ProblemCode::NotFound,
            format!("`{verb}` of {resource} takes no body, so it has no schema"),
        )
    })?;
    let connected = app.source.connected(connection.0).await?;
    let kind = params.0.kind;
    let row = connected.connector.capability(resource, verb, kind);
    let row = row.filter(|row| row.usable()).ok_or_else(|| Refusal::NotSupported {
        resource,
        verb,
        how: row.map_or("the ERP has no such thing", |row| row.how),
    })?;
    let mut schema = shape::shape(base, row, &connected.connection, kind);
    if verb == Verb::Update {
        shape::offer_statuses(&mut schema, &*connected.connector, resource, kind);
    }
    choices::offer(&mut schema, &app.engine, &connected).await;
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(format!("{verb} {resource}"));
    Ok(HttpResponse::Ok().content_type("application/schema+json").body(Value::to_string(&schema)))
}

fn named(resource: &str, verb: &str) -> Result<(Resource, Verb), Problem> {
    let missing = |detail: String| Problem::new(ProblemCode::NotFound, detail);
    let found =
        Resource::named(resource).ok_or_else(|| missing(format!("there is no resource `{resource}`")))?;
    let verb = Verb::named(verb).filter(|verb| found.verbs().contains(verb)).ok_or_else(|| {
        let verbs: Vec<_> = found.verbs().iter().map(|verb| verb.as_str()).collect();
        missing(format!("there is no verb `{verb}` of {found}; there are {}", verbs.join(", ")))
    })?;
    Ok((found, verb))
}
