//! Suppliers and products: the seed's master data, to read only.

use super::{Rules, Work};
use crate::odata::draft::Draft;
use crate::odata::failure::Failure;
use crate::odata::table::{Key, Row};
use crate::odata::value::Value;
use crate::seed::Seed;

/// API_BUSINESS_PARTNER, as far as a client needs it to check a supplier.
#[derive(Debug)]
pub(super) struct Suppliers;

/// API_PRODUCT_SRV, as far as a client needs it to check a material.
#[derive(Debug)]
pub(super) struct Products;

/// The metadata switches writes off, so the engine refuses them before a rule is asked.
fn read_only() -> Failure {
    Failure::new(405, "CX_SADL_ENTITY_CUD_DISABLED", "This service is read-only in the simulator")
}

impl Rules for Suppliers {
    fn fill(&self, seed: &Seed, row: &dyn Fn(&str) -> Option<Row>) -> Vec<Row> {
        let mut rows = Vec::new();
        for supplier in &seed.suppliers {
            if let Some(mut partner) = row("A_BusinessPartner") {
                partner.set_text("BusinessPartner", &supplier.id);
                partner.set_text("Supplier", &supplier.id);
                partner.set_text("BusinessPartnerCategory", "2");
                for name in ["BusinessPartnerFullName", "BusinessPartnerName", "OrganizationBPName1"] {
                    partner.set_text(name, &supplier.name);
                }
                dated(&mut partner);
                rows.push(partner);
            }
            if let Some(mut general) = row("A_Supplier") {
                general.set_text("Supplier", &supplier.id);
                general.set_text("SupplierName", &supplier.name);
                general.set_text("SupplierFullName", &supplier.name);
                general.set("PurchasingIsBlocked", Value::Bool(supplier.blocked));
                dated(&mut general);
                rows.push(general);
            }
            for company in &seed.company_codes {
                let Some(mut view) = row("A_SupplierCompany") else { continue };
                view.set_text("Supplier", &supplier.id);
                view.set_text("CompanyCode", &company.id);
                view.set_text("PaymentTerms", &supplier.payment_terms);
                rows.push(view);
            }
            for organization in &supplier.purchasing_organizations {
                let Some(mut view) = row("A_SupplierPurchasingOrg") else { continue };
                view.set_text("Supplier", &supplier.id);
                view.set_text("PurchasingOrganization", organization);
                view.set_text("PurchaseOrderCurrency", &supplier.currency);
                view.set_text("PaymentTerms", &supplier.payment_terms);
                view.set_text("IncotermsClassification", &supplier.incoterms);
                rows.push(view);
            }
        }
        rows
    }

    fn create(&self, _: &mut Work<'_>, _: Draft) -> Result<Key, Failure> {
        Err(read_only())
    }

    fn update(&self, _: &mut Work<'_>, _: &Row, _: Row) -> Result<(), Failure> {
        Err(read_only())
    }

    fn delete(&self, _: &mut Work<'_>, _: &Row) -> Result<(), Failure> {
        Err(read_only())
    }
}

impl Rules for Products {
    fn fill(&self, seed: &Seed, row: &dyn Fn(&str) -> Option<Row>) -> Vec<Row> {
        let mut rows = Vec::new();
        for material in &seed.materials {
            if let Some(mut product) = row("A_Product") {
                product.set_text("Product", &material.id);
                product.set_text("ProductType", "HAWA");
                product.set_text("ProductGroup", &material.group);
                product.set_text("BaseUnit", &material.base_unit);
                let changed = product.changed;
                product.set("LastChangeDateTime", Value::Instant(changed));
                dated(&mut product);
                rows.push(product);
            }
            if let Some(mut text) = row("A_ProductDescription") {
                text.set_text("Product", &material.id);
                text.set_text("Language", "EN");
                text.set_text("ProductDescription", &material.text);
                rows.push(text);
            }
            for plant in &material.plants {
                let Some(mut view) = row("A_ProductPlant") else { continue };
                view.set_text("Product", &material.id);
                view.set_text("Plant", plant);
                view.set_text("BaseUnit", &material.base_unit);
                rows.push(view);
            }
        }
        rows
    }

    fn create(&self, _: &mut Work<'_>, _: Draft) -> Result<Key, Failure> {
        Err(read_only())
    }

    fn update(&self, _: &mut Work<'_>, _: &Row, _: Row) -> Result<(), Failure> {
        Err(read_only())
    }

    fn delete(&self, _: &mut Work<'_>, _: &Row) -> Result<(), Failure> {
        Err(read_only())
    }
}

fn dated(row: &mut Row) {
    let day = row.created.date_naive().and_time(chrono::NaiveTime::MIN);
    row.set("CreationDate", Value::Date(day));
}
