//! The table of resources: where each stands in the URL tree, what it is called, and which scopes it needs.
//! Routes, their documentation and their scopes are all made from these rows.

use erpgate_model::{Resource, Scope};

use super::filter::Filter;

/// One resource.
#[derive(Debug)]
pub(crate) struct Kind {
    pub(crate) resource: Resource,
    /// Its place below the connection, such as `purchase-orders`.
    pub(crate) path: &'static str,
    /// Where its records are created and listed, when not at [`Kind::path`]: below another record, whose id
    /// is `{id}` there.
    pub(crate) within: Option<&'static str>,
    /// The group in the documentation.
    pub(crate) tag: &'static str,
    /// One of them, with its article.
    pub(crate) one: &'static str,
    /// Many of them.
    pub(crate) many: &'static str,
    /// The plural in operation ids.
    pub(crate) plural: &'static str,
    /// A sentence about them.
    pub(crate) about: &'static str,
    /// The name of the records' schema.
    pub(crate) schema: &'static str,
    pub(crate) read: Scope,
    pub(crate) write: Scope,
    /// What a list can be narrowed by, where the ERP can.
    pub(crate) filters: &'static [Filter],
}

use Filter::{ExternalId, ItemId, LocationId, Number, PurchaseOrderId, Status, UpdatedSince, VendorId};

const DOCUMENTS: &[Filter] = &[UpdatedSince, ItemId, LocationId, ExternalId, Number];
const MASTER_DATA: &[Filter] = &[UpdatedSince, ExternalId, Number];

/// Every resource with routes of its own.
pub(crate) const KINDS: &[Kind] = &[
    Kind {
        resource: Resource::PurchaseOrder,
        path: "purchase-orders",
        within: None,
        tag: "Purchase orders",
        one: "a purchase order",
        many: "purchase orders",
        plural: "purchase_orders",
        about: "What is ordered from vendors. The same body for every ERP.",
        schema: "PurchaseOrder",
        read: Scope::PurchaseOrdersRead,
        write: Scope::PurchaseOrdersWrite,
        filters: &[UpdatedSince, Status, VendorId, ItemId, LocationId, ExternalId, Number],
    },
    Kind {
        resource: Resource::GoodsReceipt,
        path: "goods-receipts",
        within: None,
        tag: "Goods receipts",
        one: "a goods receipt",
        many: "goods receipts",
        plural: "goods_receipts",
        about: "Goods that came for a purchase order.",
        schema: "GoodsReceipt",
        read: Scope::InventoryRead,
        write: Scope::InventoryWrite,
        filters: &[UpdatedSince, PurchaseOrderId, VendorId, ItemId, LocationId, ExternalId, Number],
    },
    Kind {
        resource: Resource::WorkOrder,
        path: "work-orders",
        within: None,
        tag: "Work orders",
        one: "a work order",
        many: "work orders",
        plural: "work_orders",
        about: "Orders to make or to maintain something.",
        schema: "WorkOrder",
        read: Scope::WorkOrdersRead,
        write: Scope::WorkOrdersWrite,
        filters: &[UpdatedSince, Status, Filter::Kind, ItemId, LocationId, ExternalId, Number],
    },
    Kind {
        resource: Resource::WorkOrderCompletion,
        path: "work-order-completions",
        within: Some("work-orders/{id}/completions"),
        tag: "Work orders",
        one: "a completion of a work order",
        many: "completions of a work order",
        plural: "work_order_completions",
        about: "What was produced or done for a work order.",
        schema: "WorkOrderCompletion",
        read: Scope::WorkOrdersRead,
        write: Scope::WorkOrdersWrite,
        filters: &[UpdatedSince, ExternalId, Number],
    },
    Kind {
        resource: Resource::InventoryLevel,
        path: "inventory-levels",
        within: None,
        tag: "Inventory",
        one: "an inventory level",
        many: "inventory levels",
        plural: "inventory_levels",
        about: "How much of an item lies where.",
        schema: "InventoryLevel",
        read: Scope::InventoryRead,
        write: Scope::InventoryWrite,
        filters: &[UpdatedSince, ItemId, LocationId],
    },
    Kind {
        resource: Resource::InventoryAdjustment,
        path: "inventory-adjustments",
        within: None,
        tag: "Inventory",
        one: "an inventory adjustment",
        many: "inventory adjustments",
        plural: "inventory_adjustments",
        about: "Changes of stock without a purchase or a sale.",
        schema: "InventoryAdjustment",
        read: Scope::InventoryRead,
        write: Scope::InventoryWrite,
        filters: DOCUMENTS,
    },
    Kind {
        resource: Resource::InventoryTransfer,
        path: "inventory-transfers",
        within: None,
        tag: "Inventory",
        one: "an inventory transfer",
        many: "inventory transfers",
        plural: "inventory_transfers",
        about: "Stock moved from one place to another.",
        schema: "InventoryTransfer",
        read: Scope::InventoryRead,
        write: Scope::InventoryWrite,
        filters: DOCUMENTS,
    },
    Kind {
        resource: Resource::Vendor,
        path: "vendors",
        within: None,
        tag: "Vendors",
        one: "a vendor",
        many: "vendors",
        plural: "vendors",
        about: "Those from whom one buys.",
        schema: "Vendor",
        read: Scope::VendorsRead,
        write: Scope::VendorsWrite,
        filters: &[UpdatedSince, Status, ExternalId, Number],
    },
    master_data(Resource::Item, ["items", "an item", "items", "items"], "What is bought, made and stored."),
    master_data(
        Resource::Location,
        ["locations", "a location", "locations", "locations"],
        "Where things are: SAP plants, NetSuite locations.",
    ),
    master_data(
        Resource::Company,
        ["companies", "a company", "companies", "companies"],
        "Who buys: SAP company codes, NetSuite subsidiaries.",
    ),
    master_data(
        Resource::PaymentTerms,
        ["payment-terms", "an entry of the payment terms", "payment terms", "payment_terms"],
        "When an invoice is to be paid.",
    ),
    master_data(
        Resource::Unit,
        ["units", "a unit of measure", "units of measure", "units"],
        "In what quantities are counted.",
    ),
    master_data(
        Resource::Account,
        ["accounts", "a general-ledger account", "general-ledger accounts", "accounts"],
        "What bears costs.",
    ),
    master_data(
        Resource::TaxCode,
        ["tax-codes", "a tax code", "tax codes", "tax_codes"],
        "How a purchase is taxed.",
    ),
];

/// What other records refer to: read only, and alike.
const fn master_data(resource: Resource, names: [&'static str; 4], about: &'static str) -> Kind {
    let [path, one, many, plural] = names;
    Kind {
        resource,
        path,
        within: None,
        tag: "Master data",
        one,
        many,
        plural,
        about,
        schema: "MasterData",
        read: Scope::MasterDataRead,
        write: Scope::MasterDataRead,
        filters: MASTER_DATA,
    }
}
