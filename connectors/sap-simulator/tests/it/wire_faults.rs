//! Faults that only the bare socket shows exactly.

use crate::support::{PASSWORD, Sap, USER, client, order, read};
use base64::Engine;
use serde_json::json;
use std::io::ErrorKind;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Sends a create over a bare socket and reads until the end, whatever end that is.
async fn raw_create(sap: &Sap) -> (Vec<u8>, Result<(), ErrorKind>) {
    let fetch = client().get(sap.url("/")).basic_auth(USER, Some(PASSWORD)).header("x-csrf-token", "Fetch");
    let fetched = read(fetch).await.expect("a token");
    let token = fetched.header("x-csrf-token").to_owned();
    let session = fetched.header("set-cookie").split(';').next().expect("a cookie").to_owned();
    let credentials = base64::engine::general_purpose::STANDARD.encode(format!("{USER}:{PASSWORD}"));
    let body = order().to_string();
    let address = sap.running.odata_url().replace("http://", "");
    let head = format!(
        "POST {}/A_PurchaseOrder HTTP/1.1\r\nhost: {address}\r\nauthorization: Basic {credentials}\r\n\
         x-csrf-token: {token}\r\ncookie: {session}\r\naccept: application/json\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        crate::support::SERVICE,
        body.len()
    );
    let mut socket = TcpStream::connect(address).await.expect("connects");
    socket.write_all(format!("{head}{body}").as_bytes()).await.expect("sent");
    let mut answer = Vec::new();
    let end = socket.read_to_end(&mut answer).await.map(|_| ()).map_err(|error| error.kind());
    (answer, end)
}

#[tokio::test]
async fn a_lost_answer_is_committed_and_sends_not_one_byte() {
    let sap = Sap::start().await;
    sap.fault(json!({"kind": "lose_answer"})).await;
    assert_eq!(raw_create(&sap).await, (Vec::new(), Ok(())));
    let ledger = sap.ledger().await;
    assert_eq!(ledger["purchase_orders"][0]["reference"], "EXT-0000001");
    let last = ledger["requests"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["status"], &last["committed"]), (&json!(null), &json!(true)));
}

#[tokio::test]
async fn a_cut_resets_the_connection_and_commits_nothing() {
    let sap = Sap::start().await;
    sap.fault(json!({"kind": "cut_before_commit"})).await;
    assert_eq!(raw_create(&sap).await, (Vec::new(), Err(ErrorKind::ConnectionReset)));
    assert_eq!(sap.orders().await, 0);
}

#[tokio::test]
async fn half_an_answer_announces_the_whole_and_breaks_off_in_the_body() {
    let sap = Sap::start().await;
    sap.fault(json!({"kind": "half_answer"})).await;
    let (bytes, _) = raw_create(&sap).await;
    let text = String::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 201 Created"), "{head}");
    let announced = head.split("content-length: ").nth(1).unwrap().split("\r\n").next().unwrap();
    let announced: usize = announced.parse().unwrap();
    assert_eq!(body.len(), announced / 2);
    assert_eq!(sap.orders().await, 1);
}

#[tokio::test]
async fn the_simulator_lives_on_after_every_fault() {
    let sap = Sap::start().await;
    for kind in ["lose_answer", "cut_before_commit", "half_answer"] {
        sap.fault(json!({"kind": kind})).await;
        let (bytes, _) = raw_create(&sap).await;
        assert_eq!(bytes.is_empty(), kind != "half_answer", "{kind}");
    }
    sap.order().await;
    assert_eq!(sap.orders().await, 3, "two of the three faults commit");
}
