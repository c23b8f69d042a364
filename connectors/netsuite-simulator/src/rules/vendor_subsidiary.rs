//! The subsidiaries that a vendor is known in: its own, and those added as relationships.

use chrono::{DateTime, Utc};

use super::{Rules, missing};
use crate::http::Problem;
use crate::world::{Cell, Draft, Record, World, already_exists};

/// The record type.
const RELATIONSHIP: &str = "vendorSubsidiaryRelationship";

/// The rules of `vendorSubsidiaryRelationship`.
pub(super) struct VendorSubsidiary;

impl Rules for VendorSubsidiary {
    fn check(&self, world: &World, draft: &Draft) -> Result<(), Problem> {
        let labels = missing(draft, &["entity", "subsidiary"]);
        if !labels.is_empty() {
            return Err(Problem::missing(&labels));
        }
        let record = &draft.record;
        let same = record.id_in("entity").zip(record.id_in("subsidiary")).and_then(|(vendor, subsidiary)| {
            of_vendor(world, vendor).find(|one| one.id_in("subsidiary") == Some(subsidiary))
        });
        match same {
            Some(other) if other.id != record.id => Err(already_exists(RELATIONSHIP)),
            _ => Ok(()),
        }
    }

    fn complete(&self, world: &World, draft: &mut Draft) {
        draft.set_default("isPrimarySub", Cell::Flag(false));
        let shown = |field: &str, target: &str| {
            let record = draft.record.id_in(field).and_then(|id| world.follow(target, id));
            record.map(|record| world.display_name(record)).unwrap_or_default()
        };
        let name = format!("{} : {}", shown("entity", "vendor"), shown("subsidiary", "subsidiary"));
        draft.set("name", Cell::Text(name));
    }

    fn may_delete(&self, _world: &World, record: &Record) -> Result<(), Problem> {
        match record.cells.get("isPrimarySub") {
            Some(Cell::Flag(true)) => {
                Err(Problem::user("The primary subsidiary of a vendor cannot be removed."))
            }
            _ => Ok(()),
        }
    }
}

/// Whether a vendor is known in a subsidiary.
pub(super) fn is_known_in(world: &World, vendor: &str, subsidiary: &str) -> bool {
    of_vendor(world, vendor).any(|one| one.id_in("subsidiary") == Some(subsidiary))
}

/// Makes a vendor known in a subsidiary; as its primary one it is the only primary one.
pub(crate) fn relate(
    world: &mut World,
    vendor: &str,
    subsidiary: &str,
    primary: bool,
    now: DateTime<Utc>,
    by: &str,
) {
    let Some(one) = world.types.get(RELATIONSHIP).cloned() else { return };
    let mut drafts: Vec<Draft> = Vec::new();
    for record in of_vendor(world, vendor) {
        let is_meant = record.id_in("subsidiary") == Some(subsidiary);
        let was_primary = record.cells.get("isPrimarySub") == Some(&Cell::Flag(true));
        if is_meant && (was_primary || !primary) {
            return;
        }
        if is_meant || (primary && was_primary) {
            let mut draft = Draft::of(&one, record);
            draft.set("isPrimarySub", Cell::Flag(is_meant && primary));
            drafts.push(draft);
        }
    }
    if !drafts.iter().any(|draft| draft.record.id_in("subsidiary") == Some(subsidiary)) {
        let mut draft = Draft::new(&one);
        draft.set("entity", Cell::Reference(vendor.to_owned()));
        draft.set("subsidiary", Cell::Reference(subsidiary.to_owned()));
        draft.set("isPrimarySub", Cell::Flag(primary));
        VendorSubsidiary.complete(world, &mut draft);
        drafts.push(draft);
    }
    for draft in drafts {
        // Only a duplicate external id could refuse it, and it has none of its own.
        let _ = world.save(draft, now, by);
    }
}

/// Forgets the relationships of a deleted vendor.
pub(super) fn forget(world: &mut World, vendor: &str, now: DateTime<Utc>, by: &str) {
    let Some(one) = world.types.get(RELATIONSHIP).cloned() else { return };
    let ids: Vec<u64> = of_vendor(world, vendor).map(|record| record.id).collect();
    for id in ids {
        world.delete(&one, id, now, by);
    }
}

fn of_vendor<'w>(world: &'w World, vendor: &str) -> impl Iterator<Item = &'w Record> {
    world.all(RELATIONSHIP).filter(move |record| record.id_in("entity") == Some(vendor))
}
