//! List: pages by key, so that new documents never shift a page.

use chrono::NaiveDate;
use erpgate_connector::{Session, Trouble};
use erpgate_model::{Page, Query, Record, Timestamp};

use super::document::{Document, EXPAND};
use super::read::{Found, Shape};
use super::{DocumentId, HEADER, ITEM, MaterialDocuments};
use crate::{odata, paging};

/// So many keys of an order's documents are asked for at a time.
const KEYS: usize = 50;

impl MaterialDocuments {
    /// What SAP cannot tell in a header, above all the kind, is applied to what it gave.
    pub(crate) async fn list(
        &self,
        session: &Session,
        shape: &Shape,
        query: &Query,
    ) -> Result<Page, Trouble> {
        let of_order = match &query.purchase_order_id {
            Some(order) => Some(self.of_order(session, order).await?),
            None => None,
        };
        paging::page(session, &Listed { documents: self, shape, query, of_order }, query).await
    }

    /// The documents with items of a purchase order, in the order of their keys.
    async fn of_order(&self, session: &Session, order: &str) -> Result<Vec<DocumentId>, Trouble> {
        let items = self.items_of_order(session, order).await?;
        let ids =
            items.iter().filter_map(|item| DocumentId::of(item, "MaterialDocumentYear", "MaterialDocument"));
        let mut ids: Vec<DocumentId> = ids.collect();
        ids.sort();
        ids.dedup();
        Ok(ids)
    }

    /// The items of a purchase order in all documents.
    pub(crate) async fn items_of_order(
        &self,
        session: &Session,
        order: &str,
    ) -> Result<Vec<serde_json::Value>, Trouble> {
        if order.chars().count() > 10 {
            return Ok(Vec::new());
        }
        let filter = format!("PurchaseOrder eq {}", odata::string_literal(order));
        self.entities(session, ITEM, &[("$filter", filter)]).await
    }
}

/// The documents of one list.
struct Listed<'a> {
    documents: &'a MaterialDocuments,
    shape: &'a Shape,
    query: &'a Query,
    of_order: Option<Vec<DocumentId>>,
}

impl paging::Source for Listed<'_> {
    type Document = Found;

    async fn some(
        &self,
        session: &Session,
        after: Option<&str>,
        top: usize,
    ) -> Result<(Vec<Found>, bool), Trouble> {
        let Some(filter) = filter(self.query, after, self.of_order.as_deref()) else {
            return Ok((Vec::new(), false));
        };
        let mut options = vec![
            ("$orderby", "MaterialDocumentYear,MaterialDocument".to_owned()),
            ("$top", top.to_string()),
            ("$expand", EXPAND.to_owned()),
        ];
        if !filter.is_empty() {
            options.push(("$filter", filter));
        }
        let (headers, cut) = self.documents.service.list(session, HEADER, &options).await?;
        let more = cut || headers.len() >= top;
        let mut found = Vec::new();
        for header in headers {
            let document = Document::new(header)?;
            found.push(if document.kind() == Some(self.shape.kind) {
                self.documents.found(session, document).await?
            } else {
                Found { document, reversed_by: None }
            });
        }
        Ok((found, more))
    }

    fn key(&self, found: &Found) -> String {
        found.document.id().to_string()
    }

    fn takes(&self, found: &Found) -> bool {
        let created = || found.document.created_at(self.documents.clock_ahead);
        found.document.kind() == Some(self.shape.kind)
            // A reversal shows the header text of what it undid.
            && (self.query.external_id.is_none() || found.document.reverses().is_none())
            && self.query.updated_since.is_none_or(|since| created().is_some_and(|created| created >= since))
    }

    fn record(&self, found: Found) -> Result<Record, Trouble> {
        (self.shape.record)(self.documents, found, self.query.include_native)
    }
}

/// What SAP can narrow by a header; nothing when no document can be meant.
fn filter(query: &Query, after: Option<&str>, among: Option<&[DocumentId]>) -> Option<String> {
    let too_long = |value: &Option<String>, most| value.as_ref().is_some_and(|v| v.chars().count() > most);
    if too_long(&query.number, 10) || too_long(&query.external_id, 25) {
        return None;
    }
    let equal = |property: &str, value: &Option<String>| {
        value.as_ref().map(|value| format!("{property} eq {}", odata::string_literal(value)))
    };
    let after = after.and_then(DocumentId::parse);
    let among = match among {
        Some(ids) => {
            let next: Vec<String> = ids
                .iter()
                .filter(|id| after.as_ref().is_none_or(|after| *id > after))
                .take(KEYS)
                .map(is)
                .collect();
            if next.is_empty() {
                return None;
            }
            Some(format!("({})", next.join(" or ")))
        }
        None => after.as_ref().map(comes_after),
    };
    let parts = [
        among,
        equal("MaterialDocument", &query.number),
        equal("MaterialDocumentHeaderText", &query.external_id),
        query.updated_since.map(|since| format!("CreationDate ge {}", odata::day_literal(day_before(since)))),
    ];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" and "))
}

/// Whatever the clock of the system says, it is not later there.
fn day_before(instant: Timestamp) -> NaiveDate {
    let day = instant.date_naive();
    day.pred_opt().unwrap_or(day)
}

fn is(id: &DocumentId) -> String {
    let [year, number] = [&id.year, &id.number].map(|text| odata::string_literal(text));
    format!("(MaterialDocumentYear eq {year} and MaterialDocument eq {number})")
}

fn comes_after(id: &DocumentId) -> String {
    let [year, number] = [&id.year, &id.number].map(|text| odata::string_literal(text));
    format!(
        "(MaterialDocumentYear gt {year} or (MaterialDocumentYear eq {year} and MaterialDocument gt {number}))"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_a_literal_and_the_cursor_is_a_key() {
        let query = Query {
            external_id: Some("O'Neil".into()),
            updated_since: Some("2026-11-23T10:00:00Z".parse().unwrap()),
            ..Query::default()
        };
        assert_eq!(
            filter(&query, Some("2026-49"), None).unwrap(),
            "(MaterialDocumentYear gt '2026' or (MaterialDocumentYear eq '2026' and MaterialDocument gt '49')) and \
             MaterialDocumentHeaderText eq 'O''Neil' and CreationDate ge datetime'2026-11-22T00:00:00'"
        );
    }

    #[test]
    fn the_documents_of_an_order_are_asked_for_by_key() {
        let ids: Vec<DocumentId> =
            ["2025-9", "2026-1", "2026-2"].iter().map(|id| DocumentId::parse(id).unwrap()).collect();
        let asked = |after: Option<&str>| filter(&Query::default(), after, Some(&ids));
        assert_eq!(
            asked(Some("2025-9")).unwrap(),
            "((MaterialDocumentYear eq '2026' and MaterialDocument eq '1') or \
             (MaterialDocumentYear eq '2026' and MaterialDocument eq '2'))"
        );
        assert_eq!(asked(Some("2026-2")), None);
    }
}
