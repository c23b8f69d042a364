//! Every dependency stands once, with its reason; every law of clippy holds in the connectors too.

use std::collections::BTreeSet;

use toml::{Table, Value};

use crate::tree::{crates, shown, text};

#[test]
fn every_dependency_of_others_has_a_reason() {
    let manifest = text("Cargo.toml");
    let section = manifest.split("[workspace.dependencies]").nth(1).expect("the section is there");
    let section = section.split("\n[").next().unwrap_or_default();
    let lines: Vec<_> = section.lines().filter(|line| line.contains('=') && !line.starts_with('#')).collect();
    assert!(lines.len() > 40, "the section was read");
    for line in lines.into_iter().filter(|line| !line.starts_with("erpgate-")) {
        let reason = line.rsplit_once("# ").map(|(_, reason)| reason.trim()).unwrap_or_default();
        assert!(reason.len() >= 5, "say in one line what this is for: {line}");
    }
}

#[test]
fn every_crate_takes_its_dependencies_from_the_workspace_unchanged() {
    for folder in crates() {
        let manifest = folder.join("Cargo.toml");
        let table: Table = text(&manifest).parse().expect("a manifest is TOML");
        assert_eq!(table["package"]["publish"]["workspace"], Value::from(true), "{}", shown(&manifest));
        assert_eq!(table["lints"]["workspace"], Value::from(true), "{}", shown(&manifest));
        let sections = ["dependencies", "dev-dependencies", "build-dependencies"];
        for (name, dependency) in sections.iter().filter_map(|name| table.get(*name)?.as_table()).flatten() {
            let only_workspace = Table::from_iter([("workspace".to_owned(), Value::from(true))]);
            let place = shown(&manifest);
            assert_eq!(*dependency, Value::from(only_workspace), "{place}: write `{name}.workspace = true`");
        }
    }
}

#[test]
fn no_dependency_stands_there_without_a_user() {
    let root: Table = text("Cargo.toml").parse().expect("a manifest is TOML");
    let used: BTreeSet<_> =
        crates().iter().flat_map(|folder| used_by(&text(folder.join("Cargo.toml")))).collect();
    let declared = root["workspace"]["dependencies"].as_table().expect("a table");
    let unused: Vec<_> = declared.keys().filter(|name| !used.contains(*name)).collect();
    assert!(unused.is_empty(), "no crate uses {unused:?}");
}

#[test]
fn the_connectors_keep_every_law_of_the_root() {
    for law in ["disallowed-methods", "disallowed-macros"] {
        let (root, connectors) = (laws("clippy.toml", law), laws("connectors/clippy.toml", law));
        let missing: Vec<_> = root.iter().filter(|entry| !connectors.contains(entry)).collect();
        assert!(!root.is_empty() && missing.is_empty(), "connectors/clippy.toml lacks {missing:?}");
    }
}

fn used_by(manifest: &str) -> Vec<String> {
    let table: Table = manifest.parse().expect("a manifest is TOML");
    let sections = ["dependencies", "dev-dependencies", "build-dependencies"];
    let tables = sections.iter().filter_map(|name| table.get(*name)?.as_table());
    tables.flat_map(|section| section.keys().cloned()).collect()
}

fn laws(file: &str, law: &str) -> Vec<Value> {
    let table: Table = text(file).parse().expect("clippy.toml is TOML");
    table.get(law).and_then(Value::as_array).cloned().unwrap_or_default()
}
