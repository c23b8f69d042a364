//! SAP S/4HANA through its OData V2 services: purchase orders (`API_PURCHASEORDER_PROCESS_SRV`), vendors
//! (`API_BUSINESS_PARTNER`), work orders (`API_PRODUCTION_ORDER_2_SRV`, `API_MAINTENANCEORDER`) with their
//! confirmations, and the master data that they refer to.
//!
//! | part | what it does |
//! |---|---|
//! | `settings` | what a connection says: address, client, sign-in |
//! | `auth`, `csrf`, `transport` | one system: signs requests, keeps the CSRF token with its cookies, renews each once |
//! | `service`, `protocol`, `change` | one OData service of it, V2 or V4: reads and changes entities |
//! | `mapping` | unified fields to SAP's properties and back, by tables |
//! | `odata` | SAP's forms of dates, decimals, keys, filters and envelopes |
//! | `paging`, `sighting` | lists by key, page by page; what a search for a reference came to |
//! | `kinds` | both kinds of work order, one after the other |
//! | `errors`, `messages` | SAP's words, and what they mean for the client |
//! | `capabilities` | what each verb does, from the rows that each resource has |
//! | `purchase_order`, `vendor` | the table of fields, and each verb |
//! | `work_order` | one set of verbs for both kinds; a `Form` of each says what SAP calls things |
//! | `completion` | confirmations of both kinds, and the reversal of those that SAP can reverse |
//! | `master_data` | the table of sources, and one reader for all |
//! | `material_document` | goods movements: posted, read, listed, taken back |
//! | `goods_receipt`, `inventory_adjustment`, `inventory_transfer` | their tables of fields, and what each makes of a goods movement |
//! | `physical_inventory` | counts, which set stock to a level |
//! | `inventory_level` | how much lies where |
//! | `probe` | which services are there and open |
//! | `passthrough` | requests in SAP's own words |
//!
//! # Why not …
//! - *`$batch` changesets for updates?* A changeset's single error would not say which line it is
//!   about, and what one changeset may hold differs between releases. Each entity is changed by a
//!   call of its own, and the document is read again before the next.
//! - *SAP's `RequestID` repeatability headers?* They work only where an administrator has
//!   configured them; the reference in the document works everywhere.

mod auth;
mod capabilities;
mod change;
mod completion;
mod connector;
mod csrf;
mod errors;
mod goods_receipt;
mod inventory_adjustment;
mod inventory_level;
mod inventory_transfer;
mod kinds;
mod mapping;
mod master_data;
mod material_document;
mod messages;
mod odata;
mod paging;
mod passthrough;
mod physical_inventory;
mod probe;
mod protocol;
mod purchase_order;
mod rehearsal;
mod service;
mod settings;
mod sighting;
mod transport;
mod vendor;
mod work_order;

pub use connector::REGISTRATION;
pub use settings::{
    MaintenanceOrderVersion, PurchaseOrderApi, ReferenceField, Settings, SignIn, VendorReferenceField,
};
