//! What each verb does with completions, one row for each kind of work order.

use std::sync::LazyLock;

use erpgate_model::{Capability, FieldSpec, Means, Repeat, Resource, Support, Verb, WorkOrderKind};

use super::fields;
use crate::capabilities::{capability, specs};

const PRODUCTION: &str = "on premise the active service API_PROD_ORDER_CONFIRMATION_2_SRV and S_SERVICE for it, \
    in the cloud its communication arrangement";
const READ_PRODUCTION: &[&str] =
    &[PRODUCTION, "display of confirmations of production orders (C_AFRU_AWK, activity 03)"];
const WRITE_PRODUCTION: &[&str] = &[
    PRODUCTION,
    "confirmation of production orders and its cancellation (C_AFRU_AWK, activities 01 and 85)",
];
const MAINTENANCE: &str = "on premise the active service API_MAINTORDERCONFIRMATION and S_SERVICE for it, in the \
    cloud its communication arrangement";
const OF_MAINTENANCE: &[&str] =
    &[MAINTENANCE, "confirmation of maintenance orders (I_AUART, I_IWERK, I_SWERK; I_VORG_ORD)"];

/// The rows.
pub(crate) fn capabilities() -> Vec<Capability> {
    let rows =
        |kind, rows: Vec<Capability>| rows.into_iter().map(move |row| Capability { kind: Some(kind), ..row });
    rows(WorkOrderKind::Production, of_production())
        .chain(rows(WorkOrderKind::Maintenance, of_maintenance()))
        .collect()
}

fn of_production() -> Vec<Capability> {
    vec![
        Capability {
            repeat: Repeat::Locatable,
            how: "POST ProdnOrdConf2. Without operation_number it is the order's last operation. The gateway's \
                  reference is made into the GUID in ExternalSystemConfirmation. Goods are not moved.",
            requires: WRITE_PRODUCTION,
            ..row(Verb::Create, Support::Yes, Means::Writes, production())
        },
        Capability {
            how: "POST CancelProdnOrdConf: SAP posts a second confirmation that takes the first one back; both \
                  stay readable.",
            requires: WRITE_PRODUCTION,
            ..row(Verb::Reverse, Support::Yes, Means::Reverses, &[])
        },
        Capability {
            how: "GET ProdnOrdConf2. A confirmation that is reversed names its reversal in reversed_by.",
            requires: READ_PRODUCTION,
            ..row(Verb::Get, Support::Yes, Means::Reads, production())
        },
        Capability {
            how: "GET ProdnOrdConf2 in the order of its keys, without reversals. work_order_id and the day of \
                  updated_since narrow within SAP, the time of day after reading. Without `kind` confirmations \
                  of maintenance orders follow.",
            requires: READ_PRODUCTION,
            ..row(Verb::List, Support::Yes, Means::Reads, listed_production())
        },
    ]
}

fn of_maintenance() -> Vec<Capability> {
    vec![
        Capability {
            repeat: Repeat::Locatable,
            how: "POST MaintOrderConfirmation. Without operation_number it is the order's only operation. The \
                  service has no field for another system's number: the gateway's reference stands before the \
                  notes in ConfirmationText.",
            requires: OF_MAINTENANCE,
            ..row(Verb::Create, Support::Yes, Means::Writes, maintenance())
        },
        Capability {
            repeat: Repeat::Duplicates,
            how: "SAP's service takes no confirmation of a maintenance order back: cancel it in SAP (IW45)",
            requires: &[],
            ..row(Verb::Reverse, Support::No, Means::Reverses, &[])
        },
        Capability {
            how: "GET MaintOrderConfirmation.",
            requires: OF_MAINTENANCE,
            ..row(Verb::Get, Support::Yes, Means::Reads, maintenance())
        },
        Capability {
            how: "GET MaintOrderConfirmation in the order of its keys, narrowed by work_order_id. The service \
                  does not tell when a confirmation was entered.",
            requires: OF_MAINTENANCE,
            ..row(Verb::List, Support::Yes, Means::Reads, listed_maintenance())
        },
    ]
}

fn row(verb: Verb, supported: Support, means: Means, fields: &'static [FieldSpec]) -> Capability {
    capability(Resource::WorkOrderCompletion, verb, supported, means, fields)
}

fn production() -> &'static [FieldSpec] {
    static SPECS: LazyLock<Vec<FieldSpec>> =
        LazyLock::new(|| specs(fields::PRODUCTION_DERIVED.iter().chain(fields::PRODUCTION)));
    &SPECS
}

fn listed_production() -> &'static [FieldSpec] {
    static SPECS: LazyLock<Vec<FieldSpec>> = LazyLock::new(|| {
        let rows = [fields::PRODUCTION_DERIVED, fields::PRODUCTION, fields::PRODUCTION_FILTERS];
        specs(rows.into_iter().flatten())
    });
    &SPECS
}

fn maintenance() -> &'static [FieldSpec] {
    static SPECS: LazyLock<Vec<FieldSpec>> =
        LazyLock::new(|| specs(fields::MAINTENANCE_DERIVED.iter().chain(fields::MAINTENANCE)));
    &SPECS
}

fn listed_maintenance() -> &'static [FieldSpec] {
    static SPECS: LazyLock<Vec<FieldSpec>> = LazyLock::new(|| {
        let rows = [fields::MAINTENANCE_DERIVED, fields::MAINTENANCE, fields::MAINTENANCE_FILTERS];
        specs(rows.into_iter().flatten())
    });
    &SPECS
}
