//! The pages under `docs/` say what the program does.

use std::collections::BTreeMap;

use erpgate_gateway::config::Configuration;
use erpgate_gateway::problem::ProblemCode;
use toml::{Table, Value};

const ERRORS: &str = include_str!("../../../../docs/errors.md");
const SETTINGS: &str = include_str!("../../../../docs/configuration.md");

#[test]
fn every_problem_code_has_its_section_in_the_order_of_the_list() {
    let headings: Vec<_> = ERRORS.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let codes: Vec<_> = ProblemCode::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(headings, codes);
}

#[test]
fn the_section_of_a_problem_says_its_status_outcome_and_retry_and_what_each_one_does() {
    for code in ProblemCode::ALL {
        let section = ERRORS.split(&format!("\n## {}\n", code.as_str())).nth(1).unwrap();
        let section = section.split("\n## ").next().unwrap();
        let word = |value: serde_json::Value| value.as_str().unwrap().to_owned();
        let facts = format!(
            "{} · outcome `{}` · retry `{}`",
            code.status().as_u16(),
            word(serde_json::to_value(code.outcome()).unwrap()),
            word(serde_json::to_value(code.retry()).unwrap()),
        );
        for part in [facts.as_str(), "- **Client:** ", "- **Administrator:** ", "- **Support:** "] {
            assert!(section.contains(part), "{}: the section lacks `{part}`", code.as_str());
        }
    }
}

#[test]
fn every_resource_has_its_row_and_no_row_leads_nowhere() {
    let page = include_str!("../../../../docs/clients.md");
    let document = serde_json::to_value(erpgate_gateway::api::openapi()).unwrap();
    let paths: Vec<_> = document["paths"].as_object().unwrap().keys().cloned().collect();
    let below = |path: &String| path.strip_prefix("/v1/connections/{connection_id}").map(str::to_owned);
    let lists = document["paths"].as_object().unwrap().iter().filter(|(_, methods)| {
        methods["get"]["operationId"].as_str().is_some_and(|id| id.starts_with("list_"))
    });
    let resources: Vec<_> =
        lists.filter_map(|(path, _)| below(path)).filter(|path| !path.is_empty()).collect();
    let table = page.split("## Build a form").next().unwrap();
    let told: Vec<_> = table.split('`').filter(|word| word.starts_with('/')).collect();
    for resource in &resources {
        assert!(told.contains(&resource.as_str()), "{resource} has no row");
    }
    for word in
        told.iter().filter(|word| !word.contains("%2F") && !word.starts_with("/v1") && **word != "/docs/")
    {
        let path = format!("/v1/connections/{{connection_id}}{word}");
        assert!(paths.contains(&path), "{word} leads nowhere");
    }
}

#[test]
fn every_setting_has_its_row_and_no_row_is_about_nothing() {
    let mut known: Vec<_> = sections().iter().flat_map(|section| settings(section)).collect();
    let mut told: Vec<_> = rows().into_keys().collect();
    known.sort();
    told.sort();
    assert_eq!(told, known);
}

#[test]
fn the_defaults_of_the_page_are_the_defaults() {
    let mut file: BTreeMap<String, Table> = BTreeMap::new();
    for (setting, default) in rows().into_iter().filter(|(_, default)| default != "-") {
        let (section, name) = setting.split_once('.').unwrap();
        let parsed: Table = format!("value = {default}").parse().unwrap();
        file.entry(section.to_owned()).or_default().insert(name.to_owned(), parsed["value"].clone());
    }
    let told: Configuration = Value::try_from(file).unwrap().try_into().unwrap();
    assert_eq!(told, Configuration::default());
}

#[test]
fn the_example_of_the_page_is_a_configuration() {
    let example = SETTINGS.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("erpgate.toml");
    std::fs::write(&file, example).unwrap();
    let loaded = Configuration::load(Some(&file), [], &[]).unwrap();
    assert!(loaded.server.behind_tls_proxy);
}

#[test]
fn what_the_deployment_sets_can_be_set() {
    let page = include_str!("../../../../deploy/README.md");
    let file = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    toml::from_str::<Configuration>(file).unwrap();
    let compose = include_str!("../../../../deploy/compose.yaml");
    let set = compose.lines().filter_map(|line| line.trim().strip_prefix("ERPGATE__")?.split_once(": "));
    let set: Vec<_> =
        set.map(|(name, value)| (format!("ERPGATE__{name}"), value.trim_matches('"').to_owned())).collect();
    assert!(set.len() > 3, "the variables were found");
    Configuration::load(None, set, &[]).unwrap();
}

/// Setting → default as TOML, or `-`, from the page's table.
fn rows() -> BTreeMap<String, String> {
    let rows = SETTINGS.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.split(" | ");
        let setting = cells.next()?.trim_matches('`');
        let default = cells.next()?.trim_matches('`');
        setting.contains('.').then(|| (setting.to_owned(), default.to_owned()))
    });
    rows.collect()
}

/// The names that a section takes, from its refusal of a name that cannot exist.
fn settings(section: &str) -> Vec<String> {
    let text = format!("[{section}]\n\"no such setting\" = 1");
    let error = toml::from_str::<Configuration>(&text).unwrap_err().message().to_owned();
    expected(&error).into_iter().map(|name| format!("{section}.{name}")).collect()
}

fn sections() -> Vec<String> {
    let error = toml::from_str::<Configuration>("\"no such section\" = 1").unwrap_err().message().to_owned();
    expected(&error)
}

/// The names in "unknown field `x`, expected one of `a`, `b`".
fn expected(error: &str) -> Vec<String> {
    let (_, names) = error.split_once("expected ").unwrap_or_else(|| panic!("{error}"));
    names.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
