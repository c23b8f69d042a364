//! Read: one GET with everything expanded.

use erpgate_connector::{Attempted, Session, Trouble, WriteError};
use erpgate_model::{Record, RecordId, Target};

use super::native::{Document, EXPAND};
use super::{PARTNER, Vendors, from_native};
use crate::errors;
use crate::odata;

impl Vendors {
    pub(crate) async fn read(
        &self,
        session: &Session,
        id: &RecordId,
        native: bool,
    ) -> Result<Option<Record>, Trouble> {
        let document = self.document(session, id).await?;
        document.map(|document| self.record(document, native)).transpose()
    }

    pub(super) fn record(&self, document: Document, native: bool) -> Result<Record, Trouble> {
        Ok(Record::Vendor(Box::new(from_native::record(document, self.customs, native)?)))
    }

    /// The vendor of this supplier number. Partner and supplier usually have one number; where they
    /// have not, the partner is looked for.
    pub(super) async fn document(
        &self,
        session: &Session,
        id: &RecordId,
    ) -> Result<Option<Document>, Trouble> {
        let number = id.as_str();
        if !is_possible(number) {
            return Ok(None);
        }
        let path = odata::key(PARTNER, &[("BusinessPartner", number)]);
        let by_key = self.service.get(session, &path, &[("$expand", EXPAND.to_owned())]).await?;
        let by_key = by_key.map(Document::new).transpose()?.flatten();
        let document = match by_key.filter(|document| document.supplier_number() == number) {
            Some(document) => Some(document),
            None => self.by_supplier(session, number).await?,
        };
        let Some(document) = document else { return Ok(None) };
        let mut documents = [document];
        self.name_contacts(session, &mut documents).await?;
        let [document] = documents;
        Ok(Some(document))
    }

    async fn by_supplier(&self, session: &Session, number: &str) -> Result<Option<Document>, Trouble> {
        let filter = format!("Supplier eq {}", odata::string_literal(number));
        let options = [("$filter", filter), ("$top", "1".to_owned()), ("$expand", EXPAND.to_owned())];
        let (found, _) = self.service.list(session, PARTNER, &options).await?;
        Ok(found.into_iter().next().map(Document::new).transpose()?.flatten())
    }

    /// The vendor that a command is about, if it still has the version that the client saw.
    pub(super) async fn target(
        &self,
        session: &Session,
        target: &Target,
        attempted: Attempted<'_>,
    ) -> Result<Document, WriteError> {
        let document = self.document(session, &target.id).await?;
        let document = document.ok_or_else(|| errors::not_there("vendor", &target.id))?;
        errors::check_version(target, &document.version(), attempted)?;
        Ok(document)
    }
}

/// The form of a number that the client or SAP may have given.
fn is_possible(number: &str) -> bool {
    (1..=10).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_graphic())
}
