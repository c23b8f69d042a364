//! Lists of orders.

use erpgate_connector::{Session, Trouble};
use erpgate_model::{Page, PurchaseOrderStatus, Query, Record};
use serde_json::Value;

use super::PURCHASE_ORDER;
use super::status::letters;
use crate::connector::Account;
use crate::records::{Search, bad, page};

pub(crate) async fn list(account: &Account, session: &Session, query: &Query) -> Result<Page, Trouble> {
    let wanted = match query.status.as_deref().map(status).transpose()? {
        Some(status) if letters(status).is_empty() => return Ok(Page::default()),
        wanted => wanted,
    };
    let fits = |record: &Record| match record {
        Record::PurchaseOrder(order) => wanted.is_none_or(|wanted| order.status == wanted),
        _ => false,
    };
    page(account, session, &PURCHASE_ORDER, query, search(query, wanted)?, fits).await
}

fn search(query: &Query, status: Option<PurchaseOrderStatus>) -> Result<Search, Trouble> {
    let search = Search::of("transaction", query)?
        .and("t.type = 'PurchOrd'")
        .id("entity", query.vendor_id.as_ref())?
        .text("otherrefnum", query.external_id.as_ref())
        .text("tranid", query.number.as_ref());
    Ok(match status {
        Some(status) => {
            // Accounts show the code with and without the type in front.
            let codes: Vec<String> =
                letters(status).iter().map(|letter| format!("'{letter}', 'PurchOrd:{letter}'")).collect();
            search.and(format!("t.status IN ({})", codes.join(", ")))
        }
        None => search,
    })
}

fn status(word: &str) -> Result<PurchaseOrderStatus, Trouble> {
    serde_json::from_value(Value::String(word.to_owned()))
        .map_err(|_| bad(&format!("`{word}` is no status of a purchase order")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_the_status_are_asked_for() {
        let search = search(&Query::default(), Some(PurchaseOrderStatus::PartiallyReceived)).unwrap();
        let expected = "t.status IN ('D', 'PurchOrd:D', 'E', 'PurchOrd:E')";
        assert!(format!("{search:?}").contains(expected), "{search:?}");
    }
}
