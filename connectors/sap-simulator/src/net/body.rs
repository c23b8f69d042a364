//! Response bodies: whole, or broken off.

use hyper::body::{Body, Bytes, Frame, SizeHint};
use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::Sleep;

/// The end of an answer that was ordered to have none.
#[derive(Debug)]
pub(super) struct BrokenOff;

impl fmt::Display for BrokenOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("broken off as ordered")
    }
}

impl std::error::Error for BrokenOff {}

impl From<Infallible> for BrokenOff {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

/// A body in one piece, and perhaps a break after it.
#[derive(Debug)]
pub(super) struct Piece {
    bytes: Option<Bytes>,
    then_break: Option<Pin<Box<Sleep>>>,
}

impl Piece {
    pub(super) fn whole(bytes: Vec<u8>) -> Self {
        Self { bytes: Some(bytes.into()), then_break: None }
    }

    /// Half of `bytes`. The pause lets hyper flush that half before it sees the break.
    pub(super) fn half(mut bytes: Vec<u8>) -> Self {
        bytes.truncate(bytes.len() / 2);
        let pause = tokio::time::sleep(Duration::from_millis(20));
        Self { bytes: Some(bytes.into()), then_break: Some(Box::pin(pause)) }
    }
}

impl Body for Piece {
    type Data = Bytes;
    type Error = BrokenOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BrokenOff>>> {
        if let Some(bytes) = self.bytes.take() {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        match &mut self.then_break {
            None => Poll::Ready(None),
            Some(pause) => {
                ready!(pause.as_mut().poll(context));
                Poll::Ready(Some(Err(BrokenOff)))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.then_break.is_none() && self.bytes.as_ref().is_none_or(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        match (&self.bytes, &self.then_break) {
            (Some(bytes), None) => SizeHint::with_exact(bytes.len() as u64),
            (None, None) => SizeHint::with_exact(0),
            _ => SizeHint::default(),
        }
    }
}
