//! Changes to a list within a record, by the ids of its entries.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// True for fields that hold a list of entries with fields of their own, whichever the resource.
#[must_use]
pub fn is_list(field: &str) -> bool {
    const LISTS: [&str; 9] = [
        "lines",
        "operations",
        "components",
        "addresses",
        "tax_ids",
        "bank_accounts",
        "contacts",
        "companies",
        "purchasing_organizations",
    ];
    LISTS.contains(&field)
}

/// Which entries to add, change and take away. A bare list is refused: it is how entries get doubled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "N: Deserialize<'de>, U: Deserialize<'de>"))]
pub struct ListChanges<N, U> {
    /// New entries.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub add: Vec<N>,
    /// Changed entries, each with its `id`.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub update: Vec<U>,
    /// Ids of entries to take away (what that really does is in the capability).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remove: Vec<String>,
}

impl<N, U> Default for ListChanges<N, U> {
    fn default() -> Self {
        Self { add: Vec::new(), update: Vec::new(), remove: Vec::new() }
    }
}

impl<N, U> ListChanges<N, U> {
    /// True when no entry is touched.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.add.is_empty() && self.update.is_empty() && self.remove.is_empty()
    }
}
