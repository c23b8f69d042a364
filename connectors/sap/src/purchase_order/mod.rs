//! Purchase orders: `A_PurchaseOrder` and what hangs on it.

mod capabilities;
mod convergence;
mod create;
pub(crate) mod fields;
mod from_native;
mod list;
mod locate;
mod native;
mod plan;
mod read;
mod remove;
mod status;
mod step;
mod to_native;
mod update;

use erpgate_connector::{Attempted, Receipt, Session, WriteError};
use erpgate_model::{Action, Command, NewRecord, Patch, Resource, Update, Verb};

use crate::connector::never_asked;
use crate::errors::About;
use crate::service::Service;
use crate::settings::{ReferenceField, Settings};

pub(crate) use capabilities::capabilities;

/// Below the system's address.
pub(crate) const PATH: &str = "sap/opu/odata/sap/API_PURCHASEORDER_PROCESS_SRV";
pub(crate) const ABOUT: About = About {
    name: "API_PURCHASEORDER_PROCESS_SRV",
    arrangement: "the communication arrangement SAP_COM_0053",
};

pub(crate) const ORDER: &str = "A_PurchaseOrder";
pub(crate) const ITEM: &str = "A_PurchaseOrderItem";
pub(crate) const SCHEDULE_LINE: &str = "A_PurchaseOrderScheduleLine";
pub(crate) const ACCOUNT: &str = "A_PurOrdAccountAssignment";
pub(crate) const NOTE: &str = "A_PurchaseOrderNote";
pub(crate) const TO_ITEMS: &str = "to_PurchaseOrderItem";
pub(crate) const TO_SCHEDULE: &str = "to_ScheduleLine";
pub(crate) const TO_ACCOUNTS: &str = "to_AccountAssignment";
pub(crate) const TO_NOTES: &str = "to_PurchaseOrderNote";

/// The purchase orders of one SAP system.
#[derive(Debug)]
pub(crate) struct PurchaseOrders {
    pub(crate) service: Service,
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
    pub(crate) fn new(settings: &Settings, service: Service) -> Self {
        let customs = Customs {
            reference_field: settings.reference_field,
            note_type: settings.note_type.clone(),
            language: settings.language.clone(),
        };
        Self { service, customs }
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
