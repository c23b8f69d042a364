//! The names that differ: V2's on the left, V4's on the right.

use crate::purchase_order::{
    ACCOUNT, ITEM, NOTE, ORDER, SCHEDULE_LINE, TO_ACCOUNTS, TO_ITEMS, TO_NOTES, TO_SCHEDULE,
};

/// Entity sets.
const SETS: [(&str, &str); 5] = [
    (ORDER, "PurchaseOrder"),
    (ITEM, "PurchaseOrderItem"),
    (SCHEDULE_LINE, "PurchaseOrderScheduleLine"),
    (ACCOUNT, "PurchaseOrderAccountAssignment"),
    (NOTE, "PurchaseOrderNote"),
];

/// Navigations, with the set that they lead to.
pub(super) const NAVIGATIONS: [(&str, &str, &str); 4] = [
    (TO_ITEMS, "_PurchaseOrderItem", ITEM),
    (TO_SCHEDULE, "_PurchaseOrderScheduleLineTP", SCHEDULE_LINE),
    (TO_ACCOUNTS, "_PurOrdAccountAssignment", ACCOUNT),
    (TO_NOTES, "_PurchaseOrderNote", NOTE),
];

/// Properties, with the set that has them.
const PROPERTIES: [(&str, &str, &str); 4] = [
    (ORDER, "PurchasingDocumentDeletionCode", "PurchaseOrderDeletionCode"),
    (SCHEDULE_LINE, "PurchasingDocument", "PurchaseOrder"),
    (SCHEDULE_LINE, "PurchasingDocumentItem", "PurchaseOrderItem"),
    (ACCOUNT, "WBSElement", "WBSElementExternalID"),
];

/// An address: properties of the entity in V2, an entity of its own in V4.
#[derive(Debug)]
pub(super) struct Address {
    /// V2's set that has the properties.
    pub(super) of: &'static str,
    pub(super) navigation: &'static str,
    /// V4's set.
    pub(super) set: &'static str,
    pub(super) properties: &'static [(&'static str, &'static str)],
}

pub(super) const ADDRESSES: [Address; 2] = [
    Address {
        of: ORDER,
        navigation: "_SupplierAddress",
        set: "PurchaseOrderSupplierAddress",
        properties: &[("AddressName", "OrganizationName1")],
    },
    Address {
        of: ITEM,
        navigation: "_DeliveryAddress",
        set: "PurOrderItemDeliveryAddress",
        properties: &[
            ("DeliveryAddressName", "OrganizationName1"),
            ("DeliveryAddressName2", "OrganizationName2"),
            ("DeliveryAddressFullName", "AddresseeFullName"),
            ("DeliveryAddressStreetName", "StreetName"),
            ("DeliveryAddressHouseNumber", "HouseNumber"),
            ("DeliveryAddressCityName", "CityName"),
            ("DeliveryAddressDistrictName", "DistrictName"),
            ("DeliveryAddressPostalCode", "PostalCode"),
            ("DeliveryAddressRegion", "Region"),
            ("DeliveryAddressCountry", "Country"),
        ],
    },
];

/// V4's name of a set.
pub(super) fn set(v2: &'static str) -> &'static str {
    SETS.iter().find(|(name, _)| *name == v2).map_or(v2, |(_, v4)| v4)
}

/// V4's name of a navigation.
pub(super) fn navigation(v2: &'static str) -> &'static str {
    NAVIGATIONS.iter().find(|(name, _, _)| *name == v2).map_or(v2, |(_, v4, _)| v4)
}

/// V4's name of a property.
pub(super) fn property<'a>(set: &str, v2: &'a str) -> &'a str {
    PROPERTIES.iter().find(|(of, name, _)| *of == set && *name == v2).map_or(v2, |(_, _, v4)| v4)
}

/// V2's name of a property.
pub(super) fn v2_property<'a>(set: &str, v4: &'a str) -> &'a str {
    PROPERTIES.iter().find(|(of, _, name)| *of == set && *name == v4).map_or(v4, |(_, v2, _)| v2)
}

/// V2's name of a property that a message names, of whichever set: an address is a line's.
pub(super) fn blamed(v4: &str) -> &str {
    let of_item = address(ITEM).into_iter().flat_map(|address| address.properties);
    let part = of_item.copied().find(|(_, name)| *name == v4);
    part.map_or_else(|| v2_property(ACCOUNT, v4), |(v2, _)| v2)
}

/// The address of a set whose entities have one.
pub(super) fn address(set: &str) -> Option<&'static Address> {
    ADDRESSES.iter().find(|address| address.of == set)
}
