//! What an account decides about its work orders.

use erpgate_connector::SettingError;
use erpgate_model::WorkOrderStatus;
use serde::Deserialize;
use utoipa::ToSchema;

/// The status of new work orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NewWorkOrders {
    /// Planned, until they are released.
    #[default]
    Planned,
    /// Released at once.
    Released,
    /// As the account's preference says.
    AsAccount,
}

/// Who takes the components of a completion with work in process from stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ComponentUse {
    /// The completion itself does.
    #[default]
    Backflush,
    /// An issue does, which is sent before the completion.
    Issue,
    /// Neither: somebody issues them in NetSuite.
    None,
}

/// Which of the account's case statuses stand for ours: ids of *Setup > Support > Case Statuses*. The first
/// of a list is the one that is written. What is not named is as NetSuite delivers it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct CaseStatuses {
    /// Nobody may work on it yet. Delivered: 1 Not Started.
    pub(crate) planned: Vec<String>,
    /// Work may begin. Delivered: none.
    pub(crate) released: Vec<String>,
    /// Somebody works on it. Delivered: 2 In Progress, 3 Escalated, 4 Re-Opened.
    pub(crate) in_progress: Vec<String>,
    /// The work is done. Delivered: none.
    pub(crate) completed: Vec<String>,
    /// Nothing more is expected. Delivered: 5 Closed.
    pub(crate) closed: Vec<String>,
    /// Taken back. Delivered: none.
    pub(crate) cancelled: Vec<String>,
}

impl Default for CaseStatuses {
    fn default() -> Self {
        let ids = |ids: &[&str]| ids.iter().map(ToString::to_string).collect();
        Self {
            planned: ids(&["1"]),
            released: Vec::new(),
            in_progress: ids(&["2", "3", "4"]),
            completed: Vec::new(),
            closed: ids(&["5"]),
            cancelled: Vec::new(),
        }
    }
}

impl CaseStatuses {
    /// The account's ids for our status.
    pub(crate) fn ids(&self, status: WorkOrderStatus) -> &[String] {
        match status {
            WorkOrderStatus::Planned => &self.planned,
            WorkOrderStatus::Released => &self.released,
            WorkOrderStatus::InProgress => &self.in_progress,
            WorkOrderStatus::Completed => &self.completed,
            WorkOrderStatus::Closed => &self.closed,
            WorkOrderStatus::Cancelled => &self.cancelled,
        }
    }

    /// Our status for the account's id, where one is named.
    pub(crate) fn status(&self, id: &str) -> Option<WorkOrderStatus> {
        Self::ALL.into_iter().find(|status| self.ids(*status).iter().any(|known| known == id))
    }

    /// Ids that are named.
    pub(crate) fn all_ids(&self) -> impl Iterator<Item = &String> {
        Self::ALL.into_iter().flat_map(|status| self.ids(status))
    }

    const ALL: [WorkOrderStatus; 6] = [
        WorkOrderStatus::Planned,
        WorkOrderStatus::Released,
        WorkOrderStatus::InProgress,
        WorkOrderStatus::Completed,
        WorkOrderStatus::Closed,
        WorkOrderStatus::Cancelled,
    ];

    fn check(&self) -> Result<(), SettingError> {
        let mut seen = Vec::new();
        for id in self.all_ids() {
            if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_digit()) {
                let detail = format!("`{id}` is no id of a case status: NetSuite's ids are digits");
                return Err(SettingError::new("case_statuses", detail));
            }
            if seen.contains(&id) {
                return Err(SettingError::new(
                    "case_statuses",
                    format!("the id {id} stands for two statuses"),
                ));
            }
            seen.push(id);
        }
        Ok(())
    }
}

/// All of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct WorkOrders {
    pub(crate) new_work_orders: NewWorkOrders,
    pub(crate) component_use: ComponentUse,
    pub(crate) maintenance_cases: bool,
    pub(crate) case_customer: Option<String>,
    pub(crate) case_asset_field: Option<String>,
    pub(crate) case_statuses: CaseStatuses,
}

impl WorkOrders {
    /// What serde cannot say.
    pub(crate) fn check(&self) -> Result<(), SettingError> {
        let field = self.case_asset_field.as_deref();
        if field.is_some_and(|name| !name.starts_with("custevent")) {
            let detail = "names a custom field of cases; their ids begin with custevent";
            return Err(SettingError::new("case_asset_field", detail));
        }
        self.case_statuses.check()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn statuses_that_are_not_named_are_as_delivered() {
        let statuses: CaseStatuses = serde_json::from_value(json!({"released": ["7"]})).unwrap();
        assert_eq!(statuses.status("7"), Some(WorkOrderStatus::Released));
        assert_eq!(statuses.status("5"), Some(WorkOrderStatus::Closed));
        assert_eq!(statuses.status("8"), None);
    }

    #[test]
    fn a_wrong_setting_names_itself() {
        let pointer = |settings: WorkOrders| settings.check().unwrap_err().pointer;
        let statuses = |json| serde_json::from_value::<CaseStatuses>(json).unwrap();
        let twice =
            WorkOrders { case_statuses: statuses(json!({"released": ["1"]})), ..WorkOrders::default() };
        assert_eq!(pointer(twice), "/settings/case_statuses");
        let word =
            WorkOrders { case_statuses: statuses(json!({"released": ["New"]})), ..WorkOrders::default() };
        assert_eq!(pointer(word), "/settings/case_statuses");
        let field = WorkOrders { case_asset_field: Some("custbody_x".into()), ..WorkOrders::default() };
        assert_eq!(pointer(field), "/settings/case_asset_field");
    }
}
