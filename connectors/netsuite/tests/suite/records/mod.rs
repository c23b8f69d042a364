//! What the suite writes and reads beside purchase orders.

mod master_data;
mod stock;
mod vendor;
mod work_orders;

use erpgate_connector_suite::Sample;

pub(crate) fn records() -> Vec<Sample> {
    let mut samples = stock::samples();
    samples.push(vendor::sample());
    samples.extend(master_data::samples());
    samples.extend(work_orders::samples());
    samples
}
