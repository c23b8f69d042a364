//! `GET …/schemas/{resource}/{verb}`: the form of a write, for one connection.

use jsonschema::Validator;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::stand::{BOTH, Erp, Stand, order};

async fn schema(stand: &Stand, connection: &str, write: &str) -> Value {
    let (status, schema) = stand.get(&format!("/v1/connections/{connection}/schemas/{write}")).await;
    assert_eq!(status, StatusCode::OK, "{write}: {schema}");
    schema
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::meta::validate(schema).unwrap();
    jsonschema::draft202012::new(schema).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_schema_takes_what_the_connection_takes_and_refuses_what_it_refuses() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        let schema = schema(&stand, &connection, "purchase_order/create").await;
        let validator = validator(&schema);
        let with = |pointer: &str, value: Value| {
            let mut body = order();
            *body.pointer_mut(pointer).unwrap() = value;
            body
        };
        let without = |field: &str| {
            let mut body = order();
            body.as_object_mut().unwrap().remove(field);
            body
        };
        let mut unknown = order();
        unknown["colour"] = json!("red");
        let bodies = [
            order(),
            without("vendor_id"),
            without("lines"),
            unknown,
            with("/lines", json!([])),
            with("/lines/0/quantity", json!(1)),
            with("/lines/0/quantity", json!("1.50000000000")),
            with("/lines/0/quantity", json!("1.0000000000012")),
            with("/external_id", json!("x".repeat(1000))),
        ];
        let before = stand.writes(erp).await;
        for (n, body) in bodies.iter().enumerate().skip(1) {
            let path = format!("/v1/connections/{connection}/purchase-orders?dry_run=true");
            let request = stand.request(reqwest::Method::POST, &path).json(body);
            let (_, run) = crate::stand::read(request.send().await.unwrap()).await;
            let takes = run["would_succeed"] == json!(true);
            assert_eq!(validator.is_valid(body), takes, "{erp:?} {n}: {body}\n{run:#}");
        }
        assert!(validator.is_valid(&bodies[0]));
        assert_eq!(stand.writes(erp).await, before);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fields_are_those_of_the_capability_with_the_erps_names_and_limits() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        for verb in ["create", "update"] {
            let path =
                format!("/v1/connections/{connection}/capabilities?resource=purchase_order&verb={verb}");
            let (_, capabilities) = stand.get(&path).await;
            let schema = schema(&stand, &connection, &format!("purchase_order/{verb}")).await;
            validator(&schema);
            for field in capabilities["data"][0]["fields"].as_array().unwrap() {
                let name = field["name"].as_str().unwrap();
                if name.contains('.') {
                    continue;
                }
                let form = &schema["properties"][name];
                let writable = field["writable"] == "always"
                    || (verb, &field["writable"]) == ("create", &json!("on_create"));
                assert_eq!(form.is_object(), writable, "{erp:?} {verb} {name}: {form}");
                if writable {
                    assert_eq!(form["x-mapped-to"], field["mapped_to"], "{name}");
                    assert_eq!(form["maxLength"], field["max_length"], "{name}");
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_connection_fills_in_is_not_required_and_shown_as_default() {
    let stand = Stand::start().await;
    let connection = stand.connection(Erp::Sap).await;
    let schema = schema(&stand, &connection, "purchase_order/create").await;
    let required = schema["required"].as_array().unwrap();
    assert!(required.contains(&json!("vendor_id")), "{schema:#}");
    assert!(!required.contains(&json!("company_id")), "{required:?}");
    assert_eq!(schema["properties"]["company_id"]["default"], "1010");
    let line = &schema["properties"]["lines"]["items"];
    assert_eq!(line["properties"]["location_id"]["default"], "berlin", "{line:#}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fields_that_refer_to_master_data_offer_it_under_the_clients_words() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        let path = format!("/v1/connections/{connection}/capabilities?resource=location&verb=list");
        let (_, capabilities) = stand.get(&path).await;
        let can = capabilities["data"].as_array().unwrap().iter().any(|row| row["supported"] == "yes");
        let schema = schema(&stand, &connection, "purchase_order/create").await;
        let form = &schema["properties"]["lines"]["items"]["properties"]["location_id"];
        assert_eq!(form["x-choices"].is_array(), can, "{erp:?} {form:#}");
        if can {
            let choices = form["x-choices"].as_array().unwrap();
            assert!(choices.iter().any(|choice| choice["id"] == "berlin"), "{erp:?} {form:#}");
            assert!(choices.len() <= 200);
            assert!(form["x-choices-complete"].is_boolean());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_has_no_schema_says_why() {
    let stand = Stand::start().await;
    let connection = stand.connection(Erp::Sap).await;
    let cases = [
        ("nothing/create", 404, "not_found"),
        ("purchase_order/paint", 404, "not_found"),
        ("purchase_order/close", 404, "not_found"),
        ("item/list", 404, "not_found"),
    ];
    for (write, status, code) in cases {
        let (seen, problem) = stand.get(&format!("/v1/connections/{connection}/schemas/{write}")).await;
        assert_eq!((seen.as_u16(), &problem["code"]), (status, &json!(code)), "{write}: {problem}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_schema_of_a_change_offers_the_statuses_that_this_erp_has_actions_for() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let connection = stand.connection(erp).await;
        let (_, capabilities) =
            stand.get(&format!("/v1/connections/{connection}/capabilities?resource=vendor")).await;
        let can = |verb: &str| {
            let rows = capabilities["data"].as_array().unwrap();
            rows.iter()
                .any(|row| row["verb"] == verb && row["supported"] != "no" && row["supported"] != "not_yet")
        };
        let schema = schema(&stand, &connection, "vendor/update").await;
        validator(&schema);
        let offered = schema["properties"]["status"]["enum"].as_array().unwrap();
        for (status, verb) in [("active", "unblock"), ("blocked", "block"), ("inactive", "deactivate")] {
            assert_eq!(offered.contains(&json!(status)), can(verb), "{erp:?} {status}: {offered:?}");
        }
        let add = &schema["properties"]["addresses"]["properties"]["add"]["items"];
        assert!(add["properties"]["city"]["x-mapped-to"].is_string(), "{schema:#}");
    }
}
