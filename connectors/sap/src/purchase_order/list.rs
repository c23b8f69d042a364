//! List: what SAP narrows, and what is looked at afterwards.

use erpgate_connector::{Session, Trouble, TroubleKind};
use erpgate_model::{Page, PurchaseOrderStatus, Query, Record};
use serde_json::json;

use super::api::Codec;
use super::native::Document;
use super::{PurchaseOrders, status};
use crate::odata;
use crate::paging;

impl PurchaseOrders {
    /// Filters that SAP cannot answer are applied to what it gave.
    pub(crate) async fn list(&self, session: &Session, query: &Query) -> Result<Page, Trouble> {
        let wanted = Filter::of(query)?;
        if wanted.is_impossible() {
            return Ok(Page::default());
        }
        paging::page(session, &Asked { orders: self, wanted }, query).await
    }
}

/// The orders that are asked for.
struct Asked<'a> {
    orders: &'a PurchaseOrders,
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
        let api = self.orders.choice.api(session).await?;
        let filter = self.wanted.native(after, api.codec);
        let (documents, cut_off) = api.documents(session, top, filter).await?;
        let more = cut_off || documents.len() >= top;
        Ok((documents, more))
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
    query: &'a Query,
    status: Option<PurchaseOrderStatus>,
}

impl<'a> Filter<'a> {
    fn of(query: &'a Query) -> Result<Self, Trouble> {
        let status =
            query.status.as_ref().map(|status| serde_json::from_value::<PurchaseOrderStatus>(json!(status)));
        let status = status
            .transpose()
            .map_err(|error| Trouble::new(TroubleKind::BadQuestion, format!("status: {error}")))?;
        Ok(Self { query, status })
    }

    /// A value that is longer than SAP's field stands nowhere.
    fn is_impossible(&self) -> bool {
        let too_long =
            |value: &Option<String>, most| value.as_ref().is_some_and(|v| v.chars().count() > most);
        too_long(&self.query.number, 10)
            || too_long(&self.query.vendor_id, 10)
            || too_long(&self.query.external_id, 12)
    }

    /// What SAP can narrow.
    fn native(&self, after: Option<&str>, codec: &dyn Codec) -> String {
        let equal = |property: &str, value: &Option<String>| {
            value.as_ref().map(|value| format!("{property} eq {}", odata::string_literal(value)))
        };
        let since = self.query.updated_since;
        let parts = [
            after.map(|number| format!("PurchaseOrder gt {}", odata::string_literal(number))),
            equal("PurchaseOrder", &self.query.number),
            equal("Supplier", &self.query.vendor_id),
            equal("CorrespncInternalReference", &self.query.external_id),
            since.map(|since| format!("LastChangeDateTime ge {}", codec.instant_literal(since))),
            self.status.and_then(native_status),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" and ")
    }

    /// What SAP could not: statuses that follow from items, and parts of a second.
    fn takes(&self, document: &Document) -> bool {
        let changed = odata::instant_from_native(odata::text(document.header(), "LastChangeDateTime"));
        self.status.is_none_or(|status| status == status::of_order(document))
            && self.query.updated_since.is_none_or(|since| changed.is_some_and(|changed| changed >= since))
    }
}

/// A condition that holds for every order of this status, where the header tells.
fn native_status(wanted: PurchaseOrderStatus) -> Option<String> {
    match wanted {
        PurchaseOrderStatus::Draft => Some("PurchasingCompletenessStatus eq true".to_owned()),
        PurchaseOrderStatus::PendingApproval => Some(format!(
            "(PurchasingProcessingStatus eq '{}' or ReleaseIsNotCompleted eq true)",
            status::IN_RELEASE
        )),
        PurchaseOrderStatus::Rejected => {
            Some(format!("PurchasingProcessingStatus eq '{}'", status::REJECTED))
        }
        PurchaseOrderStatus::Open
        | PurchaseOrderStatus::PartiallyReceived
        | PurchaseOrderStatus::Received
        | PurchaseOrderStatus::Closed
        | PurchaseOrderStatus::Cancelled => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::purchase_order::api::{V2, V4};

    #[test]
    fn every_value_is_a_literal() {
        let query = Query {
            vendor_id: Some("O'Neil".into()),
            status: Some("pending_approval".into()),
            updated_since: Some("2026-11-23T10:00:00.500Z".parse().unwrap()),
            ..Query::default()
        };
        let codecs: [(&dyn Codec, &str); 2] =
            [(&V2, "datetimeoffset'2026-11-23T10:00:00Z'"), (&V4, "2026-11-23T10:00:00Z")];
        for (codec, instant) in codecs {
            assert_eq!(
                Filter::of(&query).unwrap().native(Some("4500000001"), codec),
                format!(
                    "PurchaseOrder gt '4500000001' and Supplier eq 'O''Neil' \
                     and LastChangeDateTime ge {instant} \
                     and (PurchasingProcessingStatus eq '03' or ReleaseIsNotCompleted eq true)"
                )
            );
        }
    }

    #[test]
    fn an_unknown_status_is_a_bad_question() {
        let query = Query { status: Some("lost".into()), ..Query::default() };
        let error = Filter::of(&query).err().unwrap();
        assert_eq!(error.kind, TroubleKind::BadQuestion);
    }
}
