//! The sample of a vendor.

use chrono::TimeDelta;
use erpgate_model::{
    BankAccount, CustomFields, Incoterms, RecordEvent, RecordId, TaxId, Timestamp, Vendor, VendorAddress,
    VendorCompany, VendorContact, VendorPurchasingOrganization, VendorStatus, Version,
};
use serde_json::json;

use super::{RECORD_ID, some};

/// Every field is filled in: without `..Default`, a field that is added to the model must be added here.
pub(super) fn sample(what: RecordEvent, now: Timestamp) -> Vendor {
    Vendor {
        id: RecordId::new(RECORD_ID),
        number: some("10300001"),
        external_id: some("V-0042"),
        status: match what {
            RecordEvent::Created | RecordEvent::Updated => VendorStatus::Active,
            RecordEvent::Deleted => VendorStatus::Inactive,
            RecordEvent::StatusChanged => VendorStatus::Blocked,
        },
        native_status: some("PurchasingIsBlocked"),
        type_id: some("BP02"),
        name: some("Sample Fasteners Ltd"),
        legal_name: some("Sample Fasteners Limited"),
        is_person: Some(false),
        email: some("orders@fasteners.example"),
        phone: some("+49 40 5550100"),
        website: some("https://fasteners.example"),
        language: some("en"),
        currency: some("EUR"),
        payment_terms_id: some("0001"),
        notes: some("Confirms by e-mail."),
        addresses: vec![VendorAddress {
            id: "1".to_owned(),
            kind: some("ordering"),
            name: some("Sample Fasteners Ltd"),
            lines: vec!["Schraubenweg 8".to_owned()],
            city: some("Hamburg"),
            region: some("HH"),
            postal_code: some("20095"),
            country: some("DE"),
            is_default: Some(true),
        }],
        tax_ids: vec![TaxId {
            id: "DE0".to_owned(),
            kind: some("DE0"),
            value: some("DE000000000"),
            country: some("DE"),
        }],
        bank_accounts: vec![BankAccount {
            id: "0001".to_owned(),
            iban: some("DE••••••••••••••••0000"),
            account_number: some("•••••0000"),
            bank_code: some("00000000"),
            bic: some("SAMPDEHHXXX"),
            holder: some("Sample Fasteners Ltd"),
            country: some("DE"),
        }],
        contacts: vec![VendorContact {
            id: "1".to_owned(),
            name: some("Sample Contact"),
            email: some("contact@fasteners.example"),
            phone: some("+49 40 5550101"),
            role: some("Sales"),
        }],
        companies: vec![VendorCompany {
            id: "1010".to_owned(),
            company_id: some("1010"),
            reconciliation_account_id: some("21100000"),
            payment_terms_id: some("0001"),
        }],
        purchasing_organizations: vec![VendorPurchasingOrganization {
            id: "1010".to_owned(),
            organization_id: some("1010"),
            currency: some("EUR"),
            payment_terms_id: some("0001"),
            incoterms: Some(Incoterms { code: "DAP".to_owned(), location: some("Hamburg") }),
        }],
        custom_fields: CustomFields::from([("YY1_Rating_bus".to_owned(), json!("A"))]),
        version: Version::new("20260115080000.0000000"),
        created_at: Some(now - TimeDelta::hours(1)),
        updated_at: Some(now),
        native: None,
    }
}
