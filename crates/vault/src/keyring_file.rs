//! The keyring as a file: reading it only when nobody else can, making it, adding and promoting keys.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use zeroize::Zeroizing;

use crate::{KekId, Keyring, KeyringError, Origin, key::Key, keyring_text};

/// Hundreds of keys; whatever is larger is another file.
const SIZE_LIMIT: u64 = 64 * 1024;

impl Keyring {
    /// Reads a keyring file.
    ///
    /// # Errors
    /// When the file cannot be read, is open to other users (Unix), or a line is malformed.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, KeyringError> {
        let path = path.as_ref();
        parse(path, &read(path)?)
    }

    /// Makes a keyring file with one new key, open to its owner only (mode 0600), and returns the
    /// key's id.
    ///
    /// # Errors
    /// When a file stands there already (it is left alone), or cannot be written.
    pub fn create_file(path: impl AsRef<Path>) -> Result<KekId, KeyringError> {
        let id = KekId::random()?;
        write_new(path.as_ref(), &keyring_text::write_entry(&id, &Key::random()?), None)?;
        Ok(id)
    }

    /// Adds a new key to a keyring file and returns its id. The primary key stays the same: see
    /// "How to rotate" in the crate's documentation.
    ///
    /// # Errors
    /// As [`Keyring::from_file`], or when the file cannot be replaced.
    pub fn add_key(path: impl AsRef<Path>) -> Result<KekId, KeyringError> {
        let path = path.as_ref();
        let old = read(path)?;
        parse(path, &old)?;
        let id = KekId::random()?;
        let entry = keyring_text::write_entry(&id, &Key::random()?);
        let mut new = Zeroizing::new(String::with_capacity(old.len() + 1 + entry.len()));
        new.push_str(&old);
        if !new.ends_with('\n') {
            new.push('\n');
        }
        new.push_str(&entry);
        replace(path, &new)?;
        Ok(id)
    }

    /// Makes `id` the primary key of a keyring file.
    ///
    /// # Errors
    /// As [`Keyring::from_file`], when the file holds no such key, or cannot be replaced.
    pub fn promote(path: impl AsRef<Path>, id: &KekId) -> Result<(), KeyringError> {
        let path = path.as_ref();
        let old = read(path)?;
        let known = parse(path, &old)?.ids();
        if !known.contains(id) {
            return Err(KeyringError::NotInFile { path: path.to_owned(), id: id.clone(), known });
        }
        replace(path, &keyring_text::mark(&old, id))
    }
}

fn parse(path: &Path, text: &str) -> Result<Keyring, KeyringError> {
    keyring_text::parse(Origin::File(path.to_owned()), text.lines())
}

fn read(path: &Path) -> Result<Zeroizing<String>, KeyringError> {
    let unreadable = |source| KeyringError::Unreadable { path: path.to_owned(), source };
    let file = File::open(path).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    refuse_exposed(path, &metadata)?;
    let too_large = || KeyringError::TooLarge { path: path.to_owned(), limit: SIZE_LIMIT };
    let size = usize::try_from(metadata.len().min(SIZE_LIMIT)).map_err(|_| too_large())?;
    // Room for everything from the start: a string that grows leaves its old bytes behind.
    let mut text = Zeroizing::new(String::with_capacity(size + 1));
    let read = file.take(SIZE_LIMIT + 1).read_to_string(&mut text).map_err(unreadable)?;
    if read as u64 > SIZE_LIMIT { Err(too_large()) } else { Ok(text) }
}

/// Looks at the opened file, not at the path, so that the file cannot be exchanged in between.
#[cfg(unix)]
fn refuse_exposed(path: &Path, metadata: &fs::Metadata) -> Result<(), KeyringError> {
    use std::os::unix::fs::PermissionsExt;
    let mode = metadata.permissions().mode() & 0o7777;
    if mode & 0o077 == 0 { Ok(()) } else { Err(KeyringError::Exposed { path: path.to_owned(), mode }) }
}

#[cfg(not(unix))]
fn refuse_exposed(_path: &Path, _metadata: &fs::Metadata) -> Result<(), KeyringError> {
    Ok(())
}

/// Writes beside the file and renames, so that a crash leaves either the old keyring or the new.
fn replace(path: &Path, text: &str) -> Result<(), KeyringError> {
    let unwritable = |source| KeyringError::Unwritable { path: path.to_owned(), source };
    // Renaming onto a symbolic link would replace the link and leave the real file as it was.
    let target = fs::canonicalize(path).map_err(unwritable)?;
    let owner = fs::metadata(&target).map_err(unwritable)?;
    let mut beside = target.clone().into_os_string();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    write_new(&beside, text, Some(&owner))?;
    fs::rename(&beside, &target).map_err(unwritable)?;
    sync_directory(&target).map_err(unwritable)
}

/// Writes a file that must not exist yet. A file that could not be written whole is removed again.
fn write_new(path: &Path, text: &str, like: Option<&fs::Metadata>) -> Result<(), KeyringError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => KeyringError::Exists { path: path.to_owned() },
        _ => KeyringError::Unwritable { path: path.to_owned(), source },
    })?;
    fill(file, text, like).and_then(|()| sync_directory(path)).map_err(|source| {
        // The first error is the one to report; a file that stays behind is named by the next attempt.
        let _ = fs::remove_file(path);
        KeyringError::Unwritable { path: path.to_owned(), source }
    })
}

fn fill(mut file: File, text: &str, like: Option<&fs::Metadata>) -> io::Result<()> {
    // When root rotates the keyring of the gateway's user, that user must still be able to read it.
    #[cfg(unix)]
    if let Some(owner) = like {
        use std::os::unix::fs::{MetadataExt, fchown};
        fchown(&file, Some(owner.uid()), Some(owner.gid()))?;
    }
    #[cfg(not(unix))]
    let _ = like;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// A new name is durable only when its directory is.
fn sync_directory(file: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(directory) = file.parent() {
        let directory = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
        return File::open(directory)?.sync_all();
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}
