//! What a client wants done: validated, stored as the intent, handed to the connector.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::inventory::{NewGoodsReceipt, NewInventoryAdjustment, NewInventoryTransfer};
use crate::passthrough::NativeRequest;
use crate::purchase_order::{NewPurchaseOrder, PurchaseOrderPatch};
use crate::record::{RecordId, Version};
use crate::resource::Resource;
use crate::vendor::{NewVendor, VendorPatch};
use crate::verb::Verb;
use crate::work_order::{NewWorkOrder, NewWorkOrderCompletion, WorkOrderKind, WorkOrderPatch};

/// A record that a command is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Which record.
    pub id: RecordId,
    /// Only if it still has this version (`If-Match`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_match: Option<Version>,
}

/// The body of a record to be made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NewRecord {
    /// A purchase order.
    PurchaseOrder(Box<NewPurchaseOrder>),
    /// Goods that came.
    GoodsReceipt(Box<NewGoodsReceipt>),
    /// A work order.
    WorkOrder(Box<NewWorkOrder>),
    /// Something produced or done for a work order.
    WorkOrderCompletion(Box<NewWorkOrderCompletion>),
    /// A change of stock.
    InventoryAdjustment(Box<NewInventoryAdjustment>),
    /// A move of stock.
    InventoryTransfer(Box<NewInventoryTransfer>),
    /// A vendor.
    Vendor(Box<NewVendor>),
}

/// The body that changes a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Patch {
    /// Of a purchase order.
    PurchaseOrder(Box<PurchaseOrderPatch>),
    /// Of a work order.
    WorkOrder(Box<WorkOrderPatch>),
    /// Of a vendor.
    Vendor(Box<VendorPatch>),
}

/// A record and what to change in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Update {
    /// Which record.
    pub target: Target,
    /// What to change.
    pub patch: Patch,
}

/// Something to be done with a whole record: delete, cancel, close, release, ….
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// The kind of record.
    pub resource: Resource,
    /// What is done.
    pub verb: Verb,
    /// Which record.
    pub target: Target,
}

/// One write, in the unified words. Its JSON is stored: a snapshot test guards the form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Make a record.
    Create(NewRecord),
    /// Change a record.
    Update(Update),
    /// Do something with a record.
    Act(Action),
    /// Send a request in the ERP's own words.
    Call(NativeRequest),
}

impl Command {
    /// An action on a record.
    #[must_use]
    pub fn act(resource: Resource, verb: Verb, target: Target) -> Self {
        Self::Act(Action { resource, verb, target })
    }

    /// The kind of record.
    #[must_use]
    pub fn resource(&self) -> Resource {
        match self {
            Self::Create(NewRecord::PurchaseOrder(_))
            | Self::Update(Update { patch: Patch::PurchaseOrder(_), .. }) => Resource::PurchaseOrder,
            Self::Create(NewRecord::WorkOrder(_))
            | Self::Update(Update { patch: Patch::WorkOrder(_), .. }) => Resource::WorkOrder,
            Self::Create(NewRecord::Vendor(_)) | Self::Update(Update { patch: Patch::Vendor(_), .. }) => {
                Resource::Vendor
            }
            Self::Create(NewRecord::GoodsReceipt(_)) => Resource::GoodsReceipt,
            Self::Create(NewRecord::WorkOrderCompletion(_)) => Resource::WorkOrderCompletion,
            Self::Create(NewRecord::InventoryAdjustment(_)) => Resource::InventoryAdjustment,
            Self::Create(NewRecord::InventoryTransfer(_)) => Resource::InventoryTransfer,
            Self::Act(action) => action.resource,
            Self::Call(_) => Resource::Passthrough,
        }
    }

    /// What is done.
    #[must_use]
    pub fn verb(&self) -> Verb {
        match self {
            Self::Create(_) => Verb::Create,
            Self::Update(_) => Verb::Update,
            Self::Act(action) => action.verb,
            Self::Call(_) => Verb::Call,
        }
    }

    /// The kind of work order that it is about, as far as it says.
    #[must_use]
    pub fn kind(&self) -> Option<WorkOrderKind> {
        let of_id = |id: &RecordId| WorkOrderKind::of_record_id(id).map(|(kind, _)| kind);
        match self {
            Self::Create(NewRecord::WorkOrder(order)) => order.kind,
            Self::Create(NewRecord::WorkOrderCompletion(completion)) => {
                completion.work_order_id.as_ref().and_then(|id| of_id(&RecordId::new(id)))
            }
            _ if matches!(self.resource(), Resource::WorkOrder | Resource::WorkOrderCompletion) => {
                self.target().and_then(|target| of_id(&target.id))
            }
            _ => None,
        }
    }

