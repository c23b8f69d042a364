//! What a search for a reference came to.

use erpgate_connector::Sighting;
use erpgate_model::{RecordId, Reference};

/// From the ids of the records that carry it; `kinds` such as `purchase orders`.
pub(crate) fn of(kinds: &str, reference: &Reference, ids: &[&str]) -> Sighting {
    match ids {
        [] => Sighting::Absent,
        [id] if !id.is_empty() => Sighting::Found(RecordId::new(*id)),
        several => Sighting::CannotTell(format!(
            "several {kinds} carry the reference {reference}: {}",
            several.join(", ")
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_found_none_is_absent_and_two_go_to_a_person() {
        let reference = Reference::stored("EG0123456789");
        let of = |ids: &[&str]| of("vendors", &reference, ids);
        assert_eq!(of(&[]), Sighting::Absent);
        assert_eq!(of(&["1"]), Sighting::Found(RecordId::new("1")));
        let told = "several vendors carry the reference EG0123456789: 1, 2";
        assert_eq!(of(&["1", "2"]), Sighting::CannotTell(told.to_owned()));
    }
}
