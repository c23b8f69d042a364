//! Where the parts of the demo listen.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};

/// Which ports the demo takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ports {
    /// Those that people expect, or free ones where somebody else has them.
    Expected,
    /// This one for the gateway, come what may; the others as expected.
    Gateway(u16),
    /// Free ones for everything.
    Free,
}

impl Ports {
    pub(crate) fn of_gateway(self) -> SocketAddr {
        match self {
            Self::Gateway(port) => loopback(port),
            Self::Expected | Self::Free => self.or_free(8080),
        }
    }

    /// The port, or a free one.
    pub(crate) fn or_free(self, port: u16) -> SocketAddr {
        // The listener is gone at once: this only asks. If somebody is quicker, starting fails and says so.
        let taken = || TcpListener::bind(loopback(port)).is_err();
        if self == Self::Free || taken() { loopback(0) } else { loopback(port) }
    }
}

/// This port on the loopback interface; 0 takes a free one.
pub(crate) fn loopback(port: u16) -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, port))
}
