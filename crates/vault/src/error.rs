//! Why sealing or opening failed. No variant carries secret material.

use std::fmt;

use crate::{DekId, KekId, NoRandomness, kek_id};

/// Why a vault operation failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// The wrapped key names a KEK that the keyring does not hold.
    #[error(
        "no key `{kek}` in the keyring, which holds {}: put its line back; a key may be deleted only when every data key has been re-wrapped",
        kek_id::list(.known)
    )]
    UnknownKek {
        /// The key that is needed.
        kek: KekId,
        /// The keys that are there.
        known: Vec<KekId>,
    },
    /// The KEK is there, but the wrapped key does not open with it for this owner.
    #[error(
        "data key {dek} of `{owner}` does not open with key `{kek}`: it was tampered with, it belongs to another owner, or the keyring holds another key under the id `{kek}`"
    )]
    WrappedKeyRejected {
        /// For whom it was to be opened.
        owner: String,
        /// The data key.
        dek: DekId,
        /// The key it says it was wrapped with.
        kek: KekId,
    },
    /// The record was sealed with another data key than the one offered.
    #[error(
        "the record in field `{field}` of `{owner}` was sealed with data key {record}, not with {offered}"
    )]
    WrongDataKey {
        /// For whom it was to be opened.
        owner: String,
        /// The field it was to be opened for.
        field: String,
        /// The data key that the record names.
        record: DekId,
        /// The data key that was offered.
        offered: DekId,
    },
    /// The record names this data key, but does not commit to it.
    #[error(
        "the record in field `{field}` of `{owner}` does not commit to data key {dek}: its header was tampered with, or another key is stored under that id"
    )]
    CommitmentMismatch {
        /// For whom it was to be opened.
        owner: String,
        /// The field it was to be opened for.
        field: String,
        /// The data key.
        dek: DekId,
    },
    /// The record is not what was sealed for this owner and field.
    #[error(
        "the record in field `{field}` of `{owner}` does not open: it was tampered with, or it belongs to another owner or field"
    )]
    RecordRejected {
        /// For whom it was to be opened.
        owner: String,
        /// The field it was to be opened for.
        field: String,
    },
    /// The bytes are not of the stored format.
    #[error("malformed {what}: {problem}")]
    Malformed {
        /// What the bytes were taken for.
        what: Stored,
        /// What is wrong with them.
        problem: &'static str,
    },
    /// The bytes were written by a later version, or their fifth byte was changed.
    #[error("{what} uses suite {suite:#04x}, which this version does not know: it knows 0x01")]
    UnsupportedSuite {
        /// What the bytes were taken for.
        what: Stored,
        /// The suite byte found.
        suite: u8,
    },
    /// The secret is larger than AES-GCM can seal at once (64 GiB).
    #[error("the secret for field `{field}` of `{owner}` is longer than AES-GCM allows")]
    TooLong {
        /// For whom it was to be sealed.
        owner: String,
        /// The field it was to be sealed for.
        field: String,
    },
    /// The opened secret was asked for as text, and is not UTF-8.
    #[error("the secret is not UTF-8 text")]
    NotText,
    /// The operating system gave no random bytes.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// The two things that this crate gives out to be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// A sealed record, `EGV1`.
    Record,
    /// A wrapped data key, `EGK1`.
    WrappedKey,
}

impl fmt::Display for Stored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Record => "sealed record",
            Self::WrappedKey => "wrapped data key",
        })
    }
}
