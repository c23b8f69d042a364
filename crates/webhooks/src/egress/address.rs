//! Which addresses may be called.
//!
//! Sources: the IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890), and the
//! metadata addresses of the large clouds, which hand out credentials to whoever asks.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Who may be reached in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tier {
    /// The operator's own network: only with `allow_private_targets`.
    Private,
    /// Nobody has a webhook receiver there.
    Never,
}

/// An address that must not be called. Says what it is, not which one: the text reaches whoever may
/// make an endpoint, and a name's private addresses are not theirs to learn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the host is, or resolves to, {what}, which webhooks may not call{}", self.advice())]
pub struct BlockedAddress {
    what: &'static str,
    tier: Tier,
}

impl BlockedAddress {
    fn advice(&self) -> &'static str {
        match self.tier {
            Tier::Private => "; the operator can permit it with `allow_private_targets`",
            Tier::Never => "",
        }
    }
}

type Block<A> = (A, u32, &'static str, Tier);

const fn v4(a: u8, b: u8, c: u8, d: u8) -> Ipv4Addr {
    Ipv4Addr::new(a, b, c, d)
}

const fn v6(a: u16, b: u16, c: u16, d: u16) -> Ipv6Addr {
    Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0)
}

const METADATA: &str = "a cloud's metadata service";

/// The first block that holds the address counts; an address in none may be called.
const BLOCKS_V4: &[Block<Ipv4Addr>] = &[
    (v4(100, 100, 100, 200), 32, METADATA, Tier::Never), // Alibaba, inside the shared address space
    (v4(168, 63, 129, 16), 32, METADATA, Tier::Never),   // Azure, a public address
    (v4(169, 254, 0, 0), 16, "a link-local address", Tier::Never), // among them 169.254.169.254
    (v4(127, 0, 0, 0), 8, "a loopback address", Tier::Private),
    (v4(10, 0, 0, 0), 8, "a private address", Tier::Private),
    (v4(172, 16, 0, 0), 12, "a private address", Tier::Private),
    (v4(192, 168, 0, 0), 16, "a private address", Tier::Private),
    (v4(100, 64, 0, 0), 10, "a carrier-grade NAT address", Tier::Private),
    (v4(0, 0, 0, 0), 8, "an unspecified address", Tier::Never),
    (v4(192, 0, 0, 0), 24, "an address reserved for protocols", Tier::Never),
    (v4(192, 0, 2, 0), 24, "a documentation address", Tier::Never),
    (v4(198, 51, 100, 0), 24, "a documentation address", Tier::Never),
    (v4(203, 0, 113, 0), 24, "a documentation address", Tier::Never),
    (v4(192, 88, 99, 0), 24, "a 6to4 relay", Tier::Never),
    (v4(198, 18, 0, 0), 15, "a benchmarking address", Tier::Never),
    (v4(224, 0, 0, 0), 4, "a multicast address", Tier::Never),
    (v4(240, 0, 0, 0), 4, "a reserved address", Tier::Never),
];

/// As above. Addresses that carry an IPv4 address are refused whatever they carry: a receiver that
/// is reached by IPv4 has an IPv4 address to its name.
const BLOCKS_V6: &[Block<Ipv6Addr>] = &[
    (Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254), 128, METADATA, Tier::Never), // AWS
    (Ipv6Addr::new(0xfd20, 0xce, 0, 0, 0, 0, 0, 0x254), 128, METADATA, Tier::Never),  // Google
    (Ipv6Addr::LOCALHOST, 128, "a loopback address", Tier::Private),
    (v6(0xfc00, 0, 0, 0), 7, "a private address (ULA)", Tier::Private),
    (Ipv6Addr::UNSPECIFIED, 128, "an unspecified address", Tier::Never),
    (Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0), 96, "an IPv4-mapped address", Tier::Never),
    (Ipv6Addr::UNSPECIFIED, 96, "an IPv4-compatible address", Tier::Never),
    (v6(0x64, 0xff9b, 0, 0), 96, "a NAT64 address", Tier::Never),
    (v6(0x64, 0xff9b, 1, 0), 48, "a NAT64 address", Tier::Never),
    (v6(0x2002, 0, 0, 0), 16, "a 6to4 address", Tier::Never),
    (v6(0x2001, 0, 0, 0), 32, "a Teredo address", Tier::Never),
    (v6(0x2001, 2, 0, 0), 48, "a benchmarking address", Tier::Never),
    (v6(0x2001, 0, 0, 0), 23, "an address reserved for protocols", Tier::Never),
    (v6(0x2001, 0xdb8, 0, 0), 32, "a documentation address", Tier::Never),
    (v6(0x3fff, 0, 0, 0), 20, "a documentation address", Tier::Never),
    (v6(0xfe80, 0, 0, 0), 10, "a link-local address", Tier::Never),
    (v6(0xff00, 0, 0, 0), 8, "a multicast address", Tier::Never),
];

/// Global unicast: everything else in IPv6 is not assigned, or special.
const GLOBAL_V6: (Ipv6Addr, u32) = (v6(0x2000, 0, 0, 0), 3);

/// May this address be called?
pub(super) fn check(address: IpAddr, allow_private: bool) -> Result<(), BlockedAddress> {
    let block = match address {
        IpAddr::V4(address) => block_of_v4(address),
        IpAddr::V6(address) => block_of_v6(address),
    };
    match block {
        Some(BlockedAddress { tier: Tier::Private, .. }) if allow_private => Ok(()),
        Some(blocked) => Err(blocked),
        None => Ok(()),
    }
}

fn block_of_v4(address: Ipv4Addr) -> Option<BlockedAddress> {
    let holds = |(network, prefix): (Ipv4Addr, u32)| {
        (address.to_bits() ^ network.to_bits()).leading_zeros() >= prefix
    };
    let block = BLOCKS_V4.iter().find(|(network, prefix, ..)| holds((*network, *prefix)));
    block.map(|&(_, _, what, tier)| BlockedAddress { what, tier })
}

fn block_of_v6(address: Ipv6Addr) -> Option<BlockedAddress> {
    let holds = |(network, prefix): (Ipv6Addr, u32)| {
        (address.to_bits() ^ network.to_bits()).leading_zeros() >= prefix
    };
    let block = BLOCKS_V6.iter().find(|(network, prefix, ..)| holds((*network, *prefix)));
    let reserved = BlockedAddress { what: "a reserved address", tier: Tier::Never };
    block
        .map(|&(_, _, what, tier)| BlockedAddress { what, tier })
        .or_else(|| (!holds(GLOBAL_V6)).then_some(reserved))
}
