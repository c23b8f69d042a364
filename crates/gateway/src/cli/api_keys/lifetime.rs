//! How long a key lives, as people write it: `90d`, `12h`.

use chrono::TimeDelta;

/// Longer than this is a typing error; leave `--expires-in` away for a key without end.
const LONGEST_DAYS: i64 = 3650;

pub(super) fn parse(text: &str) -> Result<TimeDelta, String> {
    let wrong = || format!("`{text}` is no time such as 90d or 12h (at most {LONGEST_DAYS}d)");
    let (number, unit) = text.split_at_checked(text.len().saturating_sub(1)).ok_or_else(wrong)?;
    let number: i64 = number.parse().map_err(|_| wrong())?;
    let given = match unit {
        "d" => TimeDelta::try_days(number),
        "h" => TimeDelta::try_hours(number),
        _ => None,
    };
    let possible = TimeDelta::hours(1)..=TimeDelta::days(LONGEST_DAYS);
    given.filter(|given| possible.contains(given)).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_hours_are_understood() {
        assert_eq!(parse("90d"), Ok(TimeDelta::days(90)));
        assert_eq!(parse("12h"), Ok(TimeDelta::hours(12)));
    }

    #[test]
    fn what_is_no_lifetime_is_refused_by_name() {
        for wrong in ["", "d", "90", "0d", "-1d", "1.5d", "9999999999999999999d", "99999d", "90é"] {
            assert!(parse(wrong).unwrap_err().contains(wrong), "{wrong}");
        }
    }
}
