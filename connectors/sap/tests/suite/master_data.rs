//! Entries of the simulator's built-in world.

use erpgate_connector_suite::Sample;
use erpgate_model::Resource;

pub(crate) fn samples() -> impl Iterator<Item = Sample> {
    let known = [
        (Resource::Item, "TG11"),
        (Resource::Location, "1010"),
        (Resource::Company, "1710"),
        (Resource::Account, "21100000"),
    ];
    known.into_iter().map(|(resource, known)| Sample {
        resource,
        kind: None,
        ledger: &[],
        writes: None,
        actions: &[],
        known: Some(known),
        unknown_id: "99",
    })
}
