//! The migrations are embedded; cargo must look at them again when one is added.

use std::io::Write;

fn main() -> std::io::Result<()> {
    writeln!(std::io::stdout(), "cargo::rerun-if-changed=../../migrations")
}
