//! The words of erpgate: records, commands, operations, events, capabilities. No I/O.
//!
//! A client app speaks only these words. Connector crates translate them to an ERP's own,
//! the engine carries [`Command`]s from accepted to known, and the store keeps
//! [`Operation`]s and [`Event`]s.

mod address;
mod aliases;
mod api_key;
mod audit;
mod capability;
mod check;
mod clock;
mod command;
mod connection;
mod decimal;
mod event;
mod event_type;
mod field;
mod id;
mod inventory;
mod list_changes;
mod master_data;
mod operation;
mod outcome;
mod passthrough;
mod purchase_order;
mod record;
mod reference;
mod resource;
mod status_change;
mod vendor;
mod verb;
mod webhook;
mod work_order;

pub use address::Address;
pub use aliases::Aliases;
pub use api_key::{ApiKey, Role, Scope};
pub use audit::{AuditAction, AuditEntry, AuditOutcome};
pub use capability::{Capability, FieldSpec, Means, Repeat, Support, Writable};
pub use clock::{Clock, FakeClock, SystemClock, Timestamp};
pub use command::{Action, BodyError, Command, NewRecord, Patch, Target, Update};
pub use connection::{Connection, Health};
pub use decimal::{Decimal, DecimalError};
pub use event::{Cause, Event, NewEvent, OperationSummary};
pub use event_type::{EventType, OperationEvent, RecordEvent};
pub use field::Field;
pub use id::{
    ApiKeyId, AuditEntryId, ConnectionId, DeliveryId, EventId, Id, IdError, IdKind, Ids, OperationId,
    RequestId, WebhookEndpointId,
};
pub use inventory::{
    GoodsReceipt, GoodsReceiptLine, InventoryAdjustment, InventoryAdjustmentLine, InventoryLevel,
    InventoryTransfer, InventoryTransferLine, NewGoodsReceipt, NewGoodsReceiptLine, NewInventoryAdjustment,
    NewInventoryAdjustmentLine, NewInventoryTransfer, NewInventoryTransferLine,
};
pub use list_changes::{ListChanges, is_list};
pub use master_data::MasterData;
pub use operation::{Attempt, AttemptOutcome, NativeCall, Operation, OperationStatus};
pub use outcome::{
    ChangeKind, Failure, FailureCode, FieldError, NativeError, RecordChange, Warning, WarningCode,
};
pub use passthrough::{NativeAnswer, NativeMethod, NativeRequest};
pub use purchase_order::{
    AccountAssignment, Incoterms, LineStatus, NewPurchaseOrder, NewPurchaseOrderLine, PurchaseOrder,
    PurchaseOrderLine, PurchaseOrderLinePatch, PurchaseOrderPatch, PurchaseOrderStatus, Totals,
};
pub use record::{CustomFields, Page, Query, Record, RecordId, Version};
pub use reference::Reference;
pub use resource::Resource;
pub use vendor::{
    BankAccount, BankAccountPatch, NewBankAccount, NewTaxId, NewVendor, NewVendorAddress, NewVendorCompany,
    NewVendorContact, NewVendorPurchasingOrganization, TaxId, TaxIdPatch, Vendor, VendorAddress,
    VendorAddressPatch, VendorCompany, VendorCompanyPatch, VendorContact, VendorContactPatch, VendorPatch,
    VendorPurchasingOrganization, VendorPurchasingOrganizationPatch, VendorStatus, is_masked_account,
    masked_account, masks_account,
};
pub use verb::Verb;
pub use webhook::{Delivery, DeliveryAttempt, DeliveryState, EventFilter, WebhookEndpoint};
pub use work_order::{
    NewWorkOrder, NewWorkOrderCompletion, NewWorkOrderComponent, NewWorkOrderOperation, WorkOrder,
    WorkOrderCompletion, WorkOrderComponent, WorkOrderComponentPatch, WorkOrderKind, WorkOrderOperation,
    WorkOrderOperationPatch, WorkOrderPatch, WorkOrderStatus,
};
