//! `erpgate serve`

use anyhow::bail;
use clap::Args;
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::configuration_flags::ConfigurationFlags;
use super::{logging, output, parts};
use crate::config::Configuration;
use crate::server::{self, Running};

/// Flags of `erpgate serve`; each wins over environment and file.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    configuration: ConfigurationFlags,
    /// Where to listen, such as `127.0.0.1:8080`; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
}

pub(super) async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let configuration = arguments.configuration.load_with(arguments.listen.as_deref())?;
    logging::start(&configuration.log)?;
    // Before anything is opened, so that no signal finds the default handler in the middle of it.
    let mut signals = Signals::listen()?;
    let running = tokio::select! {
        started = start(&configuration) => started?,
        () = signals.next() => return Ok(()),
    };
    let url = running.url();
    output::line(&format!("erpgate ready: {url} (docs: {url}/docs/)"))?;
    signals.next().await;
    tracing::info!(
        "stopping: no new requests; running writes come to rest first (a second signal ends at once)"
    );
    tokio::select! {
        () = running.stop() => Ok(()),
        () = signals.next() => bail!(
            "ended by a second signal; writes that were on their way are found out after the next start"
        ),
    }
}

async fn start(configuration: &Configuration) -> anyhow::Result<Running> {
    server::start(configuration, parts::parts(configuration).await?).await
}

struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    fn listen() -> std::io::Result<Self> {
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
