//! List: pages by key, so that new documents never shift a page.

use erpgate_connector::{Session, Trouble};
use erpgate_model::{Page, Query};

use super::document::POSTED;
use super::{PhysicalInventory, parse, record_id};
use crate::material_document::MaterialDocuments;
use crate::odata;

/// Documents in one answer: expanded ones are long.
const PAGE: usize = 50;

impl PhysicalInventory {
    /// Counts of which something is posted.
    pub(crate) async fn list(
        &self,
        session: &Session,
        documents: &MaterialDocuments,
        query: &Query,
    ) -> Result<Page, Trouble> {
        let too_long =
            |value: &Option<String>, most| value.as_ref().is_some_and(|v| v.chars().count() > most);
        if too_long(&query.number, 10) || too_long(&query.external_id, 16) {
            return Ok(Page::default());
        }
        let top = usize::from(query.limit.max(1)).min(PAGE);
        let (counts, cut) = self.some(session, filter(query), Some(top)).await?;
        let next_cursor = counts
            .last()
            .filter(|_| cut || counts.len() >= top)
            .map(|count| record_id(count.id()).as_str().to_owned());
        let mut page = Page { records: Vec::new(), next_cursor };
        for count in counts {
            let changed = odata::instant_from_native(odata::text(count.header(), "LastChangeDateTime"));
            let recent =
                query.updated_since.is_none_or(|since| changed.is_some_and(|changed| changed >= since));
            if recent && count.any(POSTED) {
                page.records.push(self.record(session, documents, count, query.include_native).await?);
            }
        }
        Ok(page)
    }
}

fn filter(query: &Query) -> String {
    let equal = |property: &str, value: &Option<String>| {
        value.as_ref().map(|value| format!("{property} eq {}", odata::string_literal(value)))
    };
    let after = query.cursor.as_deref().and_then(parse).map(|id| {
        let [year, number] = [&id.year, &id.number].map(|text| odata::string_literal(text));
        format!("(FiscalYear gt {year} or (FiscalYear eq {year} and PhysicalInventoryDocument gt {number}))")
    });
    let since = query.updated_since;
    let parts = [
        Some("PhysInvtryAdjustmentPostingSts ne ''".to_owned()),
        after,
        equal("PhysicalInventoryDocument", &query.number),
        equal("PhysicalInventoryNumber", &query.external_id),
        since.map(|since| format!("LastChangeDateTime ge {}", odata::instant_literal(since))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_a_literal_and_the_cursor_is_a_key() {
        let query = Query {
            external_id: Some("O'Neil".into()),
            cursor: Some("count-2026-100000001".into()),
            updated_since: Some("2026-11-23T10:00:00Z".parse().unwrap()),
            ..Query::default()
        };
        assert_eq!(
            filter(&query),
            "PhysInvtryAdjustmentPostingSts ne '' and (FiscalYear gt '2026' or (FiscalYear eq '2026' and \
             PhysicalInventoryDocument gt '100000001')) and PhysicalInventoryNumber eq 'O''Neil' and \
             LastChangeDateTime ge datetimeoffset'2026-11-23T10:00:00Z'"
        );
    }
}
