//! The words of erpgate: records, commands, operations, events, capabilities. No I/O.
//!
//! A client app speaks only these words. Connector crates translate them to an ERP's own,
//! the engine carries [`Command`]s from accepted to known, and the store keeps
//! [`Operation`]s and [`Event`]s.

mod aliases;
mod api_key;
mod capability;
mod clock;
mod command;
mod connection;
mod decimal;
mod event;
mod field;
mod id;
mod operation;
mod outcome;
mod purchase_order;
mod record;
mod reference;
mod webhook;

pub use aliases::Aliases;
pub use api_key::{ApiKey, Role, Scope};
pub use capability::{Capability, FieldSpec, Means, Repeat, Support, Writable};
pub use clock::{Clock, FakeClock, SystemClock, Timestamp};
pub use command::{Change, Command, Resource, Target, Verb};
pub use connection::{Connection, Health};
pub use decimal::{Decimal, DecimalError};
pub use event::{Cause, Event, EventType, NewEvent, OperationSummary};
pub use field::Field;
pub use id::{
    ApiKeyId, ConnectionId, DeliveryId, EventId, Id, IdError, IdKind, Ids, OperationId, RequestId,
    WebhookEndpointId,
};
pub use operation::{Attempt, AttemptOutcome, NativeCall, Operation, OperationStatus};
pub use outcome::{
    ChangeKind, Failure, FailureCode, FieldError, NativeError, RecordChange, Warning, WarningCode,
};
pub use purchase_order::{
    AccountAssignment, Address, Incoterms, LineChanges, LineStatus, NewPurchaseOrder, NewPurchaseOrderLine,
    PurchaseOrder, PurchaseOrderLine, PurchaseOrderLinePatch, PurchaseOrderPatch, PurchaseOrderStatus,
    Totals,
};
pub use record::{CustomFields, Page, Query, Record, RecordId, Version};
pub use reference::Reference;
pub use webhook::{Delivery, DeliveryAttempt, DeliveryState, EventFilter, WebhookEndpoint};
