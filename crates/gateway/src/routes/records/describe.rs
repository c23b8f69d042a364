//! What the OpenAPI document says about the routes of records.

use erpgate_model::{Resource, Verb};
use utoipa::openapi::path::{
    HttpMethod, Operation, OperationBuilder, Parameter, ParameterBuilder, ParameterIn,
};
use utoipa::openapi::request_body::{RequestBody, RequestBodyBuilder};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, OneOfBuilder, SchemaFormat, Type};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{
    Content, ContentBuilder, OpenApi, Ref, RefOr, Required, Response, ResponseBuilder, Schema,
};

use super::endpoint::{Endpoint, endpoints};
use super::kind::{KINDS, Kind};
use super::schemas;

/// Adds the routes, their schemas and their groups to the document.
pub(crate) fn document(document: &mut OpenApi) {
    schemas::add(document.components.get_or_insert_default());
    for endpoint in endpoints() {
        document.paths.add_path_operation(&endpoint.path, vec![method(endpoint)], operation(endpoint));
    }
    let mut groups = Vec::new();
    for kind in KINDS {
        if groups.iter().all(|(tag, _)| *tag != kind.tag) {
            groups.push((kind.tag, about(kind)));
        }
    }
    let groups =
        groups.into_iter().map(|(tag, about)| TagBuilder::new().name(tag).description(Some(about)).build());
    let others = document.tags.take().unwrap_or_default();
    document.tags = Some(groups.chain(others).collect());
}

/// What a group is about: every resource in it has a sentence.
fn about(kind: &Kind) -> String {
    let sentences: Vec<_> = KINDS.iter().filter(|one| one.tag == kind.tag).map(|one| one.about).collect();
    sentences.join(" ")
}

fn method(endpoint: &Endpoint) -> HttpMethod {
    match endpoint.verb {
        Verb::Get | Verb::List => HttpMethod::Get,
        Verb::Update => HttpMethod::Patch,
        Verb::Delete => HttpMethod::Delete,
        _ => HttpMethod::Post,
    }
}

fn operation(endpoint: &Endpoint) -> Operation {
    let Kind { one, many, .. } = endpoint.kind;
    let (summary, description) = match endpoint.verb {
        Verb::Create => (
            format!("Create {one}"),
            "The same body for every ERP; what it leaves out comes from the connection's defaults. The answer is \
             the operation: 201 with the record as the ERP holds it, or 202 while the outcome is not known. After \
             a lost answer send the same request with the same `Idempotency-Key`: the record is made once.",
        ),
        Verb::Update => (
            format!("Change {one}"),
            "Absent fields stay as they are, `null` clears. Lists are changed by the ids of their entries: \
             `{\"lines\": {\"add\": […], \"update\": [{\"id\": …}], \"remove\": [id, …]}}`. A `status` stands \
             alone and is the same as the action of that name.",
        ),
        Verb::Delete => (format!("Delete {one}"), MEANING),
        Verb::Cancel => (format!("Cancel {one}"), MEANING),
        Verb::Close => (format!("Close {one}"), "Nothing more is expected of it."),
        Verb::Approve => (format!("Approve {one}"), "It goes on to the vendor."),
        Verb::Release => (format!("Release {one}"), "The work may begin."),
        Verb::Complete => (format!("Complete {one}"), "Says that the work is done."),
        Verb::Block => {
            (format!("Block {one}"), "Nobody can order from it or post to it, until it is unblocked.")
        }
        Verb::Unblock => (format!("Unblock {one}"), "Takes the block, or the deactivation, back."),
        Verb::Deactivate => (format!("Deactivate {one}"), "Takes it out of use."),
        Verb::Reverse => (
            format!("Reverse {one}"),
            "Undone by its opposite; both stay. The answer's record names the one that undid it.",
        ),
        Verb::Get => (
            format!("Read {one}"),
            "The record as the ERP holds it at this moment. Its version is the `ETag`.",
        ),
        Verb::List | Verb::Call => (
            format!("List {many}"),
            "In an order that is stable while records are added; every record stands on exactly one page. What \
             this ERP cannot narrow a list by is refused.",
        ),
    };
    let security = SecurityRequirement::new("api_key", [endpoint.scope().as_str()]);
    let operation = OperationBuilder::new()
        .operation_id(Some(&endpoint.operation_id))
        .tag(endpoint.kind.tag)
        .summary(Some(summary))
        .description(Some(description))
        .parameters(Some(parameters(endpoint)))
        .request_body(body(endpoint))
        .security(security);
    let answers = answers(endpoint).into_iter();
    answers.fold(operation, |operation, (status, answer)| operation.response(status, answer)).build()
}

