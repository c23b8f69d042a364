//! Random bytes from the operating system.

use rand::{
    TryRng,
    rngs::{SysError, SysRng},
};

/// The operating system's random generator did not answer; nothing was sealed.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gave no random bytes: {0}")]
pub struct NoRandomness(#[source] SysError);

pub(crate) fn fill(bytes: &mut [u8]) -> Result<(), NoRandomness> {
    SysRng.try_fill_bytes(bytes).map_err(NoRandomness)
}

/// For ids, salts and nonces; keys are filled where they stay (see `Key::random`).
pub(crate) fn array<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    fill(&mut bytes)?;
    Ok(bytes)
}
