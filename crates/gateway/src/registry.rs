//! What can be connected. A new connector is one line here and one in `Cargo.toml`.

use erpgate_connector::Registration;

/// Every connector of this build.
pub(crate) static CONNECTORS: &[Registration] = &[erpgate_sap::REGISTRATION, erpgate_netsuite::REGISTRATION];
