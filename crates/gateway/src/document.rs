//! What the OpenAPI document says beyond the routes: security, problems, webhooks.

use std::collections::BTreeMap;

use serde_json::json;
use utoipa::OpenApi as OpenApiDerive;
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, RefOr, ResponseBuilder};

use crate::problem::{Problem, ProblemCode};
use crate::routes::records::endpoint;

/// Title, description and the schemas that no route names.
#[derive(OpenApiDerive)]
#[openapi(
    info(
        title = "erpgate",
        description = "Write into any ERP with one REST API, exactly once, with the outcome known. \
                       Every write answers its operation; every error is a problem document (RFC 9457).",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    components(schemas(Problem, crate::webhook_document::EventBody, crate::routes::records::Include)),
    tags(
        (name = "Passthrough", description = "The ERP's own words, for what the unified model lacks."),
        (name = "Operations", description = "One write each, from accepted to known."),
        (name = "Connections", description = "One ERP each, with its credentials, defaults and aliases."),
        (name = "Audit log", description = "Who did what past the unified model."),
        (name = "Webhooks", description = "Signed notices of every change (Standard Webhooks)."),
        (name = "API keys", description = "Who may do what."),
        (name = "Service", description = "For those who run it."),
    ),
)]
pub(crate) struct Base;

/// Problems that any route under `/v1` can answer with, by status.
const EVERYWHERE: &[ProblemCode] = &[
    ProblemCode::MissingApiKey,
    ProblemCode::InvalidApiKey,
    ProblemCode::ExpiredApiKey,
    ProblemCode::MissingScope,
    ProblemCode::InvalidParameter,
    ProblemCode::NotFound,
    ProblemCode::StoreUnavailable,
    ProblemCode::Internal,
];
/// Besides, for routes that take a body.
const WITH_BODY: &[ProblemCode] = &[
    ProblemCode::MalformedJson,
    ProblemCode::BodyTimeout,
    ProblemCode::BodyTooLarge,
    ProblemCode::UnsupportedMediaType,
    ProblemCode::InvalidBody,
];
/// Besides, for routes that ask an ERP.
const WITH_ERP: &[ProblemCode] = &[
    ProblemCode::CredentialsRefused,
    ProblemCode::ErpUnreachable,
    ProblemCode::ErpThrottled,
    ProblemCode::NotSupportedByConnection,
];
/// Besides, for writes to an ERP.
const WITH_WRITE: &[ProblemCode] = &[
    ProblemCode::MissingIdempotencyKey,
    ProblemCode::IdempotencyKeyReused,
    ProblemCode::InvalidFields,
    ProblemCode::RejectedByErp,
    ProblemCode::PartiallyApplied,
    ProblemCode::Duplicate,
    ProblemCode::StateForbids,
    ProblemCode::Cancelled,
    ProblemCode::RecordBusy,
    ProblemCode::RecordLocked,
    ProblemCode::StaleVersion,
];
/// Besides, for other changes.
const WITH_CHANGE: &[ProblemCode] = &[ProblemCode::WrongState];

/// Adds security, the problems of every route, and the webhooks.
pub(crate) fn complete(mut document: OpenApi) -> OpenApi {
    let mut components = document.components.take().unwrap_or_default();
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    components.add_security_scheme("api_key", bearer);
    document.components = Some(components);
    for (path, item) in &mut document.paths.paths {
        if !path.starts_with("/v1") {
            continue;
        }
        let operations = [&mut item.get, &mut item.post, &mut item.patch, &mut item.put, &mut item.delete];
        for operation in operations.into_iter().flatten() {
            let writes = operation.request_body.is_some();
            let tag = operation.tags.as_ref().and_then(|tags| tags.first()).map_or("", String::as_str);
            let id = operation.operation_id.as_deref().unwrap_or_default();
            let to_erp = endpoint(id).is_some() || id == "call_passthrough";
            let changes = !id.starts_with("get_") && !id.starts_with("list_");
            let mut codes = EVERYWHERE.to_vec();
            codes.extend(if writes { WITH_BODY } else { &[] });
            codes.extend(if to_erp || tag == "Connections" { WITH_ERP } else { &[] });
            codes.extend(if to_erp && changes { WITH_WRITE } else { &[] });
            codes.extend(if changes { WITH_CHANGE } else { &[] });
            add_problems(&mut operation.responses.responses, &codes);
        }
    }
    document.extensions = Some(Extensions::from_iter([("webhooks", crate::webhook_document::webhooks())]));
    document
}

fn add_problems(responses: &mut BTreeMap<String, RefOr<utoipa::openapi::Response>>, codes: &[ProblemCode]) {
    let mut by_status: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for code in codes {
        by_status.entry(code.status().as_str().to_owned()).or_default().push(code.as_str());
    }
    for (status, codes) in by_status {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        let response = ResponseBuilder::new()
            .description(format!("Problem with code {}", codes.join(", ")))
            .content("application/problem+json", content)
            .extensions(Some(Extensions::from_iter([("x-codes", json!(codes))])))
            .build();
        responses.entry(status).or_insert_with(|| response.into());
    }
}
