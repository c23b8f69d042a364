//! Purchase orders: the record, the body that creates one, and the body that changes one.

mod line;
mod patch;
mod record;
mod write;

pub use line::{AccountAssignment, LineStatus, PurchaseOrderLine};
pub use patch::{PurchaseOrderLinePatch, PurchaseOrderPatch};
pub use record::{Incoterms, PurchaseOrder, PurchaseOrderStatus, Totals};
pub use write::{NewPurchaseOrder, NewPurchaseOrderLine};
