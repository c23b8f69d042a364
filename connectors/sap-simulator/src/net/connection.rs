//! One connection.

use super::body::{BrokenOff, Piece};
use super::listener::Handler;
use super::{Answer, Delivery};
use crate::odata::message::{Reply, Request};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Response, StatusCode};
use hyper_util::rt::TokioIo;
use socket2::Socket;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};

/// No business document is larger.
const LARGEST_BODY: usize = 16 * 1024 * 1024;

/// Serves requests until either side closes. `socket` is a second handle of the stream's socket.
pub(super) async fn serve<S>(stream: S, socket: Socket, handler: Handler)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let socket = Arc::new(socket);
    let shared = Arc::clone(&socket);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let handler = Arc::clone(&handler);
        let socket = Arc::clone(&shared);
        async move {
            let request = match read(request).await {
                Ok(request) => request,
                Err(error) => {
                    tracing::debug!(%error, "request body not read");
                    return Err(BrokenOff);
                }
            };
            // A task of its own: the work goes on when the client hangs up, as it does in SAP.
            let answer = tokio::spawn(handler(request)).await.map_err(|error| {
                tracing::error!(%error, "handler failed");
                BrokenOff
            })?;
            deliver(answer, &socket)
        }
    });
    let mut server = hyper::server::conn::http1::Builder::new();
    server.half_close(false);
    if let Err(error) = server.serve_connection(TokioIo::new(stream), service).await {
        tracing::debug!(%error, "connection ended");
    }
}

async fn read(
    request: hyper::Request<Incoming>,
) -> Result<Request, Box<dyn std::error::Error + Send + Sync>> {
    let (head, body) = request.into_parts();
    let headers = head.headers.iter().map(|(name, value)| {
        (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    });
    Ok(Request {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: headers.collect(),
        body: Limited::new(body, LARGEST_BODY).collect().await?.to_bytes().to_vec(),
    })
}

fn deliver(answer: Answer, socket: &Socket) -> Result<Response<Piece>, BrokenOff> {
    match answer.delivery {
        Delivery::Whole => response(answer.reply, Piece::whole),
        // An error makes hyper drop the connection before it has written a byte.
        Delivery::Nothing => Err(BrokenOff),
        Delivery::Reset => {
            // With no time to linger, closing sends RST instead of FIN.
            if let Err(error) = socket.set_linger(Some(Duration::ZERO)) {
                tracing::warn!(%error, "cannot set SO_LINGER; the connection is closed, not reset");
            }
            Err(BrokenOff)
        }
        Delivery::Half if answer.reply.body.is_empty() => Err(BrokenOff),
        Delivery::Half => response(answer.reply, Piece::half),
    }
}

fn response(reply: Reply, body: fn(Vec<u8>) -> Piece) -> Result<Response<Piece>, BrokenOff> {
    let mut response = Response::builder()
        .status(StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
    for (name, value) in &reply.headers {
        response = response.header(name, value);
    }
    if reply.status != 204 {
        response = response.header("content-length", reply.body.len());
    }
    response.body(body(reply.body)).map_err(|error| {
        tracing::error!(%error, "answer is not valid HTTP");
        BrokenOff
    })
}
