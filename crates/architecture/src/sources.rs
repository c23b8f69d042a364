//! Sources are small, plain, and know no ERP but their own.

use crate::tree::{crates, entries, root, shown, sources, text};

/// Longer files hold two ideas.
const MOST_LINES: usize = 500;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 8] = ["manager", "helper", "helpers", "util", "utils", "common", "misc", "shared"];

#[test]
fn no_source_file_is_longer_than_500_lines() {
    let lengths = all().into_iter().map(|path| (text(&path).lines().count(), shown(&path)));
    let long: Vec<_> = lengths.filter(|(lines, _)| *lines > MOST_LINES).collect();
    assert!(long.is_empty(), "split these by idea: {long:?}");
}

#[test]
fn no_macro_is_defined() {
    let definition = ["macro", "_rules!"].concat();
    let with: Vec<_> = all().into_iter().filter(|path| text(path).contains(&definition)).collect();
    assert!(with.is_empty(), "write a function: {with:?}");
}

#[test]
fn file_names_say_what_is_inside() {
    for path in all() {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        assert!(!EMPTY_NAMES.contains(&stem), "{}: name it after its idea", shown(&path));
    }
}

#[test]
fn a_connector_knows_no_other_erp() {
    for folder in entries(&root().join("connectors")).into_iter().filter(|path| path.is_dir()) {
        let own = shown(&folder);
        let others = ["sap", "netsuite"].into_iter().filter(|erp| !own.contains(erp));
        for other in others {
            for path in sources(&folder) {
                let source = text(&path).to_lowercase();
                let words = source.split(|letter: char| !letter.is_ascii_alphanumeric());
                let named = words.into_iter().any(|word| word == other);
                assert!(!named, "{} names {other}", shown(&path));
            }
        }
    }
}

fn all() -> Vec<std::path::PathBuf> {
    crates().iter().flat_map(|folder| sources(folder)).collect()
}
