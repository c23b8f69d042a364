//! The rows of one connection, and which of them have been tried.

use std::collections::BTreeSet;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::connection::{aliases, defaults, settings};
use crate::stand::{Erp, Stand, read};

/// Resource, verb, kind of work order.
type Row = (String, String, Option<String>);

pub(super) struct Table {
    pub(super) stand: Stand,
    pub(super) erp: Erp,
    pub(super) connection: String,
    rows: Vec<Value>,
    tried: BTreeSet<Row>,
    keys: u32,
}

impl Table {
    pub(super) async fn start(erp: Erp) -> Self {
        let stand = Stand::start().await;
        let mut new = stand.new_connection(erp);
        for (name, setting) in settings(erp).as_object().unwrap() {
            new["settings"][name] = setting.clone();
        }
        new["defaults"] = defaults(erp);
        new["aliases"] = aliases(erp);
        let made = stand.request(Method::POST, "/v1/connections").json(&new).send().await.unwrap();
        let (status, made) = read(made).await;
        assert_eq!(status, StatusCode::CREATED, "{made:#}");
        let connection = made["id"].as_str().unwrap().to_owned();
        let (_, capabilities) = stand.get(&format!("/v1/connections/{connection}/capabilities")).await;
        let rows = capabilities["data"].as_array().unwrap().clone();
        Self { stand, erp, connection, rows, tried: BTreeSet::new(), keys: 0 }
    }

    pub(super) fn path(&self, below: &str) -> String {
        format!("/v1/connections/{}/{below}", self.connection)
    }

    fn row(&self, resource: &str, verb: &str, kind: Option<&str>) -> &Value {
        let is_it = |row: &&Value| {
            let of_kind = kind.is_none() || row["kind"].is_null() || row["kind"].as_str() == kind;
            row["resource"] == resource && row["verb"] == verb && of_kind
        };
        self.rows.iter().find(is_it).unwrap_or_else(|| panic!("no row for {verb} {resource} {kind:?}"))
    }

    /// True where the ERP does it with other means.
    pub(super) fn emulates(&self, resource: &str, verb: &str) -> bool {
        self.row(resource, verb, None)["supported"] == "emulated"
    }

    /// Notes that a row is tried now, and says whether it can be used.
    pub(super) fn usable(&mut self, resource: &str, verb: &str, kind: Option<&str>) -> bool {
        let row = self.row(resource, verb, kind);
        let of_row = row["kind"].as_str().map(str::to_owned);
        let usable = row["supported"] == "yes" || row["supported"] == "emulated";
        self.tried.insert((resource.to_owned(), verb.to_owned(), of_row));
        usable
    }

    /// Sends a write. Its record when the row can be used; else the refusal was checked, and that nothing
    /// was sent.
    pub(super) async fn write(
        &mut self,
        (resource, verb, kind): (&str, &str, Option<&str>),
        method: Method,
        below: &str,
        body: &Value,
    ) -> Option<Value> {
        self.keys += 1;
        let (key, path) = (format!("square-{}", self.keys), self.path(below));
        let name = format!("{:?} {verb} {resource} {}", self.erp, kind.unwrap_or_default());
        let before = self.stand.writes(self.erp).await;
        let usable = self.usable(resource, verb, kind);
        if usable {
            self.rehearse(&name, &method, &path, body).await;
        }
        let (status, answer) = self.stand.write(method, &path, &key, body).await;
        if usable {
            assert!(status.is_success(), "{name}: {status} {answer:#}");
            assert_eq!(answer["status"], "succeeded", "{name}: {answer:#}");
            assert_ne!(self.stand.writes(self.erp).await, before, "{name}: nothing was written");
            return Some(answer);
        }
        let refused = (status.as_u16(), &answer["code"]) == (422, &json!("not_supported_by_connection"));
        assert!(refused, "{name}: {status} {answer:#}");
        assert_eq!(self.stand.writes(self.erp).await, before, "{name}: something was sent");
        None
    }

    /// The same as a dry run: it finds nothing, shows what would be sent, and nothing is sent.
    async fn rehearse(&self, name: &str, method: &Method, path: &str, body: &Value) {
        let before = self.stand.writes(self.erp).await;
        let mut request = self.stand.request(method.clone(), &format!("{path}?dry_run=true"));
        if !body.is_null() {
            request = request.json(body);
        }
        let (status, run) = read(request.send().await.unwrap()).await;
        assert_eq!((status.as_u16(), &run["findings"]), (200, &json!([])), "dry run of {name}: {run:#}");
        assert_ne!(run["requests"], json!([]), "dry run of {name}: {run:#}");
        assert_eq!(self.stand.writes(self.erp).await, before, "dry run of {name}: something was written");
    }

    /// Reads; nothing when the row says that it cannot be done, and it was not.
    pub(super) async fn read(
        &mut self,
        (resource, verb, kind): (&str, &str, Option<&str>),
        below: &str,
    ) -> Option<Value> {
        let usable = self.usable(resource, verb, kind);
        let (status, answer) = self.stand.get(&self.path(below)).await;
        let name = format!("{:?} {verb} {resource}", self.erp);
        if usable {
            assert_eq!(status, 200, "{name}: {answer:#}");
            return Some(answer);
        }
        assert_eq!(answer["code"], "not_supported_by_connection", "{name}: {answer:#}");
        None
    }

    /// Every row has been tried.
    pub(super) fn assert_complete(&self) {
        let row = |row: &Value| {
            let text = |name: &str| row[name].as_str().map(str::to_owned);
            (text("resource").unwrap(), text("verb").unwrap(), text("kind"))
        };
        let all: BTreeSet<Row> = self.rows.iter().map(row).filter(|row| row.0 != "passthrough").collect();
        let missing: Vec<_> = all.difference(&self.tried).collect();
        assert!(missing.is_empty(), "never tried: {missing:?}");
    }
}
