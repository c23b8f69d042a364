//! Inventory adjustments: goods movements for changes, counts for levels.

mod capabilities;
mod change;
pub(crate) mod fields;
mod movement;
mod record;

use erpgate_connector::{Attempted, Receipt, Session, Sighting, Trouble, WriteError};
use erpgate_model::{
    Action, Command, NewInventoryAdjustment, NewRecord, Page, Query, Record, RecordId, Reference, Resource,
    Verb,
};
use serde_json::json;

use crate::connector::never_asked;
use crate::inventory_level::InventoryLevels;
use crate::material_document::{Kind, MaterialDocuments, Shape, blame};
use crate::physical_inventory::{self, PhysicalInventory};

pub(crate) use capabilities::capabilities;
pub(crate) use movement::MovementTypes;

const SHAPE: Shape = Shape { kind: Kind::Adjustment, name: "inventory adjustment", record: record::record };

/// What an adjustment needs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct InventoryAdjustments<'a> {
    pub(crate) documents: &'a MaterialDocuments,
    pub(crate) counts: &'a PhysicalInventory,
    pub(crate) levels: &'a InventoryLevels,
}

impl InventoryAdjustments<'_> {
    /// Each verb that writes to the code that does it.
    pub(crate) async fn apply(
        &self,
        session: &Session,
        command: &Command,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        match command {
            Command::Create(NewRecord::InventoryAdjustment(adjustment)) => {
                if adjustment.lines.iter().any(|line| line.set_to.is_some()) {
                    return self.counts.set(session, self.levels, adjustment, attempted.before).await;
                }
                self.change(session, adjustment, attempted.before).await
            }
            Command::Act(Action { verb: Verb::Reverse, target, .. }) => {
                if physical_inventory::is_count(&target.id) {
                    return self.counts.reverse(session, self.documents, target, attempted).await;
                }
                self.documents.reverse(session, &SHAPE, target, attempted).await
            }
            _ => Err(never_asked(Resource::InventoryAdjustment).into()),
        }
    }

    /// The row says that a repeat is harmless, so it looks for what an earlier send may have posted.
    async fn change(
        &self,
        session: &Session,
        adjustment: &NewInventoryAdjustment,
        before: bool,
    ) -> Result<Receipt, WriteError> {
        if let Some(reference) = session.reference().filter(|_| before) {
            match self.documents.locate(session, reference).await? {
                Sighting::Found(id) => return Ok(Receipt::of(id, Vec::new())),
                Sighting::Absent => {}
                Sighting::CannotTell(why) => return Err(cannot_tell(why)),
            }
        }
        let body = json!(adjustment);
        let posting = change::posting(adjustment, &body, &self.documents.movement_types);
        self.documents.post(session, posting, &blame(fields::WRITTEN, &body)).await
    }

    /// Looks among both kinds of documents.
    pub(crate) async fn locate(&self, session: &Session, reference: &Reference) -> Result<Sighting, Trouble> {
        match self.documents.locate(session, reference).await? {
            Sighting::Absent => self.counts.locate(session, reference).await,
            found => Ok(found),
        }
    }

    pub(crate) async fn read(
        &self,
        session: &Session,
        id: &RecordId,
        native: bool,
    ) -> Result<Option<Record>, Trouble> {
        if physical_inventory::is_count(id) {
            return self.counts.read(session, self.documents, id, native).await;
        }
        self.documents.read(session, &SHAPE, id, native).await
    }

    /// Material documents first, then counts.
    pub(crate) async fn list(&self, session: &Session, query: &Query) -> Result<Page, Trouble> {
        let mut page = Page::default();
        let mut rest = query.clone();
        if !query.cursor.as_deref().is_some_and(physical_inventory::is_cursor) {
            page = self.documents.list(session, &SHAPE, query).await?;
            if page.next_cursor.is_some() {
                return Ok(page);
            }
            rest.cursor = Some(physical_inventory::FIRST.to_owned());
            rest.limit = query.limit.saturating_sub(u16::try_from(page.records.len()).unwrap_or(u16::MAX));
            if rest.limit == 0 {
                page.next_cursor = rest.cursor;
                return Ok(page);
            }
        }
        let counts = self.counts.list(session, self.documents, &rest).await?;
        page.records.extend(counts.records);
        page.next_cursor = counts.next_cursor;
        Ok(page)
    }
}

/// Nothing is sent while it is not known what stands.
fn cannot_tell(why: String) -> WriteError {
    WriteError::Unknown(Trouble::new(erpgate_connector::TroubleKind::ErpFailed, why))
}
