//! API_PLANT_SRV and API_STORAGELOCATION_SRV.

use super::NewRow;
use crate::odata::table::Row;
use crate::seed::Seed;

pub(super) fn fill(seed: &Seed, row: NewRow<'_>) -> Vec<Row> {
    let plants = seed.plants.iter().filter_map(|plant| {
        let mut view = row("A_Plant")?;
        view.set_text("Plant", &plant.id);
        view.set_text("PlantName", &plant.name);
        view.set_text("CompanyCode", &plant.company_code);
        let company = seed.company_code(&plant.company_code);
        view.set_text("CompanyCodeName", company.map_or("", |company| &company.name));
        Some(view)
    });
    plants.collect()
}

pub(super) fn fill_storage_locations(seed: &Seed, row: NewRow<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for plant in &seed.plants {
        for location in &plant.storage_locations {
            let Some(mut view) = row("StorageLocation") else { continue };
            view.set_text("Plant", &plant.id);
            view.set_text("StorageLocation", location);
            let name = seed.details.storage_locations.get(location);
            view.set_text("StorageLocationName", name.map_or("", String::as_str));
            rows.push(view);
        }
    }
    rows
}
