//! Everything that runs: the ERPs, the gateway, the receiver of webhooks, and a client.

use std::path::PathBuf;
use std::time::Duration;

use erpgate_gateway::server::Running;
use tempfile::TempDir;

use crate::client::Client;
use crate::erps::Erps;
use crate::gateway;
use crate::places::Ports;
use crate::receiver::Receiver;

/// Everything that runs.
pub(crate) struct Stage {
    pub(crate) client: Client,
    pub(crate) erps: Erps,
    pub(crate) receiver: Receiver,
    gateway: Running,
}

impl Stage {
    /// Starts everything. The temporary directory, if there is one, goes with its handle.
    pub(crate) async fn set(ports: Ports, data: Option<PathBuf>) -> anyhow::Result<(Self, Option<TempDir>)> {
        let (directory, temporary) = match data {
            Some(directory) => (directory, None),
            None => {
                let temporary = tempfile::Builder::new().prefix("erpgate-demo-").tempdir()?;
                (temporary.path().to_owned(), Some(temporary))
            }
        };
        let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(90)).build()?;
        let erps = Erps::start(ports, http.clone()).await?;
        let receiver = Receiver::start()?;
        let gateway = gateway::start(ports.of_gateway(), &directory).await?;
        let key = gateway::admin_key(&gateway).await?;
        let client = Client::new(http, gateway.url(), key);
        Ok((Self { client, erps, receiver, gateway }, temporary))
    }

    /// Stops everything, the gateway first.
    pub(crate) async fn clear(self) {
        self.gateway.stop().await;
        self.receiver.stop().await;
        self.erps.stop().await;
    }
}
