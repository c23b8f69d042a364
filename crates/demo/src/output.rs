//! What the demo tells, line by line.

use std::io::Write;

use serde_json::Value;

/// Writes one line to the standard output.
pub(crate) fn say(line: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}

/// Writes a heading.
pub(crate) fn title(text: &str) -> anyhow::Result<()> {
    say("")?;
    say(text)
}

/// A text field, or `-`.
pub(crate) fn word<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or("-")
}
