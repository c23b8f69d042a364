//! API_PRODUCT_SRV, as far as a client needs it to choose and check a material.

use super::{LANGUAGE, NewRow, midnight};
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::seed::Seed;
use rust_decimal::Decimal;

pub(super) fn fill(seed: &Seed, row: NewRow<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for material in &seed.materials {
        if let Some(mut product) = row("A_Product") {
            product.set_text("Product", &material.id);
            product.set_text("ProductType", "HAWA");
            product.set_text("ProductGroup", &material.group);
            product.set_text("BaseUnit", &material.base_unit);
            let created = product.created;
            product.set("LastChangeDateTime", Value::Instant(created));
            product.set("CreationDate", Value::Date(midnight(created.date_naive())));
            rows.push(product);
        }
        if let Some(mut text) = row("A_ProductDescription") {
            text.set_text("Product", &material.id);
            text.set_text("Language", LANGUAGE);
            text.set_text("ProductDescription", &material.text);
            rows.push(text);
        }
        let base = (material.base_unit.as_str(), Decimal::ONE);
        let others =
            material.alternative_units.iter().map(|other| (other.unit.as_str(), other.base_quantity));
        for (name, base_quantity) in std::iter::once(base).chain(others) {
            let Some(mut unit) = row("A_ProductUnitsOfMeasure") else { continue };
            let exact = base_quantity.normalize();
            let denominator = Decimal::from(10_u64.pow(exact.scale()));
            unit.set_text("Product", &material.id);
            unit.set_text("AlternativeUnit", name);
            unit.set_text("BaseUnit", &material.base_unit);
            unit.set("QuantityNumerator", Value::Decimal(exact * denominator));
            unit.set("QuantityDenominator", Value::Decimal(denominator));
            rows.push(unit);
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
