//! Read: one GET with everything expanded, and the document that undid it.

use erpgate_connector::{Session, Trouble};
use erpgate_model::{Record, RecordId};

use super::document::{Document, EXPAND, reversed};
use super::{DocumentId, HEADER, ITEM, Kind, MaterialDocuments};
use crate::odata;

/// What one kind of record makes of a document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) kind: Kind,
    /// What the record is called, for messages.
    pub(crate) name: &'static str,
    pub(crate) record: fn(&MaterialDocuments, Found, bool) -> Result<Record, Trouble>,
}

/// A document, and the one that undid all of it.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) document: Document,
    pub(crate) reversed_by: Option<DocumentId>,
}

impl MaterialDocuments {
    pub(crate) async fn read(
        &self,
        session: &Session,
        shape: &Shape,
        id: &RecordId,
        native: bool,
    ) -> Result<Option<Record>, Trouble> {
        let Some(document) = self.document(session, shape, id).await? else { return Ok(None) };
        (shape.record)(self, self.found(session, document).await?, native).map(Some)
    }

    /// The document of this id, if it is of this kind.
    pub(super) async fn document(
        &self,
        session: &Session,
        shape: &Shape,
        id: &RecordId,
    ) -> Result<Option<Document>, Trouble> {
        let Some(id) = DocumentId::parse(id.as_str()) else { return Ok(None) };
        let found = self.service.get(session, &path(&id), &[("$expand", EXPAND.to_owned())]).await?;
        let document = found.map(Document::new).transpose()?;
        Ok(document.filter(|document| document.kind() == Some(shape.kind)))
    }

    /// Looks for what undid a document where SAP says that something did.
    pub(super) async fn found(&self, session: &Session, document: Document) -> Result<Found, Trouble> {
        let reversed_by = if document.is_marked_cancelled() {
            self.reversal(session, document.id(), document.items().len()).await?
        } else {
            None
        };
        Ok(Found { document, reversed_by })
    }

    /// The document that undid all of so many items of another; the last, where there are several.
    pub(crate) async fn reversal(
        &self,
        session: &Session,
        id: &DocumentId,
        items: usize,
    ) -> Result<Option<DocumentId>, Trouble> {
        let filter = format!(
            "ReversedMaterialDocumentYear eq {} and ReversedMaterialDocument eq {}",
            odata::string_literal(&id.year),
            odata::string_literal(&id.number)
        );
        let undoing = self.entities(session, ITEM, &[("$filter", filter)]).await?;
        let undoing: Vec<_> = undoing.iter().filter(|item| reversed(item).as_ref() == Some(id)).collect();
        let mut lines: Vec<&str> =
            undoing.iter().map(|item| odata::text(item, "ReversedMaterialDocumentItem")).collect();
        lines.sort_unstable();
        lines.dedup();
        let by = undoing
            .iter()
            .filter_map(|item| DocumentId::of(item, "MaterialDocumentYear", "MaterialDocument"));
        Ok(by.max().filter(|_| lines.len() >= items))
    }
}

pub(super) fn path(id: &DocumentId) -> String {
    odata::key(HEADER, &[("MaterialDocumentYear", &id.year), ("MaterialDocument", &id.number)])
}
