//! The behaviours that every connector must show, where purchase orders go through OData V4.

mod completions;
mod inventory;
mod master_data;
mod samples;
mod stand;
mod vendors;
mod work_orders;

fn main() -> std::process::ExitCode {
    erpgate_connector_suite::run_behaviours(|| Box::pin(stand::start("v4")))
}
