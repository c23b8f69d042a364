//! The metadata catalogue.

use hyper::{Method, StatusCode};
use serde_json::{Value, json};

use super::{Call, Handled};
use crate::http::{Answer, Problem, media};
use crate::metadata::{RecordType, openapi, schema};

/// `GET /metadata-catalog`, with `?select=` and `Accept: application/swagger+json` the OpenAPI document.
pub(super) fn all(call: Call<'_>) -> Handled {
    only_get(call)?;
    let world = call.simulator.world();
    let mut chosen = Vec::new();
    match call.request.parameter("select") {
        None => {
            chosen.extend(world.types.all().filter(|one| call.role.may_see(&one.name)).cloned());
        }
        Some(names) => {
            for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                chosen.push(call.record_type(&world, name)?);
            }
        }
    }
    let wants_swagger = call.request.header("accept").is_some_and(|accept| accept.contains("swagger"));
    if wants_swagger {
        let types: Vec<&RecordType> = chosen.iter().map(AsRef::as_ref).collect();
        return Ok(Answer::json(StatusCode::OK, media::SWAGGER, &openapi(&types, &base(call))));
    }
    let items: Vec<Value> =
        chosen.iter().map(|one| json!({"name": one.name, "links": links(call, one)})).collect();
    let place = format!("{}/metadata-catalog", base(call));
    let body = json!({"links": [{"rel": "self", "href": place}], "items": items});
    Ok(Answer::json(StatusCode::OK, media::JSON, &body))
}

/// `GET /metadata-catalog/{type}`: JSON Schema, OpenAPI, or the links to both.
pub(super) fn one(call: Call<'_>, name: &str) -> Handled {
    only_get(call)?;
    let world = call.simulator.world();
    let one = call.record_type(&world, name)?;
    let accept = call.request.header("accept").unwrap_or_default();
    if accept.contains("swagger") {
        return Ok(Answer::json(StatusCode::OK, media::SWAGGER, &openapi(&[one.as_ref()], &base(call))));
    }
    if accept.contains("schema") {
        let mut body = schema(&one);
        body["$id"] = json!(format!("{}/metadata-catalog/{}", base(call), one.name));
        return Ok(Answer::json(StatusCode::OK, media::SCHEMA, &body));
    }
    Ok(Answer::json(StatusCode::OK, media::JSON, &json!({"name": one.name, "links": links(call, &one)})))
}

fn only_get(call: Call<'_>) -> Result<(), Problem> {
    if call.request.method == Method::GET { Ok(()) } else { Err(Problem::method(&call.request.method)) }
}

fn base(call: Call<'_>) -> String {
    format!("{}/services/rest/record/v1", call.request.origin)
}

fn links(call: Call<'_>, one: &RecordType) -> Value {
    let base = base(call);
    let place = format!("{base}/metadata-catalog/{}", one.name);
    json!([
        {"rel": "canonical", "href": place, "mediaType": media::JSON},
        {"rel": "alternate", "href": place, "mediaType": media::SWAGGER},
        {"rel": "alternate", "href": place, "mediaType": media::SCHEMA},
        {"rel": "describes", "href": format!("{base}/{}", one.name)},
    ])
}
