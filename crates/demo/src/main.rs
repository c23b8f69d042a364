//! The demo: a gateway and two simulated ERPs in one process, and a client that writes into both.
//!
//! The client speaks HTTP like any other. Everything it shows is checked; what is not as it should be
//! ends the demo with an error.

mod client;
mod connections;
mod erps;
mod farewell;
mod gateway;
mod output;
mod places;
mod receiver;
mod show;
mod stage;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use tokio::signal::unix::{SignalKind, signal};

use crate::places::Ports;
use crate::stage::Stage;

/// Starts a gateway with a simulated SAP S/4HANA and a simulated NetSuite, and writes into both.
#[derive(Debug, Parser)]
#[command(name = "demo", version)]
struct Arguments {
    /// Ends after the show instead of staying up.
    #[arg(long)]
    once: bool,
    /// The gateway's port, 8080 unless said; 0 takes free ports for everything.
    #[arg(long)]
    port: Option<u16>,
    /// Keeps database and keyring in this directory; each run adds a key and connections of its own.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("demo: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let ports = match arguments.port {
        None => Ports::Expected,
        Some(0) => Ports::Free,
        Some(port) => Ports::Gateway(port),
    };
    let (stage, directory) = Stage::set(ports, arguments.data).await?;
    let played = tokio::select! {
        played = play(&stage, arguments.once) => played,
        _ = terminate.recv() => Ok(()),
        _ = interrupt.recv() => Ok(()),
    };
    stage.clear().await;
    drop(directory);
    played
}

async fn play(stage: &Stage, once: bool) -> anyhow::Result<()> {
    let connected = show::play(stage).await?;
    farewell::say_how(stage, &connected)?;
    if !once {
        output::say("Running. Ctrl-C ends everything.")?;
        std::future::pending::<()>().await;
    }
    Ok(())
}
