//! What a connection finds when it looks around: the purchase-order service has to be there, of every
//! other it says how it stands.

use erpgate_connector::{Session, System, Trouble, TroubleKind};

use crate::purchase_order::PurchaseOrders;
use crate::service::Service;

/// A service without which the connection still works.
#[derive(Debug)]
pub(crate) struct Optional<'a> {
    /// The service.
    pub(crate) service: &'a Service,
    /// The set of which one entity is read.
    pub(crate) set: &'static str,
    /// A property that not every release has.
    pub(crate) select: Option<&'a str>,
    /// What to do when the service does not know that property.
    pub(crate) advice: &'static str,
    /// What it is needed for, such as `vendors`.
    pub(crate) serves: &'static str,
}

/// Looks at purchase orders; then reads one entity of each other service.
pub(crate) async fn system(
    session: &Session,
    orders: &PurchaseOrders,
    others: &[Optional<'_>],
) -> Result<System, Trouble> {
    let mut found = orders.look(session).await?;
    for other in others {
        found.push(other.look(session).await?);
    }
    Ok(System { name: "SAP S/4HANA".to_owned(), found })
}

impl Optional<'_> {
    /// How the service stands, in a sentence.
    ///
    /// # Errors
    /// When SAP is no longer there at all.
    async fn look(&self, session: &Session) -> Result<String, Trouble> {
        let (name, serves) = (self.service.name(), self.serves);
        let mut options = vec![("$top", "1".to_owned())];
        options.extend(self.select.map(|property| ("$select", property.to_owned())));
        let trouble = match self.service.get(session, self.set, &options).await {
            Ok(Some(_)) => return Ok(format!("{name} is active and lets this user read ({serves}).")),
            Ok(None) => return Ok(format!("{name} has no {}: no {serves}.", self.set)),
            Err(trouble) => trouble,
        };
        let state = match trouble.kind {
            TroubleKind::Misconfigured => "is not active",
            TroubleKind::Forbidden => "is not open to this user",
            TroubleKind::BadQuestion
            | TroubleKind::ErpFailed
            | TroubleKind::Unreadable
            | TroubleKind::Locked => "did not answer as expected",
            TroubleKind::Unreachable
            | TroubleKind::NoAnswer
            | TroubleKind::Throttled
            | TroubleKind::CredentialsRefused => return Err(trouble),
        };
        let advice = if trouble.kind == TroubleKind::BadQuestion { self.advice } else { "" };
        Ok(format!("{name} {state}, so no {serves}: {}.{advice}", trouble.detail.trim_end_matches('.')))
    }
}
