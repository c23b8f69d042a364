//! A simulator that runs in this process.

use crate::front::{self, State};
use crate::net::{Handler, Server, acceptor};
use crate::options::{Error, Options};
use crate::world::World;
use crate::{admin, services};
use std::sync::Arc;

/// A running simulator; it ends with [`Running::stop`] or with its run time.
#[derive(Debug)]
pub struct Running {
    odata: Server,
    admin: Server,
    tls: bool,
}

impl Running {
    /// Where the OData services are, without a trailing slash: `http://127.0.0.1:8001`.
    #[must_use]
    pub fn odata_url(&self) -> String {
        let scheme = if self.tls { "https" } else { "http" };
        format!("{scheme}://{}", self.odata.address)
    }

    /// Where the admin server is.
    #[must_use]
    pub fn admin_url(&self) -> String {
        format!("http://{}", self.admin.address)
    }

    /// Closes both ports and all connections.
    pub async fn stop(self) {
        self.odata.stop().await;
        self.admin.stop().await;
    }
}

/// Starts a simulator.
///
/// # Errors
/// When a port cannot be opened, the TLS files are wrong, or one of the seed's `custom_fields` has no place.
pub async fn start(options: Options) -> Result<Running, Error> {
    let services = services::all(&options.seed.custom_fields)?;
    let world = World::new(Arc::new(options.seed), options.clock, &services);
    let tls = options.tls.as_ref().map(acceptor).transpose()?;
    let state = Arc::new(State::new(services, world, tls.is_some()));
    let is_tls = state.tls;

    let front: Handler = {
        let state = Arc::clone(&state);
        Arc::new(move |request| Box::pin(front::answer(Arc::clone(&state), request)))
    };
    let admin: Handler = Arc::new(move |request| {
        let state = Arc::clone(&state);
        Box::pin(async move { admin::answer(&state, &request) })
    });
    let listen = |address| move |source| Error::Listen { address, source };
    let odata = Server::start(options.listen, tls, front).await.map_err(listen(options.listen))?;
    let admin =
        Server::start(options.admin_listen, None, admin).await.map_err(listen(options.admin_listen))?;
    Ok(Running { odata, admin, tls: is_tls })
}
