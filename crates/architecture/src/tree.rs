//! Walks the workspace.

use std::fs;
use std::path::{Path, PathBuf};

/// The workspace's root folder.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("this crate stands in crates/ below the root")
}

/// The text of a file, by its path from the root.
pub(crate) fn text(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The folders of all crates.
pub(crate) fn crates() -> Vec<PathBuf> {
    let mut crates: Vec<_> =
        ["crates", "connectors"].iter().flat_map(|group| entries(&root().join(group))).collect();
    crates.retain(|path| path.join("Cargo.toml").is_file());
    assert!(crates.len() > 10, "the crates were found: {crates:?}");
    crates
}

/// All Rust sources below a folder.
pub(crate) fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in entries(folder) {
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// A path as people write it.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// The entries of a folder, by name; build output left out.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let list = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = list.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.retain(|path| path.file_name().is_some_and(|name| name != "target"));
    paths.sort();
    paths
}
