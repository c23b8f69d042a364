use erpgate_vault::{EntryProblem, InvalidKekId, Keyring, KeyringError};

use crate::fixture::random_key;

fn primary(text: &str) -> String {
    Keyring::from_environment(text).unwrap().primary_id().to_string()
}

fn problem(text: &str) -> (usize, EntryProblem) {
    match Keyring::from_environment(text).unwrap_err() {
        KeyringError::Malformed { position, problem, .. } => (position, problem),
        other => panic!("{other}"),
    }
}

#[test]
fn the_first_key_is_primary_unless_another_is_marked() {
    let (a, b) = (random_key(), random_key());
    assert_eq!(primary(&format!("k1 {a},k2 {b}")), "k1");
    assert_eq!(primary(&format!("k1 {a},*k2 {b}")), "k2");
    assert_eq!(primary(&format!("k1 {a}, * k2   {b} ,")), "k2");
}

#[test]
fn comments_blank_entries_and_line_breaks_are_skipped() {
    let (a, b) = (random_key(), random_key());
    let keyring = Keyring::from_environment(&format!("# two keys\n\n k1 {a}\r\n,,k2 {b}\n")).unwrap();
    let ids: Vec<String> = keyring.ids().iter().map(ToString::to_string).collect();
    assert_eq!(ids, ["k1", "k2"]);
}

#[test]
fn a_keyring_without_a_key_is_refused() {
    for text in ["", " , ", "# k1\n"] {
        let error = Keyring::from_environment(text).unwrap_err();
        assert_eq!(
            error.to_string(),
            "keyring in the environment holds no key: write at least one `id base64key`"
        );
    }
}

#[test]
fn a_malformed_entry_is_named_by_its_position() {
    let good = format!("k1 {}", random_key());
    assert_eq!(problem(&format!("{good},k2")), (2, EntryProblem::NotTwoWords));
    assert_eq!(problem(&format!("{good},k2 x y")), (2, EntryProblem::NotTwoWords));
    assert_eq!(problem(&format!("{good},,*")), (3, EntryProblem::NotTwoWords));
    assert_eq!(problem(&format!("k/2 {}", random_key())), (1, EntryProblem::BadId(InvalidKekId)));
}

#[test]
fn a_key_must_be_exactly_32_bytes_in_base64() {
    let key = random_key();
    for wrong in ["!", "AAAA", &key[..43], &format!("{key}{key}"), &"A".repeat(44), &"AB".repeat(32)] {
        let (position, problem) = problem(&format!("k2 {wrong}"));
        assert_eq!(position, 1);
        assert!(matches!(problem, EntryProblem::BadKey(id) if id.as_str() == "k2"), "{wrong}");
    }
}

#[test]
fn ids_and_keys_stand_once_and_one_mark_is_enough() {
    let (a, b) = (random_key(), random_key());
    let id = |text: &str| text.parse().unwrap();
    assert_eq!(problem(&format!("k1 {a},k1 {b}")), (2, EntryProblem::SameId(id("k1"))));
    assert_eq!(problem(&format!("k1 {a},k2 {a}")), (2, EntryProblem::SameKey(id("k2"), id("k1"))));
    assert_eq!(problem(&format!("*k1 {a},*k2 {b}")), (2, EntryProblem::TwoPrimaries(id("k1"), id("k2"))));
}

#[test]
fn no_key_can_pass_for_an_id() {
    let unpadded = "A".repeat(43);
    for swapped in [random_key(), unpadded, "0f".repeat(32)] {
        let (_, problem) = problem(&format!("{swapped} k1"));
        assert_eq!(problem, EntryProblem::BadId(InvalidKekId));
        assert!(!problem.to_string().contains(&swapped));
    }
}
