//! What a caller may do: the record types its role does not open.

use serde::Deserialize;

/// The permissions of a role, as exceptions from everything.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Role {
    /// Record types the role may not see, by their name in the URL (`inventoryAdjustment`).
    pub hidden: Vec<String>,
    /// Record types the role may see, and may not create, change or delete.
    pub read_only: Vec<String>,
    /// Whether the role has the SuiteAnalytics Workbook permission, which SuiteQL needs.
    pub suiteql: bool,
}

impl Default for Role {
    /// Everything is permitted.
    fn default() -> Self {
        Self { hidden: Vec::new(), read_only: Vec::new(), suiteql: true }
    }
}

impl Role {
    /// Whether the role may see records of a type.
    pub(crate) fn may_see(&self, record_type: &str) -> bool {
        !names(&self.hidden, record_type)
    }

    /// Whether the role may create, change and delete records of a type.
    pub(crate) fn may_write(&self, record_type: &str) -> bool {
        self.may_see(record_type) && !names(&self.read_only, record_type)
    }
}

fn names(list: &[String], record_type: &str) -> bool {
    list.iter().any(|name| name.eq_ignore_ascii_case(record_type))
}
