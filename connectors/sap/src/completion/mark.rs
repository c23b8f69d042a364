//! How a confirmation carries the gateway's reference: as a GUID where SAP keeps the number that another
//! system gave, else before the notes.

use erpgate_connector::{Session, Trouble};
use erpgate_model::{RecordId, Reference, WorkOrderKind};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::Confirmations;
use super::form::Form;
use crate::mapping::{Entity, is_reference};
use crate::odata;

/// The characters of a reference.
const LENGTH: usize = 12;

/// The same GUID for the same reference, always.
pub(super) fn guid(reference: &Reference) -> String {
    let digest = Sha256::digest(format!("erpgate confirmation {reference}"));
    let mut bytes: [u8; 16] = digest[..16].try_into().expect("a SHA-256 digest has 32 bytes");
    // Version 8 of RFC 9562: made by a rule of one's own.
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let text = hex::encode(bytes);
    format!("{}-{}-{}-{}-{}", &text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..])
}

/// Writes the reference into a new confirmation.
pub(super) fn stamp(form: &Form, entity: &mut Entity, reference: &Reference) {
    let value = match form.kind {
        WorkOrderKind::Production => guid(reference),
        WorkOrderKind::Maintenance => {
            let notes = entity.get(form.mark).and_then(|notes| notes.as_str()).unwrap_or_default();
            format!("{reference} {notes}").trim_end().to_owned()
        }
    };
    entity.insert(form.mark.to_owned(), json!(value));
}

/// Notes without the reference before them.
pub(super) fn without_reference(text: &str) -> &str {
    match text.get(..LENGTH) {
        Some(beginning) if is_reference(beginning) => text[LENGTH..].trim_start(),
        _ => text,
    }
}

impl Confirmations {
    /// The confirmations that carry a reference.
    pub(super) async fn carriers(
        &self,
        session: &Session,
        reference: &Reference,
    ) -> Result<Vec<RecordId>, Trouble> {
        let form = self.form;
        let filter = match form.kind {
            WorkOrderKind::Production => format!("{} eq guid'{}'", form.mark, guid(reference)),
            WorkOrderKind::Maintenance => {
                format!("startswith({},{})", form.mark, odata::string_literal(reference.as_str()))
            }
        };
        let options = [("$filter", filter), ("$top", "2".to_owned())];
        let (found, _) = self.service.list(session, form.set, &options).await?;
        Ok(found.iter().filter_map(|confirmation| form.id_of(confirmation)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_the_same_guid_always_and_another_is_another() {
        let (one, other) = (Reference::stored("EG0123456789"), Reference::stored("EG0123456780"));
        assert_eq!(guid(&one), guid(&one));
        assert_ne!(guid(&one), guid(&other));
        let parts: Vec<usize> = guid(&one).split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12]);
        assert_eq!(guid(&one).as_bytes()[14], b'8');
    }

    #[test]
    fn notes_share_their_place_with_the_reference_and_come_back_without_it() {
        let reference = Reference::stored("EG0123456789");
        for (notes, kept) in [(None, "EG0123456789"), (Some("Seal changed"), "EG0123456789 Seal changed")] {
            let mut entity = Entity::new();
            entity.extend(notes.map(|notes| ("ConfirmationText".to_owned(), json!(notes))));
            stamp(&super::super::form::MAINTENANCE, &mut entity, &reference);
            assert_eq!(entity["ConfirmationText"], kept);
            assert_eq!(without_reference(kept), notes.unwrap_or_default());
        }
        assert_eq!(without_reference("Entered by hand"), "Entered by hand");
        assert_eq!(without_reference("über"), "über");
    }
}
