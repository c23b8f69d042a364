//! The seed's suppliers as business partners.

use super::{
    ADDRESS, COMPANY, EMAIL, PARTNER, PURCHASING, ROLE, SUPPLIER, USAGE, communication, create, document,
    partner, role,
};
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::seed::{Seed, Supplier};
use chrono::NaiveTime;

/// Who made what was there from the start.
const MAKER: &str = "SAPGUI";

type NewRow<'a> = &'a dyn Fn(&str) -> Option<Row>;

pub(super) fn fill(seed: &Seed, row: NewRow<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for (place, supplier) in seed.suppliers.iter().enumerate() {
        rows.extend(general(supplier, row));
        rows.extend(views(seed, supplier, row));
        if !supplier.country.is_empty() {
            rows.extend(address(supplier, &(place + 1).to_string(), row));
        }
    }
    rows
}

fn general(supplier: &Supplier, row: NewRow<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    if let Some(mut owner) = row(PARTNER) {
        owner.set_text("BusinessPartner", &supplier.id);
        owner.set_text("Supplier", &supplier.id);
        owner.set_text("BusinessPartnerCategory", "2");
        owner.set_text("BusinessPartnerGrouping", "BP03");
        owner.set_text("OrganizationBPName1", &supplier.name);
        owner.set_text("BusinessPartnerUUID", create::uuid());
        partner::derive(&mut owner);
        document::date_creation(&mut owner, MAKER);
        rows.push(owner);
    }
    for id in [role::ACCOUNTING, role::PURCHASING] {
        let Some(mut role) = row(ROLE) else { continue };
        role.set_text("BusinessPartner", &supplier.id);
        role.set_text("BusinessPartnerRole", id);
        let created = role.created;
        role.set("ValidFrom", Value::Instant(created));
        role.set("ValidTo", document::forever());
        rows.push(role);
    }
    if let Some(mut general) = row(SUPPLIER) {
        general.set_text("Supplier", &supplier.id);
        general.set_text("SupplierAccountGroup", "SUPL");
        general.set_text("CreatedByUser", MAKER);
        let created = general.created;
        general.set("CreationDate", Value::Date(created.date_naive().and_time(NaiveTime::MIN)));
        general.set("PurchasingIsBlocked", Value::Bool(supplier.blocked));
        partner::repeat_name(&mut general, &supplier.name);
        rows.push(general);
    }
    rows
}

fn views(seed: &Seed, supplier: &Supplier, row: NewRow<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for company in &seed.company_codes {
        let Some(mut view) = row(COMPANY) else { continue };
        view.set_text("Supplier", &supplier.id);
        view.set_text("CompanyCode", &company.id);
        view.set_text("CompanyCodeName", &company.name);
        view.set_text("PaymentTerms", &supplier.payment_terms);
        let account = seed.partners.reconciliation_accounts.first();
        view.set_text("ReconciliationAccount", account.map_or("", String::as_str));
        rows.push(view);
    }
    for organization in &supplier.purchasing_organizations {
        let Some(mut view) = row(PURCHASING) else { continue };
        view.set_text("Supplier", &supplier.id);
        view.set_text("PurchasingOrganization", organization);
        view.set_text("PurchaseOrderCurrency", &supplier.currency);
        view.set_text("PaymentTerms", &supplier.payment_terms);
        view.set_text("IncotermsClassification", &supplier.incoterms);
        view.set_text("IncotermsLocation1", &supplier.incoterms_location);
        rows.push(view);
    }
    rows
}

fn address(supplier: &Supplier, id: &str, row: NewRow<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for set in [ADDRESS, USAGE] {
        let Some(mut part) = row(set) else { continue };
        part.set_text("BusinessPartner", &supplier.id);
        part.set_text("AddressID", id);
        let created = part.created;
        part.set("ValidityStartDate", Value::Instant(created));
        part.set("ValidityEndDate", document::forever());
        if set == ADDRESS {
            part.set_text("AddressUUID", create::uuid());
            part.set_text("Country", &supplier.country);
            part.set_text("CityName", &supplier.city);
            part.set_text("PostalCode", &supplier.postal_code);
            part.set_text("StreetName", &supplier.street);
            part.set_text("Language", "EN");
            partner::repeat_name(&mut part, &supplier.name);
        } else {
            part.set_text("AddressUsage", "XXDEFAULT");
            part.set("StandardUsage", Value::Bool(true));
        }
        rows.push(part);
    }
    if let (Some(mut email), false) = (row(EMAIL), supplier.email.is_empty()) {
        email.set_text("AddressID", id);
        email.set_text("OrdinalNumber", "1");
        email.set_text("EmailAddress", &supplier.email);
        email.set("IsDefaultEmailAddress", Value::Bool(true));
        communication::derive(&mut email);
        rows.push(email);
    }
    rows
}
