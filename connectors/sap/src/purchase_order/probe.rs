//! What a connection finds of purchase orders when it looks around.

use erpgate_connector::{Session, Trouble, TroubleKind};

use super::PurchaseOrders;

impl PurchaseOrders {
    /// Reads one order's number and reference field, and asks for a CSRF token. What was found, in
    /// sentences.
    pub(crate) async fn look(&self, session: &Session) -> Result<Vec<String>, Trouble> {
        let api = self.choice.api(session).await?;
        let options =
            [("$select", "PurchaseOrder,CorrespncExternalReference".to_owned()), ("$top", "1".to_owned())];
        api.orders(session, &options).await.map_err(|trouble| match trouble.kind {
            TroubleKind::BadQuestion | TroubleKind::Unreadable => {
                Trouble { kind: TroubleKind::Misconfigured, ..trouble }
            }
            _ => trouble,
        })?;
        let mut found = vec![format!("{} is active and lets this user read.", api.service().name())];
        found.push(if api.service().fetch_token(session).await? {
            "SAP gives a CSRF token for writing.".to_owned()
        } else {
            "SAP gives no CSRF token: the check is switched off for this service.".to_owned()
        });
        Ok(found)
    }
}
