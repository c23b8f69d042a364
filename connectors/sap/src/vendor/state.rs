//! Block, unblock, deactivate, delete: SAP deletes no business partner, it marks it.

use erpgate_connector::{Attempted, Receipt, Session, WriteError};
use erpgate_model::{Target, Verb};
use serde_json::json;

use super::Vendors;
use super::native::Document;
use super::part::{COMPANIES, ORGANIZATIONS};
use super::step::{Step, What, deleted};
use crate::errors::Blame;
use crate::mapping::Entity;
use crate::odata;

impl Vendors {
    /// Sets or takes back marks; what stands already is not sent.
    pub(super) async fn put_into_state(
        &self,
        session: &Session,
        verb: Verb,
        target: &Target,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        let document = self.target(session, target, attempted).await?;
        let steps: Vec<Step> =
            wanted(verb, &document).into_iter().map(|what| Step { what, blame: Blame::default() }).collect();
        self.take(session, &target.id, document, &steps).await
    }
}

/// The blocks come first when a vendor is taken out of use: the other marks stop no order in SAP.
fn wanted(verb: Verb, document: &Document) -> Vec<What> {
    let blocks = |on: bool| supplier([("PurchasingIsBlocked", on), ("PostingIsBlocked", on)]);
    let archiving = |on: bool| What::Partner(properties([("IsMarkedForArchiving", on)]));
    match verb {
        Verb::Block => vec![blocks(true)],
        Verb::Deactivate => vec![blocks(true), archiving(true)],
        Verb::Delete => {
            let flags = [&COMPANIES, &ORGANIZATIONS].into_iter().flat_map(|part| {
                let ids = document.entries(part).map(|entry| odata::text(entry, part.id).to_owned());
                ids.map(move |id| What::Change { part, id, properties: deleted(true) })
            });
            [blocks(true)].into_iter().chain(flags).chain([archiving(true)]).collect()
        }
        _ => vec![
            What::Partner(properties([("IsMarkedForArchiving", false), ("BusinessPartnerIsBlocked", false)])),
            supplier([
                ("DeletionIndicator", false),
                ("PurchasingIsBlocked", false),
                ("PostingIsBlocked", false),
            ]),
        ],
    }
}

fn supplier<const N: usize>(flags: [(&str, bool); N]) -> What {
    What::Supplier(properties(flags))
}

fn properties<const N: usize>(flags: [(&str, bool); N]) -> Entity {
    flags.into_iter().map(|(name, on)| (name.to_owned(), json!(on))).collect()
}
