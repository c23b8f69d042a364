//! What an item takes from the material, and what must be right in it.

use super::texts;
use crate::odata::failure::Message;
use crate::odata::table::Row;
use crate::odata::value::Value;
use crate::seed::Plant;
use crate::services::Work;
use rust_decimal::Decimal;

/// Cannot be changed after creation.
pub(super) const WRITE_ONCE: [&str; 2] = ["Material", "PurchaseOrderItemCategory"];

/// Categories the service takes, as numbers or letters: standard, limit, consignment, subcontracting,
/// third party.
const CATEGORIES: [&str; 10] = ["", "0", "1", "2", "3", "5", "A", "E", "K", "L"];

/// Categories without a quantity of their own: limits.
const LIMITS: [&str; 3] = ["1", "A", "E"];

/// Fills a new item. `flags` says which booleans the client itself sent.
pub(super) fn fill(work: &Work<'_>, header: &Row, item: &mut Row, flags: &[&str]) {
    if let Some(material) = work.seed.material(item.text("Material")) {
        item.default_text("PurchaseOrderItemText", &material.text);
        item.default_text("MaterialGroup", &material.group);
        item.default_text("PurchaseOrderQuantityUnit", &material.base_unit);
        if let (true, Some(price)) = (item.decimal("NetPriceAmount").is_zero(), material.price) {
            item.set("NetPriceAmount", Value::Decimal(price));
        }
    }
    let unit = item.text("PurchaseOrderQuantityUnit").to_owned();
    item.default_text("OrderPriceUnit", &unit);
    for name in ["NetPriceQuantity", "OrderPriceUnitToOrderUnitNmrtr", "OrdPriceUnitToOrderUnitDnmntr"] {
        if item.decimal(name).is_zero() {
            item.set(name, Value::Decimal(Decimal::ONE));
        }
    }
    item.set_text("DocumentCurrency", header.text("DocumentCurrency"));
    if item.text("PurchaseOrderItemCategory").is_empty() {
        item.set_text("PurchaseOrderItemCategory", "0");
    }
    item.default_text("ProductType", "1");
    if item.text("IncotermsClassification").is_empty() {
        item.set_text("IncotermsClassification", header.text("IncotermsClassification"));
        item.default_text("IncotermsLocation1", header.text("IncotermsLocation1"));
    }
    for name in ["GoodsReceiptIsExpected", "InvoiceIsExpected", "PriceIsToBePrinted"] {
        if !flags.contains(&name) {
            item.set(name, Value::Bool(true));
        }
    }
}

/// Adds what is wrong in an item, new or changed.
pub(super) fn check(work: &Work<'_>, header: &Row, item: &Row, wrong: &mut Vec<Message>) {
    let seed = work.seed;
    let category = item.text("PurchaseOrderItemCategory");
    if !CATEGORIES.contains(&category) && category != "S" {
        wrong.push(texts::unsupported_category());
    }
    let plant = seed.plant(item.text("Plant"));
    check_plant(work, header, item, plant, wrong);
    let material = item.text("Material");
    if material.is_empty() {
        check_free_text(item, wrong);
    } else if !in_plant(work, material, item.text("Plant")) {
        wrong.push(texts::no_material_in_plant(material, item.text("Plant")));
    }
    // Price and unit come from the material: without it their messages would only hide the cause.
    let something_ordered = !item.text("AccountAssignmentCategory").is_empty();
    if seed.material(material).is_none() && !(material.is_empty() && something_ordered) {
        return;
    }
    check_amounts(item, category, wrong);
    check_units(work, item, wrong);
    let tax = item.text("TaxCode");
    if !tax.is_empty() && !seed.tax_codes.iter().any(|known| known == tax) {
        wrong.push(texts::enter("Tax Code", "TaxCode"));
    }
}

/// Is the material maintained in the plant? A plant that is unknown has its own message.
fn in_plant(work: &Work<'_>, material: &str, plant: &str) -> bool {
    match work.seed.material(material) {
        Some(found) => work.seed.plant(plant).is_none() || found.plants.iter().any(|known| known == plant),
        None => false,
    }
}

fn check_plant(work: &Work<'_>, header: &Row, item: &Row, plant: Option<&Plant>, wrong: &mut Vec<Message>) {
    let Some(plant) = plant else {
        wrong.push(texts::enter("Plant", "Plant"));
        return;
    };
    let company = work.seed.company_code(header.text("CompanyCode"));
    if let Some(company) = company.filter(|company| company.id != plant.company_code) {
        let currency = work.seed.company_code(&plant.company_code).map(|other| other.currency.as_str());
        let foreign = currency != Some(company.currency.as_str());
        wrong.push(if foreign { texts::foreign_plant() } else { texts::enter("Plant", "Plant") });
    }
    let location = item.text("StorageLocation");
    if !location.is_empty() && !plant.storage_locations.iter().any(|known| known == location) {
        wrong.push(texts::enter("Storage Location", "StorageLocation"));
    }
}

fn check_free_text(item: &Row, wrong: &mut Vec<Message>) {
    if item.text("AccountAssignmentCategory").is_empty() {
        wrong.push(texts::nothing_ordered());
        return;
    }
    if item.text("PurchaseOrderItemText").is_empty() {
        wrong.push(texts::enter("Short Text", "PurchaseOrderItemText"));
    }
    if item.text("MaterialGroup").is_empty() {
        wrong.push(texts::enter("Material Group", "MaterialGroup"));
    }
}

fn check_amounts(item: &Row, category: &str, wrong: &mut Vec<Message>) {
    let quantity = item.decimal("OrderQuantity");
    if quantity < Decimal::ZERO {
        wrong.push(texts::negative_quantity("OrderQuantity"));
    } else if quantity.is_zero() && !LIMITS.contains(&category) {
        wrong.push(texts::enter("PO Quantity", "OrderQuantity"));
    }
    let price = item.decimal("NetPriceAmount");
    if price < Decimal::ZERO {
        wrong.push(texts::negative_value("NetPriceAmount"));
    } else if price.is_zero() && !item.flag("PurchasingItemIsFreeOfCharge") && !LIMITS.contains(&category) {
        wrong.push(texts::enter("Net Price", "NetPriceAmount"));
    }
    if item.decimal("NetPriceQuantity") < Decimal::ZERO {
        wrong.push(texts::negative_quantity("NetPriceQuantity"));
    }
}

fn check_units(work: &Work<'_>, item: &Row, wrong: &mut Vec<Message>) {
    let material = work.seed.material(item.text("Material"));
    for name in ["PurchaseOrderQuantityUnit", "OrderPriceUnit"] {
        let unit = item.text(name);
        if unit.is_empty() && material.is_none() {
            if name == "PurchaseOrderQuantityUnit"
                && !LIMITS.contains(&item.text("PurchaseOrderItemCategory"))
            {
                wrong.push(texts::enter("Order Unit", name));
            }
            continue;
        }
        let known = work.seed.units.iter().any(|known| known == unit);
        // There are no unit conversions in this world, so a material is ordered in its base unit.
        if !known || material.is_some_and(|material| material.base_unit != unit) {
            wrong.push(texts::not_processed(name, "A_PurchaseOrderItemType"));
        }
    }
}
