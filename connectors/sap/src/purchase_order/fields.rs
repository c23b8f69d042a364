//! The table: each unified field, SAP's property, its form, when it can be written, its limits.
//! Capabilities, mapping to SAP and mapping back are all made from it.

use erpgate_model::Writable::{Always, No, OnCreate};

use crate::mapping::Form::{Code, Date, Decimal, Derived, Number, Text};
use crate::mapping::{Row, row};

/// Fields of the order that are properties of `A_PurchaseOrder`.
pub(crate) const HEADER: &[Row] = &[
    row("number", "A_PurchaseOrder.PurchaseOrder", Number, No, 10).filter(),
    row("external_id", "A_PurchaseOrder.CorrespncInternalReference", Text, Always, 12).filter(),
    row("native_status", "A_PurchaseOrder.PurchasingProcessingStatus", Text, No, 2),
    row("vendor_id", "A_PurchaseOrder.Supplier", Number, OnCreate, 10).required().filter(),
    row("vendor_name", "A_PurchaseOrder.AddressName", Text, No, 40),
    row("company_id", "A_PurchaseOrder.CompanyCode", Code, OnCreate, 4).required(),
    row("purchasing_organization_id", "A_PurchaseOrder.PurchasingOrganization", Code, OnCreate, 4).required(),
    row("purchasing_group_id", "A_PurchaseOrder.PurchasingGroup", Code, OnCreate, 3).required(),
    row("type_id", "A_PurchaseOrder.PurchaseOrderType", Code, OnCreate, 4).required(),
    row("currency", "A_PurchaseOrder.DocumentCurrency", Code, OnCreate, 5),
    row("exchange_rate", "A_PurchaseOrder.ExchangeRate", Decimal, Always, 5),
    row("order_date", "A_PurchaseOrder.PurchaseOrderDate", Date, Always, 0),
    row("payment_terms_id", "A_PurchaseOrder.PaymentTerms", Code, Always, 4),
    row("incoterms.code", "A_PurchaseOrder.IncotermsClassification", Code, Always, 3),
    row("incoterms.location", "A_PurchaseOrder.IncotermsLocation1", Text, Always, 70),
];

/// The order's `ship_to`, which SAP holds on each item.
pub(crate) const SHIP_TO: &[Row] = &[
    row("ship_to.name", "A_PurchaseOrderItem.DeliveryAddressName", Text, OnCreate, 40),
    row("ship_to.lines", "A_PurchaseOrderItem.DeliveryAddressStreetName", Derived, OnCreate, 0),
    row("ship_to.city", "A_PurchaseOrderItem.DeliveryAddressCityName", Text, OnCreate, 40),
    row("ship_to.region", "A_PurchaseOrderItem.DeliveryAddressRegion", Code, OnCreate, 3),
    row("ship_to.postal_code", "A_PurchaseOrderItem.DeliveryAddressPostalCode", Code, OnCreate, 10),
    row("ship_to.country", "A_PurchaseOrderItem.DeliveryAddressCountry", Code, OnCreate, 3),
];

/// Fields of the order that are made from more than one property.
pub(crate) const DERIVED: &[Row] = &[
    row("id", "A_PurchaseOrder.PurchaseOrder", Derived, No, 0),
    row("status", "A_PurchaseOrder.PurchasingProcessingStatus", Derived, No, 0).filter(),
    row("delivery_date", "A_PurchaseOrderScheduleLine.ScheduleLineDeliveryDate", Derived, OnCreate, 0),
    row("notes", "A_PurchaseOrderNote.PlainLongText", Derived, Always, 0),
    row("lines", "A_PurchaseOrder.to_PurchaseOrderItem", Derived, Always, 0).required(),
    row("custom_fields", "A_PurchaseOrder.*", Derived, Always, 0),
    row("version", "A_PurchaseOrder.*", Derived, No, 0),
    row("created_at", "A_PurchaseOrder.CreationDate", Derived, No, 0),
    row("updated_at", "A_PurchaseOrder.LastChangeDateTime", Derived, No, 0),
];

