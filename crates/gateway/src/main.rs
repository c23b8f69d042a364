//! `erpgate`: the gateway and its tools as one program.

use std::process::ExitCode;

use clap::Parser;
use erpgate_gateway::cli::{self, Cli};

#[tokio::main]
async fn main() -> ExitCode {
    match cli::run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("erpgate: {}", sentence(&error));
            ExitCode::FAILURE
        }
    }
}

/// The error with its causes, without those that repeat what was said.
fn sentence(error: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if !said.contains(&cause) {
            let join = if said.is_empty() { "" } else { ": " };
            said = said + join + &cause;
        }
    }
    said
}
