//! Arrows point one way, and dangerous dependencies have one home.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand, Package};

/// What each crate may use of ours when it is built (tests may use more). A new crate gets a row.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("vault", &[]),
    ("connector", &["model"]),
    ("store", &["model"]),
    ("connector-suite", &["model", "connector"]),
    ("engine", &["model", "connector", "store"]),
    ("webhooks", &["model", "store", "vault"]),
    ("sap", &["model", "connector"]),
    ("netsuite", &["model", "connector"]),
    ("sap-simulator", &[]),
    ("netsuite-simulator", &[]),
    ("gateway", &["model", "connector", "store", "engine", "vault", "webhooks", "sap", "netsuite"]),
    ("demo", &["model", "gateway", "sap-simulator", "netsuite-simulator"]),
    ("architecture", &[]),
    ("test-database", &[]),
];

/// What a connector or simulator may use of ours in its tests.
const TESTS_OF_CONNECTORS: &[(&str, &[&str])] = &[
    ("sap", &["connector-suite", "sap-simulator"]),
    ("netsuite", &["connector-suite", "netsuite-simulator"]),
    ("sap-simulator", &[]),
    ("netsuite-simulator", &[]),
];

/// Dependencies with few homes, and who may use them when it is built.
const HOMES: &[(&str, &[&str])] = &[
    ("sqlx", &["store", "test-database"]),
    ("aes-gcm", &["vault"]),
    ("actix-web", &["gateway", "demo"]),
    ("reqwest", &["connector", "connector-suite", "sap", "netsuite", "webhooks", "demo"]),
];

/// Of these, tests elsewhere have none either.
const NOT_EVEN_IN_TESTS: &[&str] = &["sqlx", "aes-gcm"];

#[test]
fn arrows_between_our_crates_point_one_way() {
    let laws: BTreeMap<_, _> = LAYERS.iter().copied().collect();
    for package in workspace() {
        let name = short(&package.name);
        let allowed =
            laws.get(name).unwrap_or_else(|| panic!("say in LAYERS what the crate `{name}` may use"));
        let built: BTreeSet<_> = ours(&package, |kind| kind != DependencyKind::Development);
        let wrong: Vec<_> = built.iter().filter(|used| !allowed.contains(&used.as_str())).collect();
        assert!(wrong.is_empty(), "`{name}` must not depend on {wrong:?}");
    }
}

#[test]
fn a_connector_and_its_simulator_share_nothing_of_ours() {
    for (name, allowed) in TESTS_OF_CONNECTORS {
        let package = package(name);
        let tests: BTreeSet<_> = ours(&package, |kind| kind == DependencyKind::Development);
        let wrong: Vec<_> = tests.iter().filter(|used| !allowed.contains(&used.as_str())).collect();
        assert!(wrong.is_empty(), "the tests of `{name}` must not depend on {wrong:?}");
    }
}

#[test]
fn only_the_gateway_names_the_connectors() {
    for package in workspace() {
        let name = short(&package.name);
        let used = ours(&package, |_| true);
        let names_one = used.contains("sap") || used.contains("netsuite");
        assert!(!names_one || name == "gateway", "`{name}` names a connector: that is the gateway's wiring");
    }
}

#[test]
fn the_database_cipher_server_and_client_have_their_homes() {
    for package in workspace() {
        let name = short(&package.name);
        for (dependency, homes) in HOMES {
            let strict = NOT_EVEN_IN_TESTS.contains(dependency);
            let counts = |kind| strict || kind != DependencyKind::Development;
            let uses = package.dependencies.iter().any(|used| used.name == *dependency && counts(used.kind));
            assert!(
                !uses || homes.contains(&name),
                "`{name}` must not use {dependency}: it lives in {homes:?}"
            );
        }
    }
}

fn workspace() -> Vec<Package> {
    let manifest = crate::tree::root().join("Cargo.toml");
    let mut command = MetadataCommand::new();
    let metadata = command.manifest_path(manifest).no_deps().exec().expect("cargo metadata works");
    assert!(metadata.packages.len() > 10, "the workspace was read");
    metadata.packages
}

fn package(name: &str) -> Package {
    let found = workspace().into_iter().find(|package| short(&package.name) == name);
    found.unwrap_or_else(|| panic!("there is no crate `{name}`"))
}

/// The dependencies on our crates, of the kinds asked for.
fn ours(package: &Package, kinds: impl Fn(DependencyKind) -> bool) -> BTreeSet<String> {
    let wanted =
        package.dependencies.iter().filter(|used| used.name.starts_with("erpgate-") && kinds(used.kind));
    wanted.map(|used| short(&used.name).to_owned()).collect()
}

fn short(name: &str) -> &str {
    name.strip_prefix("erpgate-").unwrap_or(name)
}
