//! Names to addresses.

use std::error::Error;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::Egress;

/// A name has no addresses, or nobody could tell.
#[derive(Debug, thiserror::Error)]
#[error("the name does not resolve: {0}")]
pub(crate) struct LookupFailed(#[source] Box<dyn Error + Send + Sync>);

/// The operating system's resolver.
pub(super) struct SystemLookup;

impl Resolve for SystemLookup {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            // Port 0: the client puts the URL's port in its place.
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            Ok(Box::new(found.collect::<Vec<_>>().into_iter()) as Addrs)
        })
    }
}

/// Gives out addresses only when all of them may be called.
pub(crate) struct GuardedLookup(Egress);

impl GuardedLookup {
    pub(super) fn new(egress: Egress) -> Self {
        Self(egress)
    }
}

impl Resolve for GuardedLookup {
    fn resolve(&self, name: Name) -> Resolving {
        let egress = self.0.clone();
        Box::pin(async move {
            let found: Vec<_> = egress.lookup.resolve(name).await.map_err(LookupFailed)?.collect();
            for address in &found {
                egress.check_address(address.ip())?;
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}
