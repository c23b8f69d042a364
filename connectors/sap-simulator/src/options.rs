//! How a simulator is started.

use crate::clock::Clock;
use crate::seed::Seed;
use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

/// What [`crate::start`] needs. The default listens on free loopback ports with the built-in world.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the OData services listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where the admin server listens; it has no authentication, so keep it on loopback.
    pub admin_listen: SocketAddr,
    /// The world to begin with.
    pub seed: Seed,
    /// The source of time.
    pub clock: Clock,
    /// TLS on the OData port.
    pub tls: Option<Tls>,
}

impl Default for Options {
    fn default() -> Self {
        let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Self {
            listen: anywhere,
            admin_listen: anywhere,
            seed: Seed::default_world(),
            clock: Clock::system(),
            tls: None,
        }
    }
}

/// A certificate chain and its key, both in PEM.
#[derive(Clone)]
pub struct Tls {
    /// The chain, the server's own certificate first.
    pub certificate_pem: String,
    /// The private key.
    pub key_pem: String,
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tls")
    }
}

/// Why a simulator does not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The seed is wrong; the text names the key.
    #[error("the seed is wrong: {0}")]
    Seed(String),
    /// Certificate or key is wrong.
    #[error("TLS cannot be set up: {0}")]
    Tls(String),
    /// A port cannot be opened.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// A metadata file inside the program is wrong.
    #[error("built-in service metadata is wrong: {0}")]
    Metadata(#[from] serde_json::Error),
}
