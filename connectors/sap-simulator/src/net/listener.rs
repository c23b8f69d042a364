//! Accepts connections until it is dropped.

use super::{Answer, connection};
use crate::odata::message::Request;
use socket2::SockRef;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::TlsAcceptor;

/// What answers requests.
pub(crate) type Handler = Arc<dyn Fn(Request) -> Pin<Box<dyn Future<Output = Answer> + Send>> + Send + Sync>;

/// A listening server. Its task ends with [`Server::stop`].
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    task: JoinHandle<()>,
}

impl Server {
    /// Binds and begins to accept.
    pub(crate) async fn start(
        listen: SocketAddr,
        tls: Option<TlsAcceptor>,
        handler: Handler,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(listen).await?;
        let address = listener.local_addr()?;
        Ok(Self { address, task: tokio::spawn(accept(listener, tls, handler)) })
    }

    /// Closes the port and all connections.
    pub(crate) async fn stop(self) {
        self.task.abort();
        // The error only says that the task was aborted.
        let _ = self.task.await;
    }
}

async fn accept(listener: TcpListener, tls: Option<TlsAcceptor>, handler: Handler) {
    // Dropped with this task, which closes every connection.
    let mut connections = JoinSet::new();
    loop {
        while connections.try_join_next().is_some() {}
        match listener.accept().await {
            Ok((stream, _)) => {
                connections.spawn(one(stream, tls.clone(), Arc::clone(&handler)));
            }
            Err(error) => tracing::warn!(%error, "cannot accept a connection"),
        }
    }
}

async fn one(stream: TcpStream, tls: Option<TlsAcceptor>, handler: Handler) {
    let socket = match stream.set_nodelay(true).and_then(|()| SockRef::from(&stream).try_clone()) {
        Ok(socket) => socket,
        Err(error) => {
            tracing::warn!(%error, "cannot set up a connection");
            return;
        }
    };
    let Some(tls) = tls else { return connection::serve(stream, socket, handler).await };
    match tls.accept(stream).await {
        Ok(stream) => connection::serve(stream, socket, handler).await,
        Err(error) => tracing::debug!(%error, "TLS handshake failed"),
    }
}
