//! Where the parts of the demo listen.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};

/// The port people expect, or a free one when somebody else has it.
pub(crate) fn preferred(port: u16) -> SocketAddr {
    let wanted = loopback(port);
    // The listener is gone at once: this only asks. If somebody is quicker, starting fails and says so.
    if TcpListener::bind(wanted).is_ok() { wanted } else { loopback(0) }
}

/// This port on the loopback interface; 0 takes a free one.
pub(crate) fn loopback(port: u16) -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, port))
}
