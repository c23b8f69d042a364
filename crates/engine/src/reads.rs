//! Reading from the ERP, in the client's words.

use erpgate_connector::System;
use erpgate_model::{
    Aliases, Capability, ConnectionId, FieldError, Health, Query, Record, RecordId, Resource, Verb,
    WorkOrderKind,
};
use serde_json::Value;
use tokio::time::Instant;

use crate::engine::Engine;
use crate::refusal::Refusal;
use crate::validate::usable;

/// One page, in the client's words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ToldPage {
    /// The records.
    pub records: Vec<Value>,
    /// Where the next page begins.
    pub next_cursor: Option<String>,
}

impl Engine {
    /// One record, in the client's words, with its version.
    ///
    /// # Errors
    /// `NoSuchRecord`, or why the ERP could not be asked.
    pub async fn read(
        &self,
        connection: ConnectionId,
        resource: Resource,
        id: &RecordId,
        native: bool,
    ) -> Result<(Value, Record), Refusal> {
        let connected = self.source.connected(connection).await?;
        let kind = WorkOrderKind::of_record_id(id).map(|(kind, _)| kind);
        usable(connected.connector.capability(resource, Verb::Get, kind), resource, Verb::Get)?;
        let session = Self::session(&*connected.connector, Instant::now());
        let read = connected.connector.read(&session, resource, id, native).await.map_err(Refusal::Erp)?;
        let record = read.ok_or(Refusal::NoSuchRecord)?;
        Ok((told(&record, &connected.connection.aliases), record))
    }

    /// A page of records, in the client's words.
    ///
    /// # Errors
    /// Why the ERP could not be asked.
    pub async fn list(
        &self,
        connection: ConnectionId,
        resource: Resource,
        mut query: Query,
    ) -> Result<ToldPage, Refusal> {
        let connected = self.source.connected(connection).await?;
        // Completions are listed by their work order, whose id says the kind.
        let order = query.work_order_id.as_ref().map(RecordId::new);
        let of_order = order.as_ref().and_then(WorkOrderKind::of_record_id).map(|(kind, _)| kind);
        let row = connected.connector.capability(resource, Verb::List, query.kind.or(of_order));
        let row = usable(row, resource, Verb::List)?;
        let aliases = &connected.connection.aliases;
        answerable(row, &query)?;
        let to_erp =
            |field: &str, word: Option<String>| word.map(|word| aliases.to_erp(field, &word).to_owned());
        query.vendor_id = to_erp("vendor_id", query.vendor_id);
        query.item_id = to_erp("item_id", query.item_id);
        query.location_id = to_erp("location_id", query.location_id);
        let session = Self::session(&*connected.connector, Instant::now());
        let page = connected.connector.list(&session, resource, &query).await.map_err(Refusal::Erp)?;
        let records = page.records.iter().map(|record| told(record, aliases)).collect();
        Ok(ToldPage { records, next_cursor: page.next_cursor })
    }

    /// Asks the ERP who it is, and keeps the connection's health.
    ///
    /// # Errors
    /// Why the ERP could not be asked, or refused.
    pub async fn probe(&self, connection: ConnectionId) -> Result<System, Refusal> {
        let connected = self.source.connected(connection).await?;
        let session = Self::session(&*connected.connector, Instant::now());
        let at = self.clock.now().max(connected.connection.updated_at);
        let probed = connected.connector.probe(&session).await;
        let detail = probed.as_ref().err().map(ToString::to_string);
        let health = if probed.is_ok() { Health::Healthy } else { Health::Unhealthy };
        self.store.set_health(connection, health, detail.as_deref(), at).await?;
        probed.map_err(Refusal::Erp)
    }
}

/// Refuses filters that this ERP cannot answer: a filter that is ignored gives wrong records.
fn answerable(row: &'static Capability, query: &Query) -> Result<(), Refusal> {
    let known = |name: &str| row.field(name).is_some_and(|field| field.filter);
    let unknown = query.filters().into_iter().filter(|name| !known(name));
    let errors: Vec<FieldError> = unknown
        .map(|name| {
            let detail = format!(
                "this connection cannot narrow {} by `{name}`; the capability says by what",
                row.resource
            );
            FieldError { pointer: None, ..FieldError::at("", "not_supported", detail) }
        })
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Invalid(errors)) }
}

/// A record in the client's words.
pub(crate) fn told(record: &Record, aliases: &Aliases) -> Value {
    let mut json = record.to_json();
    aliases.translate_to_client(&mut json);
    json
}
