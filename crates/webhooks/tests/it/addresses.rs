//! Where webhooks may go: every block, in every spelling.

use std::net::SocketAddr;
use std::sync::Arc;

use erpgate_webhooks::{Egress, EgressError};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Gives the same addresses for every name.
pub(crate) struct FixedLookup(Vec<SocketAddr>);

impl FixedLookup {
    pub(crate) fn of(addresses: &[&str]) -> Arc<Self> {
        Arc::new(Self(addresses.iter().map(|text| SocketAddr::new(text.parse().unwrap(), 0)).collect()))
    }

    pub(crate) fn none() -> Arc<Self> {
        Self::of(&[])
    }
}

impl Resolve for FixedLookup {
    fn resolve(&self, _name: Name) -> Resolving {
        let found = self.0.clone();
        Box::pin(async move {
            if found.is_empty() {
                return Err("no such name".into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

const PUBLIC: &[&str] = &[
    "1.1.1.1",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.0",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "[2606:4700:4700::1111]",
    "[2001:4860:4860::8888]",
    "[2003::1]",
];

/// Only with the operator's permission.
const PRIVATE: &[&str] = &[
    "127.0.0.1",
    "127.255.255.254",
    "127.1",
    "127.0.0.1.",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "%31%32%37.0.0.1",
    "①②⑦.0.0.1",
    "10.0.0.0",
    "10.255.255.255",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "0xc0a80001",
    "100.64.0.1",
    "100.127.255.255",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[fc00::1]",
    "[fdff:ffff::1]",
];

const NEVER: &[&str] = &[
    "0.0.0.0",
    "0",
    "0.1.2.3",
    "169.254.169.254",
    "0xa9fea9fe",
    "2852039166",
    "169.254.0.1",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.1",
    "192.0.0.192",
    "192.0.2.1",
    "198.51.100.1",
    "203.0.113.255",
    "192.88.99.1",
    "198.18.0.1",
    "198.19.255.255",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:8.8.8.8]",
    "[::127.0.0.1]",
    "[::7f00:1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b::a9fe:a9fe]",
    "[64:ff9b:1::a00:1]",
    "[2002:7f00:1::]",
    "[2001::1]",
    "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
    "[2001:2::1]",
    "[2001:20::1]",
    "[2001:db8::1]",
    "[3fff::1]",
    "[100::1]",
    "[5f00::1]",
    "[fe80::1]",
    "[febf::1]",
    "[fec0::1]",
    "[ff02::1]",
    "[fd00:ec2::254]",
    "[fd20:ce::254]",
    "[1::1]",
    "[4000::1]",
];

fn blocked(egress: &Egress, url: &str) -> bool {
    match egress.check_url(url) {
        Ok(_) => false,
        Err(EgressError::Blocked(_)) => true,
        Err(other) => panic!("{url}: {other}"),
    }
}

#[test]
fn without_permission_only_public_addresses_may_be_called() {
    let egress = Egress::new(false);
    for host in PUBLIC {
        assert!(!blocked(&egress, &format!("https://{host}:8443/hook")), "{host}");
    }
    for host in PRIVATE.iter().chain(NEVER) {
        assert!(blocked(&egress, &format!("https://{host}/hook")), "{host}");
    }
}

#[test]
fn with_permission_the_operators_own_networks_open_and_nothing_else() {
    let egress = Egress::new(true);
    for host in PUBLIC.iter().chain(PRIVATE) {
        assert!(!blocked(&egress, &format!("http://{host}/hook")), "{host}");
    }
    for host in NEVER {
        assert!(blocked(&egress, &format!("http://{host}/hook")), "{host}");
    }
}

#[test]
fn a_refusal_says_what_is_there_and_who_can_permit_it_but_not_which_address() {
    let text = Egress::new(false).check_url("https://10.1.2.3/").unwrap_err().to_string();
    assert!(text.contains("a private address") && text.contains("`allow_private_targets`"), "{text}");
    assert!(!text.contains("10.1.2.3"), "{text}");
    let text = Egress::new(false).check_url("https://169.254.169.254/").unwrap_err().to_string();
    assert!(text.contains("link-local") && !text.contains("allow_private_targets"), "{text}");
}

#[test]
fn a_url_is_refused_for_each_thing_that_is_wrong_with_it() {
    let egress = Egress::new(false);
    let refusal = |url: &str| egress.check_url(url).unwrap_err();
    assert!(matches!(refusal("hooks"), EgressError::Unreadable(_)));
    assert!(matches!(refusal("https://[fe80::1%25eth0]/"), EgressError::Unreadable(_)));
    assert!(matches!(refusal("http://example.com/"), EgressError::Scheme { http_allowed: false, .. }));
    assert!(matches!(refusal("file:///etc/passwd"), EgressError::Scheme { .. }));
    assert!(matches!(refusal("gopher://example.com/"), EgressError::Scheme { .. }));
    assert!(matches!(refusal("https://user@example.com/"), EgressError::UserInfo));
    assert!(matches!(refusal("https://:pw@example.com/"), EgressError::UserInfo));
    assert!(matches!(refusal("https://example.com/#part"), EgressError::Fragment));
    assert!(matches!(refusal(&format!("https://example.com/{}", "x".repeat(2048))), EgressError::TooLong));
    egress.check_url("https://example.com:8443/hook?tenant=1").unwrap();
    assert!(matches!(
        Egress::new(true).check_url("ftp://example.com/").unwrap_err(),
        EgressError::Scheme { http_allowed: true, .. }
    ));
}

#[tokio::test]
async fn one_forbidden_address_among_several_refuses_the_name() {
    let url = "https://hooks.example.com/";
    let check = async |addresses: &[&str]| {
        Egress::with_lookup(false, FixedLookup::of(addresses)).check_target(url).await
    };
    check(&["198.41.0.4", "2606:4700::1"]).await.unwrap();
    for forbidden in ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1", "fe80::1"] {
        let refusal = check(&["198.41.0.4", forbidden]).await.unwrap_err();
        assert!(matches!(refusal, EgressError::Blocked(_)), "{forbidden}");
    }
}

#[tokio::test]
async fn a_name_that_does_not_resolve_yet_passes_the_first_check() {
    Egress::with_lookup(false, FixedLookup::none()).check_target("https://hooks.example.com/").await.unwrap();
}

#[tokio::test]
async fn the_operating_systems_names_are_checked_too() {
    let refusal = Egress::new(false).check_target("https://localhost/").await.unwrap_err();
    assert!(matches!(refusal, EgressError::Blocked(_)), "{refusal}");
}
