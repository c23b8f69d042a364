//! The table: each kind of master data, the SAP service that tells it, and its fields.

use erpgate_model::Resource;
use erpgate_model::Writable::No;

use crate::errors::About;
use crate::mapping::Form::{Derived, Number, Text};
use crate::mapping::{Row, row};

/// Where one kind of master data is read.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) resource: Resource,
    /// In the words of the connection test, such as `items`.
    pub(super) serves: &'static str,
    pub(super) about: About,
    /// Below the system's address.
    pub(super) path: &'static str,
    pub(super) set: &'static str,
    /// The key by which other records refer to an entry.
    pub(super) id: &'static str,
    /// A key above it, within which the ids are unique.
    pub(super) above: Option<&'static str>,
    /// Texts in several languages: the navigation to them.
    pub(super) texts: Option<&'static str>,
    /// Fields that are properties of the entry.
    pub(super) rows: &'static [Row],
    /// Fields that are properties of its text.
    pub(super) text_rows: &'static [Row],
    /// Fields that are made from more than one property.
    pub(super) derived: &'static [Row],
    /// Marks with which an entry can no more be used.
    pub(super) out_of_use: &'static [&'static str],
    /// When the entry was last changed.
    pub(super) changed: Option<&'static str>,
    /// What the rows of the capabilities say.
    pub(super) how: &'static str,
    /// What SAP demands.
    pub(super) requires: &'static [&'static str],
}

const ITEM: Source = Source {
    resource: Resource::Item,
    serves: "items",
    about: About { name: "API_PRODUCT_SRV", arrangement: "the communication arrangement SAP_COM_0009" },
    path: "sap/opu/odata/sap/API_PRODUCT_SRV",
    set: "A_Product",
    id: "Product",
    above: None,
    texts: Some("to_Description"),
    rows: &[
        row("number", "A_Product.Product", Number, No, 40).filter(),
        row("kind", "A_Product.ProductType", Text, No, 4),
        row("unit", "A_Product.BaseUnit", Text, No, 3),
    ],
    text_rows: &[row("name", "A_ProductDescription.ProductDescription", Text, No, 40)],
    derived: &[
        row("id", "A_Product.Product", Derived, No, 0),
        row("is_active", "A_Product.IsMarkedForDeletion", Derived, No, 0),
        row("version", "A_Product.*", Derived, No, 0),
        row("updated_since", "A_Product.LastChangeDateTime", Derived, No, 0).not_shown().filter(),
    ],
    out_of_use: &["IsMarkedForDeletion"],
    changed: Some("LastChangeDateTime"),
    how: "GET A_Product with its descriptions, of which that in the connection's language is the name.",
    requires: &[
        "communication arrangement SAP_COM_0009, or on premise the active service API_PRODUCT_SRV and S_SERVICE \
         for it",
        "display of materials (M_MATE_*, activity 03)",
    ],
};

const LOCATION: Source = Source {
    resource: Resource::Location,
    serves: "locations",
    about: About { name: "API_PLANT_SRV", arrangement: "the communication arrangement of API_PLANT_SRV" },
    path: "sap/opu/odata/sap/API_PLANT_SRV",
    set: "A_Plant",
    id: "Plant",
    above: None,
    texts: None,
    rows: &[
        row("number", "A_Plant.Plant", Text, No, 4).filter(),
        row("name", "A_Plant.PlantName", Text, No, 30),
        row("company_id", "A_Plant.CompanyCode", Text, No, 4),
    ],
    text_rows: &[],
    derived: &[
        row("id", "A_Plant.Plant", Derived, No, 0),
        row("is_active", "A_Plant.Plant", Derived, No, 0),
        row("storage_locations", "StorageLocation.StorageLocation", Derived, No, 0),
        row("version", "A_Plant.*", Derived, No, 0),
    ],
    out_of_use: &[],
    changed: None,
    how: "GET A_Plant, and GET StorageLocation of API_STORAGELOCATION_SRV for the storage locations, where that \
          service is active.",
    requires: &["the services API_PLANT_SRV and API_STORAGELOCATION_SRV, and S_SERVICE for them"],
};

