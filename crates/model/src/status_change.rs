//! A status that a PATCH asks for is the action of that name.

use crate::command::{Command, Patch, Update};
use crate::field::Field;
use crate::resource::Resource;
use crate::vendor::VendorStatus;
use crate::verb::Verb;
use crate::work_order::WorkOrderStatus;

impl Patch {
    /// The action that brings the wanted status about; nothing when the patch wants none, or one that
    /// comes of other documents alone (such as `in_progress`).
    #[must_use]
    pub fn wanted_action(&self) -> Option<Verb> {
        match self {
            Self::PurchaseOrder(_) => None,
            Self::WorkOrder(patch) => match patch.status {
                Field::Set(WorkOrderStatus::Released) => Some(Verb::Release),
                Field::Set(WorkOrderStatus::Completed) => Some(Verb::Complete),
                Field::Set(WorkOrderStatus::Closed) => Some(Verb::Close),
                Field::Set(WorkOrderStatus::Cancelled) => Some(Verb::Cancel),
                Field::Set(WorkOrderStatus::Planned | WorkOrderStatus::InProgress)
                | Field::Absent
                | Field::Clear => None,
            },
            Self::Vendor(patch) => match patch.status {
                Field::Set(VendorStatus::Active) => Some(Verb::Unblock),
                Field::Set(VendorStatus::Blocked) => Some(Verb::Block),
                Field::Set(VendorStatus::Inactive) => Some(Verb::Deactivate),
                Field::Absent | Field::Clear => None,
            },
        }
    }
}

impl Command {
    /// The same write with a wanted status as its action: `{"status": "released"}` is a release. A status
    /// beside other fields stays, for [`Command::check`] to refuse.
    #[must_use]
    pub fn with_status_as_action(self) -> Self {
        let alone = self.body().as_object().is_some_and(|body| body.len() == 1);
        match self {
            Self::Update(Update { target, patch }) => match patch.wanted_action().filter(|_| alone) {
                Some(verb) => {
                    let resource = match patch {
                        Patch::PurchaseOrder(_) => Resource::PurchaseOrder,
                        Patch::WorkOrder(_) => Resource::WorkOrder,
                        Patch::Vendor(_) => Resource::Vendor,
                    };
                    Self::act(resource, verb, target)
                }
                None => Self::Update(Update { target, patch }),
            },
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::command::Target;
    use crate::record::RecordId;

    #[test]
    fn a_wanted_status_is_the_action_of_that_name() {
        let target = Target { id: RecordId::new("production:7"), if_match: None };
        let command = |status: &str| {
            let patch = Patch::read(Resource::WorkOrder, &json!({"status": status})).unwrap();
            Command::Update(Update { target: target.clone(), patch }).with_status_as_action()
        };
        assert_eq!(command("released"), Command::act(Resource::WorkOrder, Verb::Release, target.clone()));
        assert!(matches!(command("in_progress"), Command::Update(_)));
        let more = Patch::read(Resource::WorkOrder, &json!({"status": "released", "title": "x"})).unwrap();
        let update = Command::Update(Update { target, patch: more });
        assert_eq!(update.clone().with_status_as_action(), update);
    }
}
