use crate::support::{Got, SERVICE, Sap, order, order_with, read};
use reqwest::Method;
use serde_json::{Value, json};

fn create(body: &Value, id: u32) -> String {
    let body = body.to_string();
    format!(
        "Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: {id}\r\n\r\n\
         POST A_PurchaseOrder HTTP/1.1\r\nAccept: application/json\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}\r\n",
        body.len()
    )
}

fn get(url: &str) -> String {
    format!(
        "Content-Type: application/http\r\n\r\nGET {url} HTTP/1.1\r\nAccept: application/json\r\n\r\n\r\n"
    )
}

fn changeset(parts: &[String]) -> String {
    let inside: String = parts.iter().map(|part| format!("--inner\r\n{part}")).collect();
    format!("Content-Type: multipart/mixed; boundary=inner\r\n\r\n{inside}--inner--\r\n")
}

async fn send(sap: &Sap, parts: &[String]) -> Got {
    let token = sap.fetch_token().await;
    let body: String = parts.iter().map(|part| format!("--outer\r\n{part}")).collect();
    let request = sap.request(Method::POST, "/$batch").header("x-csrf-token", token);
    let request = request.header("content-type", "multipart/mixed; boundary=outer");
    read(request.body(format!("{body}--outer--\r\n"))).await.expect("an answer")
}

fn statuses(got: &Got) -> Vec<&str> {
    got.text.lines().filter_map(|line| line.strip_prefix("HTTP/1.1 ")).map(|line| &line[..3]).collect()
}

#[tokio::test]
async fn a_batch_creates_in_a_changeset_and_reads_beside_it() {
    let sap = Sap::start().await;
    let parts = [
        changeset(&[create(&order(), 1)]),
        get("A_PurchaseOrder('4500000001')/Supplier/$value"),
        get(&format!("{SERVICE}/A_PurchaseOrder/$count")),
        get(&sap.url("/A_PurchaseOrder('4599999999')")),
    ];
    let got = send(&sap, &parts).await;
    assert_eq!(got.status, 202, "{}", got.text);
    assert!(got.header("content-type").starts_with("multipart/mixed; boundary="));
    assert_eq!(statuses(&got), ["201", "200", "200", "404"]);
    assert!(got.text.contains("\r\n\r\n10300001\r\n"), "{}", got.text);
    assert!(got.text.contains("Content-ID: 1\r\n"));
    assert_eq!(sap.orders().await, 1);
    assert_eq!(sap.ledger().await["writes"], 1);
}

#[tokio::test]
async fn a_failing_changeset_leaves_nothing_behind() {
    let sap = Sap::start().await;
    let item = json!({"Material": "NIX", "Plant": "1010", "OrderQuantity": "1"}).to_string();
    let add = format!(
        "Content-Type: application/http\r\nContent-ID: 2\r\n\r\nPOST $1/to_PurchaseOrderItem HTTP/1.1\r\n\
         Accept: application/json\r\nContent-Length: {}\r\n\r\n{item}\r\n",
        item.len()
    );
    let got = send(&sap, &[changeset(&[create(&order(), 1), add])]).await;
    assert_eq!((got.status, statuses(&got)), (202, vec!["400"]), "{}", got.text);
    assert!(got.text.contains("M3/351"));
    assert_eq!(sap.orders().await, 0);
    assert_eq!(sap.ledger().await["writes"], 0);
}

#[tokio::test]
async fn a_later_part_may_refer_to_what_an_earlier_one_created() {
    let sap = Sap::start().await;
    let item = json!({"Material": "TG20", "Plant": "1010", "OrderQuantity": "1"}).to_string();
    let add = format!(
        "Content-Type: application/http\r\n\r\nPOST $1/to_PurchaseOrderItem HTTP/1.1\r\n\
         Accept: application/json\r\nContent-Length: {}\r\n\r\n{item}\r\n",
        item.len()
    );
    let got = send(&sap, &[changeset(&[create(&order(), 1), add])]).await;
    assert_eq!(statuses(&got), ["201", "201"], "{}", got.text);
    assert_eq!(sap.ledger().await["purchase_orders"][0]["items"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn a_changeset_holds_one_document() {
    let sap = Sap::start().await;
    let second = order_with("/CorrespncExternalReference", json!("TWO"));
    let got = send(&sap, &[changeset(&[create(&order(), 1), create(&second, 2)])]).await;
    assert_eq!(statuses(&got), ["400"], "{}", got.text);
    assert!(got.text.contains("Default changeset implementation allows only one operation"));
    assert_eq!(sap.orders().await, 0);
    let got = send(&sap, &[changeset(&[create(&order(), 1)]), changeset(&[create(&second, 1)])]).await;
    assert_eq!(statuses(&got), ["201", "201"]);
    assert_eq!(sap.orders().await, 2);
}

#[tokio::test]
async fn a_write_outside_a_changeset_is_refused() {
    let sap = Sap::start().await;
    let got = send(&sap, &[create(&order(), 1)]).await;
    assert_eq!(statuses(&got), ["400"]);
    assert_eq!(sap.orders().await, 0);
}

#[tokio::test]
async fn the_batch_itself_needs_token_and_boundary() {
    let sap = Sap::start().await;
    let bare = sap.request(Method::POST, "/$batch").header("content-type", "multipart/mixed; boundary=x");
    assert_eq!(read(bare.body("--x--\r\n")).await.unwrap().status, 403);
    let token = sap.fetch_token().await;
    let request = sap.request(Method::POST, "/$batch").header("x-csrf-token", token);
    assert_eq!(read(request.body("nothing")).await.unwrap().status, 400);
}