const COMPANY: Source = Source {
    resource: Resource::Company,
    serves: "companies",
    about: About {
        name: "API_COMPANYCODE_SRV",
        arrangement: "the communication arrangement of API_COMPANYCODE_SRV",
    },
    path: "sap/opu/odata/sap/API_COMPANYCODE_SRV",
    set: "A_CompanyCode",
    id: "CompanyCode",
    above: None,
    texts: None,
    rows: &[
        row("number", "A_CompanyCode.CompanyCode", Text, No, 4).filter(),
        row("name", "A_CompanyCode.CompanyCodeName", Text, No, 25),
        row("currency", "A_CompanyCode.Currency", Text, No, 5),
        row("country", "A_CompanyCode.Country", Text, No, 3),
    ],
    text_rows: &[],
    derived: &[
        row("id", "A_CompanyCode.CompanyCode", Derived, No, 0),
        row("is_active", "A_CompanyCode.CompanyCode", Derived, No, 0),
        row("version", "A_CompanyCode.*", Derived, No, 0),
    ],
    out_of_use: &[],
    changed: None,
    how: "GET A_CompanyCode.",
    requires: &["the service API_COMPANYCODE_SRV and S_SERVICE for it"],
};

const ACCOUNT: Source = Source {
    resource: Resource::Account,
    serves: "accounts",
    about: About {
        name: "API_GLACCOUNTINCHARTOFACCOUNTS_SRV",
        arrangement: "the communication arrangement of API_GLACCOUNTINCHARTOFACCOUNTS_SRV",
    },
    path: "sap/opu/odata/sap/API_GLACCOUNTINCHARTOFACCOUNTS_SRV",
    set: "A_GLAccountInChartOfAccounts",
    id: "GLAccount",
    above: Some("ChartOfAccounts"),
    texts: Some("to_Text"),
    rows: &[
        row("number", "A_GLAccountInChartOfAccounts.GLAccount", Number, No, 10).filter(),
        row("kind", "A_GLAccountInChartOfAccounts.GLAccountType", Text, No, 1),
        row("parent_id", "A_GLAccountInChartOfAccounts.ChartOfAccounts", Text, No, 4),
    ],
    text_rows: &[
        row("name", "A_GLAccountText.GLAccountName", Text, No, 20),
        row("description", "A_GLAccountText.GLAccountLongName", Text, No, 50),
    ],
    derived: &[
        row("id", "A_GLAccountInChartOfAccounts.GLAccount", Derived, No, 0),
        row("is_active", "A_GLAccountInChartOfAccounts.AccountIsBlockedForPosting", Derived, No, 0),
        row("version", "A_GLAccountInChartOfAccounts.*", Derived, No, 0),
        row("updated_since", "A_GLAccountInChartOfAccounts.LastChangeDateTime", Derived, No, 0)
            .not_shown()
            .filter(),
    ],
    out_of_use: &["AccountIsMarkedForDeletion", "AccountIsBlockedForPosting"],
    changed: Some("LastChangeDateTime"),
    how: "GET A_GLAccountInChartOfAccounts with its texts, of which that in the connection's language is shown. \
          Where companies use several charts of accounts, the setting `chart_of_accounts` says which one counts.",
    requires: &["the service API_GLACCOUNTINCHARTOFACCOUNTS_SRV and S_SERVICE for it"],
};

/// Every kind that a service tells.
pub(super) const SOURCES: &[Source] = &[ITEM, LOCATION, COMPANY, ACCOUNT];

/// Kinds that none of SAP's released OData V2 services tells, and what to do instead.
pub(super) const UNTOLD: &[(Resource, &str)] = &[
    (
        Resource::PaymentTerms,
        "SAP has no released OData V2 service that tells payment terms; their keys stand in transaction OBB8",
    ),
    (
        Resource::Unit,
        "SAP has no released OData V2 service that tells units of measure; an item's own is its `unit`, all stand \
         in transaction CUNI",
    ),
    (
        Resource::TaxCode,
        "SAP has no released OData V2 service that tells tax codes; they stand in transaction FTXP",
    ),
];
