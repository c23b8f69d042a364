//! The behaviours that every connector must show, against the NetSuite simulator.

mod account;
mod records;
mod samples;
mod stand;

fn main() -> std::process::ExitCode {
    erpgate_connector_suite::run_behaviours(|| Box::pin(stand::start()))
}
