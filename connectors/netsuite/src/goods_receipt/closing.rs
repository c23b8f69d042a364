//! A receipt, and afterwards the end of the order's lines of which nothing more will come.

use erpgate_connector::{Receipt, Session, WriteError};
use erpgate_model::RecordId;
use serde_json::{Value, json};

use crate::connector::Account;
use crate::mapping::{Fields, NativeRecord};
use crate::purchase_order::PURCHASE_ORDER;
use crate::records::{Change, Creation, Planned, fetch};

/// A receipt to be made, or one that an earlier send made, and what is to be closed after it.
#[derive(Debug)]
pub(crate) struct Receiving {
    pub(crate) receipt: Result<Creation, RecordId>,
    pub(crate) order: RecordId,
    /// Ids of the order's lines of which nothing more will come.
    pub(crate) last: Vec<String>,
}

impl Receiving {
    /// Receives, then closes. Sent again it does what is missing: NetSuite refuses the second receipt, and
    /// lines that are closed are left alone.
    pub(crate) async fn send(
        self,
        account: &Account,
        session: &Session,
        before: bool,
    ) -> Result<Receipt, WriteError> {
        let receipt = match self.receipt {
            Ok(creation) => creation.send(account, session, before).await?,
            Err(stands) => Receipt::of(stands, Vec::new()),
        };
        if !self.last.is_empty()
            && let Some(order) = fetch(account, session, &PURCHASE_ORDER, &self.order).await?
            && let Planned::Change(change) = close(order, &self.last)
        {
            change.send(account, session).await?;
        }
        Ok(receipt)
    }
}

/// Closes those of the lines that are open and not received in full.
fn close(order: NativeRecord, last: &[String]) -> Planned {
    let lines = order.lines();
    let open: Vec<Value> = lines
        .iter()
        .filter(|line| last.contains(&line.id()) && !line.flag("isClosed"))
        .filter(|line| line.number("quantityReceived") < line.number("quantity"))
        .map(|line| json!({"line": line.key(), "isClosed": true}))
        .collect();
    let id = order.id().clone();
    if open.is_empty() {
        return Planned::Stands(id);
    }
    Change::of_fields(order, Fields::from_iter([("item".to_owned(), json!({"items": open}))]))
}
