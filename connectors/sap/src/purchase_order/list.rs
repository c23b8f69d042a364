//! List: pages by key, so that new orders never shift a page.

use erpgate_connector::{Session, Trouble, TroubleKind};
use erpgate_model::{Page, PurchaseOrderStatus, Query};
use serde_json::json;

use super::native::{Document, EXPAND};
use super::{ORDER, PurchaseOrders, status};
use crate::odata;

/// Orders in one answer: expanded ones are long.
const PAGE: usize = 50;
/// A page whose status filter finds little is given up part full after so many answers.
const MAX_ANSWERS: usize = 8;

impl PurchaseOrders {
    /// Filters that SAP cannot answer are applied to what it gave.
    pub(crate) async fn list(&self, session: &Session, query: &Query) -> Result<Page, Trouble> {
        let wanted = Filter::of(query)?;
        let limit = usize::from(query.limit.max(1));
        let mut page = Page { records: Vec::new(), next_cursor: query.cursor.clone() };
        if wanted.is_impossible() {
            return Ok(Page::default());
        }
        for _ in 0..MAX_ANSWERS {
            let (documents, more) = self.some(session, &wanted, page.next_cursor.as_deref(), limit).await?;
            let last = documents.len().saturating_sub(1);
            page.next_cursor = None;
            for (index, document) in documents.into_iter().enumerate() {
                let number = document.number().to_owned();
                if wanted.takes(&document) {
                    page.records.push(self.record(document, query.include_native)?);
                }
                let full = page.records.len() == limit;
                if full || index == last {
                    page.next_cursor = (more || index < last).then_some(number);
                }
                if full {
                    return Ok(page);
                }
            }
            if page.next_cursor.is_none() {
                break;
            }
        }
        Ok(page)
    }

    /// The next orders after a number, and whether there may be more.
    async fn some(
        &self,
        session: &Session,
        wanted: &Filter<'_>,
        after: Option<&str>,
        limit: usize,
    ) -> Result<(Vec<Document>, bool), Trouble> {
        let top = limit.min(PAGE);
        let filter = wanted.native(after);
        let mut options = vec![
            ("$orderby", "PurchaseOrder".to_owned()),
            ("$top", top.to_string()),
            ("$expand", EXPAND.to_owned()),
        ];
        if !filter.is_empty() {
            options.push(("$filter", filter));
        }
        let list = self.service.get(session, ORDER, &options).await?.unwrap_or_default();
        let Some(orders) = odata::entities(&list) else {
            return Err(Trouble::new(TroubleKind::Unreadable, "SAP's answer is no list of purchase orders"));
        };
        let more = orders.len() >= top || (list.get("__next").is_some() && !orders.is_empty());
        let documents: Result<Vec<_>, _> = orders.iter().cloned().map(Document::new).collect();
        Ok((documents?, more))
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
    fn native(&self, after: Option<&str>) -> String {
        let equal = |property: &str, value: &Option<String>| {
            value.as_ref().map(|value| format!("{property} eq {}", odata::string_literal(value)))
        };
        let since = self.query.updated_since;
        let parts = [
            after.map(|number| format!("PurchaseOrder gt {}", odata::string_literal(number))),
            equal("PurchaseOrder", &self.query.number),
            equal("Supplier", &self.query.vendor_id),
            equal("CorrespncInternalReference", &self.query.external_id),
            since.map(|since| format!("LastChangeDateTime ge {}", odata::instant_literal(since))),
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

    #[test]
    fn every_value_is_a_literal() {
        let query = Query {
            vendor_id: Some("O'Neil".into()),
            status: Some("pending_approval".into()),
            updated_since: Some("2026-11-23T10:00:00.500Z".parse().unwrap()),
            ..Query::default()
        };
        assert_eq!(
            Filter::of(&query).unwrap().native(Some("4500000001")),
            "PurchaseOrder gt '4500000001' and Supplier eq 'O''Neil' \
             and LastChangeDateTime ge datetimeoffset'2026-11-23T10:00:00Z' \
             and (PurchasingProcessingStatus eq '03' or ReleaseIsNotCompleted eq true)"
        );
    }

    #[test]
    fn an_unknown_status_is_a_bad_question() {
        let query = Query { status: Some("lost".into()), ..Query::default() };
        let error = Filter::of(&query).err().unwrap();
        assert_eq!(error.kind, TroubleKind::BadQuestion);
    }
}
