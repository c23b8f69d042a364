//! API keys, without their secrets.

use async_trait::async_trait;
use erpgate_model::{ApiKey, ApiKeyId, Timestamp};

use crate::Result;

/// API keys. Every method is one transaction.
#[async_trait]
pub trait ApiKeys: Send + Sync {
    /// Stores a new key.
    async fn create_api_key(&self, key: &ApiKey) -> Result<()>;

    /// One key, also an expired or revoked one.
    async fn api_key(&self, id: ApiKeyId) -> Result<Option<ApiKey>>;

    /// All keys, oldest first.
    async fn api_keys(&self) -> Result<Vec<ApiKey>>;

    /// Marks a key as revoked; it keeps its first time of revocation.
    ///
    /// # Behavior
    /// - `false` when there is no such key.
    async fn revoke_api_key(&self, id: ApiKeyId, at: Timestamp) -> Result<bool>;
}
