//! The program itself, and TLS under NetSuite's own host name.

use std::process::Stdio;

use erpgate_netsuite_simulator::{Options, Seed, start};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::client::{Reply, Signing, authorization, http};

fn program(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_erpgate-netsuite-simulator"))
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap()
}

#[tokio::test]
async fn the_program_says_once_where_it_listens_takes_a_seed_and_ends_on_sigterm() {
    let directory = tempfile::tempdir().unwrap();
    let seed = directory.path().join("seed.json");
    let world =
        json!({"account_id": "7", "records": {"currency": [{"id": 9, "name": "Franc", "symbol": "CHF"}]}});
    std::fs::write(&seed, world.to_string()).unwrap();
    let any = "127.0.0.1:0";
    let mut child = program(&["--listen", any, "--admin-listen", any, "--seed", seed.to_str().unwrap()]);
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).await.unwrap();
    let words: Vec<&str> = line.split_whitespace().collect();
    assert_eq!(
        (words[0], words[1], words[2], words[4]),
        ("erpgate-netsuite-simulator", "ready:", "rest", "admin")
    );
    let count = http().get(format!("{}/ledger/count", words[5])).send().await.unwrap();
    assert_eq!(Reply::of(count).await.json(), json!({"purchase_orders": 0, "writes": 0}));
    let id = child.id().unwrap().to_string();
    assert!(Command::new("kill").arg(&id).status().await.unwrap().success());
    assert!(child.wait().await.unwrap().success());
    let mut rest = String::new();
    out.read_to_string(&mut rest).await.unwrap();
    assert_eq!(rest, "");
}

#[tokio::test]
async fn a_seed_that_contradicts_itself_is_refused_with_the_place() {
    for (records, words) in [
        (json!({"location": [{"id": 1, "name": "A", "subsidiary": "5"}]}), ["records.location[0]", "5"]),
        (json!({"location": [{"id": 1, "name": "A", "colour": "red"}]}), ["records.location[0]", "colour"]),
        (json!({"planet": [{"id": 1}]}), ["records.planet[0]", "record type"]),
    ] {
        let mut seed = Seed::from_json("{\"account_id\": \"1\"}").unwrap();
        let Value::Object(records) = records else { unreachable!() };
        seed.records = records;
        let error = start(Options { seed, ..Options::default() }).await.unwrap_err().to_string();
        assert!(words.iter().all(|word| error.contains(word)), "{error}");
    }
}

#[tokio::test]
async fn secrets_do_not_show_in_debug_output() {
    let running = start(Options::default()).await.unwrap();
    let shown = format!("{running:?} {:?}", Seed::default());
    assert!(shown.contains("fake-token-id") && !shown.contains("fake-token-secret"));
    assert!(!shown.contains("fake-consumer-secret"));
}

#[tokio::test]
async fn behind_tls_the_name_of_the_account_is_the_one_that_counts() {
    let host = "1234567-sb1.suitetalk.api.netsuite.com";
    let made = rcgen::generate_simple_self_signed(vec![host.to_owned()]).unwrap();
    let directory = tempfile::tempdir().unwrap();
    let (certificate, key) = (directory.path().join("cert.pem"), directory.path().join("key.pem"));
    std::fs::write(&certificate, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let running = start(Options { tls: Some((certificate, key)), ..Options::default() }).await.unwrap();
    let address: std::net::SocketAddr = running.rest_url().trim_start_matches("https://").parse().unwrap();
    let trusted = reqwest::Certificate::from_pem(made.cert.pem().as_bytes()).unwrap();
    let client = reqwest::Client::builder()
        .tls_certs_only([trusted])
        .resolve(host, address)
        .no_proxy()
        .build()
        .unwrap();
    let url = format!("https://{host}:{}/services/rest/record/v1/vendor/501", address.port());
    let header = authorization(&Signing::now(), "GET", &url);
    let reply = Reply::of(client.get(&url).header("authorization", header).send().await.unwrap()).await;
    assert_eq!(reply.json()["links"][0]["href"], json!(url));
    running.stop().await;
}
