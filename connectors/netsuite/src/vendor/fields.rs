//! THE table: which unified field is which NetSuite field.

use erpgate_model::FieldSpec;
use erpgate_model::Writable::{Always, No, OnCreate};

use crate::mapping::Kind::{AddressLines, Computed, Currency, Flag, Instant, Reference, Text};
use crate::mapping::{Row, specs};

/// Fields of the vendor. The primary subsidiary comes first, because it decides what else is allowed.
pub(super) const HEADER: [Row; 29] = [
    Row::new("companies", "subsidiary", Computed, Always).label("Primary Subsidiary"),
    Row::new("companies.id", "the name of the field", Computed, No),
    Row::new("companies.company_id", "subsidiary", Computed, Always),
    Row::new("is_person", "isPerson", Flag, OnCreate),
    Row::new("id", "id", Computed, No),
    Row::new("number", "entityId", Text, No).filter().label("Vendor ID"),
    Row::new("external_id", "accountNumber", Text, Always).filter().max_length(99),
    Row::new("status", "isInactive", Computed, No).filter(),
    Row::new("native_status", "isInactive", Computed, No),
    Row::new("type_id", "category", Reference, Always).label("Category"),
    Row::new("name", "companyName, firstName, lastName", Computed, Always)
        .required()
        .max_length(83)
        .label("Company Name"),
    Row::new("legal_name", "legalName", Text, Always).max_length(83).label("Legal Name"),
    Row::new("email", "email", Text, Always).max_length(254).label("Email"),
    Row::new("phone", "phone", Text, Always).max_length(32).label("Phone"),
    Row::new("website", "url", Text, Always).label("Web Address"),
    Row::new("currency", "currency", Currency, Always).label("Currency"),
    Row::new("payment_terms_id", "terms", Reference, Always).label("Terms"),
    Row::new("notes", "comments", Text, Always).label("Comments"),
    Row::new("addresses", "addressBook", Computed, Always),
    Row::new("tax_ids", "taxIdNum, vatRegNumber", Computed, Always),
    Row::new("tax_ids.id", "the name of the field", Computed, No),
    Row::new("tax_ids.kind", "the name of the field", Computed, Always),
    Row::new("tax_ids.value", "taxIdNum, vatRegNumber", Computed, Always),
    Row::new("custom_fields", "custentity_*", Computed, Always),
    Row::new("version", "a digest of the record", Computed, No),
    Row::new("created_at", "dateCreated", Instant, No),
    Row::new("updated_at", "lastModifiedDate", Instant, No),
    Row::new("native", "the record", Computed, No),
    Row::new("updated_since", "lastModifiedDate", Computed, No).filter().not_shown(),
];

/// Fields of an address.
pub(super) const ADDRESSES: [Row; 9] = [
    Row::entry("addresses.id", "addressBook.internalId", Computed, No),
    Row::entry("addresses.kind", "addressBook.label", Text, Always),
    Row::entry("addresses.is_default", "addressBook.defaultBilling", Flag, Always),
    Row::entry("addresses.name", "addressBook.addressBookAddress.addressee", Text, Always),
    Row::entry("addresses.lines", "addressBook.addressBookAddress.addr1", AddressLines, Always),
    Row::entry("addresses.city", "addressBook.addressBookAddress.city", Text, Always),
    Row::entry("addresses.region", "addressBook.addressBookAddress.state", Text, Always),
    Row::entry("addresses.postal_code", "addressBook.addressBookAddress.zip", Text, Always),
    Row::entry("addresses.country", "addressBook.addressBookAddress.country", Reference, Always)
        .label("Country"),
];

/// All rows as capabilities show them.
pub(super) const SPECS: [FieldSpec; HEADER.len() + ADDRESSES.len()] = specs(&HEADER, &ADDRESSES);
