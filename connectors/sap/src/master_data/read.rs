//! Read: one entry.

use erpgate_connector::{Session, Trouble};
use erpgate_model::{Record, RecordId, Resource};
use serde_json::Value;

use super::MasterDataSets;
use super::list::scope;
use super::record::record;
use super::source::Source;
use crate::odata::{self, string_literal};
use crate::service::Service;

impl MasterDataSets {
    pub(crate) async fn read(
        &self,
        session: &Session,
        resource: Resource,
        id: &RecordId,
        native: bool,
    ) -> Result<Option<Record>, Trouble> {
        let (source, service) = self.set(resource)?;
        if !source.may_have(id.as_str()) {
            return Ok(None);
        }
        let Some(entry) = self.entry(session, source, service, id.as_str()).await? else { return Ok(None) };
        let entries = [entry];
        let stores = self.stores(session, source, &entries).await?;
        let [entry] = entries;
        let stores = stores.get(id.as_str()).map_or(&[][..], Vec::as_slice);
        record(source, entry, stores, &self.customs, native).map(Some)
    }

    /// By the key, or by a question where the id is a part of the key.
    async fn entry(
        &self,
        session: &Session,
        source: &Source,
        service: &Service,
        id: &str,
    ) -> Result<Option<Value>, Trouble> {
        let expand: Vec<_> = source.expand().into_iter().collect();
        if source.above.is_none() {
            return service.get(session, &odata::key(source.set, &[(source.id, id)]), &expand).await;
        }
        let mut conditions = vec![format!("{} eq {}", source.id, string_literal(id))];
        conditions.extend(scope(source, &self.customs));
        let mut options = vec![("$filter", conditions.join(" and ")), ("$top", "1".to_owned())];
        options.extend(expand);
        let (found, _) = service.list(session, source.set, &options).await?;
        Ok(found.into_iter().next())
    }
}

impl Source {
    /// The `$expand` of every read, where there are texts.
    pub(super) fn expand(&self) -> Option<(&'static str, String)> {
        self.texts.map(|texts| ("$expand", texts.to_owned()))
    }

    /// Longer ids than the key holds stand nowhere.
    pub(super) fn may_have(&self, id: &str) -> bool {
        let row = self.rows.iter().find(|row| row.native() == self.id);
        let most = row.and_then(|row| row.spec.max_length).map_or(0, usize::from);
        (1..=most).contains(&id.chars().count()) && !id.contains(char::is_control)
    }
}
