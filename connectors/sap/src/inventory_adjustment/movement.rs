//! Movement types: which one a change of stock takes, how it is posted, and which way it goes.

/// SAP's word for `reason` that is no reason code but a movement type of its own.
pub(crate) const SCRAPPING: &str = "scrapping";

/// Goods movement codes: issues, receipts, and what takes either back.
const ISSUE: &str = "03";
const RECEIPT: &str = "05";
pub(super) const REVERSAL: &str = "06";

/// The movement types of a connection for changes that say nothing of cost or reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MovementTypes {
    /// Stock that was found.
    pub(crate) gain: String,
    /// Stock that is missing.
    pub(crate) loss: String,
}

impl MovementTypes {
    /// The type for a change: scrapped, charged to a cost center or an account, or neither.
    pub(super) fn of(&self, gains: bool, scrapped: bool, charged: bool) -> &str {
        match (scrapped, charged, gains) {
            (true, _, false) => "551",
            (true, _, true) => "552",
            (false, true, false) => "201",
            (false, true, true) => "202",
            (false, false, true) => &self.gain,
            (false, false, false) => &self.loss,
        }
    }

    /// True when stock grows, false when it shrinks; nothing for types of which only the customer knows.
    pub(super) fn gains(&self, kind: &str) -> Option<bool> {
        match family(kind) {
            Some(Family::Receipt) => Some(!takes_back(kind)),
            Some(Family::Issue) => Some(takes_back(kind)),
            None if self.gain == self.loss => None,
            None if kind == self.gain => Some(true),
            None if kind == self.loss => Some(false),
            None => None,
        }
    }
}

/// The goods movement code with which a type is posted.
pub(super) fn code(kind: &str, gains: bool) -> &'static str {
    match family(kind) {
        Some(_) if takes_back(kind) => REVERSAL,
        Some(Family::Receipt) => RECEIPT,
        Some(Family::Issue) => ISSUE,
        None if gains => RECEIPT,
        None => ISSUE,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Receipt,
    Issue,
}

/// SAP's own types: 2xx and 55x issue, the other 5xx receive, 70x are differences of a count.
fn family(kind: &str) -> Option<Family> {
    let three_digits = kind.len() == 3 && kind.bytes().all(|byte| byte.is_ascii_digit());
    match &kind[..2.min(kind.len())] {
        _ if !three_digits => None,
        "20" | "22" | "23" | "24" | "25" | "26" | "27" | "28" | "29" | "55" => Some(Family::Issue),
        "50" | "51" | "52" | "53" | "56" | "57" | "70" => Some(Family::Receipt),
        _ => None,
    }
}

/// The type that takes back another has the next number, which is even.
fn takes_back(kind: &str) -> bool {
    kind.bytes().last().is_some_and(|byte| byte % 2 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn types() -> MovementTypes {
        MovementTypes { gain: "Z61".into(), loss: "Z62".into() }
    }

    #[test]
    fn what_is_said_decides_the_type() {
        let types = types();
        for (gains, scrapped, charged, kind) in [
            (false, true, true, "551"),
            (true, true, false, "552"),
            (false, false, true, "201"),
            (true, false, true, "202"),
            (true, false, false, "Z61"),
            (false, false, false, "Z62"),
        ] {
            assert_eq!(types.of(gains, scrapped, charged), kind);
        }
    }

    #[test]
    fn a_type_tells_its_direction_and_its_code() {
        for (kind, gains, code_of) in [
            ("201", Some(false), "03"),
            ("202", Some(true), "06"),
            ("551", Some(false), "03"),
            ("501", Some(true), "05"),
            ("561", Some(true), "05"),
            ("562", Some(false), "06"),
            ("701", Some(true), "05"),
            ("Z61", Some(true), "05"),
            ("Z62", Some(false), "03"),
        ] {
            assert_eq!(types().gains(kind), gains, "{kind}");
            assert_eq!(code(kind, gains.unwrap()), code_of, "{kind}");
        }
        for kind in ["Z99", "", "9", "ü"] {
            assert_eq!(types().gains(kind), None, "{kind}");
        }
    }
}
