//! Currencies: NetSuite knows them by an id of the account, everybody else by ISO 4217.

use std::collections::BTreeMap;

use erpgate_connector::{Session, Trouble, WriteError};
use erpgate_model::FieldError;
use serde_json::{Value, json};
use tokio::sync::RwLock;

use crate::mapping::{Fields, Kind, RecordType};
use crate::records::refused;
use crate::suiteql;
use crate::transport::Transport;

/// Id to ISO code, as the account's currency table has them. A cache: asked again when something is missing.
#[derive(Debug, Default)]
pub(crate) struct Currencies {
    codes: RwLock<BTreeMap<String, String>>,
}

impl Currencies {
    /// Puts the account's ids in place of the ISO codes in a body of this type.
    ///
    /// # Errors
    /// A refusal when the account has no such currency.
    pub(crate) async fn to_ids(
        &self,
        transport: &Transport,
        session: &Session,
        record_type: &RecordType,
        body: &mut Fields,
    ) -> Result<(), WriteError> {
        for name in names(record_type) {
            let Some(code) = body.get(name).and_then(Value::as_str).map(str::to_owned) else { continue };
            let Some(id) = self.id(transport, session, &code).await? else {
                let detail = format!("the NetSuite account has no currency with the symbol {code}");
                let error = FieldError::at(format!("/{name}"), "no_such_reference", detail);
                return Err(refused(vec![error]).into());
            };
            body.insert(name.to_owned(), json!(id));
        }
        Ok(())
    }

    /// Puts the ISO codes in place of the account's ids in a record of this type. The name in NetSuite's
    /// record (`refName`) will not do: accounts name their currencies as they like.
    pub(crate) async fn to_codes(
        &self,
        transport: &Transport,
        session: &Session,
        record_type: &RecordType,
        record: &mut Fields,
    ) -> Result<(), Trouble> {
        for name in names(record_type) {
            let Some(id) = record.get(name).and_then(Value::as_str).map(str::to_owned) else { continue };
            let code = self.code(transport, session, &id).await?;
            record.insert(name.to_owned(), json!(code));
        }
        Ok(())
    }

    /// The ISO code of a currency id.
    pub(crate) async fn code(
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
    async fn id(
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

/// The record's fields that hold a currency.
fn names(record_type: &RecordType) -> impl Iterator<Item = &'static str> {
    record_type.header.iter().filter(|row| row.kind == Kind::Currency).map(|row| row.unified())
}
