//! The kinds of records.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::verb::Verb;

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    /// Purchase orders.
    PurchaseOrder,
    /// Goods that came for a purchase order.
    GoodsReceipt,
    /// Orders to make or to maintain something.
    WorkOrder,
    /// What was produced or done for a work order.
    WorkOrderCompletion,
    /// How much of an item lies where.
    InventoryLevel,
    /// Changes of stock without a purchase or a sale.
    InventoryAdjustment,
    /// Stock moved from one place to another.
    InventoryTransfer,
    /// Those from whom one buys.
    Vendor,
    /// What is bought, made and stored.
    Item,
    /// Where things are (SAP plants, NetSuite locations).
    Location,
    /// Who buys (SAP company codes, NetSuite subsidiaries).
    Company,
    /// When an invoice is to be paid.
    PaymentTerms,
    /// Units of measure.
    Unit,
    /// General-ledger accounts.
    Account,
    /// Tax codes.
    TaxCode,
    /// The ERP's own interface, for what the unified model lacks.
    Passthrough,
}

impl Resource {
    /// Every resource.
    pub const ALL: &'static [Self] = &[
        Self::PurchaseOrder,
        Self::GoodsReceipt,
        Self::WorkOrder,
        Self::WorkOrderCompletion,
        Self::InventoryLevel,
        Self::InventoryAdjustment,
        Self::InventoryTransfer,
        Self::Vendor,
        Self::Item,
        Self::Location,
        Self::Company,
        Self::PaymentTerms,
        Self::Unit,
        Self::Account,
        Self::TaxCode,
        Self::Passthrough,
    ];

    /// The name on the wire, such as `purchase_order`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PurchaseOrder => "purchase_order",
            Self::GoodsReceipt => "goods_receipt",
            Self::WorkOrder => "work_order",
            Self::WorkOrderCompletion => "work_order_completion",
            Self::InventoryLevel => "inventory_level",
            Self::InventoryAdjustment => "inventory_adjustment",
            Self::InventoryTransfer => "inventory_transfer",
            Self::Vendor => "vendor",
            Self::Item => "item",
            Self::Location => "location",
            Self::Company => "company",
            Self::PaymentTerms => "payment_terms",
            Self::Unit => "unit",
            Self::Account => "account",
            Self::TaxCode => "tax_code",
            Self::Passthrough => "passthrough",
        }
    }

    /// What the unified API can do with it. Which of that an ERP can is in its capabilities.
    #[must_use]
    pub fn verbs(self) -> &'static [Verb] {
        use Verb::{
            Approve, Block, Call, Cancel, Close, Complete, Create, Deactivate, Delete, Get, List, Release,
            Reverse, Unblock, Update,
        };
        match self {
            Self::PurchaseOrder => &[Create, Update, Delete, Cancel, Close, Approve, Get, List],
            Self::WorkOrder => &[Create, Update, Delete, Release, Complete, Close, Cancel, Get, List],
            Self::Vendor => &[Create, Update, Delete, Block, Unblock, Deactivate, Get, List],
            Self::GoodsReceipt
            | Self::WorkOrderCompletion
            | Self::InventoryAdjustment
            | Self::InventoryTransfer => &[Create, Reverse, Get, List],
            Self::InventoryLevel => &[List],
            Self::Item
            | Self::Location
            | Self::Company
            | Self::PaymentTerms
            | Self::Unit
            | Self::Account
            | Self::TaxCode => &[Get, List],
            Self::Passthrough => &[Call],
        }
    }

    /// The resource with this name on the wire.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|resource| resource.as_str() == name)
    }

    /// The kind of record whose id stands in a field of this name, wherever the field stands.
    #[must_use]
    pub fn referred_to_by(field: &str) -> Option<Self> {
        Some(match field {
            "vendor_id" => Self::Vendor,
            "item_id" => Self::Item,
            "location_id" | "from_location_id" | "to_location_id" => Self::Location,
            "company_id" => Self::Company,
            "payment_terms_id" => Self::PaymentTerms,
            "unit" => Self::Unit,
            "account_id" | "reconciliation_account_id" => Self::Account,
            "tax_code_id" => Self::TaxCode,
            "purchase_order_id" => Self::PurchaseOrder,
            "work_order_id" => Self::WorkOrder,
            _ => return None,
        })
    }
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_on_the_wire_is_the_stored_name_and_leads_back() {
        for resource in Resource::ALL {
            assert_eq!(serde_json::to_value(resource).unwrap(), resource.as_str());
            assert_eq!(Resource::named(resource.as_str()), Some(*resource));
        }
    }
}
