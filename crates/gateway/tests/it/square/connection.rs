//! What the connections know, so that one body fits both ERPs.

use serde_json::{Value, json};

use crate::stand::Erp;

/// What is settled about the ERP beside how to reach it.
pub(super) fn settings(erp: Erp) -> Value {
    match erp {
        Erp::Sap => json!({}),
        Erp::NetSuite => json!({
            "case_customer": "601",
            "case_asset_field": "custevent_equipment",
            "case_statuses": {"planned": ["1"], "released": ["2"], "in_progress": [], "completed": ["3"], "cancelled": ["4"], "closed": ["5"]},
        }),
    }
}

/// What the client never says, because only this ERP wants to know.
pub(super) fn defaults(erp: Erp) -> Value {
    match erp {
        Erp::Sap => json!({
            "purchase_order": {
                "company_id": "1010", "purchasing_organization_id": "1010", "purchasing_group_id": "001",
                "type_id": "NB", "lines": {"location_id": "berlin", "unit": "piece"},
            },
            "goods_receipt": {"lines": {"location_id": "berlin", "storage_location_id": "101A"}},
            "inventory_adjustment": {
                "lines": {"location_id": "berlin", "storage_location_id": "101A", "unit": "piece"},
            },
            "inventory_transfer": {
                "from_storage_location_id": "101A", "to_storage_location_id": "102A", "lines": {"unit": "piece"},
            },
            "vendor": {
                "type_id": "BP02",
                "companies": [{"company_id": "1010", "reconciliation_account_id": "21100000"}],
                "purchasing_organizations": [{"organization_id": "1010", "currency": "EUR"}],
            },
            "work_order.production": {"type_id": "YP01", "location_id": "berlin", "unit": "piece"},
            "work_order.maintenance": {"type_id": "YA01", "location_id": "berlin"},
            "work_order_completion.production": {"unit": "piece"},
        }),
        Erp::NetSuite => json!({
            "purchase_order": {"company_id": "1", "lines": {"location_id": "berlin"}},
            "goods_receipt": {"lines": {"location_id": "berlin"}},
            "inventory_adjustment": {
                "company_id": "1", "account_id": "59", "lines": {"location_id": "berlin"},
            },
            "inventory_transfer": {"company_id": "1"},
            "vendor": {"companies": [{"company_id": "1"}]},
            "work_order": {"company_id": "1"},
            "work_order.production": {"location_id": "berlin"},
        }),
    }
}

/// The client's words for the ERP's ids.
pub(super) fn aliases(erp: Erp) -> Value {
    match erp {
        Erp::Sap => json!({
            "vendor_id": {"acme": "10300001"},
            "item_id": {"bolt-m8": "TG11", "nut-m8": "TG12", "cabinet": "FG100"},
            "location_id": {"berlin": "1010"},
            "from_location_id": {"berlin": "1010", "hamburg": "1020"},
            "to_location_id": {"berlin": "1010", "hamburg": "1020"},
            "unit": {"piece": "PC"},
            "payment_terms_id": {"net-30": "0004"},
            "asset_id": {"pump-7": "10000001"},
        }),
        Erp::NetSuite => json!({
            "vendor_id": {"acme": "501"},
            "item_id": {"bolt-m8": "701", "nut-m8": "702", "cabinet": "733"},
            "location_id": {"berlin": "11"},
            "from_location_id": {"berlin": "11", "hamburg": "12"},
            "to_location_id": {"berlin": "11", "hamburg": "12"},
            "payment_terms_id": {"net-30": "2"},
        }),
    }
}
