//! Entities, from V4's words to V2's.

use serde_json::{Map, Value, json};

use super::{names, values};

/// An entity with all that was expanded.
pub(super) fn entity(set: &'static str, v4: &Value) -> Value {
    let mut v2 = Map::new();
    if let Some(etag) = v4.get("@odata.etag") {
        v2.insert("__metadata".to_owned(), json!({"etag": etag}));
    }
    let parts = names::address(set);
    for (name, value) in v4.as_object().into_iter().flatten() {
        if name.contains('@') || name == "SAP__Messages" {
            continue;
        }
        if let Some((navigation, _, set)) = names::NAVIGATIONS.iter().find(|(_, v4, _)| v4 == name) {
            let list = value.as_array().into_iter().flatten().map(|child| entity(set, child));
            v2.insert((*navigation).to_owned(), list.collect());
        } else if let Some(parts) = parts.filter(|parts| parts.navigation == name) {
            for (property, part) in parts.properties {
                let held = value.get(part).cloned().unwrap_or_default();
                v2.insert((*property).to_owned(), held);
            }
        } else {
            let property = names::v2_property(set, name);
            v2.insert(property.to_owned(), values::to_v2(property, value));
        }
    }
    Value::Object(v2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::odata;
    use crate::purchase_order::{ORDER, TO_ITEMS};

    #[test]
    fn an_order_reads_as_in_v2() {
        let order = json!({"@odata.context": "x", "@odata.etag": "W/\"1\"", "PurchaseOrder": "4500000001",
            "PurchaseOrderDeletionCode": "L", "CreationDate": "2026-11-23", "SAP__Messages": [],
            "_SupplierAddress": {"@odata.etag": "W/\"1\"", "OrganizationName1": "Domestic Supplier"},
            "_PurchaseOrderItem": [{"@odata.etag": "W/\"2\"", "PurchaseOrderItem": "10", "NetAmount": "49.99",
                "_DeliveryAddress": {"StreetName": "Main Street", "HouseNumber": "1"},
                "_PurchaseOrderScheduleLineTP": [{"PurchaseOrder": "4500000001", "ScheduleLine": "1",
                    "ScheduleLineDeliveryDate": "2026-11-23"}],
                "_PurOrdAccountAssignment": [{"WBSElementExternalID": "P-100"}]}]});
        let read = entity(ORDER, &order);
        assert_eq!(odata::etag(&read), Some("W/\"1\""));
        let items = odata::children(&read, TO_ITEMS).unwrap();
        assert_eq!(odata::etag(&items[0]), Some("W/\"2\""));
        let mut plain = odata::without_links(&read);
        plain.as_object_mut().unwrap().remove("__etag");
        plain[TO_ITEMS][0].as_object_mut().unwrap().remove("__etag");
        for property in names::ADDRESSES[1].properties.iter().map(|(v2, _)| *v2) {
            if plain[TO_ITEMS][0][property].is_null() {
                plain[TO_ITEMS][0].as_object_mut().unwrap().remove(property);
            }
        }
        assert_eq!(
            plain,
            json!({"PurchaseOrder": "4500000001", "PurchasingDocumentDeletionCode": "L",
                "CreationDate": "/Date(1795392000000)/", "AddressName": "Domestic Supplier",
                "to_PurchaseOrderItem": [{"PurchaseOrderItem": "10", "NetAmount": "49.99",
                    "DeliveryAddressStreetName": "Main Street", "DeliveryAddressHouseNumber": "1",
                    "to_ScheduleLine": [{"PurchasingDocument": "4500000001", "ScheduleLine": "1",
                        "ScheduleLineDeliveryDate": "/Date(1795392000000)/"}],
                    "to_AccountAssignment": [{"WBSElement": "P-100"}]}]})
        );
    }
}
