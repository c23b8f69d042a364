//! Bodies, from V2's words to V4's.

use http::Method;
use serde_json::{Map, Value};

use super::{names, values};
use crate::mapping::Entity;
use crate::odata;
use crate::purchase_order::api::Edit;
use crate::purchase_order::{ITEM, TO_ITEMS};

/// An amount and its currency, a quantity and its unit: V4 takes the first with the second only.
const COMPANIONS: [(&str, &str); 2] =
    [("NetPriceAmount", "DocumentCurrency"), ("OrderQuantity", "PurchaseOrderQuantityUnit")];

/// The body of a change.
pub(super) fn body(edit: &Edit<'_>) -> Option<Value> {
    let mut body = edit.body.as_ref()?.as_object()?.clone();
    let set = target(edit);
    if set == ITEM {
        accompany(&mut body, edit.held);
    }
    let order = Value::Object(body.clone());
    if let Some(Value::Array(items)) = body.get_mut(TO_ITEMS) {
        for item in items.iter_mut().filter_map(Value::as_object_mut) {
            accompany(item, Some(&order));
        }
    }
    Some(Value::Object(entity(set, &body)))
}

/// The set of which the body is an entity.
fn target(edit: &Edit<'_>) -> &'static str {
    let below = edit.place.navigation.filter(|_| edit.method == Method::POST);
    let led_to = names::NAVIGATIONS.iter().find(|(v2, _, _)| below == Some(v2));
    led_to.map_or(edit.place.set, |(_, _, set)| set)
}

/// Adds currency and unit as they stand in the item or its order.
fn accompany(item: &mut Entity, held: Option<&Value>) {
    for (measure, unit) in COMPANIONS {
        let known = held.map(|held| odata::text(held, unit)).filter(|unit| !unit.is_empty());
        if let Some(known) = known.filter(|_| item.contains_key(measure) && !item.contains_key(unit)) {
            item.insert(unit.to_owned(), Value::from(known));
        }
    }
}

fn entity(set: &'static str, v2: &Entity) -> Entity {
    let (mut v4, mut address) = (Map::new(), Map::new());
    let parts = names::address(set);
    for (name, value) in v2 {
        if let Some((_, part)) = parts.and_then(|parts| parts.properties.iter().find(|(v2, _)| v2 == name)) {
            address.insert((*part).to_owned(), value.clone());
        } else if let Some((_, navigation, set)) = names::NAVIGATIONS.iter().find(|(v2, _, _)| v2 == name) {
            let list = value.as_array().into_iter().flatten().filter_map(Value::as_object);
            let list = list.map(|child| Value::Object(entity(set, child))).collect();
            v4.insert((*navigation).to_owned(), Value::Array(list));
        } else {
            v4.insert(names::property(set, name).to_owned(), values::to_v4(name, value));
        }
    }
    if let Some(parts) = parts.filter(|_| !address.is_empty()) {
        v4.insert(parts.navigation.to_owned(), Value::Object(address));
    }
    v4
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::purchase_order::api::Place;
    use crate::purchase_order::{ORDER, SCHEDULE_LINE};

    #[test]
    fn a_deep_insert_is_named_as_v4_names_it() {
        let order = json!({"DocumentCurrency": "EUR", "PurchaseOrderDate": "/Date(1795392000000)/",
            "to_PurchaseOrderItem": [{"PurchaseOrderItem": "10", "OrderQuantity": "12.50", "NetPriceAmount": "3.999",
                "DeliveryAddressName": "Hall 3", "DeliveryAddressCountry": "DE",
                "to_AccountAssignment": [{"WBSElement": "P-100"}],
                "to_ScheduleLine": [{"ScheduleLineDeliveryDate": "/Date(1795392000000)/"}]}],
            "to_PurchaseOrderNote": [{"PlainLongText": "x"}]});
        let edit = Edit { method: Method::POST, place: Place::set(ORDER), body: Some(order), held: None };
        assert_eq!(
            body(&edit).unwrap(),
            json!({"DocumentCurrency": "EUR", "PurchaseOrderDate": "2026-11-23",
                "_PurchaseOrderItem": [{"PurchaseOrderItem": "10", "OrderQuantity": "12.50",
                    "NetPriceAmount": "3.999", "DocumentCurrency": "EUR",
                    "_PurOrdAccountAssignment": [{"WBSElementExternalID": "P-100"}],
                    "_PurchaseOrderScheduleLineTP": [{"ScheduleLineDeliveryDate": "2026-11-23"}],
                    "_DeliveryAddress": {"OrganizationName1": "Hall 3", "Country": "DE"}}],
                "_PurchaseOrderNote": [{"PlainLongText": "x"}]})
        );
    }

    #[test]
    fn a_price_brings_its_currency_and_a_quantity_its_unit_along() {
        let held = json!({"DocumentCurrency": "EUR", "PurchaseOrderQuantityUnit": "PC"});
        let patch = |set: &'static str, wanted: Value| {
            let edit =
                Edit { method: Method::PATCH, place: Place::set(set), body: Some(wanted), held: Some(&held) };
            body(&edit).unwrap()
        };
        assert_eq!(
            patch(ITEM, json!({"NetPriceAmount": "4"})),
            json!({"NetPriceAmount": "4", "DocumentCurrency": "EUR"})
        );
        let unit = json!({"OrderQuantity": "4", "PurchaseOrderQuantityUnit": "KG"});
        assert_eq!(patch(ITEM, unit.clone()), unit);
        assert_eq!(patch(ITEM, json!({"Plant": "1010"})), json!({"Plant": "1010"}));
        let line = json!({"ScheduleLineOrderQuantity": "4"});
        assert_eq!(patch(SCHEDULE_LINE, line.clone()), line);
    }
}
