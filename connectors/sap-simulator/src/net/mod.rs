//! HTTP/1.1 over TCP or TLS, with the freedom to break off an answer anywhere.

mod body;
mod connection;
mod listener;
mod tls;

pub(crate) use listener::{Handler, Server};
pub(crate) use tls::acceptor;

use crate::odata::message::Reply;

/// How much of an answer reaches the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Delivery {
    Whole,
    /// Not one byte; the connection is closed.
    Nothing,
    /// Not one byte; the connection is reset (RST).
    Reset,
    /// The head and half of the announced body; then the connection is closed.
    Half,
}

/// A reply and how it is delivered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) reply: Reply,
    pub(crate) delivery: Delivery,
}

impl Answer {
    pub(crate) fn whole(reply: Reply) -> Self {
        Self { reply, delivery: Delivery::Whole }
    }
}
