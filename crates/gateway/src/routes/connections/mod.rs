//! `/v1/connections`

pub(crate) mod create;
pub(crate) mod credentials;
mod defaults;
pub(crate) mod delete;
pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod test;
pub(crate) mod update;
mod view;

use std::collections::BTreeMap;

use erpgate_connector::{Registration, SettingError};
use erpgate_model::{Connection, ConnectionId};
use secrecy::SecretString;
use serde_json::Value;

use crate::app::App;
use crate::problem::{Problem, ProblemCode};

use defaults::check_defaults;
pub(crate) use view::ConnectionView;

/// Secrets as a client enters them. They cannot be printed and do not come back.
pub(crate) type Credentials = BTreeMap<String, SecretString>;

async fn stored(app: &App, id: ConnectionId) -> Result<Connection, Problem> {
    let missing = || Problem::new(ProblemCode::NotFound, "there is no such connection");
    app.store.connection(id).await?.ok_or_else(missing)
}

fn registration(app: &App, name: &str) -> Result<&'static Registration, Problem> {
    app.connector(name).ok_or_else(|| {
        let known: Vec<_> = app.connectors.iter().map(|connector| connector.name).collect();
        let detail = format!("there is no connector `{name}`; this build has {}", known.join(", "));
        Problem::new(ProblemCode::InvalidBody, detail).at("/connector", "no_such_connector")
    })
}

fn check_settings(connector: &Registration, settings: &Value) -> Result<(), Problem> {
    (connector.check_settings)(settings).map_err(|SettingError { pointer, detail }| {
        Problem::new(ProblemCode::InvalidBody, detail).at(pointer, "invalid")
    })
}

fn check_credentials(connector: &Registration, credentials: &Credentials) -> Result<(), Problem> {
    let known = |name: &String| connector.secrets.iter().any(|secret| secret.name == name);
    let Some(unknown) = credentials.keys().find(|name| !known(name)) else { return Ok(()) };
    let names: Vec<_> = connector.secrets.iter().map(|secret| secret.name).collect();
    let detail = format!("{} has no secret `{unknown}`; it knows {}", connector.title, names.join(", "));
    Err(Problem::new(ProblemCode::InvalidBody, detail).at(format!("/credentials/{unknown}"), "unknown_field"))
}
