//! Lists of production orders.

use erpgate_connector::{Session, Trouble};
use erpgate_model::{Page, Query, Record, WorkOrderStatus};

use super::WORK_ORDER;
use super::status::code;
use crate::connector::Account;
use crate::records::{Search, page};

pub(crate) async fn list(
    account: &Account,
    session: &Session,
    query: &Query,
    status: Option<WorkOrderStatus>,
) -> Result<Page, Trouble> {
    let fits = |record: &Record| match record {
        Record::WorkOrder(order) => status.is_none_or(|status| order.status == status),
        _ => false,
    };
    page(account, session, &WORK_ORDER, query, search(query, status)?, fits).await
}

fn search(query: &Query, status: Option<WorkOrderStatus>) -> Result<Search, Trouble> {
    let mut search = Search::of("transaction", query)?;
    if query.item_id.is_some() || query.location_id.is_some() {
        search = search
            .with_main_line()
            .main_line_id("item", query.item_id.as_ref())?
            .main_line_id("location", query.location_id.as_ref())?;
    }
    let search = search
        .and("t.type = 'WorkOrd'")
        .text("otherrefnum", query.external_id.as_ref())
        .text("tranid", query.number.as_ref());
    Ok(match status.map(code) {
        // Accounts show the code with and without the type in front.
        Some(letter) => search.and(format!("t.status IN ('{letter}', 'WorkOrd:{letter}')")),
        None => search,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_and_location_stand_on_the_main_line() {
        let query = Query { item_id: Some("733".into()), location_id: Some("11".into()), ..Query::default() };
        let search = format!("{:?}", search(&query, Some(WorkOrderStatus::InProgress)).unwrap());
        for part in ["m.mainline = 'T'", "m.item = 733", "m.location = 11", "t.status IN ('D', 'WorkOrd:D')"]
        {
            assert!(search.contains(part), "{search}");
        }
    }
}
