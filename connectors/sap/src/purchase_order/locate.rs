//! Locate: which order carries a reference?

use erpgate_connector::{Session, Sighting, Trouble, TroubleKind};
use erpgate_model::{RecordId, Reference};

use super::{ORDER, PurchaseOrders};
use crate::odata;
use crate::settings::ReferenceField;

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
        let list = self.service.get(session, ORDER, &options).await?;
        let Some(found) = list.as_ref().and_then(odata::entities) else {
            return Err(Trouble::new(TroubleKind::Unreadable, "SAP's answer is no list of purchase orders"));
        };
        let numbers: Vec<&str> = found.iter().map(|order| odata::text(order, "PurchaseOrder")).collect();
        Ok(match numbers.as_slice() {
            [] => Sighting::Absent,
            [number] if !number.is_empty() => Sighting::Found(RecordId::new(*number)),
            several => Sighting::CannotTell(format!(
                "several purchase orders carry the reference {reference}: {}",
                several.join(", ")
            )),
        })
    }
}
