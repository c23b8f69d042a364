//! Both databases go through the same steps.

use crate::tree::{entries, root};

fn names(database: &str) -> Vec<String> {
    let paths = entries(&root().join("migrations").join(database));
    paths.iter().filter_map(|path| path.file_name()?.to_str().map(str::to_owned)).collect()
}

#[test]
fn both_databases_have_the_same_migrations() {
    assert_eq!(names("sqlite"), names("postgres"));
}

#[test]
fn migrations_are_numbered_without_gaps() {
    let names = names("sqlite");
    assert!(!names.is_empty(), "there are migrations");
    for (index, name) in names.iter().enumerate() {
        let number = format!("{:04}_", index + 1);
        assert!(name.starts_with(&number) && name.ends_with(".sql"), "`{name}` should be `{number}….sql`");
    }
}
