//! THE tables: which unified field of master data is which column of SuiteQL.

use erpgate_model::Resource;

use Shown::{Active, Currency, Text};

/// How a column is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// As it is.
    Text,
    /// `isinactive`: `T` or `F`.
    Active,
    /// The account's id of a currency.
    Currency,
}

/// One column.
#[derive(Debug)]
pub(crate) struct Column {
    /// The unified field.
    pub(crate) field: &'static str,
    /// The column's name.
    pub(crate) name: &'static str,
    pub(crate) shown: Shown,
    /// Accounts without some feature have no such column: then it is left out.
    pub(crate) optional: bool,
    /// The column holds an id, and people want the name that belongs to it.
    pub(crate) by_name: bool,
}

/// One kind of master data.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) resource: Resource,
    /// The table in SuiteQL.
    pub(crate) name: &'static str,
    /// The column with the id.
    pub(crate) id: &'static str,
    pub(crate) columns: &'static [Column],
    /// The permission that its rows need.
    pub(crate) permission: &'static str,
}

const fn column(field: &'static str, name: &'static str) -> Column {
    Column { field, name, shown: Text, optional: false, by_name: false }
}

const fn optional(field: &'static str, name: &'static str) -> Column {
    Column { optional: true, ..column(field, name) }
}

const ACTIVE: Column = Column { shown: Active, ..column("is_active", "isinactive") };
const EXTERNAL_ID: Column = column("external_id", "externalid");

static TABLES: [Table; 7] = [
    Table {
        resource: Resource::Item,
        name: "item",
        id: "id",
        columns: &[
            column("number", "itemid"),
            EXTERNAL_ID,
            column("name", "displayname"),
            optional("description", "description"),
            column("kind", "itemtype"),
            Column { by_name: true, ..optional("unit", "stockunit") },
            ACTIVE,
        ],
        permission: "Lists > Items (View)",
    },
    Table {
        resource: Resource::Location,
        name: "location",
        id: "id",
        columns: &[EXTERNAL_ID, column("name", "name"), optional("company_id", "subsidiary"), ACTIVE],
        permission: "Lists > Locations (View)",
    },
    Table {
        resource: Resource::Company,
        name: "subsidiary",
        id: "id",
        columns: &[
            EXTERNAL_ID,
            column("name", "name"),
            optional("description", "legalname"),
            Column { shown: Currency, ..optional("currency", "currency") },
            optional("country", "country"),
            optional("parent_id", "parent"),
            ACTIVE,
        ],
        permission: "Lists > Subsidiaries (View)",
    },
    Table {
        resource: Resource::PaymentTerms,
        name: "term",
        id: "id",
        columns: &[EXTERNAL_ID, column("name", "name"), ACTIVE],
        permission: "Lists > Accounting Lists (View)",
    },
    Table {
        resource: Resource::Unit,
        name: "unitstypeuom",
        id: "internalid",
        columns: &[
            column("number", "abbreviation"),
            column("name", "unitname"),
            column("parent_id", "unitstype"),
        ],
        permission: "Lists > Units (View)",
    },
    Table {
        resource: Resource::Account,
        name: "account",
        id: "id",
        columns: &[
            column("number", "acctnumber"),
            EXTERNAL_ID,
            column("name", "accountsearchdisplayname"),
            optional("description", "description"),
            column("kind", "accttype"),
            ACTIVE,
        ],
        permission: "Lists > Accounts (View)",
    },
    Table {
        resource: Resource::TaxCode,
        name: "salestaxitem",
        id: "id",
        columns: &[
            column("number", "itemid"),
            column("name", "fullname"),
            optional("description", "description"),
            optional("parent_id", "parent"),
            ACTIVE,
        ],
        permission: "Lists > Tax Records (View)",
    },
];

/// The table of this resource, if it is master data.
pub(crate) fn table(resource: Resource) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.resource == resource)
}

/// Every table.
pub(crate) fn tables() -> &'static [Table] {
    &TABLES
}
