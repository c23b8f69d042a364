//! The contract that an ERP must meet, and the [`Session`]: the only door to an ERP.
//!
//! A connector crate implements [`Connector`] and exports one [`Registration`]. It holds no
//! state that a restart would miss (tokens and CSRF sessions are caches), never sees the vault,
//! invents no ids, and speaks to its ERP through a `Session` alone, because the `Session`
//! decides what a lost answer means: only a request that provably never left is
//! [`WriteError::NotApplied`]; whatever may have been read by the ERP is [`WriteError::Unknown`].
//!
//! # Why not …
//! - *let a connector retry?* A second send of a create is a second document. Only the engine
//!   sends again, and only after it found out that the first did not count.
//! - *one trait per resource?* A new connector would implement thirty of them, most as "not
//!   supported". Here what a connector does is rows of data ([`Capability`](erpgate_model::Capability)),
//!   and the engine refuses everything else before the connector is called.

mod attempt;
mod client;
mod complete;
mod contract;
mod error;
mod registration;
mod rehearsal;
mod send;
mod session;
mod settings;

pub use attempt::attempt;
pub use client::{Tls, http_client};
pub use complete::complete;
pub use contract::{Attempted, Connector, Receipt, Sighting, System};
pub use error::{Rejection, Trouble, TroubleKind, WriteError};
pub use registration::{ConnectFn, Registration, SecretSpec, Secrets};
pub use rehearsal::{PlannedWrite, RehearsalAnswers};
pub use send::{Answer, Call};
pub use session::Session;
pub use settings::{SettingError, parse_settings};
