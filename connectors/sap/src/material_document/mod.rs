//! Material documents: what goods receipts, adjustments and transfers of stock are in SAP.

mod document;
pub(crate) mod fields;
mod id;
mod list;
mod post;
mod read;
mod record;
mod reference;
mod reverse;

use chrono::TimeDelta;

use crate::errors::About;
use crate::inventory_adjustment::MovementTypes;
use crate::service::Service;

pub(crate) use document::{Kind, common, quantity, serials};
pub(crate) use id::DocumentId;
pub(crate) use post::{Posting, blame};
pub(crate) use read::{Found, Shape};
pub(crate) use record::{head, shared, typed};

/// Below the system's address.
pub(crate) const PATH: &str = "sap/opu/odata/sap/API_MATERIAL_DOCUMENT_SRV";
pub(crate) const ABOUT: About =
    About { name: "API_MATERIAL_DOCUMENT_SRV", arrangement: "the communication arrangement SAP_COM_0108" };

pub(crate) const HEADER: &str = "A_MaterialDocumentHeader";
const ITEM: &str = "A_MaterialDocumentItem";
const TO_ITEMS: &str = "to_MaterialDocumentItem";
const TO_SERIALS: &str = "to_SerialNumbers";

/// What reading takes.
pub(crate) const READ: &[&str] = &[SERVICE, "display of material documents (M_MSEG_*, activity 03)"];
/// What posting takes.
pub(crate) const POST: &[&str] =
    &[SERVICE, "posting of goods movements for the movement types and plants used (M_MSEG_*, activity 01)"];
const SERVICE: &str = "communication arrangement SAP_COM_0108, or on premise the active service \
    API_MATERIAL_DOCUMENT_SRV and S_SERVICE for it";

/// The material documents of one SAP system.
#[derive(Debug, Clone)]
pub(crate) struct MaterialDocuments {
    pub(crate) service: Service,
    /// The movement types of this connection.
    pub(crate) movement_types: MovementTypes,
    /// By how much its clock is ahead of UTC.
    pub(crate) clock_ahead: TimeDelta,
}
