//! What a record type looks like, read from the JSON files under `metadata/`.
//!
//! Adding a record type means: a file here, its name in [`FILES`], and a rule module under `rules/`
//! when the type does more than keep its fields. A file may be `like` another type and then says only what
//! differs.

mod catalog;
mod kind;
mod load;

pub(crate) use catalog::{openapi, schema};
pub(crate) use kind::{Field, Kind};

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

/// The metadata files, one record type each.
const FILES: &[&str] = &[
    include_str!("../../metadata/account.json"),
    include_str!("../../metadata/assemblyBuild.json"),
    include_str!("../../metadata/assemblyItem.json"),
    include_str!("../../metadata/bin.json"),
    include_str!("../../metadata/classification.json"),
    include_str!("../../metadata/currency.json"),
    include_str!("../../metadata/customer.json"),
    include_str!("../../metadata/department.json"),
    include_str!("../../metadata/employee.json"),
    include_str!("../../metadata/inventoryAdjustment.json"),
    include_str!("../../metadata/inventoryItem.json"),
    include_str!("../../metadata/inventoryNumber.json"),
    include_str!("../../metadata/inventoryStatus.json"),
    include_str!("../../metadata/inventoryTransfer.json"),
    include_str!("../../metadata/itemReceipt.json"),
    include_str!("../../metadata/location.json"),
    include_str!("../../metadata/lotNumberedInventoryItem.json"),
    include_str!("../../metadata/manufacturingOperationTask.json"),
    include_str!("../../metadata/manufacturingRouting.json"),
    include_str!("../../metadata/nonInventoryPurchaseItem.json"),
    include_str!("../../metadata/purchaseOrder.json"),
    include_str!("../../metadata/salesTaxItem.json"),
    include_str!("../../metadata/serializedInventoryItem.json"),
    include_str!("../../metadata/subsidiary.json"),
    include_str!("../../metadata/supportCase.json"),
    include_str!("../../metadata/supportCaseOrigin.json"),
    include_str!("../../metadata/supportCasePriority.json"),
    include_str!("../../metadata/supportCaseStatus.json"),
    include_str!("../../metadata/supportCaseType.json"),
    include_str!("../../metadata/task.json"),
    include_str!("../../metadata/term.json"),
    include_str!("../../metadata/unitsType.json"),
    include_str!("../../metadata/vendor.json"),
    include_str!("../../metadata/vendorSubsidiaryRelationship.json"),
    include_str!("../../metadata/workOrder.json"),
    include_str!("../../metadata/workOrderClose.json"),
    include_str!("../../metadata/workOrderCompletion.json"),
    include_str!("../../metadata/workOrderIssue.json"),
];

/// Subrecords that several types have.
const SUBRECORDS: &str = include_str!("../../metadata/subrecords.json");

/// One record type of the REST record service.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordType {
    /// Name in the URL, camelCase (`purchaseOrder`).
    pub(crate) name: String,
    /// Name a person reads.
    pub(crate) label: String,
    /// The external-id and internal-id space: `transaction`, `entity`, `item` or the type's own name.
    pub(crate) group: String,
    /// The field shown as `refName` of a reference to this record.
    pub(crate) name_field: String,
    /// The number range, for types that are numbered by the account.
    #[serde(default)]
    pub(crate) number: Option<Numbering>,
    /// UI labels used in "Please enter value(s) for: …".
    #[serde(default)]
    pub(crate) labels: BTreeMap<String, String>,
    /// Display names of enum values, by field.
    #[serde(default)]
    pub(crate) choices: BTreeMap<String, BTreeMap<String, String>>,
    /// How the type appears in SuiteQL.
    pub(crate) suiteql: SuiteQlMapping,
    /// Body fields.
    pub(crate) fields: BTreeMap<String, Field>,
    /// Sublists.
    pub(crate) sublists: BTreeMap<String, Sublist>,
    /// Fields of the subrecords named by `subrecord X` fields.
    #[serde(default)]
    pub(crate) subrecords: BTreeMap<String, BTreeMap<String, Field>>,
}

/// A number range, such as `PO1001`, `PO1002`, ….
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Numbering {
    pub(crate) field: String,
    pub(crate) prefix: String,
    pub(crate) first: u64,
}

/// A sublist and the field that identifies its lines.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sublist {
    /// The line key; without one, lines can only be appended.
    #[serde(default)]
    pub(crate) key: Option<String>,
    pub(crate) fields: BTreeMap<String, Field>,
}

/// Table, discriminators and columns (SQL name → record field).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SuiteQlMapping {
    pub(crate) table: String,
    pub(crate) record_type: String,
    /// `transaction.type` (`PurchOrd`), also the prefix of `transaction.status`.
    #[serde(default)]
    pub(crate) type_code: Option<String>,
    pub(crate) columns: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) lines: Option<LineMapping>,
}

/// Columns of the line table, by sublist.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LineMapping {
    pub(crate) table: String,
    /// Columns of the line that stands for the transaction as a whole, from body fields.
    #[serde(default)]
    pub(crate) main: BTreeMap<String, String>,
    /// A `-` before the field turns its sign: what leaves the stock is negative in SuiteQL.
    pub(crate) sublists: BTreeMap<String, BTreeMap<String, String>>,
}

