//! Lists of vendors.

use erpgate_connector::{Session, Trouble};
use erpgate_model::{Page, Query, Record, VendorStatus};
use serde_json::Value;

use super::VENDOR;
use crate::connector::Account;
use crate::records::{Search, bad, page};

pub(crate) async fn list(account: &Account, session: &Session, query: &Query) -> Result<Page, Trouble> {
    let wanted = query.status.as_deref().map(status).transpose()?;
    let search = Search::of("vendor", query)?
        .text("entityid", query.number.as_ref())
        .text("accountnumber", query.external_id.as_ref());
    let search = match wanted {
        None => search,
        Some(VendorStatus::Active) => search.and("t.isinactive = 'F'"),
        Some(VendorStatus::Inactive) => search.and("t.isinactive = 'T'"),
        // No vendor of NetSuite is.
        Some(VendorStatus::Blocked) => return Ok(Page::default()),
    };
    let fits = |record: &Record| match record {
        Record::Vendor(vendor) => wanted.is_none_or(|wanted| vendor.status == wanted),
        _ => false,
    };
    page(account, session, &VENDOR, query, search, fits).await
}

fn status(word: &str) -> Result<VendorStatus, Trouble> {
    serde_json::from_value(Value::String(word.to_owned()))
        .map_err(|_| bad(&format!("`{word}` is no status of a vendor")))
}