    /// The record that is changed; nothing for a create or a call.
    #[must_use]
    pub fn target(&self) -> Option<&Target> {
        match self {
            Self::Create(_) | Self::Call(_) => None,
            Self::Update(update) => Some(&update.target),
            Self::Act(action) => Some(&action.target),
        }
    }

    /// The body as the client would write it: the new record or the patch; `null` without one.
    #[must_use]
    pub fn body(&self) -> Value {
        let json = match self {
            Self::Create(record) => record.body(),
            Self::Update(update) => update.patch.body(),
            Self::Act(_) => Ok(Value::Null),
            Self::Call(request) => serde_json::to_value(request),
        };
        json.expect("command bodies hold only strings, booleans, lists and objects")
    }

    /// The same command with another body, such as one with the connection's defaults filled in.
    ///
    /// # Errors
    /// When the JSON is not a body of this command.
    pub fn with_body(self, body: Value) -> Result<Self, BodyError> {
        Ok(match self {
            Self::Create(_) => Self::Create(NewRecord::read(self.resource(), &body)?),
            Self::Update(_) => {
                let patch = Patch::read(self.resource(), &body)?;
                let Self::Update(update) = self else { unreachable!("matched above") };
                Self::Update(Update { patch, ..update })
            }
            Self::Call(_) => Self::Call(serde_path_to_error::deserialize(body)?),
            Self::Act(_) => self,
        })
    }
}

/// A body that has not the form of its resource, and where.
pub type BodyError = serde_path_to_error::Error<serde_json::Error>;

impl NewRecord {
    /// Reads the body that creates a record of this kind.
    ///
    /// # Errors
    /// When the JSON is no such body, or nobody creates such records.
    pub fn read(resource: Resource, body: &Value) -> Result<Self, BodyError> {
        use serde_path_to_error::deserialize as read;
        Ok(match resource {
            Resource::PurchaseOrder => Self::PurchaseOrder(read(body)?),
            Resource::GoodsReceipt => Self::GoodsReceipt(read(body)?),
            Resource::WorkOrder => Self::WorkOrder(read(body)?),
            Resource::WorkOrderCompletion => Self::WorkOrderCompletion(read(body)?),
            Resource::InventoryAdjustment => Self::InventoryAdjustment(read(body)?),
            Resource::InventoryTransfer => Self::InventoryTransfer(read(body)?),
            Resource::Vendor => Self::Vendor(read(body)?),
            other => return Err(no_body(other)),
        })
    }

    fn body(&self) -> serde_json::Result<Value> {
        match self {
            Self::PurchaseOrder(body) => serde_json::to_value(body),
            Self::GoodsReceipt(body) => serde_json::to_value(body),
            Self::WorkOrder(body) => serde_json::to_value(body),
            Self::WorkOrderCompletion(body) => serde_json::to_value(body),
            Self::InventoryAdjustment(body) => serde_json::to_value(body),
            Self::InventoryTransfer(body) => serde_json::to_value(body),
            Self::Vendor(body) => serde_json::to_value(body),
        }
    }
}

impl Patch {
    /// Reads the body that changes a record of this kind.
    ///
    /// # Errors
    /// When the JSON is no such body, or nobody changes such records.
    pub fn read(resource: Resource, body: &Value) -> Result<Self, BodyError> {
        use serde_path_to_error::deserialize as read;
        Ok(match resource {
            Resource::PurchaseOrder => Self::PurchaseOrder(read(body)?),
            Resource::WorkOrder => Self::WorkOrder(read(body)?),
            Resource::Vendor => Self::Vendor(read(body)?),
            other => return Err(no_body(other)),
        })
    }

    fn body(&self) -> serde_json::Result<Value> {
        match self {
            Self::PurchaseOrder(body) => serde_json::to_value(body),
            Self::WorkOrder(body) => serde_json::to_value(body),
            Self::Vendor(body) => serde_json::to_value(body),
        }
    }
}

fn no_body(resource: Resource) -> BodyError {
    let error = serde::de::Error::custom(format!("there is no such body for {resource}"));
    let path = serde_path_to_error::Track::new().path();
    BodyError::new(path, error)
}

#[cfg(test)]
mod tests;
