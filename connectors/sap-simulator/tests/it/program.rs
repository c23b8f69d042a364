use crate::support::{PASSWORD, SERVICE, USER, read};
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, ChildStdout, Command};

/// Starts the program and reads its ready line.
async fn program(arguments: &[&str]) -> (Child, BufReader<ChildStdout>, String) {
    let ports = ["--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0"];
    let mut child = Command::new(env!("CARGO_BIN_EXE_erpgate-sap-simulator"))
        .args(ports.iter().chain(arguments))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("starts");
    let mut stdout = BufReader::new(child.stdout.take().expect("stdout"));
    let mut line = String::new();
    stdout.read_line(&mut line).await.expect("a line");
    (child, stdout, line)
}

fn url<'a>(line: &'a str, after: &str) -> &'a str {
    line.split(&format!(" {after} ")).nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a URL")
}

#[tokio::test]
async fn it_says_one_line_serves_and_ends_on_sigterm() {
    let (mut child, mut stdout, line) = program(&[]).await;
    assert!(line.starts_with("erpgate-sap-simulator ready: odata http://127.0.0.1:"), "{line}");
    let service = format!("{}{SERVICE}/", url(&line, "odata"));
    let client = crate::support::client();
    assert_eq!(read(client.get(service).basic_auth(USER, Some(PASSWORD))).await.unwrap().status, 200);
    let count = format!("{}/ledger/count", url(&line, "admin"));
    assert_eq!(read(client.get(count)).await.unwrap().json()["writes"], 0);
    let id = child.id().expect("running").to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().await.unwrap().success());
    assert!(child.wait().await.unwrap().success());
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).await.unwrap();
    assert_eq!(rest, "");
}

#[tokio::test]
async fn it_speaks_tls_with_a_certificate_made_on_the_spot() {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let (certificate, key) = (directory.path().join("cert.pem"), directory.path().join("key.pem"));
    std::fs::write(&certificate, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let arguments = ["--tls-cert", certificate.to_str().unwrap(), "--tls-key", key.to_str().unwrap()];
    let (_child, _stdout, line) = program(&arguments).await;
    let service = url(&line, "odata").replace("127.0.0.1", "localhost");
    assert!(service.starts_with("https://localhost:"), "{line}");
    let trusted = reqwest::Certificate::from_pem(made.cert.pem().as_bytes()).unwrap();
    let client = reqwest::Client::builder().tls_certs_only([trusted]).build().unwrap();
    let request = client.get(format!("{service}{SERVICE}/")).basic_auth(USER, Some(PASSWORD));
    let got = read(request.header("x-csrf-token", "Fetch")).await.unwrap();
    assert_eq!(got.status, 200);
    assert!(got.header("set-cookie").contains("; secure"), "{}", got.header("set-cookie"));
}

#[tokio::test]
async fn a_wrong_seed_ends_it_with_a_reason() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("seed.json");
    std::fs::write(&path, "{\"colour\": 1}").unwrap();
    let (child, _stdout, line) = program(&["--seed", path.to_str().unwrap()]).await;
    assert_eq!(line, "");
    let output = child.wait_with_output().await.unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("colour") && said.contains("seed.json"), "{said}");
}
