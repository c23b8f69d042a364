//! A seed must not refer to what is not in it.

use super::Seed;

impl Seed {
    /// Says which reference leads nowhere.
    pub(super) fn check(&self) -> Result<(), String> {
        let known = |what: &str, id: &str, found: bool| {
            if found { Ok(()) } else { Err(format!("{what} refers to '{id}', which is not in the seed")) }
        };
        for client in &self.oauth_clients {
            let found = self.users.iter().any(|user| user.name == client.user);
            known(&format!("oauth_clients '{}', user", client.id), &client.user, found)?;
        }
        for company in &self.company_codes {
            let what = format!("company_codes '{}', currency", company.id);
            known(&what, &company.currency, self.currencies.contains(&company.currency))?;
        }
        for plant in &self.plants {
            let what = format!("plants '{}', company_code", plant.id);
            known(&what, &plant.company_code, self.company_code(&plant.company_code).is_some())?;
        }
        for supplier in &self.suppliers {
            let what = |key: &str| format!("suppliers '{}', {key}", supplier.id);
            known(&what("currency"), &supplier.currency, self.currencies.contains(&supplier.currency))?;
            let terms = &supplier.payment_terms;
            known(&what("payment_terms"), terms, self.payment_terms.contains(terms))?;
            for id in &supplier.purchasing_organizations {
                known(&what("purchasing_organizations"), id, self.purchasing_organizations.contains(id))?;
            }
            let country = &supplier.country;
            known(
                &what("country"),
                country,
                country.is_empty() || self.partners.countries.contains(country),
            )?;
        }
        for id in &self.partners.reconciliation_accounts {
            known("partners, reconciliation_accounts", id, self.gl_accounts.contains(id))?;
        }
        for bank in &self.partners.banks {
            let found = self.partners.countries.contains(&bank.country);
            known(&format!("partners, bank '{}', country", bank.key), &bank.country, found)?;
        }
        for id in self.details.gl_accounts.keys() {
            known("details, gl_accounts", id, self.gl_accounts.contains(id))?;
        }
        for (id, detail) in &self.details.cost_centers {
            known("details, cost_centers", id, self.cost_centers.contains(id))?;
            let found = self.company_code(&detail.company_code).is_some();
            known(&format!("details, cost_centers '{id}', company_code"), &detail.company_code, found)?;
        }
        for id in self.details.storage_locations.keys() {
            let found = self.plants.iter().any(|plant| plant.storage_locations.contains(id));
            known("details, storage_locations", id, found)?;
        }
        for material in &self.materials {
            let what = |key: &str| format!("materials '{}', {key}", material.id);
            known(&what("base_unit"), &material.base_unit, self.units.contains(&material.base_unit))?;
            for id in &material.plants {
                known(&what("plants"), id, self.plant(id).is_some())?;
            }
        }
        for stock in &self.stock {
            let what = |key: &str| format!("stock of '{}', {key}", stock.material);
            let material = self.material(&stock.material);
            known(&what("material"), &stock.material, material.is_some())?;
            let plant = self.plant(&stock.plant);
            known(&what("plant"), &stock.plant, plant.is_some())?;
            let place = &stock.storage_location;
            let found = plant.is_some_and(|plant| plant.storage_locations.contains(place));
            known(&what("storage_location"), place, found)?;
        }
        for center in &self.work_centers {
            let what = format!("work_centers '{}', plant", center.id);
            known(&what, &center.plant, self.plant(&center.plant).is_some())?;
        }
        for equipment in &self.equipment {
            let what = |key: &str| format!("equipment '{}', {key}", equipment.id);
            known(&what("plant"), &equipment.plant, self.plant(&equipment.plant).is_some())?;
            let found = self.work_centers.iter().any(|center| center.id == equipment.work_center);
            known(&what("work_center"), &equipment.work_center, found)?;
            let location = &equipment.functional_location;
            let found = location.is_empty() || self.functional_location(location).is_some();
            known(&what("functional_location"), location, found)?;
        }
        for location in &self.functional_locations {
            let what = |key: &str| format!("functional_locations '{}', {key}", location.id);
            known(&what("plant"), &location.plant, self.plant(&location.plant).is_some())?;
            let found = self.has_work_center(&location.work_center, &location.plant);
            known(&what("work_center"), &location.work_center, found)?;
        }
        self.check_production()
    }
}
