//! Where an order and its lines stand.

use erpgate_model::{LineStatus, PurchaseOrderStatus};
use serde_json::Value;

use super::native::{Document, is_deleted};
use crate::odata::{self, flag};

/// In release.
pub(super) const IN_RELEASE: &str = "03";
/// The release was refused.
pub(super) const REJECTED: &str = "08";

/// The order's status: the deletion mark first, then hold and release, then what came in.
pub(super) fn of_order(document: &Document) -> PurchaseOrderStatus {
    let header = document.header();
    let processing = odata::text(header, "PurchasingProcessingStatus");
    let lines: Vec<LineStatus> = document.items().iter().map(of_line).collect();
    let alive: Vec<LineStatus> =
        lines.iter().copied().filter(|line| *line != LineStatus::Cancelled).collect();
    if is_deleted(header) || (!lines.is_empty() && alive.is_empty()) {
        PurchaseOrderStatus::Cancelled
    } else if processing == REJECTED {
        PurchaseOrderStatus::Rejected
    } else if flag(header, "PurchasingCompletenessStatus") {
        PurchaseOrderStatus::Draft
    } else if processing == IN_RELEASE || flag(header, "ReleaseIsNotCompleted") {
        PurchaseOrderStatus::PendingApproval
    } else if !alive.is_empty() && alive.iter().all(|line| *line == LineStatus::Closed) {
        PurchaseOrderStatus::Closed
    } else if !alive.is_empty() && alive.iter().all(|line| *line != LineStatus::Open) {
        PurchaseOrderStatus::Received
    } else if alive.iter().any(|line| *line != LineStatus::Open) {
        PurchaseOrderStatus::PartiallyReceived
    } else {
        PurchaseOrderStatus::Open
    }
}

/// A line's status. The service does not tell received quantities, only "delivery completed".
pub(super) fn of_line(item: &Value) -> LineStatus {
    let (delivered, invoiced) = (flag(item, "IsCompletelyDelivered"), flag(item, "IsFinallyInvoiced"));
    if is_deleted(item) {
        LineStatus::Cancelled
    } else if delivered && invoiced {
        LineStatus::Closed
    } else if delivered {
        LineStatus::Received
    } else {
        LineStatus::Open
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn status(header: &Value, items: &[Value]) -> PurchaseOrderStatus {
        let mut order = json!({"PurchaseOrder": "4500000001", "PurchasingProcessingStatus": "02"});
        for (name, value) in header.as_object().unwrap() {
            order[name] = value.clone();
        }
        let complete = |item: &Value| {
            let mut item = item.clone();
            item["to_ScheduleLine"] = json!([]);
            item["to_AccountAssignment"] = json!([]);
            item
        };
        order["to_PurchaseOrderItem"] = items.iter().map(complete).collect();
        of_order(&Document::new(order).unwrap())
    }

    #[test]
    fn each_status_has_its_signs() {
        use PurchaseOrderStatus::*;
        let (open, came) = (json!({}), json!({"IsCompletelyDelivered": true}));
        let done = json!({"IsCompletelyDelivered": true, "IsFinallyInvoiced": true});
        let gone = json!({"PurchasingDocumentDeletionCode": "L"});
        let lines = |items: &[&Value]| items.iter().map(|item| (*item).clone()).collect::<Vec<_>>();
        for (header, items, expected) in [
            (json!({}), lines(&[&open]), Open),
            (json!({"PurchasingProcessingStatus": "05"}), lines(&[&open, &gone]), Open),
            (json!({"PurchasingCompletenessStatus": true}), lines(&[&open]), Draft),
            (json!({"PurchasingProcessingStatus": "03"}), lines(&[&open]), PendingApproval),
            (json!({"ReleaseIsNotCompleted": true}), lines(&[&open]), PendingApproval),
            (json!({"PurchasingProcessingStatus": "08"}), lines(&[&open]), Rejected),
            (json!({}), lines(&[&open, &came]), PartiallyReceived),
            (json!({}), lines(&[&came, &done, &gone]), Received),
            (json!({}), lines(&[&done, &gone]), Closed),
            (json!({"PurchasingProcessingStatus": "03"}), lines(&[&gone]), Cancelled),
            (json!({"PurchasingDocumentDeletionCode": "L"}), lines(&[]), Cancelled),
        ] {
            assert_eq!(status(&header, &items), expected, "{header} {items:?}");
        }
    }
}
