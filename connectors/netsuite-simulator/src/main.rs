//! The NetSuite simulator as a program.

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context;
use clap::Parser;
use erpgate_netsuite_simulator::{Options, Seed, start};
use tokio::signal::unix::{SignalKind, signal};

/// A NetSuite account in memory, with faults on request.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// Address of the REST services.
    #[arg(long, default_value = "127.0.0.1:8002")]
    listen: SocketAddr,
    /// Address of the admin interface.
    #[arg(long, default_value = "127.0.0.1:9002")]
    admin_listen: SocketAddr,
    /// Seed file (JSON); without it the default world.
    #[arg(long)]
    seed: Option<PathBuf>,
    /// Certificate chain (PEM) for the REST services.
    #[arg(long, requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// Private key (PEM) for the REST services.
    #[arg(long, requires = "tls_cert")]
    tls_key: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    let arguments = Arguments::parse();
    let seed = match &arguments.seed {
        None => Seed::default(),
        Some(path) => {
            let text =
                std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
            Seed::from_json(&text).with_context(|| format!("{} is no seed", path.display()))?
        }
    };
    let mut terminated = signal(SignalKind::terminate())?;
    let running = start(Options {
        listen: arguments.listen,
        admin_listen: arguments.admin_listen,
        seed,
        tls: arguments.tls_cert.zip(arguments.tls_key),
    })
    .await?;
    writeln!(
        std::io::stdout(),
        "erpgate-netsuite-simulator ready: rest {} admin {}",
        running.rest_url(),
        running.admin_url()
    )?;
    tokio::select! {
        _ = terminated.recv() => {}
        done = tokio::signal::ctrl_c() => done?,
    }
    running.stop().await;
    Ok(())
}
