//! The OpenAPI document: checked in, complete, and what the gateway really answers.

use std::collections::BTreeSet;

use erpgate_gateway::problem::ProblemCode;
use serde_json::Value;

use crate::stand::{BOTH, Stand, order};

fn document() -> Value {
    serde_json::to_value(erpgate_gateway::api::openapi()).unwrap()
}

fn operations(document: &Value) -> Vec<(String, Value)> {
    let paths = document["paths"].as_object().unwrap();
    let of_path = |(path, methods): (&String, &Value)| {
        let methods = methods.as_object().unwrap().clone();
        let path = path.clone();
        methods.into_iter().map(move |(method, operation)| (format!("{method} {path}"), operation))
    };
    paths.iter().flat_map(of_path).collect()
}

#[test]
fn the_checked_in_document_is_the_generated_one() {
    let generated = erpgate_gateway::api::openapi().to_pretty_json().unwrap();
    let checked_in =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi/openapi.json")).unwrap();
    assert!(
        generated.trim() == checked_in.trim(),
        "openapi/openapi.json is out of date: run `cargo run -p erpgate-gateway -- openapi > openapi/openapi.json` and review the difference"
    );
}

#[test]
fn it_is_openapi_3_1_with_webhooks_for_every_event_type() {
    let document = document();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"), "{}", document["openapi"]);
    let webhooks = document["webhooks"].as_object().unwrap();
    assert_eq!(webhooks.len(), erpgate_model::EventType::all().len());
}

#[test]
fn every_route_under_v1_names_its_scope_and_its_problems() {
    let document = document();
    for (name, operation) in operations(&document).iter().filter(|(name, _)| name.contains(" /v1/")) {
        assert!(operation["security"][0]["api_key"][0].is_string(), "{name} names no scope");
        for status in ["400", "401", "403", "404", "500", "503"] {
            assert!(operation["responses"][status].is_object(), "{name} does not document {status}");
        }
        assert!(operation["summary"].as_str().is_some_and(|text| !text.is_empty()), "{name} has no summary");
    }
}

#[test]
fn every_problem_code_is_documented_at_some_route() {
    let document = document();
    let mut documented = BTreeSet::new();
    for (_, operation) in operations(&document) {
        for response in operation["responses"].as_object().unwrap().values() {
            documented.extend(
                response["x-codes"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|code| code.as_str().unwrap().to_owned()),
            );
        }
    }
    // These two answer for routes that do not exist, so no route can document the first.
    let elsewhere = [ProblemCode::MethodNotAllowed.as_str()];
    for code in ProblemCode::ALL.iter().map(|code| code.as_str()).filter(|code| !elsewhere.contains(code)) {
        assert!(documented.contains(code), "{code}");
    }
}

#[test]
fn every_reference_in_the_document_leads_somewhere() {
    let document = document();
    let text = document.to_string();
    for reference in text.split("\"$ref\":\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(document.pointer(reference).is_some(), "{reference}");
    }
}

#[test]
fn no_list_says_by_a_boolean_what_it_holds_because_client_generators_stop_there() {
    fn find(value: &Value, place: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                if members.get("items").is_some_and(Value::is_boolean) {
                    found.push(place.to_owned());
                }
                members.iter().for_each(|(name, inner)| find(inner, &format!("{place}/{name}"), found));
            }
            Value::Array(all) => all.iter().for_each(|inner| find(inner, place, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    find(&document(), "", &mut found);
    assert!(found.is_empty(), "{found:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_answered_fits_the_document() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        let (_, served) = read_document(&stand).await;
        let (_, operation) = stand.create(&connection, "k", &order()).await;
        fits(&served, "Operation", &operation);
        fits(&served, "PurchaseOrder", &operation["record"]);
        let (_, capabilities) = stand.get(&format!("/v1/connections/{connection}/capabilities")).await;
        fits(&served, "CapabilityList", &capabilities);
        let (_, problem) = stand.get("/v1/nothing").await;
        fits(&served, "Problem", &problem);
        let (_, connectors) = stand.get("/v1/connectors").await;
        fits(&served, "ConnectorList", &connectors);
        let explained = stand.http.get(stand.url(problem["type"].as_str().unwrap())).send().await.unwrap();
        assert!(explained.text().await.unwrap().contains("not_found"));
        let page = stand.http.get(stand.url("/docs/")).send().await.unwrap();
        assert!(page.status().is_success());
    }
}

pub(crate) async fn read_document(stand: &Stand) -> (reqwest::StatusCode, Value) {
    crate::stand::read(stand.http.get(stand.url("/openapi.json")).send().await.unwrap()).await
}

pub(crate) fn fits(document: &Value, schema: &str, value: &Value) {
    let mut root = document.clone();
    root["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    root["$ref"] = format!("#/components/schemas/{schema}").into();
    let validator = jsonschema::validator_for(&root).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{schema}: {errors:#?}\n{value:#}");
}
