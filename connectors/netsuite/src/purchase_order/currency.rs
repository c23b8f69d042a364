//! Currencies: NetSuite knows them by an id of the account, everybody else by ISO 4217.

use std::collections::BTreeMap;

use erpgate_connector::{Session, Trouble};
use tokio::sync::RwLock;

use crate::suiteql;
use crate::transport::Transport;

/// Id to ISO code, as the account's currency table has them. A cache: asked again when something is missing.
#[derive(Debug, Default)]
pub(crate) struct Currencies {
    codes: RwLock<BTreeMap<String, String>>,
}

impl Currencies {
    /// The ISO code of a currency id. The name in the order (`refName`) will not do: accounts name
    /// their currencies as they like.
    pub(super) async fn code(
        &self,
        transport: &Transport,
        session: &Session,
        id: &str,
    ) -> Result<Option<String>, Trouble> {
        if let Some(code) = self.codes.read().await.get(id) {
            return Ok(Some(code.clone()));
        }
        self.load(transport, session).await?;
        Ok(self.codes.read().await.get(id).cloned())
    }

    /// The id of an ISO code.
    pub(super) async fn id(
        &self,
        transport: &Transport,
        session: &Session,
        code: &str,
    ) -> Result<Option<String>, Trouble> {
        if let Some(id) = self.known(code).await {
            return Ok(Some(id));
        }
        self.load(transport, session).await?;
        Ok(self.known(code).await)
    }

    async fn known(&self, code: &str) -> Option<String> {
        let codes = self.codes.read().await;
        codes.iter().find(|(_, known)| *known == code).map(|(id, _)| id.clone())
    }

    async fn load(&self, transport: &Transport, session: &Session) -> Result<(), Trouble> {
        let q = "SELECT id, symbol FROM currency";
        let found = suiteql::query(transport, session, q, &[], suiteql::MAX_ROWS).await?;
        let codes = found
            .rows
            .iter()
            .filter_map(|row| Some((suiteql::column(row, "id")?, suiteql::column(row, "symbol")?)))
            .collect();
        *self.codes.write().await = codes;
        Ok(())
    }
}
