//! Account assignments: who pays for an item that is not stock.

use super::super::{ACCOUNT, document, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::Message;
use crate::odata::table::Row;
use crate::services::Work;

const TYPE: &str = "A_PurOrdAccountAssignmentType";

/// Makes the account assignments of a new item.
pub(super) fn create(work: &mut Work<'_>, item: &Row, drafts: &[Draft], wrong: &mut Vec<Message>) {
    let category = item.text("AccountAssignmentCategory");
    if category.is_empty() && !drafts.is_empty() {
        wrong.push(texts::not_processed("AccountAssignmentCategory", "A_PurchaseOrderItemType"));
        return;
    }
    // U, unknown, is assigned later.
    if drafts.is_empty() && !matches!(category, "" | "U") {
        wrong.push(texts::enter("G/L Account", "GLAccount"));
        return;
    }
    for draft in drafts {
        add(work, item, draft, drafts.len() == 1, wrong);
    }
}

/// Adds one account assignment to an item.
pub(super) fn add(
    work: &mut Work<'_>,
    item: &Row,
    draft: &Draft,
    only: bool,
    wrong: &mut Vec<Message>,
) -> Row {
    let (number, line) = (item.text("PurchaseOrder"), item.text("PurchaseOrderItem"));
    let mut row = work.filled(draft);
    row.set_text("PurchaseOrder", number);
    row.set_text("PurchaseOrderItem", line);
    row.set_text("PurchaseOrderQuantityUnit", item.text("PurchaseOrderQuantityUnit"));
    row.set_text("DocumentCurrency", item.text("DocumentCurrency"));
    if only && row.decimal("Quantity").is_zero() {
        row.set("Quantity", item.get("OrderQuantity").clone());
    }
    let others = document::of_item(work.tables, ACCOUNT, number, line);
    if row.text("AccountAssignmentNumber").is_empty() {
        row.set_text("AccountAssignmentNumber", document::next(&others, "AccountAssignmentNumber"));
    } else if others.iter().any(|other| other.key() == row.key()) {
        wrong.push(texts::key_incomplete(TYPE, "AccountAssignmentNumber"));
    }
    check(work, item, &row, wrong);
    work.tables.put(row.clone());
    row
}

/// Adds what is wrong in an account assignment.
pub(in super::super) fn check(work: &Work<'_>, item: &Row, row: &Row, wrong: &mut Vec<Message>) {
    let category = item.text("AccountAssignmentCategory");
    let known = |list: &[String], name: &str| list.iter().any(|known| known == row.text(name));
    if category != "A" && !known(&work.seed.gl_accounts, "GLAccount") {
        wrong.push(texts::enter("G/L Account", "GLAccount"));
    }
    let (center, order) = (row.text("CostCenter"), row.text("OrderID"));
    if (category == "K" || !center.is_empty()) && !known(&work.seed.cost_centers, "CostCenter") {
        wrong.push(texts::enter("Cost Center", "CostCenter"));
    }
    if (category == "F" || !order.is_empty()) && !known(&work.seed.orders, "OrderID") {
        wrong.push(texts::enter("Order", "OrderID"));
    }
    if category == "P" && row.text("WBSElement").is_empty() && row.text("WBSElementExternalID").is_empty() {
        wrong.push(texts::enter("WBS Element", "WBSElement"));
    }
    if category == "A" && row.text("MasterFixedAsset").is_empty() {
        wrong.push(texts::enter("Asset", "MasterFixedAsset"));
    }
    for name in ["Quantity", "MultipleAcctAssgmtDistrPercent"] {
        if row.decimal(name).is_sign_negative() && !row.decimal(name).is_zero() {
            wrong.push(texts::negative_quantity(name));
        }
    }
}