impl RecordType {
    /// The declared body field, found without regard to case.
    pub(crate) fn field(&self, name: &str) -> Option<(&str, &Field)> {
        find(&self.fields, name)
    }

    /// The declared sublist, found without regard to case.
    pub(crate) fn sublist(&self, name: &str) -> Option<(&str, &Sublist)> {
        find(&self.sublists, name)
    }

    /// The label a person sees for a field.
    pub(crate) fn label_of(&self, field: &str) -> String {
        self.labels.get(field).cloned().unwrap_or_else(|| field.to_owned())
    }
}

/// Finds a name in a table as NetSuite does: exact first, then without regard to case.
pub(crate) fn find<'a, V>(table: &'a BTreeMap<String, V>, name: &str) -> Option<(&'a str, &'a V)> {
    if let Some((key, value)) = table.get_key_value(name) {
        return Some((key, value));
    }
    table.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(key, value)| (key.as_str(), value))
}

/// All record types of the simulated account.
#[derive(Debug, Clone)]
pub(crate) struct Types {
    types: BTreeMap<String, Arc<RecordType>>,
}

impl Types {
    /// Reads the metadata that is part of the program.
    pub(crate) fn load() -> Self {
        Self { types: load::types(FILES, SUBRECORDS) }
    }

    /// The type with this name, without regard to case.
    pub(crate) fn get(&self, name: &str) -> Option<&Arc<RecordType>> {
        self.types.get(&name.to_ascii_lowercase())
    }

    /// All types in alphabetical order.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Arc<RecordType>> {
        self.types.values()
    }

    /// The types a reference may point to; empty when the simulator keeps no such records.
    pub(crate) fn targets(&self, reference: &str) -> Vec<&Arc<RecordType>> {
        match self.get(reference) {
            Some(one) => vec![one],
            None => self.all().filter(|one| one.group == reference).collect(),
        }
    }

    /// Adds a custom field (`custbody_…`, `custcol_…`) to a type.
    pub(crate) fn add_field(&mut self, name: &str, sublist: Option<&str>, id: &str, field: Field) -> bool {
        let Some(one) = self.types.get_mut(&name.to_ascii_lowercase()) else { return false };
        let one = Arc::make_mut(one);
        match sublist {
            None => one.fields.insert(id.to_owned(), field),
            Some(sublist) => match one.sublists.get_mut(sublist) {
                Some(list) => list.fields.insert(id.to_owned(), field),
                None => return false,
            },
        };
        true
    }

    /// Takes stock by location out, as in an account without multi-location inventory.
    pub(crate) fn without_stock_locations(&mut self) {
        self.types.remove("inventorytransfer");
        self.types.remove("bin");
        for one in self.types.values_mut() {
            let one = Arc::make_mut(one);
            if matches!(one.group.as_str(), "item" | "inventoryNumber") {
                one.sublists.remove("locations");
            }
        }
    }

    /// Takes subsidiaries out, as in an account without OneWorld.
    pub(crate) fn without_subsidiaries(&mut self) {
        self.types.remove("subsidiary");
        self.types.remove("vendorsubsidiaryrelationship");
        for one in self.types.values_mut() {
            let one = Arc::make_mut(one);
            one.fields.retain(|_, field| !field.kind.points_to("subsidiary"));
            one.suiteql.columns.retain(|column, _| column != "subsidiary");
            for list in one.sublists.values_mut() {
                list.fields.retain(|_, field| !field.kind.points_to("subsidiary"));
            }
            for lines in one.suiteql.lines.iter_mut() {
                lines.main.remove("subsidiary");
                lines.sublists.values_mut().for_each(|columns| {
                    columns.remove("subsidiary");
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Types};

    #[test]
    fn every_column_and_every_key_names_a_declared_field() {
        for one in Types::load().all() {
            assert!(one.fields.contains_key(&one.name_field), "{}: name field", one.name);
            for (column, field) in &one.suiteql.columns {
                assert!(one.fields.contains_key(field), "{}: column {column} → {field}", one.name);
            }
            for (name, list) in &one.sublists {
                if let Some(key) = &list.key {
                    assert!(list.fields.contains_key(key), "{}: key {key} of {name}", one.name);
                }
            }
            for field in one.suiteql.lines.iter().flat_map(|lines| lines.main.values()) {
                assert!(one.fields.contains_key(field), "{}: main line {field}", one.name);
            }
            for (sublist, columns) in one.suiteql.lines.iter().flat_map(|lines| &lines.sublists) {
                for field in columns.values() {
                    let field = field.trim_start_matches('-');
                    assert!(
                        one.sublists[sublist].fields.contains_key(field),
                        "{}: {sublist}.{field}",
                        one.name
                    );
                }
            }
        }
    }

    #[test]
    fn every_subrecord_is_described() {
        for one in Types::load().all() {
            let lines = one.sublists.values().flat_map(|list| list.fields.values());
            for field in one.fields.values().chain(lines) {
                if let Kind::Subrecord(name) | Kind::Rows(name) = &field.kind {
                    assert!(one.subrecords.contains_key(name), "{}: subrecord {name}", one.name);
                }
            }
        }
    }
}
