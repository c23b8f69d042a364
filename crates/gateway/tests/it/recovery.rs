//! `kill -9` in the middle of writes: after the next start every write is known and stands once.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use reqwest::Method;
use serde_json::{Value, json};

use crate::stand::{BOTH, Erp, Stand, order, read};

struct Process {
    child: Child,
    url: String,
}

impl Process {
    /// Starts the real program over a database file and reads its ready line.
    fn serve(directory: &Path) -> Self {
        let mut child = program(directory)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut ready = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut ready).unwrap();
        let url =
            ready.split_whitespace().find(|word| word.starts_with("http")).expect("a ready line").to_owned();
        Self { child, url }
    }

    /// SIGKILL: no destructor, no flush.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Already gone after `kill`; otherwise a failed test must not leave it behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program(directory: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_erpgate"));
    command
        .env("ERPGATE__STORE__URL", format!("sqlite:{}", directory.join("killed.db").display()))
        .env("ERPGATE__VAULT__KEYRING_FILE", directory.join("keyring"))
        .env("ERPGATE__WEBHOOKS__ALLOW_PRIVATE_TARGETS", "true")
        .current_dir(directory);
    command
}

fn output(mut command: Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writes_that_were_on_their_way_at_a_kill_stand_once_after_the_next_start() {
    for erp in BOTH {
        let stand = Stand::start().await;
        let directory = tempfile::tempdir().unwrap();
        let mut keyring = program(directory.path());
        keyring.args(["keyring", "create"]).arg(directory.path().join("keyring"));
        output(keyring);
        let mut make_key = program(directory.path());
        make_key.args(["api-keys", "create", "--name", "test", "--role", "admin"]);
        let printed = output(make_key);
        let key = printed.split_whitespace().find(|word| word.starts_with("eg_")).unwrap().to_owned();
        let process = Process::serve(directory.path());
        let connection = connect(&stand, &process.url, &key, erp).await;
        // One kind of write that the ERP commits while the gateway dies, one that never arrives.
        stand.fault(erp, json!({"kind": "slow_answer", "delay_ms": 60_000, "times": 4})).await;
        stand.fault(erp, json!({"kind": "cut_before_commit", "times": 2, "after": 4})).await;
        let path = format!("/v1/connections/{connection}/purchase-orders");
        for n in 0..6 {
            let (status, operation) = send(&stand, &process.url, &key, &path, n).await;
            assert_eq!(status, 202, "{operation:#}");
        }
        while stand.ledger(erp).await.len() < 4 {
            tokio::task::yield_now().await;
        }
        process.kill();
        let process = Process::serve(directory.path());
        let mut ids = std::collections::BTreeSet::new();
        for n in 0..6 {
            let mut settled = send(&stand, &process.url, &key, &path, n).await;
            for _ in 0..30 {
                if settled.0 == 201 {
                    break;
                }
                let asked = stand.http.get(format!(
                    "{}/v1/operations/{}?wait=10",
                    process.url,
                    settled.1["id"].as_str().unwrap()
                ));
                read(asked.bearer_auth(&key).send().await.unwrap()).await;
                settled = send(&stand, &process.url, &key, &path, n).await;
            }
            assert_eq!(settled.0, 201, "{:#}", settled.1);
            ids.insert(settled.1["record_id"].as_str().unwrap().to_owned());
        }
        assert_eq!((ids.len(), stand.ledger(erp).await.len()), (6, 6));
    }
}

async fn connect(stand: &Stand, url: &str, key: &str, erp: Erp) -> String {
    let mut new = stand.new_connection(erp);
    new["settings"]["timeout_seconds"] = json!(2);
    new["settings"]["settle_seconds"] = json!(1);
    let request = stand.http.post(format!("{url}/v1/connections")).bearer_auth(key).json(&new);
    let (status, made) = read(request.send().await.unwrap()).await;
    assert_eq!(status, 201, "{made}");
    made["id"].as_str().unwrap().to_owned()
}

async fn send(stand: &Stand, url: &str, key: &str, path: &str, n: usize) -> (reqwest::StatusCode, Value) {
    let mut body = order();
    body["external_id"] = json!(format!("K-{n}"));
    let request = stand.http.request(Method::POST, format!("{url}{path}")).bearer_auth(key);
    let request = request.header("Idempotency-Key", format!("k{n}")).header("Prefer", "wait=0").json(&body);
    read(request.send().await.unwrap()).await
}
