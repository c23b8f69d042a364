//! List: what SAP narrows, and what is looked at afterwards.

use chrono::{DateTime, DurationRound as _, TimeDelta, Utc};
use erpgate_connector::{Session, Trouble, TroubleKind};
use erpgate_model::{Page, Query, Record, VendorStatus};
use serde_json::json;

use super::native::{Document, EXPAND};
use super::{Customs, PARTNER, Vendors, status};
use crate::odata::{day_literal, string_literal};
use crate::paging;

impl Vendors {
    /// Filters that SAP cannot answer are applied to what it gave.
    pub(crate) async fn list(&self, session: &Session, query: &Query) -> Result<Page, Trouble> {
        let wanted = Filter::of(query, self.customs)?;
        if wanted.is_impossible() {
            return Ok(Page::default());
        }
        paging::page(session, &Asked { vendors: self, wanted }, query).await
    }
}

/// The vendors that are asked for.
struct Asked<'a> {
    vendors: &'a Vendors,
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
        let options = [
            ("$orderby", "BusinessPartner".to_owned()),
            ("$top", top.to_string()),
            ("$expand", EXPAND.to_owned()),
            ("$filter", self.wanted.native(after)),
        ];
        let (partners, cut_off) = self.vendors.service.list(session, PARTNER, &options).await?;
        let more = cut_off || partners.len() >= top;
        let documents: Result<Vec<_>, _> = partners.into_iter().map(Document::new).collect();
        let mut documents: Vec<Document> = documents?.into_iter().flatten().collect();
        self.vendors.name_contacts(session, &mut documents).await?;
        Ok((documents, more))
    }

    fn key(&self, document: &Document) -> String {
        document.number().to_owned()
    }

    fn takes(&self, document: &Document) -> bool {
        self.wanted.takes(document)
    }

    fn record(&self, document: Document) -> Result<Record, Trouble> {
        self.vendors.record(document, self.wanted.query.include_native)
    }
}

struct Filter<'a> {
    query: &'a Query,
    customs: Customs,
    status: Option<VendorStatus>,
    /// SAP keeps whole seconds.
    since: Option<DateTime<Utc>>,
}

impl<'a> Filter<'a> {
    fn of(query: &'a Query, customs: Customs) -> Result<Self, Trouble> {
        let status =
            query.status.as_ref().map(|status| serde_json::from_value::<VendorStatus>(json!(status)));
        let status = status
            .transpose()
            .map_err(|error| Trouble::new(TroubleKind::BadQuestion, format!("status: {error}")))?;
        let second = TimeDelta::seconds(1);
        let since = query.updated_since.map(|since| since.duration_trunc(second).unwrap_or(since));
        Ok(Self { query, customs, status, since })
    }

    /// A value that is longer than SAP's field stands nowhere.
    fn is_impossible(&self) -> bool {
        let too_long =
            |value: &Option<String>, most| value.as_ref().is_some_and(|v| v.chars().count() > most);
        too_long(&self.query.number, 10) || too_long(&self.query.external_id, 20)
    }

    /// What SAP can narrow: partners that are suppliers, by number, client's id, mark and day.
    fn native(&self, after: Option<&str>) -> String {
        let equal = |property: &str, value: &Option<String>| {
            // SAP keeps both in upper case.
            value.as_ref().map(|value| format!("{property} eq {}", string_literal(&value.to_uppercase())))
        };
        let day = self.since.and_then(|since| since.checked_add_signed(self.customs.clock_ahead));
        let parts = [
            Some("Supplier ne ''".to_owned()),
            after.map(|number| format!("BusinessPartner gt {}", string_literal(number))),
            equal("Supplier", &self.query.number),
            equal("BusinessPartnerIDByExtSystem", &self.query.external_id),
            // Until its first change a partner has the date of its creation alone.
            day.map(|day| day_literal(day.date_naive()))
                .map(|day| format!("(LastChangeDate ge {day} or CreationDate ge {day})")),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" and ")
    }

    /// What SAP could not: marks that stand in the supplier, and the time of day.
    fn takes(&self, document: &Document) -> bool {
        let changed = document.updated_at(self.customs);
        self.status.is_none_or(|status| status == status::of(document))
            && self.since.is_none_or(|since| changed.is_some_and(|changed| changed >= since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::VendorReferenceField;

    fn customs(minutes: i64) -> Customs {
        Customs { reference_field: VendorReferenceField::default(), clock_ahead: TimeDelta::minutes(minutes) }
    }

    #[test]
    fn every_value_is_a_literal_and_the_day_is_that_of_saps_clock() {
        let query = Query {
            number: Some("O'Neil".into()),
            external_id: Some("shop-1".into()),
            updated_since: Some("2026-11-23T23:30:00.500Z".parse().unwrap()),
            ..Query::default()
        };
        assert_eq!(
            Filter::of(&query, customs(60)).unwrap().native(Some("1000000")),
            "Supplier ne '' and BusinessPartner gt '1000000' and Supplier eq 'O''NEIL' \
             and BusinessPartnerIDByExtSystem eq 'SHOP-1' \
             and (LastChangeDate ge datetime'2026-11-24T00:00:00' \
             or CreationDate ge datetime'2026-11-24T00:00:00')"
        );
    }

    #[test]
    fn an_unknown_status_is_a_bad_question() {
        let query = Query { status: Some("lost".into()), ..Query::default() };
        assert_eq!(Filter::of(&query, customs(0)).err().unwrap().kind, TroubleKind::BadQuestion);
    }
}
