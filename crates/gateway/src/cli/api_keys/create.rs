//! `erpgate api-keys create`

use anyhow::bail;
use chrono::TimeDelta;
use clap::{Args, ValueEnum};
use erpgate_model::{ApiKey, Clock, ConnectionId, Ids, Role, Scope, SystemClock};
use erpgate_store::{Store, StoreError};

use super::{lifetime, open};
use crate::auth::KeyText;
use crate::cli::configuration_flags::ConfigurationFlags;
use crate::cli::output;

/// Flags of `erpgate api-keys create`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    configuration: ConfigurationFlags,
    /// What people call it.
    #[arg(long)]
    name: String,
    /// What it may do.
    #[arg(long, value_enum)]
    role: RoleName,
    /// What a client may do, such as `purchase_orders:write`; give it once per scope.
    #[arg(long = "scope", value_name = "SCOPE", required_if_eq("role", "client"))]
    scopes: Vec<Scope>,
    /// Limits the key to this connection; give it once per connection.
    #[arg(long = "connection", value_name = "ID")]
    connections: Vec<ConnectionId>,
    /// When it ends, such as `90d` or `12h` from now; never unless said.
    #[arg(long, value_name = "TIME", value_parser = lifetime::parse)]
    expires_in: Option<TimeDelta>,
    /// A word in the key that tells people where it belongs.
    #[arg(long, default_value = "live", value_parser = environment)]
    environment: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RoleName {
    /// Everything, API keys included.
    Admin,
    /// Connections, webhooks and operations, but no keys.
    Operator,
    /// Only the scopes that are named.
    Client,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Admin => Self::Admin,
            RoleName::Operator => Self::Operator,
            RoleName::Client => Self::Client,
        }
    }
}

/// The parts of a key are joined by underscores.
fn environment(text: &str) -> Result<String, String> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if (1..=12).contains(&text.len()) && text.bytes().all(plain) {
        Ok(text.to_owned())
    } else {
        Err("use 1 to 12 of a-z and 0-9, such as live or test".to_owned())
    }
}

pub(super) async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let role = Role::from(arguments.role);
    if role != Role::Client && !arguments.scopes.is_empty() {
        bail!("--scope: only a client's key names scopes; other roles have theirs by role");
    }
    let store = open(&arguments.configuration).await?;
    let text = create_in(&*store, arguments, role).await;
    store.close().await;
    output::line(text?.reveal())
}

async fn create_in(store: &dyn Store, arguments: Arguments, role: Role) -> anyhow::Result<KeyText> {
    for id in &arguments.connections {
        if store.connection(*id).await?.is_none() {
            bail!("--connection: there is no connection {id}");
        }
    }
    let new = NewKey {
        name: arguments.name,
        role,
        scopes: arguments.scopes,
        connections: Some(arguments.connections).filter(|limits| !limits.is_empty()),
        expires_in: arguments.expires_in,
        environment: arguments.environment,
    };
    Ok(create(store, new).await?)
}

/// An API key to be made.
#[derive(Debug, Clone)]
pub struct NewKey {
    /// What people call it.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// What a client may do.
    pub scopes: Vec<Scope>,
    /// The connections it is limited to; `None`: all.
    pub connections: Option<Vec<ConnectionId>>,
    /// How long it lives; `None`: for ever.
    pub expires_in: Option<TimeDelta>,
    /// A word in the key, 1 to 12 of `a-z 0-9`.
    pub environment: String,
}

/// Makes a key, stores it and returns its text, of which the store keeps a digest only.
///
/// # Errors
/// The store's.
pub async fn create(store: &dyn Store, new: NewKey) -> Result<KeyText, StoreError> {
    let now = SystemClock.now();
    let text = KeyText::generate(&new.environment, Ids::random(std::sync::Arc::new(SystemClock)).make());
    let key = ApiKey {
        id: text.id(),
        name: new.name,
        role: new.role,
        scopes: new.scopes,
        connections: new.connections,
        secret_sha256: text.sha256(),
        created_at: now,
        expires_at: new.expires_in.map(|lifetime| now + lifetime),
        revoked_at: None,
    };
    store.create_api_key(&key).await?;
    Ok(text)
}
