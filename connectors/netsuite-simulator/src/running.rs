//! Starting and stopping a simulator.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::net::{self, Door};
use crate::seed::{M2mClient, Seed};
use crate::simulator::Simulator;

/// How a simulator is started.
#[derive(Debug, Clone)]
pub struct Options {
    /// Address of the REST services; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Address of the admin interface; port 0 takes a free one.
    pub admin_listen: SocketAddr,
    /// The account.
    pub seed: Seed,
    /// PEM files of certificate chain and private key: the REST services then speak TLS only.
    pub tls: Option<(PathBuf, PathBuf)>,
}

impl Default for Options {
    /// Free ports on the loopback interface, the default world, no TLS.
    fn default() -> Self {
        let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Self { listen: any, admin_listen: any, seed: Seed::default(), tls: None }
    }
}

/// Why a simulator could not start or take a client.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The seed contradicts itself or names things that do not exist.
    #[error("the seed is unusable: {0}")]
    Seed(String),
    /// The address is taken or not on this machine.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// The operating system's reason.
        source: std::io::Error,
    },
    /// Certificate or key are unusable.
    #[error("TLS: {0}")]
    Tls(String),
    /// The public key of an M2M client is unusable.
    #[error("{0}")]
    Client(String),
}

/// A running simulator. Dropping it stops it without waiting.
#[derive(Debug)]
pub struct Running {
    simulator: Arc<Simulator>,
    rest_url: String,
    admin_url: String,
    stop: watch::Sender<bool>,
    listeners: Vec<JoinHandle<()>>,
}

/// Starts a simulator; it answers when this returns.
///
/// # Errors
/// An unusable seed, an address that cannot be listened on, unreadable TLS files.
pub async fn start(options: Options) -> Result<Running, Error> {
    let simulator = Arc::new(Simulator::new(options.seed).map_err(Error::Seed)?);
    let acceptor = match &options.tls {
        Some((certificate, key)) => Some(net::acceptor(certificate, key).map_err(Error::Tls)?),
        None => None,
    };
    let scheme = if acceptor.is_some() { "https" } else { "http" };
    let (rest, rest_address) = bind(options.listen).await?;
    let (admin, admin_address) = bind(options.admin_listen).await?;
    let (stop, stopped) = watch::channel(false);
    let listeners = [(rest, Door::Rest(acceptor)), (admin, Door::Admin)].map(|(listener, door)| {
        tokio::spawn(net::accept(Arc::clone(&simulator), listener, door, stopped.clone()))
    });
    Ok(Running {
        simulator,
        rest_url: format!("{scheme}://{rest_address}"),
        admin_url: format!("http://{admin_address}"),
        stop,
        listeners: listeners.into(),
    })
}

async fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), Error> {
    let failed = |source| Error::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

impl Running {
    /// Base URL of the REST services, without a slash at the end; paths start with `/services/rest`.
    pub fn rest_url(&self) -> &str {
        &self.rest_url
    }

    /// Base URL of the admin interface, without a slash at the end.
    pub fn admin_url(&self) -> &str {
        &self.admin_url
    }

    /// Lets an M2M client sign in with a key made at run time.
    ///
    /// # Errors
    /// The text is neither a PEM certificate nor a PEM public key.
    pub fn add_m2m_client(&self, client: M2mClient) -> Result<(), Error> {
        self.simulator.auth.add_client(client).map_err(Error::Client)
    }

    /// Closes all connections and waits until the ports are free.
    pub async fn stop(self) {
        // Without receivers everything has stopped already.
        let _ = self.stop.send(true);
        for listener in self.listeners {
            // A listener task neither panics nor is cancelled elsewhere.
            let _ = listener.await;
        }
    }
}
