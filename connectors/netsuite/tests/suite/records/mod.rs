//! What the suite writes and reads beside purchase orders.

mod vendor;

use erpgate_connector_suite::Sample;

pub(crate) fn records() -> Vec<Sample> {
    vec![vendor::sample()]
}
