//! Work orders, for production and for maintenance, and what was done for them.

mod completion;
mod patch;
mod record;
mod write;

pub use completion::{NewWorkOrderCompletion, WorkOrderCompletion};
pub use patch::{WorkOrderComponentPatch, WorkOrderOperationPatch, WorkOrderPatch};
pub use record::{WorkOrder, WorkOrderComponent, WorkOrderKind, WorkOrderOperation, WorkOrderStatus};
pub use write::{NewWorkOrder, NewWorkOrderComponent, NewWorkOrderOperation};
