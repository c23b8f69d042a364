//! Carries a command from accepted to known.
//!
//! ```text
//! submit    check, read the basis, store the intent           COMMIT 1 (running, epoch 1, lease)
//! perform   send once, in a task of its own; no transaction open
//! conclude  settle with events and deliveries                 COMMIT 2
//! worker    pending whose time has come, unknown after the settle time, running whose lease ran out
//! ```
//! What comes next after each thing seen is decided by the pure function [`decide::next`].

mod ask;
mod audit;
mod clash;
pub mod decide;
mod dry_run;
mod engine;
mod events;
mod find_out;
mod perform;
mod prepare;
mod read_back;
mod reads;
mod refusal;
mod resolve;
mod source;
mod submit;
mod validate;
mod wait;
mod worker;

pub use ask::NativeRead;
pub use dry_run::DryRun;
pub use engine::{Engine, Options};
pub use reads::ToldPage;
pub use refusal::Refusal;
pub use resolve::Decision;
pub use source::{Connected, ConnectorSource, SourceError};
pub use submit::{Accepted, WriteRequest};