/// Fields of a line that are properties of `A_PurchaseOrderItem`.
pub(crate) const LINE: &[Row] = &[
    row("lines.line_number", "A_PurchaseOrderItem.PurchaseOrderItem", Number, No, 5),
    row("lines.item_id", "A_PurchaseOrderItem.Material", Number, OnCreate, 40),
    row("lines.description", "A_PurchaseOrderItem.PurchaseOrderItemText", Text, Always, 40),
    row("lines.item_group_id", "A_PurchaseOrderItem.MaterialGroup", Code, Always, 9),
    row("lines.quantity", "A_PurchaseOrderItem.OrderQuantity", Decimal, Always, 3).required(),
    row("lines.unit", "A_PurchaseOrderItem.PurchaseOrderQuantityUnit", Text, Always, 3),
    row("lines.unit_price", "A_PurchaseOrderItem.NetPriceAmount", Decimal, Always, 3),
    row("lines.price_quantity", "A_PurchaseOrderItem.NetPriceQuantity", Decimal, Always, 0),
    row("lines.location_id", "A_PurchaseOrderItem.Plant", Code, Always, 4).required(),
    row("lines.storage_location_id", "A_PurchaseOrderItem.StorageLocation", Code, Always, 4),
    row("lines.tax_code_id", "A_PurchaseOrderItem.TaxCode", Code, Always, 2),
    row(
        "lines.over_delivery_tolerance_percent",
        "A_PurchaseOrderItem.OverdelivTolrtdLmtRatioInPct",
        Decimal,
        Always,
        1,
    ),
    row(
        "lines.under_delivery_tolerance_percent",
        "A_PurchaseOrderItem.UnderdelivTolrtdLmtRatioInPct",
        Decimal,
        Always,
        1,
    ),
];

/// Fields of a line that stand in its schedule line.
pub(crate) const SCHEDULE: &[Row] =
    &[row("lines.delivery_date", "A_PurchaseOrderScheduleLine.ScheduleLineDeliveryDate", Date, Always, 0)];

/// Properties that follow a field with a row elsewhere.
const FOLLOWERS: &[Row] =
    &[row("lines.quantity", "A_PurchaseOrderScheduleLine.ScheduleLineOrderQuantity", Decimal, No, 3)];

/// Fields of a line that stand in its account assignment.
pub(crate) const ACCOUNTS: &[Row] = &[
    row("lines.account_assignment.account_id", "A_PurOrdAccountAssignment.GLAccount", Number, Always, 10),
    row(
        "lines.account_assignment.cost_center_id",
        "A_PurOrdAccountAssignment.CostCenter",
        Number,
        Always,
        10,
    ),
    row("lines.account_assignment.order_id", "A_PurOrdAccountAssignment.OrderID", Number, Always, 12),
    row("lines.account_assignment.project_id", "A_PurOrdAccountAssignment.WBSElement", Code, Always, 24),
    row(
        "lines.account_assignment.asset_id",
        "A_PurOrdAccountAssignment.MasterFixedAsset",
        Number,
        Always,
        12,
    ),
];

/// Fields of a line that are made from more than one property.
pub(crate) const LINE_DERIVED: &[Row] = &[
    row("lines.id", "A_PurchaseOrderItem.PurchaseOrderItem", Derived, No, 0),
    row("lines.status", "A_PurchaseOrderItem.PurchasingDocumentDeletionCode", Derived, No, 0),
    row("lines.custom_fields", "A_PurchaseOrderItem.*", Derived, Always, 0),
];

/// What V4 alone tells.
pub(crate) const ONLY_V4: &[Row] =
    &[row("lines.net_amount", "A_PurchaseOrderItem.NetAmount", Decimal, No, 3)];

/// Questions for a list that are no fields of a record.
pub(crate) const FILTERS: &[Row] =
    &[row("updated_since", "A_PurchaseOrder.LastChangeDateTime", Derived, No, 0).not_shown().filter()];

/// The tables whose rows stand for one property each, for finding a field by SAP's name.
pub(crate) const WRITTEN: &[&[Row]] = &[HEADER, LINE, SCHEDULE, FOLLOWERS, ACCOUNTS, SHIP_TO];

/// Every field of a record.
pub(crate) fn all() -> impl Iterator<Item = &'static Row> {
    [DERIVED, HEADER, SHIP_TO, LINE_DERIVED, LINE, SCHEDULE, ACCOUNTS].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_field_stands_twice() {
        let names: BTreeSet<&str> = all().map(|row| row.spec.name).collect();
        assert_eq!(names.len(), all().count());
    }

    #[test]
    fn no_property_is_written_through_two_fields_of_one_entity() {
        let writable = || WRITTEN.iter().copied().flatten().filter(|row| row.spec.writable != No);
        let properties: BTreeSet<&str> = writable().map(|row| row.spec.mapped_to).collect();
        assert_eq!(properties.len(), writable().count());
    }
}
