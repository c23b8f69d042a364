//! What a command answers: lines on the standard output. Logs and errors go to the standard error.

use std::io::{ErrorKind, Write};

/// Writes one line. A reader that has gone, such as `head`, is no error.
pub(super) fn line(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
