//! Stock: how much lies where, and the documents that change it.

mod adjustment;
mod level;
mod receipt;
mod transfer;

pub use adjustment::{
    InventoryAdjustment, InventoryAdjustmentLine, NewInventoryAdjustment, NewInventoryAdjustmentLine,
};
pub use level::InventoryLevel;
pub use receipt::{GoodsReceipt, GoodsReceiptLine, NewGoodsReceipt, NewGoodsReceiptLine};
pub use transfer::{
    InventoryTransfer, InventoryTransferLine, NewInventoryTransfer, NewInventoryTransferLine,
};
