//! Account numbers are shown by their last characters alone.

/// So many characters are shown.
const SHOWN: usize = 4;
/// Stands in no account number, so that a masked one can be told from a real one.
const MASK: &str = "****";

/// `DE89370400440532013000` as `****3000`; a number of four characters or fewer not at all.
#[must_use]
pub fn masked_account(number: &str) -> String {
    let length = number.chars().count();
    let shown = if length > SHOWN { number.chars().skip(length - SHOWN).collect() } else { String::new() };
    format!("{MASK}{shown}")
}

/// True for what [`masked_account`] made: it is shown, and never written.
#[must_use]
pub fn is_masked_account(text: &str) -> bool {
    text.contains('*')
}

/// True when this masked account may be this number: people write numbers in groups, ERPs do not.
#[must_use]
pub fn masks_account(masked: &str, number: &str) -> bool {
    let plain: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    masked.starts_with(MASK) && masked.eq_ignore_ascii_case(&masked_account(&plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_four_characters_are_shown() {
        assert_eq!(masked_account("DE89370400440532013000"), "****3000");
        assert_eq!(masked_account("12345"), "****2345");
        assert_eq!(masked_account("1234"), "****", "a short number would be shown whole");
    }

    #[test]
    fn a_masked_account_is_known_again() {
        assert!(is_masked_account("****3000") && !is_masked_account("3000"));
        assert!(masks_account("****3000", "DE89 3704 0044 0532 0130 00"));
        assert!(!masks_account("****3001", "DE89370400440532013000"));
        assert!(!masks_account("3000", "DE89370400440532013000"));
    }
}
