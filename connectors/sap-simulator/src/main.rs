//! The simulator as a program.

use anyhow::Context;
use clap::Parser;
use erpgate_sap_simulator::{Clock, Options, Seed, Tls};
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tokio::signal::unix::{SignalKind, signal};

/// Answers like SAP S/4HANA's purchase order service, in memory.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// Where the OData services listen; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8001")]
    listen: SocketAddr,
    /// Where the admin server listens; it has no authentication.
    #[arg(long, default_value = "127.0.0.1:9001")]
    admin_listen: SocketAddr,
    /// A JSON file with the world to begin with.
    #[arg(long)]
    seed: Option<PathBuf>,
    /// Certificate chain in PEM; turns TLS on for the OData port.
    #[arg(long, requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// Private key in PEM.
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
        Some(path) => Seed::from_file(path).with_context(|| format!("seed {}", path.display()))?,
        None => Seed::default_world(),
    };
    let tls = match (&arguments.tls_cert, &arguments.tls_key) {
        (Some(certificate), Some(key)) => {
            Some(Tls { certificate_pem: read(certificate)?, key_pem: read(key)? })
        }
        _ => None,
    };
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let running = erpgate_sap_simulator::start(Options {
        listen: arguments.listen,
        admin_listen: arguments.admin_listen,
        seed,
        clock: Clock::system(),
        tls,
    })
    .await?;
    writeln!(
        std::io::stdout(),
        "erpgate-sap-simulator ready: odata {} admin {}",
        running.odata_url(),
        running.admin_url()
    )?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    running.stop().await;
    Ok(())
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}
