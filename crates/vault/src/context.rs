//! The associated data that binds a ciphertext to its place.

/// `header ‖ u64be(len) ‖ part ‖ …`. The lengths keep ("ab", "c") apart from ("a", "bc").
pub(crate) fn associated_data(header: &[u8], parts: &[&str]) -> Vec<u8> {
    let mut data = header.to_vec();
    for part in parts {
        data.extend_from_slice(&(part.len() as u64).to_be_bytes());
        data.extend_from_slice(part.as_bytes());
    }
    data
}

#[cfg(test)]
mod tests {
    use super::associated_data;

    #[test]
    fn parts_cannot_borrow_bytes_from_each_other() {
        assert_ne!(associated_data(b"h", &["ab", "c"]), associated_data(b"h", &["a", "bc"]));
        assert_ne!(associated_data(b"h", &["abc"]), associated_data(b"h", &["abc", ""]));
    }

    #[test]
    fn a_part_is_preceded_by_its_length_in_eight_bytes() {
        assert_eq!(associated_data(b"h", &["ab"]), b"h\0\0\0\0\0\0\0\x02ab");
    }
}
