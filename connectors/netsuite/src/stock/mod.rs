//! What the documents that move stock have in common: adjustments, transfers and receipts.

mod complete;
pub(crate) mod detail;
pub(crate) mod memo;
pub(crate) mod numbers;
pub(crate) mod portions;
pub(crate) mod reversal;

use erpgate_connector::{Session, Trouble};
use erpgate_model::{Page, Query};

use crate::connector::Account;
use crate::mapping::RecordType;
use crate::records::{self, Search};

pub(crate) use complete::{complete, complete_one};

/// What the unified lines of a record type call their quantity and their bins.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) quantity: &'static str,
    pub(crate) bin: &'static str,
    pub(crate) to_bin: Option<&'static str>,
}

/// One page of documents, completed.
///
/// # Errors
/// As [`records::page`].
pub(crate) async fn page(
    account: &Account,
    session: &Session,
    record_type: &'static RecordType,
    query: &Query,
    search: Search,
) -> Result<Page, Trouble> {
    // SuiteQL's LIKE takes `%` and `_` in the client's id for anything.
    let fits = |record: &erpgate_model::Record| {
        query.external_id.as_deref().is_none_or(|wanted| record.external_id() == Some(wanted))
    };
    let page = records::page(account, session, record_type, query, search, fits).await?;
    Ok(Page { records: complete(account, session, page.records).await?, ..page })
}
