//! What every ERP connector must do, as tests against a simulator of its ERP.
//!
//! A connector crate describes itself once as a [`Stand`] and hands the function that makes it
//! to [`run_behaviours`]. Each behaviour of [`behaviours`] is then a test of its own, on a fresh
//! stand; those that the declared capabilities do not call for are reported as ignored, with
//! the reason. In the connector's `Cargo.toml`:
//!
//! ```toml
//! [[test]]
//! name = "suite"
//! harness = false
//! ```
//!
//! and in `tests/suite/main.rs`:
//!
//! ```text
//! mod stand;
//!
//! fn main() -> std::process::ExitCode {
//!     erpgate_connector_suite::run_behaviours(|| Box::pin(stand::start()))
//! }
//! ```
//!
//! where `start()` in `tests/suite/stand.rs` is an `async fn` that starts the simulator on port 0 and returns the
//! [`Stand`].
//!
//! # Why not …
//! - *one `#[tokio::test]` per behaviour in each connector?* A behaviour added here would be
//!   missing there until somebody remembers it.
//! - *let the suite know the simulators?* Then it could test only the ERPs that it knows.

mod behaviour;
mod change;
mod harness;
mod holds;
mod page;
mod sample;
mod simulator;
mod stand;
mod visit;

pub use behaviour::{Behaviour, BehaviourFn, behaviours};
pub use harness::{StandFn, run_behaviours};
pub use page::{assert_page_of_resources, assert_page_of_rows};
pub use sample::{Act, BodyFn, PrepareFn, Sample, Writes, nothing_first};
pub use simulator::{Simulator, closed_port};
pub use stand::{Samples, Stand};
pub use visit::Visit;
