//! `erpgate config check`

use super::configuration_flags::ConfigurationFlags;
use super::{logging, output, parts};
use crate::tls;

/// Reads everything that is read at start, except the database: another gateway may be using it.
pub(super) fn run(flags: &ConfigurationFlags) -> anyhow::Result<()> {
    let configuration = flags.load()?;
    logging::filter(&configuration.log)?;
    let keyring = parts::keyring(&configuration.vault)?;
    let server = &configuration.server;
    let mut scheme = "http";
    if let (Some(cert), Some(key)) = (&server.tls_cert, &server.tls_key) {
        tls::server(cert, key)?;
        scheme = "https";
    }
    // The scheme alone: a database URL may hold a password.
    let database = configuration.store.url.split(':').next().unwrap_or_default();
    output::line(&format!(
        "The configuration is in order: {scheme}://{}, database {database}, primary key {}.",
        server.listen,
        keyring.primary_id()
    ))
}
