//! Reverse: SAP posts a second confirmation that takes the first one back.

use erpgate_connector::{Attempted, Receipt, Session, Trouble, WriteError};
use erpgate_model::{RecordId, Target, WorkOrderKind};
use http::Method;
use serde_json::Value;

use super::form::keys_in;
use super::{Confirmations, mark};
use crate::errors::{Blame, check_version, not_there};
use crate::mapping;
use crate::messages;
use crate::odata;
use crate::service::Change;

/// What a reversal has in common with what it takes back.
const SAME: [&str; 4] = [
    "OrderOperation",
    "ConfirmationYieldQuantity",
    "ConfirmationScrapQuantity",
    "ConfirmationReworkQuantity",
];

impl Confirmations {
    /// One that is reversed already stays as it is, and nothing is sent.
    pub(super) async fn reverse(
        &self,
        session: &Session,
        target: &Target,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        let number = WorkOrderKind::of_record_id(&target.id).map_or("", |(_, number)| number);
        let held = self.confirmation(session, number).await?;
        let held = held.ok_or_else(|| not_there("confirmation", &target.id))?;
        check_version(target, &mapping::version(&held), attempted)?;
        let mut warnings = Vec::new();
        if !odata::flag(&held, "IsReversed") {
            let path = format!("CancelProdnOrdConf?{}", odata::query(&self.arguments(session, number)));
            let change = Change::of(Method::POST, path, None, Some(&held));
            let answer = self.service.change(session, &change, &Blame::default()).await?;
            warnings = messages::warnings(&answer);
        }
        Ok(Receipt::of(target.id.clone(), warnings))
    }

    fn arguments(&self, session: &Session, number: &str) -> Vec<(&'static str, String)> {
        let keys = keys_in(number).unwrap_or_default();
        let mut arguments: Vec<(&str, String)> = self
            .form
            .keys
            .into_iter()
            .zip(keys)
            .map(|(name, value)| (name, odata::string_literal(value)))
            .collect();
        let mark = session.reference().map(|reference| format!("guid'{}'", mark::guid(reference)));
        arguments.extend(mark.map(|mark| (self.form.mark, mark)));
        arguments
    }

    /// The confirmation that took this one back. SAP names neither in the other: of those of one operation
    /// with the same quantities the first reversed one belongs to the first reversal, and so on.
    pub(super) async fn reversal_of(
        &self,
        session: &Session,
        held: &Value,
    ) -> Result<Option<RecordId>, Trouble> {
        if !odata::flag(held, "IsReversed") {
            return Ok(None);
        }
        let [group, count] = self.form.keys;
        let options = [
            ("$filter", format!("{group} eq {}", odata::string_literal(odata::text(held, group)))),
            ("$orderby", count.to_owned()),
        ];
        let (all, _) = self.service.list(session, self.form.set, &options).await?;
        let alike = |one: &&Value| SAME.iter().all(|name| one.get(name) == held.get(name));
        let with = |flag: &'static str| all.iter().filter(alike).filter(move |one| odata::flag(one, flag));
        let place = with("IsReversed").position(|one| odata::text(one, count) == odata::text(held, count));
        Ok(place.and_then(|place| with("IsReversal").nth(place)).and_then(|one| self.form.id_of(one)))
    }
}
