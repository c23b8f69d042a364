//! E-mail, telephone and website, which SAP keeps at an address.

use http::Method;
use serde_json::{Value, json};

use super::native::Document;
use super::part::ADDRESSES;
use super::step::entry_path;
use crate::mapping::Entity;
use crate::odata::{self, day_literal, flag, string_literal};
use crate::service::Change;

/// One way to reach a vendor.
#[derive(Debug)]
pub(super) struct Way {
    /// The unified field.
    pub(super) field: &'static str,
    set: &'static str,
    /// From the address.
    pub(super) navigation: &'static str,
    property: &'static str,
    /// The flag of the entry that is used where none is named.
    default_flag: &'static str,
    /// What people may have written apart from the property, and what is shown with it.
    extension: Option<&'static str>,
}

pub(super) const WAYS: [Way; 3] = [
    Way {
        field: "email",
        set: "A_AddressEmailAddress",
        navigation: "to_EmailAddress",
        property: "EmailAddress",
        default_flag: "IsDefaultEmailAddress",
        extension: None,
    },
    Way {
        field: "phone",
        set: "A_AddressPhoneNumber",
        navigation: "to_PhoneNumber",
        property: "PhoneNumber",
        default_flag: "IsDefaultPhoneNumber",
        extension: Some("PhoneNumberExtension"),
    },
    Way {
        field: "website",
        set: "A_AddressHomePageURL",
        navigation: "to_URLAddress",
        property: "WebsiteURL",
        default_flag: "IsDefaultURLAddress",
        extension: None,
    },
];

impl Way {
    /// The entry that is used where none is named.
    pub(super) fn entry<'a>(&self, address: &'a Value) -> Option<&'a Value> {
        let entries = odata::children(address, self.navigation).unwrap_or_default();
        entries.iter().find(|entry| flag(entry, self.default_flag)).or_else(|| entries.first())
    }

    /// The unified value.
    pub(super) fn shown(&self, entry: &Value) -> String {
        let extension = self.extension.map(|property| odata::text(entry, property)).unwrap_or_default();
        format!("{} {extension}", odata::text(entry, self.property)).trim().to_owned()
    }

    /// A new entry.
    pub(super) fn new_entry(&self, text: &str) -> Value {
        json!({self.property: text})
    }

    /// The call that brings the standard address's entry about, or nothing when it stands already.
    pub(super) fn change(&self, document: &Document, text: Option<&str>) -> Option<Change> {
        let address = document.default_address()?;
        let held = self.entry(address);
        match (held, text) {
            (None, None) => None,
            (Some(entry), None) => Some(Change::of(Method::DELETE, self.path(entry), None, Some(entry))),
            (Some(entry), Some(text)) if self.shown(entry) == text => None,
            (Some(entry), Some(text)) => {
                let extension = self.extension.map(|property| (property.to_owned(), json!("")));
                let properties = [(self.property.to_owned(), json!(text))].into_iter().chain(extension);
                let body = Value::Object(properties.collect::<Entity>());
                Some(Change::of(Method::PATCH, self.path(entry), Some(body), Some(entry)))
            }
            (None, Some(text)) => {
                let owner = entry_path(document, &ADDRESSES, odata::text(address, ADDRESSES.id));
                let path = format!("{owner}/{}", self.navigation);
                Some(Change::of(Method::POST, path, Some(self.new_entry(text)), None))
            }
        }
    }

    /// A website's key holds a day and its flag too.
    fn path(&self, entry: &Value) -> String {
        let text = |property: &'static str| (property, string_literal(odata::text(entry, property)));
        let mut keys = vec![text("AddressID"), text("Person"), text("OrdinalNumber")];
        if self.field == "website" {
            let day = odata::date_from_native(odata::text(entry, "ValidityStartDate")).unwrap_or_default();
            keys.push(("ValidityStartDate", day_literal(day)));
            keys.push((self.default_flag, flag(entry, self.default_flag).to_string()));
        }
        odata::key_of_literals(self.set, &keys)
    }
}
