//! The gateway's reference in a material document: where it goes, and which document carries it.

use erpgate_connector::{Session, Sighting, Trouble};
use erpgate_model::{FieldError, Reference};
use serde_json::{Value, json};

use super::document::{Document, EXPAND};
use super::{DocumentId, HEADER, ITEM, MaterialDocuments};
use crate::mapping::Entity;
use crate::{odata, sighting};

/// Header fields that can carry the reference, in the order in which they are tried.
const HOMES: [&str; 2] = ["ReferenceDocument", "MaterialDocumentHeaderText"];
/// The field of the items that carries it when the client has claimed both: twelve characters.
const ITEM_HOME: &str = "GoodsRecipientName";

const NO_FREE_FIELD: &str = "the gateway needs one of ReferenceDocument, MaterialDocumentHeaderText \
    (`external_id`) and the lines' GoodsRecipientName for its reference: leave one of them out";

/// Writes the reference into the first field that the client left free.
///
/// # Errors
/// When the client claims all of them.
pub(super) fn stamp(
    header: &mut Entity,
    items: &mut [Entity],
    reference: &Reference,
) -> Result<(), FieldError> {
    if let Some(home) = HOMES.into_iter().find(|home| !header.contains_key(*home)) {
        header.insert(home.to_owned(), json!(reference.as_str()));
        return Ok(());
    }
    let mut free = items.iter_mut().filter(|item| !item.contains_key(ITEM_HOME));
    match free.next() {
        Some(item) => {
            item.insert(ITEM_HOME.to_owned(), json!(reference.as_str()));
            Ok(())
        }
        None => Err(FieldError::at("/custom_fields", "invalid", NO_FREE_FIELD)),
    }
}

impl MaterialDocuments {
    /// Which document carries the reference? Its reversal carries a copy, and a count's differences that
    /// of the count: neither is what was asked for.
    pub(crate) async fn locate(&self, session: &Session, reference: &Reference) -> Result<Sighting, Trouble> {
        let ids = self.with_reference(session, reference).await?;
        let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        Ok(sighting::of("material documents", reference, &ids))
    }

    async fn with_reference(
        &self,
        session: &Session,
        reference: &Reference,
    ) -> Result<Vec<DocumentId>, Trouble> {
        let literal = odata::string_literal(reference.as_str());
        let filter = HOMES.map(|home| format!("{home} eq {literal}")).join(" or ");
        let options = [("$filter", filter), ("$expand", EXPAND.to_owned())];
        let found = self.entities(session, HEADER, &options).await?;
        let documents: Result<Vec<Document>, Trouble> = found.into_iter().map(Document::new).collect();
        let mut ids: Vec<DocumentId> = documents?
            .iter()
            .filter(|document| document.reverses().is_none() && !document.is_of_count())
            .map(|document| document.id().clone())
            .collect();
        if ids.is_empty() {
            let filter = format!("{ITEM_HOME} eq {literal}");
            let items = self.entities(session, ITEM, &[("$filter", filter)]).await?;
            let own = items.iter().filter(|item| super::document::reversed(item).is_none());
            ids = own
                .filter_map(|item| DocumentId::of(item, "MaterialDocumentYear", "MaterialDocument"))
                .collect();
            ids.sort();
            ids.dedup();
        }
        Ok(ids)
    }

    /// All entities of a list, also where SAP gives it in pieces.
    pub(super) async fn entities(
        &self,
        session: &Session,
        set: &str,
        options: &[(&str, String)],
    ) -> Result<Vec<Value>, Trouble> {
        let mut all: Vec<Value> = Vec::new();
        loop {
            let mut options = options.to_vec();
            if !all.is_empty() {
                options.push(("$skip", all.len().to_string()));
            }
            let (some, cut) = self.service.list(session, set, &options).await?;
            all.extend(some);
            if !cut {
                return Ok(all);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(names: &[&str]) -> Entity {
        names.iter().map(|name| ((*name).to_owned(), json!("mine"))).collect()
    }

    #[test]
    fn the_reference_takes_the_first_field_that_is_free() {
        let reference = Reference::stored("EG0123456789");
        for (taken, home) in
            [(vec![], "ReferenceDocument"), (vec!["ReferenceDocument"], "MaterialDocumentHeaderText")]
        {
            let (mut header, mut items) = (entity(&taken), vec![entity(&[])]);
            stamp(&mut header, &mut items, &reference).unwrap();
            assert_eq!(header[home], "EG0123456789");
            assert!(items[0].is_empty());
        }
        let (mut header, mut items) = (entity(&HOMES), vec![entity(&[ITEM_HOME]), entity(&[])]);
        stamp(&mut header, &mut items, &reference).unwrap();
        assert_eq!((&items[0][ITEM_HOME], &items[1][ITEM_HOME]), (&json!("mine"), &json!("EG0123456789")));
        let error = stamp(&mut entity(&HOMES), &mut [entity(&[ITEM_HOME])], &reference).unwrap_err();
        assert_eq!(error.pointer.as_deref(), Some("/custom_fields"));
    }
}
