//! Purchase orders through OData V4.

mod across;
mod changes;
mod choice;
mod creates;
mod refusals;
mod wire;

use serde_json::{Value, json};

use crate::scripted::{Scripted, answer};

const SERVICE: &str = "/sap/opu/odata4/sap/api_purchaseorder_2/srvd_a2x/sap/purchaseorder/0001";

fn settings() -> Value {
    json!({"purchase_order_api": "v4"})
}

fn token() -> Scripted {
    answer(200, &json!({"@odata.context": "$metadata", "value": []}))
        .with("X-CSRF-Token", "tok==")
        .with("Set-Cookie", "SAP_SESSIONID_S4H_100=one; path=/; secure; HttpOnly")
}

/// An order with one item, as the service shows it.
fn document() -> Value {
    json!({"@odata.context": "$metadata#PurchaseOrder/$entity", "@odata.etag": "W/\"header\"",
        "PurchaseOrder": "4500000001", "PaymentTerms": "0001", "DocumentCurrency": "EUR", "SAP__Messages": [],
        "_PurchaseOrderItem": [{"@odata.etag": "W/\"item\"", "PurchaseOrderItem": "10",
            "OrderQuantity": "1", "PurchaseOrderQuantityUnit": "PC", "NetPriceAmount": "3.99",
            "DocumentCurrency": "EUR", "NetAmount": "3.99", "PurchaseOrderItemText": "Bolt",
            "_DeliveryAddress": null,
            "_PurchaseOrderScheduleLineTP": [{"@odata.etag": "W/\"schedule\"", "ScheduleLine": "1",
                "ScheduleLineOrderQuantity": "1", "ScheduleLineDeliveryDate": "2031-01-01"}],
            "_PurOrdAccountAssignment": []}],
        "_PurchaseOrderNote": [], "_SupplierAddress": {"OrganizationName1": "Domestic Supplier 1"}})
}

fn error(status: u16, code: &str, message: &str) -> Scripted {
    answer(status, &json!({"error": {"code": code, "message": message, "innererror": {"ErrorDetails": {}}}}))
}
