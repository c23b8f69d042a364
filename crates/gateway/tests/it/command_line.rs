//! The program `erpgate` as an administrator types it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use reqwest::StatusCode;
use tempfile::TempDir;

/// An empty directory to work in, with nothing set.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// One that has a keyring and says so in the environment.
    fn with_keyring() -> (Self, Vec<(&'static str, &'static str)>) {
        let desk = Self::new();
        assert!(desk.run(&["keyring", "create", "keyring"], &[]).status.success());
        (desk, vec![("ERPGATE__VAULT__KEYRING_FILE", "keyring")])
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_erpgate"));
        command.args(arguments).current_dir(self.path()).env_clear().envs(environment.iter().copied());
        command
    }

    fn run(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
        self.command(arguments, environment).output().unwrap()
    }
}

fn out(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap().trim_end().to_owned()
}

fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A gateway as a process of its own; a failed test leaves none behind.
struct Serving {
    process: Child,
    url: String,
}

impl Serving {
    fn start(desk: &Desk, environment: &[(&str, &str)]) -> Self {
        let mut command = desk.command(&["serve", "--listen", "127.0.0.1:0"], environment);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut ready = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut ready).unwrap();
        let url = ready.strip_prefix("erpgate ready: ").and_then(|rest| rest.split(' ').next());
        let url = url.unwrap_or_else(|| panic!("no ready line but `{ready}`")).to_owned();
        Self { process, url }
    }

    fn terminate(&mut self) -> Option<i32> {
        let sent = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status().unwrap();
        assert!(sent.success());
        self.process.wait().unwrap().code()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn without_a_keyring_nothing_starts_and_the_way_to_make_one_is_told() {
    let desk = Desk::new();
    for arguments in [["serve", "--listen=127.0.0.1:0"], ["config", "check"]] {
        let told = refused(&desk.run(&arguments, &[]));
        for part in ["erpgate keyring create FILE", "vault.keyring_file", "vault.keyring_env"] {
            assert!(told.contains(part), "{told}");
        }
    }
    assert!(!desk.path().join("erpgate.db").exists(), "no database is begun without a keyring");
}

#[test]
fn a_keyring_is_made_once_and_works_as_file_and_as_variable() {
    let (desk, environment) = Desk::with_keyring();
    let file = out(&desk.run(&["config", "check"], &environment));
    let lines = std::fs::read_to_string(desk.path().join("keyring")).unwrap();
    let as_variable = [("ERPGATE__VAULT__KEYRING_ENV", "RING"), ("RING", lines.trim_end())];
    assert_eq!(out(&desk.run(&["config", "check"], &as_variable)), file);
    let again = refused(&desk.run(&["keyring", "create", "keyring"], &[]));
    assert!(again.contains("exists already"), "{again}");
    assert_eq!(std::fs::read_to_string(desk.path().join("keyring")).unwrap(), lines, "it was left alone");
}

#[test]
fn an_added_key_becomes_primary_when_it_is_promoted() {
    let (desk, environment) = Desk::with_keyring();
    let added = out(&desk.run(&["keyring", "add", "keyring"], &[]));
    let id = added.split(' ').next().unwrap();
    let primary = format!("primary key {id}.");
    assert!(!out(&desk.run(&["config", "check"], &environment)).contains(&primary));
    out(&desk.run(&["keyring", "promote", "keyring", id], &[]));
    assert!(out(&desk.run(&["config", "check"], &environment)).contains(&primary));
}

#[tokio::test]
async fn a_key_made_on_the_command_line_opens_the_door_until_it_is_revoked() {
    let (desk, environment) = Desk::with_keyring();
    let create = ["api-keys", "create", "--name", "first", "--role", "admin", "--expires-in", "90d"];
    let key = out(&desk.run(&create, &environment));
    let listed = out(&desk.run(&["api-keys", "list"], &environment));
    assert!(listed.contains("live until") && !listed.contains(&key[40..]), "{listed}");
    let id = listed.split('\t').next().unwrap();

    let mut gateway = Serving::start(&desk, &environment);
    assert_eq!(ask(&gateway, &key).await, StatusCode::OK);
    let told = refused(&desk.run(&["api-keys", "revoke", id], &environment));
    assert!(told.contains("/v1/api-keys"), "while the gateway runs, the API is the way: {told}");
    assert_eq!(gateway.terminate(), Some(0), "SIGTERM ends it in good order");

    out(&desk.run(&["api-keys", "revoke", id], &environment));
    let gateway = Serving::start(&desk, &environment);
    assert_eq!(ask(&gateway, &key).await, StatusCode::UNAUTHORIZED);
}

async fn ask(gateway: &Serving, key: &str) -> StatusCode {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let url = format!("{}/v1/connections", gateway.url);
    http.get(url).bearer_auth(key).send().await.unwrap().status()
}

#[test]
fn a_client_key_names_its_scopes_and_other_roles_do_not() {
    let (desk, environment) = Desk::with_keyring();
    let create = |more: &[&str]| {
        let arguments = [&["api-keys", "create", "--name", "n", "--role"], more].concat();
        desk.run(&arguments, &environment).status.success()
    };
    assert!(!create(&["client"]));
    assert!(!create(&["client", "--scope", "everything"]));
    assert!(!create(&["admin", "--scope", "operations:read"]));
    assert!(!create(&[
        "client",
        "--scope",
        "operations:read",
        "--connection",
        "con_00000000000000000000000000"
    ]));
    assert_eq!(out(&desk.run(&["api-keys", "list"], &environment)), "", "nothing was made");
    assert!(create(&["client", "--scope", "operations:read"]));
}
