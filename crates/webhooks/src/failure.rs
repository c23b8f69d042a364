//! Why an attempt failed, in one word for the log.

use std::error::Error;
use std::fmt;
use std::io;

use crate::egress::{BlockedAddress, LookupFailed};

/// Why an attempt failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorClass {
    /// No status within the time.
    Timeout,
    /// The name does not resolve.
    Dns,
    /// No TCP connection.
    Connect,
    /// No TLS session: no TLS there, or a certificate that is not trusted.
    Tls,
    /// The URL leads where webhooks may not go.
    BlockedAddress,
    /// A status other than 2xx.
    Status,
    /// The connection broke before a status came, or what came is not HTTP.
    BrokenAnswer,
    /// The vault cannot open the endpoint's signing secret; nothing was sent.
    SecretUnreadable,
}

impl ErrorClass {
    /// The word in the log.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Timeout => "timeout",
            Self::Dns => "dns",
            Self::Connect => "connect",
            Self::Tls => "tls",
            Self::BlockedAddress => "blocked_address",
            Self::Status => "status",
            Self::BrokenAnswer => "broken_answer",
            Self::SecretUnreadable => "secret_unreadable",
        }
    }

    /// The class of a request that got no status. The order counts: a lookup that was refused is
    /// also a failed connect.
    pub(crate) fn of(error: &reqwest::Error) -> Self {
        if in_chain::<BlockedAddress>(error) {
            Self::BlockedAddress
        } else if error.is_timeout() {
            Self::Timeout
        } else if in_chain::<LookupFailed>(error) {
            Self::Dns
        } else if in_chain::<rustls::Error>(error) {
            Self::Tls
        } else if error.is_connect() {
            Self::Connect
        } else {
            Self::BrokenAnswer
        }
    }
}

impl fmt::Display for ErrorClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whether one of the causes is an `E`. An `io::Error` passes over the error it wraps when it is asked
/// for its source, so it is asked for that one too.
fn in_chain<E: Error + 'static>(error: &(dyn Error + 'static)) -> bool {
    let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    error.is::<E>()
        || wrapped.is_some_and(|inner| in_chain::<E>(inner))
        || error.source().is_some_and(in_chain::<E>)
}
