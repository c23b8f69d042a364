//! The sample of a purchase order.

use chrono::{NaiveDate, TimeDelta};
use erpgate_model::{
    AccountAssignment, Address, CustomFields, Decimal, Incoterms, LineStatus, PurchaseOrder,
    PurchaseOrderLine, PurchaseOrderStatus, RecordEvent, RecordId, Timestamp, Totals, Version,
};
use serde_json::json;

use super::{RECORD_ID, decimal, some};

/// Every field is filled in: without `..Default`, a field that is added to the model must be added here.
pub(super) fn sample(what: RecordEvent, now: Timestamp) -> PurchaseOrder {
    let status = match what {
        RecordEvent::Created | RecordEvent::Updated => PurchaseOrderStatus::Open,
        RecordEvent::Deleted => PurchaseOrderStatus::Cancelled,
        RecordEvent::StatusChanged => PurchaseOrderStatus::Closed,
    };
    let today = now.date_naive();
    PurchaseOrder {
        id: RecordId::new(RECORD_ID),
        number: some("4500000123"),
        external_id: some("PO-2026-0042"),
        status,
        native_status: some("05"),
        vendor_id: some("10300001"),
        vendor_name: some("Sample Fasteners Ltd"),
        company_id: some("1010"),
        purchasing_organization_id: some("1010"),
        purchasing_group_id: some("001"),
        type_id: some("NB"),
        currency: some("EUR"),
        exchange_rate: Some(Decimal::from(1)),
        order_date: Some(today),
        delivery_date: Some(today + TimeDelta::days(14)),
        payment_terms_id: some("0001"),
        incoterms: Some(Incoterms { code: "DAP".to_owned(), location: some("Hamburg") }),
        ship_to: Some(address("Sample Plant 1", "Werkstraße 1", "Hamburg", "20095")),
        bill_to: Some(address("Sample Company", "Rechnungsweg 2", "Berlin", "10115")),
        notes: some("Deliver to gate 3."),
        buyer_id: some("1000123"),
        lines: vec![line(status, today + TimeDelta::days(14))],
        totals: Totals { net: decimal("400.00"), tax: decimal("76.00"), gross: decimal("476.00") },
        custom_fields: CustomFields::from([("YY1_Project_PDH".to_owned(), json!("P-1"))]),
        version: Version::new("20260115080000.0000000"),
        created_at: Some(now - TimeDelta::hours(1)),
        updated_at: Some(now),
        native: None,
    }
}

fn line(order: PurchaseOrderStatus, delivery_date: NaiveDate) -> PurchaseOrderLine {
    PurchaseOrderLine {
        id: "10".to_owned(),
        line_number: some("10"),
        item_id: some("TG11"),
        description: some("Hexagon bolt M8 × 40"),
        item_group_id: some("L001"),
        quantity: decimal("100"),
        unit: some("PC"),
        unit_price: decimal("4.00"),
        price_quantity: decimal("1"),
        delivery_date: Some(delivery_date),
        location_id: some("1010"),
        storage_location_id: some("101A"),
        account_assignment: Some(AccountAssignment {
            account_id: some("61000000"),
            cost_center_id: some("10101101"),
            order_id: None,
            project_id: None,
            asset_id: None,
        }),
        department_id: some("D-4"),
        class_id: some("C-2"),
        tax_code_id: some("V1"),
        status: match order {
            PurchaseOrderStatus::Closed => LineStatus::Closed,
            PurchaseOrderStatus::Cancelled => LineStatus::Cancelled,
            _ => LineStatus::Open,
        },
        received_quantity: decimal("0"),
        invoiced_quantity: decimal("0"),
        net_amount: decimal("400.00"),
        over_delivery_tolerance_percent: decimal("5"),
        under_delivery_tolerance_percent: decimal("0"),
        custom_fields: CustomFields::from([("YY1_Drawing_PDI".to_owned(), json!("D-17"))]),
    }
}

fn address(name: &str, street: &str, city: &str, postal_code: &str) -> Address {
    Address {
        name: Some(name.to_owned()),
        lines: vec![street.to_owned()],
        city: Some(city.to_owned()),
        region: some("HH"),
        postal_code: Some(postal_code.to_owned()),
        country: some("DE"),
    }
}
