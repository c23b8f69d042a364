//! Vendors: `A_BusinessPartner` with the supplier's roles, and what hangs on it.

mod capabilities;
mod contacts;
mod convergence;
mod create;
pub(crate) mod fields;
mod from_native;
mod list;
mod locate;
mod mask;
mod names;
mod native;
mod part;
mod plan;
mod reach;
mod read;
mod state;
mod status;
mod step;
mod to_native;
mod update;

use chrono::TimeDelta;
use erpgate_connector::{Attempted, Receipt, Session, WriteError};
use erpgate_model::{Action, Command, NewRecord, Patch, Resource, Update, Verb};

use crate::connector::never_asked;
use crate::errors::About;
use crate::probe::Optional;
use crate::service::Service;
use crate::settings::{Settings, VendorReferenceField};

pub(crate) use capabilities::capabilities;

/// Below the system's address.
pub(crate) const PATH: &str = "sap/opu/odata/sap/API_BUSINESS_PARTNER";
pub(crate) const ABOUT: About =
    About { name: "API_BUSINESS_PARTNER", arrangement: "the communication arrangement SAP_COM_0008" };

const PARTNER: &str = "A_BusinessPartner";
const SUPPLIER: &str = "A_Supplier";
const TO_SUPPLIER: &str = "to_Supplier";

/// The vendors of one SAP system.
#[derive(Debug)]
pub(crate) struct Vendors {
    service: Service,
    customs: Customs,
}

/// What a connection settled about vendors.
#[derive(Debug, Clone, Copy)]
struct Customs {
    reference_field: VendorReferenceField,
    /// By how much the clock of `LastChangeTime` is ahead of UTC.
    clock_ahead: TimeDelta,
}

impl Vendors {
    pub(crate) fn new(settings: &Settings, service: Service) -> Self {
        let customs =
            Customs { reference_field: settings.vendor_reference_field, clock_ahead: settings.clock_ahead() };
        Self { service, customs }
    }

    /// What the probe looks at: also whether this release has the field for the reference.
    pub(crate) fn probed(&self) -> Optional<'_> {
        Optional {
            service: &self.service,
            set: PARTNER,
            select: Some(self.customs.reference_field.property()),
            advice: " Let `vendor_reference_field` name another field.",
            serves: "vendors",
        }
    }

    /// Each verb that writes to the code that does it.
    pub(crate) async fn apply(
        &self,
        session: &Session,
        command: &Command,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        match command {
            Command::Create(NewRecord::Vendor(vendor)) => self.create(session, vendor).await,
            Command::Update(Update { target, patch: Patch::Vendor(patch) }) => {
                self.update(session, target, patch, attempted).await
            }
            Command::Act(Action {
                verb: verb @ (Verb::Block | Verb::Unblock | Verb::Deactivate | Verb::Delete),
                target,
                ..
            }) => self.put_into_state(session, *verb, target, attempted).await,
            _ => Err(never_asked(Resource::Vendor).into()),
        }
    }
}
