//! The command line: one file per command.

pub mod api_keys;
mod config_check;
mod configuration_flags;
pub mod keyring;
mod logging;
mod openapi;
mod output;
pub mod parts;
mod serve;

use clap::{Parser, Subcommand};

/// Write into any ERP with one REST API, exactly once, with the outcome known.
#[derive(Debug, Parser)]
#[command(name = "erpgate", version, propagate_version = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the gateway until SIGTERM or Ctrl-C; a second signal ends it at once.
    Serve(serve::Arguments),
    /// Make and rotate the keys that seal secrets.
    #[command(subcommand)]
    Keyring(keyring::Command),
    /// Make, list and revoke API keys in the database, without a running gateway.
    #[command(subcommand)]
    ApiKeys(api_keys::Command),
    /// Print the OpenAPI document.
    Openapi,
    /// Look at the configuration.
    #[command(subcommand)]
    Config(ConfigCommand),
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Say whether a gateway could start with this configuration; contacts nobody.
    Check(configuration_flags::ConfigurationFlags),
}

/// Does what the command line says.
///
/// # Errors
/// A sentence for whoever typed it, with its causes.
pub async fn run(cli: Cli) -> anyhow::Result<()> {
    match cli.command {
        Command::Serve(arguments) => serve::run(arguments).await,
        Command::Keyring(command) => keyring::run(&command),
        Command::ApiKeys(command) => api_keys::run(command).await,
        Command::Openapi => openapi::run(),
        Command::Config(ConfigCommand::Check(flags)) => config_check::run(&flags),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Cli;

    #[test]
    fn no_flag_of_a_command_contradicts_another() {
        Cli::command().debug_assert();
    }
}
