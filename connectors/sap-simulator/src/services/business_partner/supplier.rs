//! The supplier behind a partner: general data, company codes, purchasing organizations.

use super::{COMPANY, PARTNER, SUPPLIER, create, document, partner, role, supplier_text, tax, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::{Failure, Message};
use crate::odata::table::{Key, Row};
use crate::odata::value::Value;
use crate::services::Work;
use chrono::NaiveTime;

/// The account group of suppliers.
const ACCOUNT_GROUP: &str = "SUPL";

/// Makes the partner a supplier of the same number, unless it is one.
pub(super) fn ensure(work: &mut Work<'_>, number: &str) -> Result<(), Failure> {
    let Some(mut owner) = document::partner(work.tables, number).cloned() else { return Ok(()) };
    if !owner.text("Supplier").is_empty() {
        return Ok(());
    }
    let mut supplier = work.row(SUPPLIER)?;
    supplier.set_text("Supplier", number);
    supplier.set_text("SupplierAccountGroup", ACCOUNT_GROUP);
    supplier.set_text("CreatedByUser", work.user);
    supplier.set("CreationDate", Value::Date(work.now.date_naive().and_time(NaiveTime::MIN)));
    partner::repeat_name(&mut supplier, &partner::name(&owner));
    work.tables.put(supplier);
    debug_assert_eq!(owner.set.set, PARTNER);
    owner.set_text("Supplier", number);
    work.tables.put(owner);
    tax::show(work, number);
    Ok(())
}

/// Takes what a deep insert says of the supplier.
pub(super) fn take(
    work: &mut Work<'_>,
    number: &str,
    mut draft: Draft,
    wrong: &mut Vec<Message>,
) -> Result<(), Failure> {
    let found = document::of(work.tables, SUPPLIER, number).first().map(|row| (*row).clone());
    let Some(mut supplier) = found else {
        wrong.push(texts::role_missing(role::ACCOUNTING, "Supplier"));
        return Ok(());
    };
    for (name, value) in &draft.fields {
        if !supplier.set.is_key(name) {
            supplier.set(name, value.clone());
        }
    }
    work.tables.put(supplier);
    for view in ["to_SupplierCompany", "to_SupplierPurchasingOrg"] {
        for draft in draft.take_children(view) {
            add_view(work, number, draft, wrong)?;
        }
    }
    for draft in draft.take_children("to_SupplierText") {
        supplier_text::add(work, number, &draft, wrong);
    }
    Ok(())
}

/// Adds a company code or a purchasing organization.
pub(super) fn add_view(
    work: &mut Work<'_>,
    number: &str,
    mut draft: Draft,
    wrong: &mut Vec<Message>,
) -> Result<Key, Failure> {
    let mut row = create::owned(work, number, &draft);
    let is_company = row.set.set == COMPANY;
    let (name, role, what) = if is_company {
        ("CompanyCode", role::ACCOUNTING, "Supplier Company Code")
    } else {
        ("PurchasingOrganization", role::PURCHASING, "Supplier Purchasing Organization")
    };
    if !role::has(work.tables, number, role) {
        wrong.push(texts::role_missing(role, what));
    }
    let id = row.text(name).to_owned();
    let (known, table) = if is_company {
        (work.seed.company_code(&id).is_some(), "T001")
    } else {
        (work.seed.purchasing_organizations.contains(&id), "T024E")
    };
    if id.is_empty() {
        wrong.push(texts::required(name));
    } else if !known {
        wrong.push(texts::unknown(&id, table, name));
    }
    let key = row.key();
    if work.tables.get(&row.set.set, &key).is_some() {
        wrong.push(texts::exists(&format!("{what} {id}"), name));
    }
    if let (true, Some(company)) = (is_company, work.seed.company_code(&id)) {
        row.set_text("CompanyCodeName", &company.name);
    }
    row.default_text("SupplierAccountGroup", ACCOUNT_GROUP);
    check_view(work, &row, wrong);
    work.tables.put(row);
    for navigation in ["to_CompanyText", "to_PurchasingOrgText"] {
        for mut text in draft.take_children(navigation) {
            text.fields.insert(name.into(), Value::Text(id.clone()));
            supplier_text::add(work, number, &text, wrong);
        }
    }
    Ok(key)
}

/// Adds what is wrong in a company code's or purchasing organization's data, new or changed.
pub(super) fn check_view(work: &Work<'_>, row: &Row, wrong: &mut Vec<Message>) {
    let listed = |list: &[String], name: &str, table: &str| {
        let value = row.text(name);
        let known = value.is_empty() || list.iter().any(|known| known == value);
        (!known).then(|| texts::unknown(value, table, name))
    };
    let seed = work.seed;
    wrong.extend(listed(&seed.payment_terms, "PaymentTerms", "T052"));
    if row.set.set == COMPANY {
        if row.text("ReconciliationAccount").is_empty() {
            let message = texts::required_entry("Reconciliation acct", "LFB1-AKONT", "ReconciliationAccount");
            wrong.push(message);
        }
        let accounts = &seed.partners.reconciliation_accounts;
        wrong.extend(listed(accounts, "ReconciliationAccount", "SKB1"));
    } else {
        if row.text("PurchaseOrderCurrency").is_empty() {
            wrong.push(texts::required_entry("Order currency", "LFM1-WAERS", "PurchaseOrderCurrency"));
        }
        wrong.extend(listed(&seed.currencies, "PurchaseOrderCurrency", "TCURC"));
        wrong.extend(listed(&seed.purchasing_groups, "PurchasingGroup", "T024"));
    }
}
