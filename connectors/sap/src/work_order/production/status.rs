//! Statuses of production orders and of their operations: each is a property that holds `X`.

use serde_json::Value;

use super::super::stage::{Stage, Standing};
use crate::odata;

/// The order's property, the operation's, and SAP's short name. The first that holds makes the stage.
const STAGES: [(&str, &str, &str, Stage); 7] = [
    ("OrderIsDeleted", "OperationIsDeleted", "DLT", Stage::Marked),
    ("OrderIsMarkedForDeletion", "", "DLFL", Stage::Marked),
    ("OrderIsClosed", "OperationIsClosed", "CLSD", Stage::Closed),
    ("OrderIsTechnicallyCompleted", "OperationIsTechlyCompleted", "TECO", Stage::Completed),
    ("OrderIsReleased", "OperationIsReleased", "REL", Stage::Released),
    ("OrderIsPartiallyReleased", "", "PREL", Stage::PartlyReleased),
    ("OrderIsCreated", "OperationIsCreated", "CRTD", Stage::Created),
];

/// Something was done.
const WORKED_ON: [(&str, &str, &str); 4] = [
    ("OrderIsConfirmed", "OperationIsConfirmed", "CNF"),
    ("OrderIsPartiallyConfirmed", "OperationIsPartiallyConfirmed", "PCNF"),
    ("OrderIsDelivered", "OperationIsDelivered", "DLV"),
    ("OrderIsPartiallyDelivered", "OperationIsPartiallyDelivered", "PDLV"),
];

/// Where an order or an operation stands. One without any of the statuses was just created.
#[expect(clippy::unnecessary_wraps, reason = "the other kind of order may show an unknown status")]
pub(super) fn standing(entity: &Value) -> Option<Standing> {
    let holds = |order: &str, operation: &str| {
        odata::text(entity, order) == "X" || odata::text(entity, operation) == "X"
    };
    let stages: Vec<_> = STAGES.iter().filter(|(order, operation, _, _)| holds(order, operation)).collect();
    let done: Vec<_> = WORKED_ON.iter().filter(|(order, operation, _)| holds(order, operation)).collect();
    let names = stages.iter().map(|(_, _, name, _)| *name).chain(done.iter().map(|(_, _, name)| *name));
    Some(Standing {
        stage: stages.first().map_or(Stage::Created, |(_, _, _, stage)| *stage),
        worked_on: !done.is_empty(),
        native: names.collect::<Vec<_>>().join(" "),
    })
}

#[cfg(test)]
mod tests {
    use erpgate_model::WorkOrderStatus;
    use serde_json::json;

    use super::*;

    #[test]
    fn each_status_has_its_signs() {
        use WorkOrderStatus::{Cancelled, Closed, Completed, InProgress, Planned, Released};
        for (entity, status, native) in [
            (json!({"OrderIsCreated": "X"}), Planned, "CRTD"),
            (json!({"OrderIsPartiallyReleased": "X"}), Released, "PREL"),
            (json!({"OrderIsReleased": "X"}), Released, "REL"),
            (json!({"OrderIsReleased": "X", "OrderIsPartiallyConfirmed": "X"}), InProgress, "REL PCNF"),
            (json!({"OrderIsReleased": "X", "OrderIsConfirmed": "X"}), InProgress, "REL CNF"),
            (json!({"OrderIsReleased": "X", "OrderIsPartiallyDelivered": "X"}), InProgress, "REL PDLV"),
            (json!({"OrderIsTechnicallyCompleted": "X", "OrderIsReleased": "X"}), Completed, "TECO REL"),
            (json!({"OrderIsClosed": "X", "OrderIsTechnicallyCompleted": "X"}), Closed, "CLSD TECO"),
            (json!({"OrderIsClosed": "X", "OrderIsMarkedForDeletion": "X"}), Cancelled, "DLFL CLSD"),
            (json!({"OperationIsReleased": "X", "OperationIsConfirmed": "X"}), InProgress, "REL CNF"),
        ] {
            let standing = standing(&entity).unwrap();
            assert_eq!((standing.status(), standing.native.as_str()), (status, native), "{entity}");
        }
    }
}
