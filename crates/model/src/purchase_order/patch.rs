//! The body that changes a purchase order. Absent: leave as it is; `null`: clear.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::line::AccountAssignment;
use super::record::Incoterms;
use super::write::NewPurchaseOrderLine;
use crate::address::Address;
use crate::decimal::Decimal;
use crate::field::Field;
use crate::list_changes::ListChanges;
use crate::record::CustomFields;

/// Changes to a purchase order. Which fields an ERP lets one change stands in the capabilities.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PurchaseOrderPatch {
    /// The client app's own id.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub external_id: Field<String>,
    /// The ERP's payment terms.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub payment_terms_id: Field<String>,
    /// The vendor (write-once in SAP).
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub vendor_id: Field<String>,
    /// The buying company (write-once in SAP).
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub company_id: Field<String>,
    /// SAP purchasing organization (write-once).
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub purchasing_organization_id: Field<String>,
    /// SAP purchasing group.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub purchasing_group_id: Field<String>,
    /// ISO 4217 (write-once in SAP).
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub currency: Field<String>,
    /// Units of the company's currency for one unit of the order's.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<Decimal>)]
    pub exchange_rate: Field<Decimal>,
    /// Date of the order, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<NaiveDate>)]
    pub order_date: Field<NaiveDate>,
    /// When the goods should come, where the ERP holds it for the whole order.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<NaiveDate>)]
    pub delivery_date: Field<NaiveDate>,
    /// Delivery terms.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<Incoterms>)]
    pub incoterms: Field<Incoterms>,
    /// Where the goods go.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<Address>)]
    pub ship_to: Field<Address>,
    /// Who pays.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<Address>)]
    pub bill_to: Field<Address>,
    /// Free text for the vendor.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub notes: Field<String>,
    /// The buyer (employee) in the ERP.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub buyer_id: Field<String>,
    /// Changes to lines, by id. A bare list is refused: it is how lines get doubled.
    #[serde(default, skip_serializing_if = "ListChanges::is_empty")]
    pub lines: ListChanges<NewPurchaseOrderLine, PurchaseOrderLinePatch>,
    /// The ERP's own fields by name; a null value clears.
    #[serde(default, skip_serializing_if = "CustomFields::is_empty")]
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}

/// Changes to one line.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PurchaseOrderLinePatch {
    /// The line's id, as read.
    pub id: String,
    /// The item (write-once in SAP).
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub item_id: Field<String>,
    /// Text of the line.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub description: Field<String>,
    /// The group that the goods belong to (SAP material group).
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub item_group_id: Field<String>,
    /// Ordered quantity, in `unit`.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<Decimal>)]
    pub quantity: Field<Decimal>,
    /// Unit of the quantity.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub unit: Field<String>,
    /// Price of `price_quantity` units.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<Decimal>)]
    pub unit_price: Field<Decimal>,
    /// For how many units the price is.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<Decimal>)]
    pub price_quantity: Field<Decimal>,
    /// When the goods should come.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<NaiveDate>)]
    pub delivery_date: Field<NaiveDate>,
    /// Where the goods go (SAP plant, NetSuite location).
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub location_id: Field<String>,
    /// Storage location within it (SAP).
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub storage_location_id: Field<String>,
    /// To what the cost is booked.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<AccountAssignment>)]
    pub account_assignment: Field<AccountAssignment>,
    /// Department (NetSuite).
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub department_id: Field<String>,
    /// Class (NetSuite).
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub class_id: Field<String>,
    /// Tax code.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<String>)]
    pub tax_code_id: Field<String>,
    /// How much more may be delivered, in percent.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<Decimal>)]
    pub over_delivery_tolerance_percent: Field<Decimal>,
    /// How much less may be delivered, in percent.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    #[schema(value_type = Option<Decimal>)]
    pub under_delivery_tolerance_percent: Field<Decimal>,
    /// The ERP's own fields by name; a null value clears.
    #[serde(default, skip_serializing_if = "CustomFields::is_empty")]
    #[schema(value_type = Object)]
    pub custom_fields: CustomFields,
}
