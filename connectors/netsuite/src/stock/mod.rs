//! What the documents that move stock have in common: adjustments, transfers and receipts.

mod complete;
pub(crate) mod detail;
pub(crate) mod memo;
pub(crate) mod numbers;
pub(crate) mod portions;
pub(crate) mod reversal;

use erpgate_connector::{Session, Trouble};
use erpgate_model::{Page, Query, Record, RecordId};

use crate::connector::Account;
use crate::mapping::{List, RecordType, Row, Sublist};
use crate::records::{self, Search};

use complete::complete;

/// What the unified lines of a record type call their quantity and their bins.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) quantity: &'static str,
    pub(crate) bin: &'static str,
    pub(crate) to_bin: Option<&'static str>,
}

/// NetSuite's list of lines of an adjustment or a transfer.
const INVENTORY: Sublist = Sublist { name: "inventory", key: "line", id_prefix: "", derived: &[] };

/// The lines of an adjustment or a transfer, with these fields.
pub(crate) const fn inventory_lines(rows: &'static [Row]) -> List {
    List {
        name: "lines",
        noun: "line",
        rows,
        sublists: &[&INVENTORY],
        custom: "custcol",
        choose: |_| Ok(&INVENTORY),
        derive: |_, _, _, _, _| {},
        // The parts of a line are shown by the record as a whole.
        show: |_, _| {},
    }
}

/// One document, completed; nothing when NetSuite has none with this id.
///
/// # Errors
/// As [`records::read`].
pub(crate) async fn read(
    account: &Account,
    session: &Session,
    record_type: &'static RecordType,
    id: &RecordId,
    native: bool,
) -> Result<Option<Record>, Trouble> {
    let found = records::read(account, session, record_type, id, native).await?;
    Ok(complete(account, session, found.into_iter().collect()).await?.pop())
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
    let fits = |record: &Record| {
        query.external_id.as_deref().is_none_or(|wanted| record.external_id() == Some(wanted))
    };
    let page = records::page(account, session, record_type, query, search, fits).await?;
    Ok(Page { records: complete(account, session, page.records).await?, ..page })
}
