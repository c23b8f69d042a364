//! Where webhooks may go. One set of rules for making an endpoint, testing it and delivering.

mod address;
mod lookup;

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::Resolve;
use url::{Host, Url};

pub use address::BlockedAddress;
pub(crate) use lookup::LookupFailed;
use lookup::{GuardedLookup, SystemLookup};

/// Longer URLs are refused by parts of the web.
const MAX_URL_CHARS: usize = 2048;

/// How long making an endpoint waits for its name to resolve.
const LOOKUP_TIME: Duration = Duration::from_secs(3);

/// Why a URL cannot be an endpoint's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EgressError {
    /// It cannot be read.
    #[error("the URL cannot be read ({0}); write it in full, such as `https://app.example.com/hooks`")]
    Unreadable(url::ParseError),
    /// It is too long.
    #[error("the URL is longer than {MAX_URL_CHARS} characters")]
    TooLong,
    /// Neither `https` nor, where permitted, `http`.
    #[error("the URL begins with `{given}:`, use `https:`{}", if *.http_allowed { " or `http:`" } else { "" })]
    Scheme {
        /// What it begins with.
        given: String,
        /// Whether `http` would do.
        http_allowed: bool,
    },
    /// It holds a user name or password, which would be stored and shown in clear.
    #[error("the URL holds a user name or password; deliveries are signed instead, leave it out")]
    UserInfo,
    /// It holds a `#`, which is never sent.
    #[error("the URL holds a fragment (`#…`), which is never sent; leave it out")]
    Fragment,
    /// It has no host.
    #[error("the URL has no host")]
    NoHost,
    /// It leads to an address that must not be called.
    #[error(transparent)]
    Blocked(#[from] BlockedAddress),
}

/// The rules for where webhooks may go.
///
/// Without `allow_private_targets`: public addresses over https. With it: also the operator's own
/// networks (loopback, private, carrier-grade NAT, ULA), and http. Link-local and metadata addresses,
/// multicast, unspecified, reserved and documentation addresses, and IPv6 addresses that carry an
/// IPv4 address are refused either way.
#[derive(Clone)]
pub struct Egress {
    allow_private_targets: bool,
    lookup: Arc<dyn Resolve>,
}

impl Egress {
    /// Rules over the names that the operating system resolves.
    #[must_use]
    pub fn new(allow_private_targets: bool) -> Self {
        Self::with_lookup(allow_private_targets, Arc::new(SystemLookup))
    }

    /// Rules over names that something else resolves.
    #[must_use]
    pub fn with_lookup(allow_private_targets: bool, lookup: Arc<dyn Resolve>) -> Self {
        Self { allow_private_targets, lookup }
    }

    /// Checks all of a URL that can be told without resolving a name: its form, and an address that
    /// stands in it, in whatever spelling (`url` reads `0x7f.1` and `2130706433` as 127.0.0.1).
    ///
    /// # Errors
    /// [`EgressError`] for each rule.
    pub fn check_url(&self, text: &str) -> Result<Url, EgressError> {
        if text.len() > MAX_URL_CHARS {
            return Err(EgressError::TooLong);
        }
        let url = Url::parse(text).map_err(EgressError::Unreadable)?;
        let http_allowed = self.allow_private_targets;
        if url.scheme() != "https" && !(http_allowed && url.scheme() == "http") {
            return Err(EgressError::Scheme { given: url.scheme().to_owned(), http_allowed });
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(EgressError::UserInfo);
        }
        if url.fragment().is_some() {
            return Err(EgressError::Fragment);
        }
        match url.host() {
            Some(Host::Ipv4(address)) => self.check_address(address.into())?,
            Some(Host::Ipv6(address)) => self.check_address(address.into())?,
            Some(Host::Domain(_)) => {}
            None => return Err(EgressError::NoHost),
        }
        Ok(url)
    }

    /// [`Egress::check_url`], and every address that the host resolves to at present, so that a URL
    /// that could never be delivered to is refused when it is given. A name that does not resolve
    /// passes: it may be set up later, and every delivery checks again.
    ///
    /// # Errors
    /// [`EgressError`] for each rule.
    pub async fn check_target(&self, text: &str) -> Result<Url, EgressError> {
        let url = self.check_url(text)?;
        let Some(name) = url.domain().and_then(|name| name.parse().ok()) else {
            return Ok(url);
        };
        match tokio::time::timeout(LOOKUP_TIME, self.lookup.resolve(name)).await {
            Ok(Ok(mut addresses)) => {
                addresses.try_for_each(|address| self.check_address(address.ip()))?;
            }
            Ok(Err(error)) => tracing::info!(url = text, %error, "the endpoint's name does not resolve yet"),
            Err(_) => tracing::info!(url = text, "the endpoint's name did not resolve in time"),
        }
        Ok(url)
    }

    /// A resolver that refuses a name when any of its addresses is forbidden. The client connects to
    /// the very addresses that were checked, so the name cannot be pointed elsewhere in between.
    pub(crate) fn guarded_lookup(&self) -> Arc<GuardedLookup> {
        Arc::new(GuardedLookup::new(self.clone()))
    }

    fn check_address(&self, address: IpAddr) -> Result<(), BlockedAddress> {
        address::check(address, self.allow_private_targets)
    }
}

impl fmt::Debug for Egress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Egress")
            .field("allow_private_targets", &self.allow_private_targets)
            .finish_non_exhaustive()
    }
}
