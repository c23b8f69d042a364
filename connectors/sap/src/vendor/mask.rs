//! Account numbers are shown by their last characters alone.

use serde_json::{Value, json};

/// So many characters are shown.
const SHOWN: usize = 4;
/// Stands in no account number, so that a masked one can be told from a real one.
const MASK: char = '*';

/// `DE89370400440532013000` as `****3000`; a number of four characters or fewer not at all.
pub(super) fn masked(number: &str) -> String {
    let length = number.chars().count();
    let shown = if length > SHOWN { number.chars().skip(length - SHOWN).collect() } else { String::new() };
    format!("{}{shown}", MASK.to_string().repeat(4))
}

/// True for what [`masked`] made.
pub(super) fn is_masked(text: &str) -> bool {
    text.contains(MASK)
}

/// Masks these properties of an entity.
pub(super) fn mask_properties(entity: &mut Value, properties: &[&str]) {
    for property in properties {
        if let Some(number) = entity[*property].as_str().filter(|number| !number.is_empty()) {
            entity[*property] = json!(masked(number));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_four_characters_are_shown() {
        assert_eq!(masked("DE89370400440532013000"), "****3000");
        assert_eq!(masked("12345"), "****2345");
        assert_eq!(masked("1234"), "****", "a short number would be shown whole");
        assert!(is_masked("****3000") && !is_masked("3000"));
    }
}
