//! Opens a connection's secrets and builds its connector: the only place where both meet.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use erpgate_connector::{Registration, Secrets as OpenSecrets};
use erpgate_engine::{Connected, ConnectorSource, SourceError};
use erpgate_model::{Connection, ConnectionId};
use erpgate_store::{SealedSecret, Store};
use erpgate_vault::{DataKey, Vault, VaultError, WrappedKey};
use secrecy::{ExposeSecret, SecretString};

/// Seals and opens the secrets of connections.
#[derive(Clone)]
pub struct Secrets {
    vault: Arc<Vault>,
    store: Arc<dyn Store>,
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets")
    }
}

impl Secrets {
    /// Secrets kept in the store, sealed by the vault.
    #[must_use]
    pub fn new(vault: Arc<Vault>, store: Arc<dyn Store>) -> Self {
        Self { vault, store }
    }

    /// A data key for a new connection, wrapped for the store.
    pub(crate) fn new_key(&self, connection: ConnectionId) -> Result<WrappedKey, SourceError> {
        self.vault.new_data_key(&connection.to_string()).map_err(|error| unusable(&error))
    }

    /// Seals secrets under a wrapped data key.
    pub(crate) fn seal<'a>(
        &self,
        connection: ConnectionId,
        wrapped: &WrappedKey,
        secrets: impl IntoIterator<Item = (&'a String, &'a SecretString)>,
    ) -> Result<Vec<SealedSecret>, SourceError> {
        let key =
            self.vault.open_data_key(&connection.to_string(), wrapped).map_err(|error| unusable(&error))?;
        let seal = |(field, secret): (&String, &SecretString)| {
            let sealed = key
                .seal(field, secret.expose_secret().as_bytes())
                .map_err(|error| unusable(&error))?
                .into_bytes();
            Ok(SealedSecret { field: field.clone(), sealed })
        };
        secrets.into_iter().map(seal).collect()
    }

    /// The wrapped data key of a connection.
    pub(crate) async fn key(&self, connection: ConnectionId) -> Result<WrappedKey, SourceError> {
        let stored = self.store.wrapped_key(&connection.to_string()).await?;
        WrappedKey::from_bytes(stored.ok_or(SourceError::NoSuchConnection)?).map_err(|error| unusable(&error))
    }

    /// The data key that seals webhook signing secrets; made when first asked for.
    ///
    /// # Errors
    /// When the vault or the store cannot give it.
    pub async fn webhook_key(&self) -> Result<DataKey, SourceError> {
        let owner = erpgate_webhooks::SECRET_OWNER;
        let fresh = self.vault.new_data_key(owner).map_err(|error| unusable(&error))?;
        let standing = self.store.ensure_wrapped_key(owner, fresh.as_bytes()).await?;
        let wrapped = WrappedKey::from_bytes(standing).map_err(|error| unusable(&error))?;
        self.vault.open_data_key(owner, &wrapped).map_err(|error| unusable(&error))
    }

    async fn open(&self, connection: ConnectionId) -> Result<OpenSecrets, SourceError> {
        let sealed = self.store.secrets(connection).await?;
        if sealed.is_empty() {
            return Ok(OpenSecrets::default());
        }
        let wrapped = self.key(connection).await?;
        let key =
            self.vault.open_data_key(&connection.to_string(), &wrapped).map_err(|error| unusable(&error))?;
        let mut opened = Vec::with_capacity(sealed.len());
        for SealedSecret { field, sealed } in sealed {
            let text = key
                .open(&field, &sealed)
                .and_then(|bytes| bytes.into_text())
                .map_err(|error| unusable(&error))?;
            opened.push((field, text));
        }
        Ok(OpenSecrets::new(opened))
    }
}

fn unusable(error: &VaultError) -> SourceError {
    SourceError::Secrets(error.to_string())
}

/// Connectors by connection. A cached one is used as long as the connection in the store is unchanged,
/// so a change on another node is seen at the next request.
pub(crate) struct Connectors {
    store: Arc<dyn Store>,
    secrets: Secrets,
    registrations: &'static [Registration],
    cache: Mutex<HashMap<ConnectionId, Connected>>,
}

impl fmt::Debug for Connectors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Connectors")
    }
}

impl Connectors {
    pub(crate) fn new(
        store: Arc<dyn Store>,
        secrets: Secrets,
        registrations: &'static [Registration],
    ) -> Self {
        Self { store, secrets, registrations, cache: Mutex::default() }
    }

    fn cached(&self, connection: &Connection) -> Option<Connected> {
        let mut cache = self.cache.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let known = cache
            .get_mut(&connection.id)
            .filter(|known| known.connection.updated_at == connection.updated_at)?;
        // Health moves without a new `updated_at`: keep the connector with its tokens, show the new health.
        known.connection = Arc::new(connection.clone());
        Some(known.clone())
    }
}

#[async_trait]
impl ConnectorSource for Connectors {
    async fn connected(&self, id: ConnectionId) -> Result<Connected, SourceError> {
        let connection = self.store.connection(id).await?.ok_or(SourceError::NoSuchConnection)?;
        if let Some(known) = self.cached(&connection) {
            return Ok(known);
        }
        let registration = self.registrations.iter().find(|one| one.name == connection.connector);
        let registration = registration.ok_or_else(|| {
            SourceError::Secrets(format!("this build has no connector `{}`", connection.connector))
        })?;
        let secrets = self.secrets.open(id).await?;
        let connector = (registration.connect)(&connection.settings, &secrets)?;
        let connected = Connected::new(connection, connector);
        let mut cache = self.cache.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        cache.insert(id, connected.clone());
        Ok(connected)
    }
}
