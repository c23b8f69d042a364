//! THE table: which unified field is which NetSuite field. Capabilities, mapping to NetSuite and back,
//! error pointers and the documentation page all come from it.

use erpgate_model::FieldSpec;
use erpgate_model::Writable::{Always, No, OnCreate};

use crate::mapping::Kind::{AddressLines, Computed, Currency, Date, Instant, Named, Number, Reference, Text};
use crate::mapping::{Row, specs};

/// Fields of the order. NetSuite applies a body in the order of its keys: the vendor first, because it
/// decides the subsidiary, then the subsidiary, because it decides which locations are allowed.
pub(crate) const HEADER: [Row; 38] = [
    Row::new("vendor_id", "entity", Reference, OnCreate).required().filter().label("Vendor"),
    Row::new("company_id", "subsidiary", Reference, OnCreate).label("Subsidiary"),
    Row::new("id", "id", Computed, No),
    Row::new("number", "tranId", Text, No).filter().label("PO #"),
    Row::new("external_id", "otherRefNum", Text, Always).filter().max_length(45),
    Row::new("status", "status", Computed, No).filter(),
    Row::new("native_status", "status", Computed, No),
    Row::new("vendor_name", "entity.refName", Text, No),
    Row::new("currency", "currency", Currency, OnCreate).label("Currency"),
    Row::new("exchange_rate", "exchangeRate", Number, Always).label("Exchange Rate"),
    Row::new("order_date", "tranDate", Date, Always).label("Date"),
    Row::new("delivery_date", "dueDate", Date, Always).label("Receive By"),
    Row::new("payment_terms_id", "terms", Reference, Always).label("Terms"),
    Row::new("incoterms.code", "incoTerm", Named, Always).label("Incoterm"),
    Row::new("ship_to.name", "shippingAddress.addressee", Text, Always),
    Row::new("ship_to.lines", "shippingAddress.addr1", AddressLines, Always),
    Row::new("ship_to.city", "shippingAddress.city", Text, Always),
    Row::new("ship_to.region", "shippingAddress.state", Text, Always),
    Row::new("ship_to.postal_code", "shippingAddress.zip", Text, Always),
    Row::new("ship_to.country", "shippingAddress.country", Reference, Always),
    Row::new("bill_to.name", "billingAddress.addressee", Text, Always),
    Row::new("bill_to.lines", "billingAddress.addr1", AddressLines, Always),
    Row::new("bill_to.city", "billingAddress.city", Text, Always),
    Row::new("bill_to.region", "billingAddress.state", Text, Always),
    Row::new("bill_to.postal_code", "billingAddress.zip", Text, Always),
    Row::new("bill_to.country", "billingAddress.country", Reference, Always),
    Row::new("notes", "memo", Text, Always).label("Memo"),
    Row::new("buyer_id", "employee", Reference, Always).label("Employee"),
    Row::new("lines", "item, expense", Computed, Always).required(),
    Row::new("totals.net", "subtotal", Number, No),
    Row::new("totals.tax", "taxTotal", Number, No),
    Row::new("totals.gross", "total", Number, No),
    Row::new("custom_fields", "custbody_*", Computed, Always),
    Row::new("version", "a digest of the record", Computed, No),
    Row::new("created_at", "createdDate", Instant, No),
    Row::new("updated_at", "lastModifiedDate", Instant, No),
    Row::new("native", "the record", Computed, No),
    Row::new("updated_since", "lastModifiedDate", Computed, No).filter().not_shown(),
];

/// Fields of a line.
pub(crate) const LINES: [Row; 18] = [
    Row::entry("lines.id", "item.line, expense.line", Computed, No),
    Row::entry("lines.line_number", "item.line, expense.line", Computed, No),
    Row::entry("lines.item_id", "item.item", Reference, Always).label("Item"),
    Row::entry("lines.account_assignment.account_id", "expense.account", Reference, Always).label("Account"),
    Row::entry("lines.description", "item.description, expense.memo", Text, Always),
    Row::entry("lines.quantity", "item.quantity", Number, Always).required().label("Quantity"),
    Row::entry("lines.unit", "item.units", Text, Always).label("Units"),
    Row::entry("lines.unit_price", "item.rate", Number, Always).label("Rate"),
    Row::entry("lines.delivery_date", "item.expectedReceiptDate", Date, Always)
        .label("Expected Receipt Date"),
    Row::entry("lines.location_id", "item.location, expense.location", Reference, Always).label("Location"),
    Row::entry("lines.department_id", "item.department, expense.department", Reference, Always)
        .label("Department"),
    Row::entry("lines.class_id", "item.class, expense.class", Reference, Always).label("Class"),
    Row::entry("lines.tax_code_id", "item.taxCode, expense.taxCode", Reference, Always).label("Tax Code"),
    Row::entry("lines.status", "item.isClosed, expense.isClosed", Computed, No),
    Row::entry("lines.received_quantity", "item.quantityReceived", Number, No),
    Row::entry("lines.invoiced_quantity", "item.quantityBilled", Number, No),
    Row::entry("lines.net_amount", "item.amount, expense.amount", Number, No),
    Row::entry("lines.custom_fields", "custcol_*", Computed, Always),
];

/// All rows as capabilities show them.
pub(crate) const SPECS: [FieldSpec; HEADER.len() + LINES.len()] = specs(&HEADER, &LINES);

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_unified_field_stands_once() {
        let names: BTreeSet<&str> = SPECS.iter().map(|spec| spec.name).collect();
        assert_eq!(names.len(), SPECS.len());
    }

    #[test]
    fn a_line_field_names_its_place_in_each_sublist() {
        let row = LINES.iter().find(|row| row.unified() == "description").unwrap();
        assert_eq!(row.native_in("item"), Some("description"));
        assert_eq!(row.native_in("expense"), Some("memo"));
        let unit = LINES.iter().find(|row| row.unified() == "unit").unwrap();
        assert_eq!(unit.native_in("expense"), None);
    }
}
