//! List: the confirmations of a kind in pages by their two keys.

use chrono::{DateTime, DurationRound as _, TimeDelta, Utc};
use erpgate_connector::{Session, Trouble, TroubleKind};
use erpgate_model::{Page, Query, RecordId, WorkOrderKind};
use serde_json::Value;

use super::Confirmations;
use super::form::keys_in;
use crate::odata::{self, string_literal};

/// Confirmations in one answer.
const PAGE: usize = 50;

impl Confirmations {
    pub(super) async fn page(&self, session: &Session, query: &Query) -> Result<Page, Trouble> {
        let since = query.updated_since;
        if since.is_some() && self.form.kind == WorkOrderKind::Maintenance {
            let detail = "updated_since: SAP does not tell when work on maintenance orders was confirmed; ask \
                          with kind=production";
            return Err(Trouble::new(TroubleKind::BadQuestion, detail));
        }
        let since = since.map(|since| since.duration_trunc(TimeDelta::seconds(1)).unwrap_or(since));
        let top = usize::from(query.limit.max(1)).min(PAGE);
        let mut options = vec![("$orderby", self.form.keys.join(",")), ("$top", top.to_string())];
        let filter = self.filter(query, since);
        if !filter.is_empty() {
            options.push(("$filter", filter));
        }
        let (found, cut_off) = self.service.list(session, self.form.set, &options).await?;
        let more = cut_off || found.len() >= top;
        let last = found.last().and_then(|one| self.form.id_of(one));
        let mut page = Page::default();
        if let Some(last) = last.filter(|_| more) {
            page.next_cursor = last.as_str().split_once(':').map(|(_, number)| number.to_owned());
        }
        for confirmation in found {
            if since.is_none_or(|since| self.changed_since(&confirmation, since)) {
                page.records.push(self.record(session, confirmation, query.include_native).await?);
            }
        }
        Ok(page)
    }

    fn filter(&self, query: &Query, since: Option<DateTime<Utc>>) -> String {
        let [group, count] = self.form.keys;
        let after = query.cursor.as_deref().and_then(keys_in).map(|keys| {
            let [at, last] = keys.map(string_literal);
            format!("({group} gt {at} or ({group} eq {at} and {count} gt {last}))")
        });
        let order = query.work_order_id.as_ref().map(RecordId::new);
        let order = order
            .as_ref()
            .and_then(WorkOrderKind::of_record_id)
            .map(|(_, number)| format!("{} eq {}", self.form.order, string_literal(&number.to_uppercase())));
        let day = since.and_then(|since| since.checked_add_signed(self.clock_ahead));
        let day = day.map(|day| odata::day_literal(day.date_naive()));
        let since = day.map(|day| format!("(ConfirmationEntryDate ge {day} or LastChangeDate ge {day})"));
        let no_reversals = self.form.no_reversals.map(str::to_owned);
        let parts = [after, no_reversals, order, since];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" and ")
    }

    /// A confirmation changes when it is reversed, and then it shows the day.
    fn changed_since(&self, confirmation: &Value, since: DateTime<Utc>) -> bool {
        let day = odata::date_from_native(odata::text(confirmation, "LastChangeDate"));
        let asked = since.checked_add_signed(self.clock_ahead).unwrap_or(since).date_naive();
        day.is_some_and(|day| day >= asked) || self.entered_at(confirmation).is_some_and(|at| at >= since)
    }
}
