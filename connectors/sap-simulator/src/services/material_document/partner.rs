//! The receiving side of a transfer.

use super::movement::{Flow, Movement};
use super::{item, texts};
use crate::odata::failure::Message;
use crate::odata::table::Row;
use crate::services::Work;

const MATERIAL: &str = "IssgOrRcvgMaterial";
const PLANT: &str = "IssuingOrReceivingPlant";
const LOCATION: &str = "IssuingOrReceivingStorageLoc";
const BATCH: &str = "IssgOrRcvgBatch";

/// Fills what follows from the item and checks the rest.
pub(super) fn complete(work: &Work<'_>, movement: &Movement, row: &mut Row, wrong: &mut Vec<Message>) {
    // What a movement cannot do without; the rest is as on the issuing side.
    let needed: &[(&str, &str)] = match movement.flow {
        Flow::Receipt | Flow::Issue | Flow::PutAway => {
            let sent = [MATERIAL, PLANT, LOCATION].into_iter().find(|name| !row.text(name).is_empty());
            wrong.extend(sent.map(|name| texts::not_supported(name, movement.code)));
            return;
        }
        Flow::Plants => &[(PLANT, "Receiving Plant"), (LOCATION, "Receiving Storage Location")],
        Flow::Remove => &[(PLANT, "Receiving Plant")],
        Flow::Materials => &[(MATERIAL, "Receiving Material")],
        Flow::Locations => &[(LOCATION, "Receiving Storage Location")],
        Flow::Release(_) => &[],
    };
    let missing: Vec<Message> = needed
        .iter()
        .filter(|(name, _)| row.text(name).is_empty())
        .map(|(name, what)| texts::enter(what, name))
        .collect();
    if !missing.is_empty() {
        wrong.extend(missing);
        return;
    }
    for (name, own) in [(MATERIAL, "Material"), (PLANT, "Plant"), (BATCH, "Batch")] {
        let value = row.text(own).to_owned();
        row.default_text(name, &value);
    }
    if movement.flow == Flow::Remove {
        row.set_text(LOCATION, "");
    } else {
        let value = row.text("StorageLocation").to_owned();
        row.default_text(LOCATION, &value);
        item::place(work, row.text(PLANT), row.text(LOCATION), [PLANT, LOCATION], wrong);
    }
    let (material, plant) = (row.text(MATERIAL), row.text(PLANT));
    let known = work.seed.material(material).is_some_and(|m| m.plants.iter().any(|p| p == plant));
    if !known {
        wrong.push(texts::no_material_in_plant(material, plant));
    }
}
