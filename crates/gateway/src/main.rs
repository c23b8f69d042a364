//! `erpgate`: the gateway and its tools as one program.

use std::process::ExitCode;

use clap::Parser;
use erpgate_gateway::cli::{self, Cli};

#[tokio::main]
async fn main() -> ExitCode {
    match cli::run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("erpgate: {error:#}");
            ExitCode::FAILURE
        }
    }
}
