//! Everything that the README shows can be pasted.

use std::process::{Command, Stdio};

use serde_json::Value;

use crate::root;
use crate::running::Demo;

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).unwrap()
}

/// The code blocks of this language.
fn blocks(language: &str) -> Vec<String> {
    let readme = readme();
    let begin = format!("```{language}\n");
    readme.split(&begin).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn the_order_of_the_readme_is_the_one_that_is_sent() {
    let order = std::fs::read_to_string(root().join("crates/demo/order.json")).unwrap();
    assert!(blocks("json").contains(&order), "README.md does not show crates/demo/order.json");
}

#[test]
fn the_commands_of_the_readme_work_when_pasted() {
    let commands = std::fs::read_to_string(root().join("crates/demo/first-write.sh")).unwrap();
    assert!(blocks("sh").contains(&commands), "README.md does not show crates/demo/first-write.sh");
    let mut demo = Demo::start();
    assert!(demo.told.contains(&commands), "the demo shows other commands: {}", demo.told);
    let shell = Command::new("sh")
        .args(["-c", &commands])
        .current_dir(root())
        .envs(&demo.exports)
        .env("no_proxy", "*")
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    let answers = String::from_utf8(shell.stdout).unwrap();
    let [written, listed] = [0, 1].map(|line| {
        let text = answers.lines().nth(line).unwrap_or_else(|| panic!("two answers, not: {answers}"));
        serde_json::from_str::<Value>(text).unwrap()
    });
    assert_eq!(written["status"], "succeeded", "{written}");
    assert_eq!(written["record"]["vendor_id"], "acme");
    assert_eq!(listed["data"][0]["id"], written["id"]);
    assert!(demo.interrupt().success(), "Ctrl-C ends the demo without an error");
}

#[test]
fn what_the_readme_tells_people_to_run_is_there() {
    let commands = blocks("sh").concat();
    for (command, file) in [("cargo demo", ".cargo/config.toml"), ("scripts/test", "scripts/test")] {
        assert!(commands.lines().any(|line| line.starts_with(command)), "the README lacks `{command}`");
        assert!(root().join(file).is_file(), "{file} is missing");
    }
    let aliases = std::fs::read_to_string(root().join(".cargo/config.toml")).unwrap();
    assert!(aliases.contains("demo = \"run --quiet --package erpgate-demo --\""), "{aliases}");
}

#[test]
fn every_file_that_the_readme_points_to_is_there() {
    let readme = readme();
    let links = readme.split("](").skip(1).map(|rest| rest.split(')').next().unwrap());
    let links: Vec<_> = links.filter(|link| !link.contains("://") && !link.starts_with('#')).collect();
    assert!(links.len() > 5, "the links were found");
    let broken: Vec<_> = links.iter().filter(|link| !root().join(link).exists()).collect();
    assert!(broken.is_empty(), "README.md points to {broken:?}");
}
