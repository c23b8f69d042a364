//! The storage locations of plants, which another service tells.

use std::collections::BTreeMap;

use erpgate_connector::{Session, Trouble, TroubleKind};
use serde_json::Value;

use super::MasterDataSets;
use crate::odata::{self, string_literal};

pub(super) const SET: &str = "StorageLocation";

impl MasterDataSets {
    /// By plant. Without the service a plant is still a location: then there are none.
    pub(super) async fn storage_locations(
        &self,
        session: &Session,
        plants: &[Value],
    ) -> Result<BTreeMap<String, Vec<String>>, Trouble> {
        let ids = || plants.iter().map(|plant| odata::text(plant, "Plant"));
        let (Some(first), Some(last)) = (ids().min(), ids().max()) else { return Ok(BTreeMap::new()) };
        let filter = format!("Plant ge {} and Plant le {}", string_literal(first), string_literal(last));
        let options = [("$filter", filter), ("$select", "Plant,StorageLocation".to_owned())];
        let found = match self.storage_locations.list(session, SET, &options).await {
            Ok((found, _)) => found,
            Err(trouble) if matches!(trouble.kind, TroubleKind::Misconfigured | TroubleKind::Forbidden) => {
                Vec::new()
            }
            Err(trouble) => return Err(trouble),
        };
        let mut by_plant: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for location in &found {
            let (plant, id) = (odata::text(location, "Plant"), odata::text(location, "StorageLocation"));
            by_plant.entry(plant.to_owned()).or_default().push(id.to_owned());
        }
        by_plant.values_mut().for_each(|ids| ids.sort_unstable());
        Ok(by_plant)
    }
}
