//! Locate: which order carries a reference?

use erpgate_connector::{Session, Sighting, Trouble};
use erpgate_model::Reference;

use super::PurchaseOrders;
use crate::odata;
use crate::settings::ReferenceField;
use crate::sighting;

impl PurchaseOrders {
    /// Looks in all three fields, because the client may have claimed the first. Deleted orders
    /// are shown by SAP like others.
    pub(crate) async fn locate(&self, session: &Session, reference: &Reference) -> Result<Sighting, Trouble> {
        let literal = odata::string_literal(reference.as_str());
        let parts = ReferenceField::ALL.map(|field| format!("{} eq {literal}", field.property()));
        let options = [
            ("$filter", parts.join(" or ")),
            ("$select", "PurchaseOrder".to_owned()),
            ("$top", "2".to_owned()),
        ];
        let (found, _) = self.choice.api(session).await?.orders(session, &options).await?;
        let numbers: Vec<&str> = found.iter().map(|order| odata::text(order, "PurchaseOrder")).collect();
        Ok(sighting::of("purchase orders", reference, &numbers))
    }
}
