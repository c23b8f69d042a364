//! Locate: which work orders of a kind carry a reference?

use erpgate_connector::{Session, Trouble};
use erpgate_model::{RecordId, Reference};

use super::KindOfOrder;
use crate::odata;

impl KindOfOrder {
    /// Looks in the connection's field and in the others, because the client may have claimed the first.
    pub(super) async fn carriers(
        &self,
        session: &Session,
        reference: &Reference,
    ) -> Result<Vec<RecordId>, Trouble> {
        let literal = odata::string_literal(reference.as_str());
        let parts: Vec<String> =
            self.reference_fields().map(|field| format!("{field} eq {literal}")).collect();
        let options = [
            ("$filter", parts.join(" or ")),
            ("$select", self.form.key.to_owned()),
            ("$top", "2".to_owned()),
        ];
        let (found, _) = self.service.list(session, self.form.set, &options).await?;
        let id = |order| self.form.kind.record_id(odata::text(order, self.form.key));
        Ok(found.iter().map(id).collect())
    }
}
