//! A stream that can be told to stop in the middle of an answer.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;

const WHOLE: u8 = 0;
const HALF: u8 = 1;
const SILENT: u8 = 2;
const RESET: u8 = 3;

/// Says how the connection ends.
#[derive(Debug, Clone)]
pub(super) struct Cut(Arc<AtomicU8>);

impl Cut {
    /// The next answer stops after its first part.
    pub(super) fn half(&self) {
        self.0.store(HALF, Ordering::SeqCst);
    }

    /// Not one more byte.
    pub(super) fn silent(&self) {
        self.0.store(SILENT, Ordering::SeqCst);
    }

    /// Not one more byte, and a reset instead of an orderly end.
    pub(super) fn reset(&self) {
        self.0.store(RESET, Ordering::SeqCst);
    }
}

#[derive(Debug)]
enum Stream {
    Plain(TcpStream),
    // Boxed because the TLS state is many times larger than a socket.
    Tls(Box<TlsStream<TcpStream>>),
}

/// A client connection with its [`Cut`].
#[derive(Debug)]
pub(super) struct Cuttable {
    stream: Stream,
    cut: Cut,
}

impl Cuttable {
    pub(super) fn plain(stream: TcpStream) -> Self {
        Self { stream: Stream::Plain(stream), cut: Cut(Arc::default()) }
    }

    pub(super) fn tls(stream: TlsStream<TcpStream>) -> Self {
        Self { stream: Stream::Tls(Box::new(stream)), cut: Cut(Arc::default()) }
    }

    pub(super) fn cut(&self) -> Cut {
        self.cut.clone()
    }

    fn socket(&self) -> &TcpStream {
        match &self.stream {
            Stream::Plain(stream) => stream,
            Stream::Tls(stream) => stream.get_ref().0,
        }
    }
}

impl Drop for Cuttable {
    fn drop(&mut self) {
        if self.cut.0.load(Ordering::SeqCst) == RESET {
            // With a linger time of zero the kernel sends RST on close. If that fails the connection closes
            // in order, which the client sees as an unanswered request all the same.
            let set = SockRef::from(self.socket()).set_linger(Some(Duration::ZERO));
            tracing::debug!(ok = set.is_ok(), "connection reset on request");
        }
    }
}

/// Half of the headers when there is no body, otherwise the headers and half of the body.
fn first_part(bytes: &[u8]) -> usize {
    let body = bytes.windows(4).position(|window| window == b"\r\n\r\n").map_or(bytes.len(), |at| at + 4);
    match bytes.len() - body {
        0 => bytes.len() / 2,
        rest => body + rest / 2,
    }
}

fn gone() -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionAborted, "cut on request")
}

impl AsyncRead for Cuttable {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match &mut self.get_mut().stream {
            Stream::Plain(stream) => Pin::new(stream).poll_read(context, buffer),
            Stream::Tls(stream) => Pin::new(stream).poll_read(context, buffer),
        }
    }
}

impl AsyncWrite for Cuttable {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let mode = this.cut.0.load(Ordering::SeqCst);
        let bytes = match mode {
            WHOLE => bytes,
            HALF => &bytes[..first_part(bytes)],
            _ => return Poll::Ready(Err(gone())),
        };
        let written = match &mut this.stream {
            Stream::Plain(stream) => Pin::new(stream).poll_write(context, bytes),
            Stream::Tls(stream) => Pin::new(stream).poll_write(context, bytes),
        };
        if mode == HALF && matches!(written, Poll::Ready(Ok(_))) {
            this.cut.silent();
        }
        written
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.get_mut().stream {
            Stream::Plain(stream) => Pin::new(stream).poll_flush(context),
            Stream::Tls(stream) => Pin::new(stream).poll_flush(context),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.get_mut().stream {
            Stream::Plain(stream) => Pin::new(stream).poll_shutdown(context),
            Stream::Tls(stream) => Pin::new(stream).poll_shutdown(context),
        }
    }
}
