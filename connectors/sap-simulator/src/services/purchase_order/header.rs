//! What a purchase order's header takes from the supplier, and what must be right in it.

use super::texts;
use crate::odata::failure::Message;
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::services::Work;
use crate::services::business_partner::ordering;
use chrono::NaiveTime;

/// Cannot be changed after creation; a change is refused.
pub(super) const WRITE_ONCE: [&str; 5] =
    ["Supplier", "CompanyCode", "PurchasingOrganization", "DocumentCurrency", "PurchaseOrderType"];

/// Cannot be changed after creation either; a change is taken silently and has no effect.
pub(super) const SILENT: [&str; 1] = ["PurchasingGroup"];

/// Fills a new header.
pub(super) fn fill(work: &Work<'_>, header: &mut Row) {
    let supplier = header.text("Supplier").to_owned();
    if let Some(agreed) = ordering::agreement(work.tables, &supplier, header.text("PurchasingOrganization")) {
        header.default_text("DocumentCurrency", agreed.text("PurchaseOrderCurrency"));
        header.default_text("PaymentTerms", agreed.text("PaymentTerms"));
        if header.text("IncotermsClassification").is_empty() {
            header.set_text("IncotermsClassification", agreed.text("IncotermsClassification"));
            header.default_text("IncotermsLocation1", agreed.text("IncotermsLocation1"));
        }
    }
    if let Some(general) = ordering::supplier(work.tables, &supplier) {
        header.default_text("InvoicingParty", &supplier);
        header.default_text("AddressName", general.text("SupplierName"));
    }
    header.default_text("Language", "EN");
    header.default_text("ExchangeRate", "1.00000");
    let today = Value::Date(work.now.date_naive().and_time(NaiveTime::MIN));
    if header.date("PurchaseOrderDate").is_none() {
        header.set("PurchaseOrderDate", today.clone());
    }
    header.set("CreationDate", today);
    header.set_text("CreatedByUser", work.user);
    header.set_text("PurchasingProcessingStatus", "02");
    header.set("LastChangeDateTime", Value::Instant(work.now));
}

/// Adds what is wrong in a new header only: an order that is there is not stopped by a block set since.
pub(super) fn check_block(work: &Work<'_>, header: &Row, wrong: &mut Vec<Message>) {
    let id = header.text("Supplier");
    if ordering::is_blocked(work.tables, id, header.text("PurchasingOrganization")) {
        wrong.push(texts::blocked_supplier(id));
    }
}

/// Adds what is wrong in a header, new or changed.
pub(super) fn check(work: &Work<'_>, header: &Row, wrong: &mut Vec<Message>) {
    let seed = work.seed;
    let has = |list: &[String], name: &str| list.iter().any(|known| known == header.text(name));
    let order_type = header.text("PurchaseOrderType");
    if order_type.is_empty() {
        wrong.push(texts::enter("Purchasing Doc. Type", "PurchaseOrderType"));
    } else if has(&seed.unsupported_order_types, "PurchaseOrderType") {
        wrong.push(texts::unsupported_type());
    } else if !has(&seed.purchase_order_types, "PurchaseOrderType") {
        wrong.push(texts::unknown_type(order_type));
    }
    check_supplier(work, header, wrong);
    if seed.company_code(header.text("CompanyCode")).is_none() {
        wrong.push(texts::enter("Company Code", "CompanyCode"));
    }
    if !has(&seed.purchasing_organizations, "PurchasingOrganization") {
        wrong.push(texts::enter("Purch. Organization", "PurchasingOrganization"));
    }
    if !has(&seed.purchasing_groups, "PurchasingGroup") {
        wrong.push(texts::enter("Purch. Group", "PurchasingGroup"));
    }
    if !header.text("DocumentCurrency").is_empty() && !has(&seed.currencies, "DocumentCurrency") {
        wrong.push(texts::enter("Currency", "DocumentCurrency"));
    }
    if !header.text("PaymentTerms").is_empty() && !has(&seed.payment_terms, "PaymentTerms") {
        wrong.push(texts::enter("Payment terms", "PaymentTerms"));
    }
}

fn check_supplier(work: &Work<'_>, header: &Row, wrong: &mut Vec<Message>) {
    let id = header.text("Supplier");
    let organization = header.text("PurchasingOrganization");
    match ordering::supplier(work.tables, id) {
        _ if id.is_empty() && header.text("DocumentCurrency").is_empty() => {
            wrong.push(texts::no_currency());
        }
        _ if id.is_empty() => wrong.push(texts::enter("Supplier", "Supplier")),
        None => wrong.push(texts::unknown_supplier(id)),
        Some(_) => {
            let known = work.seed.purchasing_organizations.iter().any(|known| known == organization);
            if known && ordering::agreement(work.tables, id, organization).is_none() {
                wrong.push(texts::foreign_supplier(id, organization));
            }
        }
    }
}
