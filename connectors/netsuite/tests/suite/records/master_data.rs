//! Master data of the simulated account, which is only read.

use erpgate_connector_suite::Sample;
use erpgate_model::Resource;

pub(crate) fn samples() -> Vec<Sample> {
    [
        (Resource::Item, "701"),
        (Resource::Location, "11"),
        (Resource::Company, "2"),
        (Resource::PaymentTerms, "2"),
        (Resource::Unit, "101"),
        (Resource::Account, "59"),
        (Resource::TaxCode, "5"),
    ]
    .into_iter()
    .map(|(resource, known)| Sample {
        resource,
        kind: None,
        ledger: &[],
        writes: None,
        actions: &[],
        known: Some(known),
        unknown_id: "987654321",
    })
    .collect()
}
