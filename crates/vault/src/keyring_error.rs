//! Why a keyring could not be read or changed. No variant carries key material: a malformed entry
//! is named by its position only, since any part of it could be a key.

use std::{fmt, io, path::PathBuf};

use crate::{InvalidKekId, KekId, NoRandomness, kek_id};

/// Why a keyring could not be read, made or changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyringError {
    /// The file cannot be opened or read.
    #[error("keyring file {} cannot be read: {source}", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// Group or others have a permission on the file.
    #[error("keyring file {0} is open to other users (mode {mode:04o}): run `chmod 600 {0}`", .path.display())]
    Exposed {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file is far too large for a keyring.
    #[error("keyring file {} is larger than {limit} bytes: it is not a keyring", .path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The largest size that is read, in bytes.
        limit: u64,
    },
    /// A new keyring was asked for where a file stands already.
    #[error(
        "{} exists already and was left alone: overwriting a keyring would lose everything that was sealed with it",
        .path.display()
    )]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be written.
    #[error("keyring file {} cannot be written: {source}", .path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// An entry is not `id base64key`.
    #[error("{origin}: {} {position}: {problem}", .origin.unit())]
    Malformed {
        /// Where the keyring came from.
        origin: Origin,
        /// Which line or entry, counted from 1.
        position: usize,
        /// What is wrong with it.
        problem: EntryProblem,
    },
    /// The keyring holds no key.
    #[error("{origin} holds no key: write at least one `id base64key`")]
    Empty {
        /// Where the keyring came from.
        origin: Origin,
    },
    /// The key to be promoted is not in the file.
    #[error("keyring file {} holds no key `{id}`; it holds {}", .path.display(), kek_id::list(.known))]
    NotInFile {
        /// The file.
        path: PathBuf,
        /// The key asked for.
        id: KekId,
        /// The keys that are there.
        known: Vec<KekId>,
    },
    /// The operating system gave no random bytes.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// Where a keyring came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// The value of an environment variable.
    Environment,
}

impl Origin {
    fn unit(&self) -> &'static str {
        match self {
            Self::File(_) => "line",
            Self::Environment => "entry",
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "keyring file {}", path.display()),
            Self::Environment => f.write_str("keyring in the environment"),
        }
    }
}

/// What is wrong with one entry of a keyring.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryProblem {
    /// Not two words.
    #[error("expected `id base64key`, optionally with `*` before the id of the primary key")]
    NotTwoWords,
    /// The first word is not an id.
    #[error("{0}")]
    BadId(#[from] InvalidKekId),
    /// The second word is not 32 bytes in base64.
    #[error("the key of `{0}` is not 32 bytes in base64: make one with `openssl rand -base64 32`")]
    BadKey(KekId),
    /// The id stands twice.
    #[error("the id `{0}` stands twice")]
    SameId(KekId),
    /// Two ids have the same key, so that rotating from one to the other would change nothing.
    #[error("`{0}` has the same key as `{1}`: every id needs its own")]
    SameKey(KekId, KekId),
    /// Two entries are marked.
    #[error("`{0}` and `{1}` are both marked `*`: only one key is primary")]
    TwoPrimaries(KekId, KekId),
}
