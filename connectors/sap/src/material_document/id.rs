//! The key of a document of inventory management as one id.

use std::fmt;

use serde_json::Value;

use crate::odata;

/// Year and number, such as `2026-4900000001`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DocumentId {
    pub(crate) year: String,
    pub(crate) number: String,
}

impl DocumentId {
    /// Nothing for a text that is no document's id.
    pub(crate) fn parse(id: &str) -> Option<Self> {
        let (year, number) = id.split_once('-')?;
        let possible = year.len() == 4
            && year.bytes().all(|byte| byte.is_ascii_digit())
            && (1..=10).contains(&number.len())
            && number.bytes().all(|byte| byte.is_ascii_alphanumeric());
        possible.then(|| Self { year: year.to_owned(), number: number.to_owned() })
    }

    /// From the properties of an entity; nothing when they are empty.
    pub(crate) fn of(entity: &Value, year: &str, number: &str) -> Option<Self> {
        let (year, number) = (odata::text(entity, year), odata::text(entity, number));
        let filled = !number.is_empty() && !year.trim_start_matches('0').is_empty();
        filled.then(|| Self { year: year.to_owned(), number: number.to_owned() })
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.year, self.number)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_id_is_a_key_and_nothing_else_is() {
        let id = DocumentId::parse("2026-4900000001").unwrap();
        assert_eq!((id.year.as_str(), id.number.as_str()), ("2026", "4900000001"));
        assert_eq!(id.to_string(), "2026-4900000001");
        for text in
            ["", "2026", "2026-", "26-1", "2026-12345678901", "2026-1' or '1", "count-2026-1", "x026-1"]
        {
            assert_eq!(DocumentId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_empty_key_is_none() {
        let of = |year: &str, number: &str| DocumentId::of(&json!({"Y": year, "N": number}), "Y", "N");
        assert_eq!(of("2026", "1").unwrap().to_string(), "2026-1");
        for (year, number) in [("", "1"), ("0", "1"), ("0000", ""), ("2026", "")] {
            assert_eq!(of(year, number), None, "{year} {number}");
        }
    }
}
