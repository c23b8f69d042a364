//! Purchase orders, through either of two services: `A_PurchaseOrder` of V2 or `PurchaseOrder` of V4, and what
//! hangs on it. Everything outside `api` speaks V2's words.

mod api;
mod capabilities;
mod convergence;
mod create;
pub(crate) mod fields;
mod from_native;
mod list;
mod locate;
mod native;
mod plan;
mod probe;
mod read;
mod remove;
mod status;
mod step;
mod to_native;
mod update;

use std::sync::Arc;

use erpgate_connector::{Attempted, Receipt, Session, WriteError};
use erpgate_model::{Action, Command, NewRecord, Patch, Resource, Update, Verb};

use crate::connector::never_asked;
use crate::settings::{ReferenceField, Settings};
use crate::transport::Transport;
use api::Choice;

pub(crate) use capabilities::capabilities;

const ORDER: &str = "A_PurchaseOrder";
const ITEM: &str = "A_PurchaseOrderItem";
const SCHEDULE_LINE: &str = "A_PurchaseOrderScheduleLine";
const ACCOUNT: &str = "A_PurOrdAccountAssignment";
const NOTE: &str = "A_PurchaseOrderNote";
const TO_ITEMS: &str = "to_PurchaseOrderItem";
const TO_SCHEDULE: &str = "to_ScheduleLine";
const TO_ACCOUNTS: &str = "to_AccountAssignment";
const TO_NOTES: &str = "to_PurchaseOrderNote";

/// The purchase orders of one SAP system.
#[derive(Debug)]
pub(crate) struct PurchaseOrders {
    choice: Choice,
    customs: Customs,
}

/// What a connection settled about orders.
#[derive(Debug, Clone)]
struct Customs {
    reference_field: ReferenceField,
    note_type: String,
    language: String,
}

impl PurchaseOrders {
    pub(crate) fn new(settings: &Settings, transport: &Arc<Transport>) -> Self {
        let customs = Customs {
            reference_field: settings.reference_field,
            note_type: settings.note_type.clone(),
            language: settings.language.clone(),
        };
        Self { choice: Choice::new(settings, transport), customs }
    }

    /// Whether orders go through OData V4, as far as is known.
    pub(crate) fn is_v4(&self) -> bool {
        self.choice.is_v4()
    }

    /// Each verb that writes to the code that does it.
    pub(crate) async fn apply(
        &self,
        session: &Session,
        command: &Command,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        match command {
            Command::Create(NewRecord::PurchaseOrder(order)) => self.create(session, order).await,
            Command::Update(Update { target, patch: Patch::PurchaseOrder(patch) }) => {
                self.update(session, target, patch, attempted).await
            }
            Command::Act(Action { verb: Verb::Close, target, .. }) => {
                self.close(session, target, attempted).await
            }
            Command::Act(Action { verb: Verb::Delete | Verb::Cancel, target, .. }) => {
                self.mark_deleted(session, target, attempted).await
            }
            _ => Err(never_asked(Resource::PurchaseOrder).into()),
        }
    }
}
