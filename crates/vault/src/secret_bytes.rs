//! An opened secret.

use std::fmt;

use secrecy::SecretString;
use zeroize::Zeroizing;

use crate::VaultError;

/// An opened secret: wiped when dropped, not shown by `Debug`, without `Display`, `Clone` or
/// serialisation, so that it leaves only where somebody wrote [`expose`](Self::expose).
pub struct SecretBytes(Zeroizing<Vec<u8>>);

impl SecretBytes {
    pub(crate) fn new(bytes: Zeroizing<Vec<u8>>) -> Self {
        Self(bytes)
    }

    /// The secret itself. Use it where it is needed and let it go; do not copy it.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// The secret as text that no log line can print.
    ///
    /// # Errors
    /// [`VaultError::NotText`] when it is not UTF-8.
    pub fn into_text(self) -> Result<SecretString, VaultError> {
        // From a slice and not from the vector: turning a vector with spare room into a boxed
        // string moves it and leaves its old bytes behind, while ours are wiped on return.
        std::str::from_utf8(&self.0).map(SecretString::from).map_err(|_| VaultError::NotText)
    }
}

impl fmt::Debug for SecretBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretBytes(hidden)")
    }
}
