//! Sockets and HTTP/1.1. hyper is used directly because only the owner of the socket can close it before
//! the first byte of an answer, in the middle of one, or with a reset.

mod io;
mod tls;

pub(crate) use tls::acceptor;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

use crate::admin;
use crate::front::{self, Fate};
use crate::http::{Answer, Problem, Request};
use crate::simulator::Simulator;
use io::{Cut, Cuttable};

/// Told when the simulator stops.
pub(crate) type Stop = watch::Receiver<bool>;

/// Which port a listener serves.
#[derive(Clone)]
pub(crate) enum Door {
    /// The REST services, with TLS or without.
    Rest(Option<TlsAcceptor>),
    /// The admin interface.
    Admin,
}

/// Accepts connections until told to stop.
pub(crate) async fn accept(simulator: Arc<Simulator>, listener: TcpListener, door: Door, mut stop: Stop) {
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.changed() => return,
        };
        let Ok((stream, _)) = accepted else { continue };
        let (simulator, door, mut stop) = (Arc::clone(&simulator), door.clone(), stop.clone());
        tokio::spawn(async move {
            tokio::select! {
                () = connection(simulator, stream, door) => {}
                _ = stop.changed() => {}
            }
        });
    }
}

async fn connection(simulator: Arc<Simulator>, stream: TcpStream, door: Door) {
    let Ok(local) = stream.local_addr() else { return };
    // Small answers must not wait for acknowledgements.
    if stream.set_nodelay(true).is_err() {
        return;
    }
    match door {
        Door::Rest(None) => rest(simulator, Cuttable::plain(stream), "http", local).await,
        Door::Rest(Some(acceptor)) => match acceptor.accept(stream).await {
            Ok(stream) => rest(simulator, Cuttable::tls(stream), "https", local).await,
            Err(error) => tracing::info!(%error, "TLS handshake failed"),
        },
        Door::Admin => {
            let service = service_fn(move |request| administer(Arc::clone(&simulator), request, local));
            let served = http1::Builder::new()
                .timer(TokioTimer::new())
                .serve_connection(TokioIo::new(stream), service);
            if let Err(error) = served.await {
                tracing::debug!(%error, "admin connection ended");
            }
        }
    }
}

async fn administer(
    simulator: Arc<Simulator>,
    request: hyper::Request<Incoming>,
    local: SocketAddr,
) -> Result<hyper::Response<Full<Bytes>>, Infallible> {
    let answer = match Request::read("http", &local.to_string(), request).await {
        Ok(request) => admin::answer(&simulator, &request),
        Err(_) => too_large(),
    };
    Ok(answer.into_response())
}

/// Serves the REST services on one connection.
async fn rest(simulator: Arc<Simulator>, io: Cuttable, scheme: &'static str, local: SocketAddr) {
    let cut = io.cut();
    let service =
        service_fn(move |request| respond(Arc::clone(&simulator), cut.clone(), request, scheme, local));
    let served = http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(io), service);
    if let Err(error) = served.await {
        tracing::debug!(%error, "connection ended");
    }
}

/// The service never answers this error: hyper closes the connection without a byte.
#[derive(Debug, thiserror::Error)]
#[error("the answer is withheld on request")]
struct Withheld;

async fn respond(
    simulator: Arc<Simulator>,
    cut: Cut,
    request: hyper::Request<Incoming>,
    scheme: &'static str,
    local: SocketAddr,
) -> Result<hyper::Response<Full<Bytes>>, Withheld> {
    let request = match Request::read(scheme, &local.to_string(), request).await {
        Ok(request) => request,
        Err(_) => return Ok(too_large().into_response()),
    };
    // In a task of its own, so that a client that gives up does not stop what the ERP has begun.
    let served = tokio::spawn(async move { front::serve(&simulator, request).await });
    match served.await.unwrap_or(Fate::Closed) {
        Fate::Answered(answer) => Ok(answer.into_response()),
        Fate::Half(answer) => {
            cut.half();
            Ok(answer.into_response())
        }
        Fate::Closed => {
            cut.silent();
            Err(Withheld)
        }
        Fate::Reset => {
            cut.reset();
            Err(Withheld)
        }
    }
}

fn too_large() -> Answer {
    let detail = "The request body is too large or incomplete.";
    Problem::new(hyper::StatusCode::PAYLOAD_TOO_LARGE, "INVALID_REQUEST", detail).into_answer()
}
