//! Log lines go to the standard error stream, as `[log]` says.

use std::io::IsTerminal;

use anyhow::{Context, anyhow};
use tracing_subscriber::EnvFilter;

use crate::config::{LogFormat, LogSection};

pub(super) fn filter(section: &LogSection) -> anyhow::Result<EnvFilter> {
    EnvFilter::try_new(&section.filter).with_context(|| format!("log.filter: `{}`", section.filter))
}

pub(super) fn start(section: &LogSection) -> anyhow::Result<()> {
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter(section)?)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match section.format {
        LogFormat::Text => lines.try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    }
    .map_err(|error| anyhow!("the log cannot be set up: {error}"))
}
