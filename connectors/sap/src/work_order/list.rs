//! List: the orders of a kind in pages by number.

use chrono::{DateTime, DurationRound as _, TimeDelta, Utc};
use erpgate_connector::{Session, Trouble, TroubleKind};
use erpgate_model::{Page, Query, Record, WorkOrderStatus};
use serde_json::json;

use super::KindOfOrder;
use super::form::Form;
use super::native::Document;
use crate::odata::string_literal;
use crate::paging;

impl KindOfOrder {
    pub(super) async fn page(&self, session: &Session, query: &Query) -> Result<Page, Trouble> {
        let wanted = Filter::of(self.form, query, self.customs.clock_ahead)?;
        if wanted.is_impossible() {
            return Ok(Page::default());
        }
        paging::page(session, &Asked { orders: self, wanted }, query).await
    }
}

/// The orders that are asked for.
struct Asked<'a> {
    orders: &'a KindOfOrder,
    wanted: Filter<'a>,
}

impl paging::Source for Asked<'_> {
    type Document = Document;

    async fn some(
        &self,
        session: &Session,
        after: Option<&str>,
        top: usize,
    ) -> Result<(Vec<Document>, bool), Trouble> {
        let form = self.orders.form;
        let mut options = vec![
            ("$orderby", form.key.to_owned()),
            ("$top", top.to_string()),
            ("$expand", form.expand.to_owned()),
        ];
        let filter = self.wanted.native(after);
        if !filter.is_empty() {
            options.push(("$filter", filter));
        }
        let (orders, cut_off) = self.orders.service.list(session, form.set, &options).await?;
        let more = cut_off || orders.len() >= top;
        let documents: Result<Vec<_>, _> =
            orders.into_iter().map(|header| Document::new(form, header)).collect();
        Ok((documents?, more))
    }

    fn key(&self, document: &Document) -> String {
        document.number().to_owned()
    }

    fn takes(&self, document: &Document) -> bool {
        self.wanted.takes(document)
    }

    fn record(&self, document: Document) -> Result<Record, Trouble> {
        self.orders.record(document, self.wanted.query.include_native)
    }
}

struct Filter<'a> {
    form: &'static Form,
    query: &'a Query,
    ahead: TimeDelta,
    status: Option<WorkOrderStatus>,
    /// SAP keeps whole seconds.
    since: Option<DateTime<Utc>>,
}

impl<'a> Filter<'a> {
    fn of(form: &'static Form, query: &'a Query, ahead: TimeDelta) -> Result<Self, Trouble> {
        let status =
            query.status.as_ref().map(|status| serde_json::from_value::<WorkOrderStatus>(json!(status)));
        let status = status
            .transpose()
            .map_err(|error| Trouble::new(TroubleKind::BadQuestion, format!("status: {error}")))?;
        let second = TimeDelta::seconds(1);
        let since = query.updated_since.map(|since| since.duration_trunc(second).unwrap_or(since));
        Ok(Self { form, query, ahead, status, since })
    }

    /// The fields that SAP narrows by, and what is asked for.
    fn equal(&self) -> [(&'static str, Option<&'a String>); 4] {
        let query = self.query;
        [
            ("number", query.number.as_ref()),
            ("external_id", query.external_id.as_ref()),
            ("item_id", query.item_id.as_ref()),
            ("location_id", query.location_id.as_ref()),
        ]
    }

    /// A value that is longer than SAP's field, or whose field this kind has not, stands nowhere.
    fn is_impossible(&self) -> bool {
        self.equal().into_iter().any(|(field, value)| {
            let row = self.form.header.iter().find(|row| row.spec.name == field && row.spec.filter);
            let fits = |value: &String| {
                row.is_some_and(|row| {
                    row.spec.max_length.is_none_or(|most| value.chars().count() <= usize::from(most))
                })
            };
            value.is_some_and(|value| !fits(value))
        })
    }

    /// What SAP can narrow.
    fn native(&self, after: Option<&str>) -> String {
        let after = after.map(|number| format!("{} gt {}", self.form.key, string_literal(number)));
        let equal = self.equal().into_iter().filter_map(|(field, value)| {
            let row = self.form.header.iter().find(|row| row.spec.name == field)?;
            let value = row.form.literal(value?);
            Some(format!("{} eq {}", row.native(), string_literal(&value)))
        });
        let since = self.since.map(|since| (self.form.since)(since, self.ahead));
        let status = self.status.and_then(self.form.narrowed).map(str::to_owned);
        let parts: Vec<String> = after.into_iter().chain(equal).chain(since).chain(status).collect();
        parts.join(" and ")
    }

    /// What SAP could not.
    fn takes(&self, document: &Document) -> bool {
        let changed = (self.form.updated_at)(document.header(), self.ahead);
        self.status.is_none_or(|status| status == document.standing().status())
            && self.since.is_none_or(|since| changed.is_some_and(|changed| changed >= since))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{maintenance, production};
    use super::*;

    #[test]
    fn every_value_is_a_literal_in_saps_form() {
        let query = Query {
            item_id: Some("o'neil".into()),
            external_id: Some("Shop-1".into()),
            status: Some("planned".into()),
            updated_since: Some("2026-11-23T23:30:00.500Z".parse().unwrap()),
            ..Query::default()
        };
        let filter = Filter::of(&production::FORM, &query, TimeDelta::minutes(60)).unwrap();
        assert_eq!(
            filter.native(Some("1000001")),
            "ManufacturingOrder gt '1000001' and GoodsRecipientName eq 'Shop-1' and Material eq 'O''NEIL' \
             and (LastChangeDateTime ge '20261124003000' \
             or MfgOrderCreationDate ge datetime'2026-11-24T00:00:00') and OrderIsCreated eq 'X'"
        );
    }

    #[test]
    fn a_kind_without_the_field_has_no_such_order() {
        let query = Query { item_id: Some("FG100".into()), ..Query::default() };
        let of = |form| Filter::of(form, &query, TimeDelta::zero()).unwrap().is_impossible();
        assert!(of(&maintenance::SECOND));
        assert!(!of(&production::FORM));
    }

    #[test]
    fn an_unknown_status_is_a_bad_question() {
        let query = Query { status: Some("lost".into()), ..Query::default() };
        let error = Filter::of(&production::FORM, &query, TimeDelta::zero()).err().unwrap();
        assert_eq!(error.kind, TroubleKind::BadQuestion);
    }
}
