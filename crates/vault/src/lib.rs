//! Seals and opens the secrets of connections and webhook endpoints. Bytes in, bytes out: the
//! crate stores nothing, knows no tenant and no ERP, and touches the world in two places only,
//! the keyring file and the operating system's random generator.
//!
//! # The envelope
//!
//! ```text
//! keyring (file or environment)        KEK  32 bytes, named, several, one primary
//!    └─ wraps, AES-256-GCM ──────────▶ DEK  32 bytes, one per owner, stored wrapped
//!          └─ HKDF-SHA-256, 32-byte salt ─▶ key of one record + its commitment
//!                └─ AES-256-GCM ─────────▶ one sealed secret
//! ```
//!
//! *Owner* is whatever a data key belongs to: the id of a connection or of a webhook endpoint.
//! *Field* is the name under which the secret is stored, such as `password`.
//!
//! Sealed record ([`SealedBytes`], 113 bytes longer than the secret):
//!
//! ```text
//! "EGV1" 4 | suite 0x01 1 | dek_id 16 | salt 32 | commit 32 | nonce 12 | ciphertext n | tag 16
//!  okm    = HKDF-SHA-256(ikm = DEK, salt, info = "egv1 derive" ‖ suite, 64 bytes)
//!  key    = okm[0..32]          commit = okm[32..64]
//!  AAD    = everything up to and including nonce
//!           ‖ u64be(len owner) ‖ owner ‖ u64be(len field) ‖ field
//! ```
//!
//! Wrapped data key ([`WrappedKey`]):
//!
//! ```text
//! "EGK1" 4 | suite 0x01 1 | dek_id 16 | length of kek_id 1 | kek_id | nonce 12 | wrapped DEK 32 | tag 16
//!  key    = KEK
//!  AAD    = everything up to and including nonce ‖ u64be(len owner) ‖ owner
//! ```
//!
//! Every record has its own key, so the nonce of AES-GCM can never repeat under one key, however
//! many records a data key seals. A KEK seals data keys with random nonces: good for 2³² of them.
//! AES-GCM alone does not commit to its key (one ciphertext can be made to open under two keys);
//! the commitment closes that, and is compared in constant time before anything is decrypted.
//!
//! # Use
//!
//! ```no_run
//! use erpgate_vault::{Keyring, Vault};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let vault = Vault::new(Keyring::from_file("keyring")?);
//! let wrapped = vault.new_data_key("conn_1")?; // store wrapped.as_bytes() beside the connection
//! let key = vault.open_data_key("conn_1", &wrapped)?;
//! let sealed = key.seal("password", b"correct horse")?; // store sealed.as_bytes()
//! let secret = key.open("password", sealed.as_bytes())?;
//! assert_eq!(secret.expose(), b"correct horse");
//! # Ok(())
//! # }
//! ```
//!
//! # The keyring
//!
//! One key per line, `id base64-of-32-bytes`; blank lines and lines that begin with `#` are
//! skipped. The primary key, which wraps new data keys, is the line marked with a leading `*`, or
//! else the first. An id is 1 to 40 of `A-Z a-z 0-9 . _ -`, which is too short for a key: ids stand
//! in error messages, keys never do. In the environment the same entries are separated by commas or
//! line breaks. On Unix the file must not be open to group or others (`chmod 600`).
//!
//! ```text
//! # made by `Keyring::create_file`, then `Keyring::add_key`
//! *kek-5d0a91c4 <44 characters of base64>
//! kek-e81b7f20  <44 characters of base64>
//! ```
//!
//! # How to rotate
//!
//! A KEK, while several gateways are running:
//!
//! 1. [`Keyring::add_key`]: the new key is known, not yet used. Give the file to every gateway and
//!    restart them one by one, so that none meets a key it does not know.
//! 2. [`Keyring::promote`]: the new key is primary. Give the file out and restart again.
//! 3. [`Vault::rewrap`] on every stored [`WrappedKey`], each stored as soon as it is made: it can
//!    stop and go on at any point, since both keys are in the keyring. Records are not touched.
//! 4. When no stored [`WrappedKey::kek_id`] names the old key any more, delete its line.
//!
//! A DEK (a data key may have leaked): make a [`Vault::new_data_key`], open every record with the
//! old key and seal it with the new, then delete the old wrapped key. [`SealedBytes::dek_id`] says
//! which records still wait. Deleting a wrapped key shreds every record that it sealed.
//!
//! # What it protects against
//!
//! * Somebody who reads the database or a backup, without the keyring, learns lengths and ids only.
//! * Somebody who writes to the database cannot change a secret, nor move it to another owner or
//!   field or exchange data keys between owners, without being noticed.
//! * A log line, an error or a panic message that carries a value of this crate: no secret type
//!   shows its bytes in `Debug`, has `Display` or can be cloned or serialised, and key bytes are
//!   wiped when dropped.
//!
//! # What it does not protect against
//!
//! * Somebody who has the keyring and the database, or who can read the memory of the process.
//!   Wiping is best effort: the intermediate state of HKDF and copies that the compiler makes on
//!   the stack are not wiped, nor are swap and core dumps.
//! * Putting an **older** sealed value of the same owner and field back: it is authentic.
//! * The **length** of a secret: it can be read off the record.
//! * An old backup still holds wrapped keys that were deleted later: shredding ends with the last
//!   backup, or with the KEK that wrapped them.
//! * A keyring in the environment can be read by whoever may read the environment of the process;
//!   prefer the file. On systems other than Unix the permissions of the file are not checked.

mod aead;
mod context;
mod data_key;
mod dek_id;
mod derive;
mod error;
mod kek_id;
mod key;
mod keyring;
mod keyring_error;
mod keyring_file;
mod keyring_text;
mod random;
mod record;
mod secret_bytes;
mod vault;
mod wrapped_key;

pub use data_key::DataKey;
pub use dek_id::DekId;
pub use error::{Stored, VaultError};
pub use kek_id::{InvalidKekId, KekId};
pub use keyring::Keyring;
pub use keyring_error::{EntryProblem, KeyringError, Origin};
pub use random::NoRandomness;
pub use record::SealedBytes;
pub use secret_bytes::SecretBytes;
pub use vault::Vault;
pub use wrapped_key::WrappedKey;
