//! Locate: which vendor carries a reference?

use erpgate_connector::{Session, Sighting, Trouble};
use erpgate_model::Reference;

use super::{PARTNER, Vendors};
use crate::odata;
use crate::settings::VendorReferenceField;
use crate::sighting;

impl Vendors {
    /// Looks in the connection's field, and in those that every release has: the setting may have
    /// been another when the vendor was made. Marked and blocked partners are shown like others.
    pub(crate) async fn locate(&self, session: &Session, reference: &Reference) -> Result<Sighting, Trouble> {
        let literal = odata::string_literal(reference.as_str());
        let wanted = self.customs.reference_field;
        let others = VendorReferenceField::IN_EVERY_RELEASE.into_iter().filter(|field| *field != wanted);
        let parts = std::iter::once(wanted)
            .chain(others)
            .map(|field| format!("{} eq {literal}", field.property()))
            .collect::<Vec<_>>();
        let options = [
            ("$filter", parts.join(" or ")),
            ("$select", "BusinessPartner,Supplier".to_owned()),
            ("$top", "2".to_owned()),
        ];
        let (found, _) = self.service.list(session, PARTNER, &options).await?;
        let numbers: Vec<&str> = found
            .iter()
            .map(|partner| match odata::text(partner, "Supplier") {
                "" => odata::text(partner, "BusinessPartner"),
                number => number,
            })
            .collect();
        Ok(sighting::of("business partners", reference, &numbers))
    }
}
