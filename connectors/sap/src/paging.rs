//! Lists in pages by key, so that new records never shift a page.

use std::future::Future;

use erpgate_connector::{Session, Trouble};
use erpgate_model::{Page, Query, Record};

/// Records in one answer: expanded ones are long.
const PAGE: usize = 50;
/// A page whose filter finds little is given up part full after so many answers.
const MAX_ANSWERS: usize = 8;

/// What a list is made of.
pub(crate) trait Source: Sync {
    /// A record as SAP gave it.
    type Document: Send;

    /// At most `top` documents in the order of their keys, after this key, and whether there are more.
    fn some(
        &self,
        session: &Session,
        after: Option<&str>,
        top: usize,
    ) -> impl Future<Output = Result<(Vec<Self::Document>, bool), Trouble>> + Send;

    /// The key by which the list is ordered.
    fn key(&self, document: &Self::Document) -> String;

    /// What SAP could not narrow.
    fn takes(&self, document: &Self::Document) -> bool;

    /// The unified record.
    fn record(&self, document: Self::Document) -> Result<Record, Trouble>;
}

/// One page. The key of the last record that was looked at is the cursor.
pub(crate) async fn page(session: &Session, source: &impl Source, query: &Query) -> Result<Page, Trouble> {
    let limit = usize::from(query.limit.max(1));
    let mut page = Page { records: Vec::new(), next_cursor: query.cursor.clone() };
    for _ in 0..MAX_ANSWERS {
        let top = limit.min(PAGE);
        let (documents, more) = source.some(session, page.next_cursor.as_deref(), top).await?;
        let last = documents.len().saturating_sub(1);
        page.next_cursor = None;
        for (index, document) in documents.into_iter().enumerate() {
            let key = source.key(&document);
            if source.takes(&document) {
                page.records.push(source.record(document)?);
            }
            let full = page.records.len() == limit;
            if full || index == last {
                page.next_cursor = (more || index < last).then_some(key);
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