const MEANING: &str = "What this does in the ERP stands under `means` and `how` in the capabilities.";

fn parameters(endpoint: &Endpoint) -> Vec<Parameter> {
    let mut all = vec![path_part("connection_id", "The connection")];
    if endpoint.has_target() {
        all.push(path_part("id", "The ERP's id of the record; a slash in it is written `%2F`"));
    } else if endpoint.is_within() {
        all.push(path_part("id", "The ERP's id of the work order"));
    }
    match endpoint.verb {
        Verb::Get => all.push(include()),
        Verb::List => {
            all.push(optional("limit", ParameterIn::Query, "At most so many (50 unless said)", limit()));
            all.push(text("cursor", ParameterIn::Query, "`next_cursor` of the page before"));
            all.extend(endpoint.kind.filters.iter().map(|filter| {
                let schema = filter.schema(endpoint.resource());
                optional(filter.name(), ParameterIn::Query, filter.about(), schema)
            }));
            all.push(include());
        }
        _ => {
            let dry = ObjectBuilder::new().schema_type(Type::Boolean).into();
            let about = "Work the write out and make nothing; needs no `Idempotency-Key`";
            all.push(optional("dry_run", ParameterIn::Query, about, dry));
            let key = "Stays the same when you retry; 1 to 255 characters";
            all.push(text("Idempotency-Key", ParameterIn::Header, key));
            if endpoint.has_target() {
                let condition = "Only if the record still has this version";
                all.push(text("If-Match", ParameterIn::Header, condition));
            }
            let prefer = "`respond-async`, or `wait=N` seconds (RFC 7240)";
            all.push(text("Prefer", ParameterIn::Header, prefer));
        }
    }
    all
}

fn path_part(name: &str, about: &str) -> Parameter {
    let schema = ObjectBuilder::new().schema_type(Type::String);
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .description(Some(about))
        .schema(Some(schema))
        .build()
}

fn text(name: &str, place: ParameterIn, about: &str) -> Parameter {
    optional(name, place, about, ObjectBuilder::new().schema_type(Type::String).into())
}

fn include() -> Parameter {
    let schema = Ref::from_schema_name("Include").into();
    optional("include", ParameterIn::Query, "What to add to each record", schema)
}

fn optional(name: &str, place: ParameterIn, about: &str, schema: RefOr<Schema>) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(Required::False)
        .description(Some(about))
        .schema(Some(schema))
        .build()
}

fn limit() -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::Integer)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int32)))
        .minimum(Some(1))
        .maximum(Some(200))
        .into()
}

/// The name of the schema of this write's body; nothing when it takes none.
pub(crate) fn body_name(resource: Resource, verb: Verb) -> Option<String> {
    let kind = KINDS.iter().find(|kind| kind.resource == resource)?;
    match verb {
        Verb::Create => Some(format!("New{}", kind.schema)),
        Verb::Update => Some(format!("{}Patch", kind.schema)),
        _ => None,
    }
}

fn body(endpoint: &Endpoint) -> Option<RequestBody> {
    let name = body_name(endpoint.resource(), endpoint.verb)?;
    let body = RequestBodyBuilder::new().content("application/json", json(&name));
    Some(body.required(Some(Required::True)).build())
}

/// Status and answer of what goes well.
fn answers(endpoint: &Endpoint) -> Vec<(&'static str, Response)> {
    let list = schemas::list_name(endpoint.kind);
    let accepted = ("202", answer("Accepted; not settled yet", "Operation"));
    match endpoint.verb {
        Verb::Get => vec![("200", answer("The record", endpoint.kind.schema))],
        Verb::List => vec![("200", answer("A page", &list))],
        Verb::Create => {
            let planned = ("200", answer("What it would do (`dry_run`)", "DryRun"));
            vec![planned, ("201", answer("The ERP holds it", "Operation")), accepted]
        }
        _ => vec![("200", done_or_planned()), accepted],
    }
}

fn done_or_planned() -> Response {
    let either =
        OneOfBuilder::new().item(Ref::from_schema_name("Operation")).item(Ref::from_schema_name("DryRun"));
    ResponseBuilder::new()
        .description("The ERP holds the change; or what it would do (`dry_run`)")
        .content("application/json", ContentBuilder::new().schema(Some(either)).build())
        .build()
}

fn answer(about: &str, schema: &str) -> Response {
    ResponseBuilder::new().description(about).content("application/json", json(schema)).build()
}

fn json(schema: &str) -> Content {
    ContentBuilder::new().schema(Some(Ref::from_schema_name(schema))).build()
}
