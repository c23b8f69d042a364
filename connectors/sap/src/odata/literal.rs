//! Keys, filter literals and query strings.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// RFC 3986 "unreserved": everything else is encoded within a key.
const KEY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// In a query, what OData writes plainly stays readable.
const QUERY: &AsciiSet = &KEY.remove(b'$').remove(b',').remove(b'/').remove(b'(').remove(b')').remove(b':');

/// `Set('x')`, or `Set(A='x',B='y')` with several keys.
pub(crate) fn key(set: &str, keys: &[(&str, &str)]) -> String {
    match keys {
        [(_, value)] => format!("{set}({})", encoded(&string_literal(value))),
        several => {
            let literals: Vec<(&str, String)> =
                several.iter().map(|(name, value)| (*name, string_literal(value))).collect();
            key_of_literals(set, &literals)
        }
    }
}

/// `Set(A='x',B=true)`: several keys, each a literal that is not yet encoded.
pub(crate) fn key_of_literals(set: &str, keys: &[(&str, String)]) -> String {
    let parts: Vec<String> = keys.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    format!("{set}({})", parts.join(","))
}

/// The apostrophes around a literal stay, so that an address looks as OData writes it.
fn encoded(literal: &str) -> String {
    match literal.split_once('\'').and_then(|(kind, rest)| Some((kind, rest.strip_suffix('\'')?))) {
        Some((kind, text)) => format!("{kind}'{}'", utf8_percent_encode(text, KEY)),
        None => utf8_percent_encode(literal, KEY).to_string(),
    }
}

/// `'O''Neil'`
pub(crate) fn string_literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// `datetimeoffset'2026-01-01T00:00:00Z'`, cut to whole seconds: SAP's time stamps have no more.
pub(crate) fn instant_literal(instant: DateTime<Utc>) -> String {
    format!("datetimeoffset'{}'", instant.to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// `datetime'2026-01-01T00:00:00'`, which names a day.
pub(crate) fn day_literal(day: NaiveDate) -> String {
    format!("datetime'{day}T00:00:00'")
}

/// `$filter=…&$top=…`, encoded.
pub(crate) fn query(options: &[(&str, String)]) -> String {
    let parts: Vec<String> =
        options.iter().map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, QUERY))).collect();
    parts.join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_key_stands_without_its_name_and_several_with() {
        assert_eq!(
            key("A_PurchaseOrder", &[("PurchaseOrder", "4500000001")]),
            "A_PurchaseOrder('4500000001')"
        );
        assert_eq!(
            key("A_PurchaseOrderItem", &[("PurchaseOrder", "4500000001"), ("PurchaseOrderItem", "10")]),
            "A_PurchaseOrderItem(PurchaseOrder='4500000001',PurchaseOrderItem='10')"
        );
    }

    #[test]
    fn a_key_may_be_a_day_or_a_truth() {
        let day = day_literal("0001-01-01".parse().unwrap());
        assert_eq!(
            key_of_literals("S", &[("A", string_literal("1")), ("B", day), ("C", "true".to_owned())]),
            "S(A='1',B=datetime'0001-01-01T00%3A00%3A00',C=true)"
        );
    }

    #[test]
    fn no_value_can_leave_its_literal() {
        assert_eq!(key("S", &[("K", "a'/b?c#%ü")]), "S('a%27%27%2Fb%3Fc%23%25%C3%BC')");
        assert_eq!(string_literal("O'Neil' or 1 eq 1"), "'O''Neil'' or 1 eq 1'");
    }

    #[test]
    fn a_query_encodes_what_would_end_it() {
        let filter = format!("A eq {} or B eq {}", string_literal("x&y=1+2"), string_literal("#"));
        assert_eq!(
            query(&[("$filter", filter), ("$top", "2".into())]),
            "$filter=A%20eq%20%27x%26y%3D1%2B2%27%20or%20B%20eq%20%27%23%27&$top=2"
        );
    }

    #[test]
    fn an_instant_is_cut_to_whole_seconds() {
        let instant = DateTime::from_timestamp_millis(1_795_392_000_999).unwrap();
        assert_eq!(instant_literal(instant), "datetimeoffset'2026-11-23T00:00:00Z'");
    }
}
