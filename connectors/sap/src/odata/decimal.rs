//! Decimals: strings with padded scale, such as `12.500`.

use erpgate_model::Decimal;
use serde_json::Value;

/// Longer exponents than this are no quantity or price.
const MAX_EXPONENT: i64 = 40;

/// The value of an `Edm.Decimal`, or of a string that holds one, without trailing zeros. Exact, or
/// nothing. Takes JSON numbers and exponents too, which other releases may send.
pub(crate) fn decimal_from_native(value: &Value) -> Option<Decimal> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    let plain = match text.split_once(['e', 'E']) {
        None => text,
        Some((digits, exponent)) => shifted(digits, exponent.parse().ok()?)?,
    };
    plain.parse().ok().map(|decimal: Decimal| decimal.normalized())
}

/// Moves the point: digits alone, no arithmetic.
fn shifted(digits: &str, exponent: i64) -> Option<String> {
    let (sign, unsigned) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let all = format!("{whole}{fraction}");
    if exponent.abs() > MAX_EXPONENT || all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let point = i64::try_from(whole.len()).ok()? + exponent;
    let zeros = |count: i64| "0".repeat(usize::try_from(count).unwrap_or(0));
    let length = i64::try_from(all.len()).ok()?;
    Some(if point <= 0 {
        format!("{sign}0.{}{all}", zeros(-point))
    } else if point >= length {
        format!("{sign}{all}{}", zeros(point - length))
    } else {
        let (before, after) = all.split_at(usize::try_from(point).ok()?);
        format!("{sign}{before}.{after}")
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shown(value: &Value) -> Option<String> {
        decimal_from_native(value).map(|decimal| decimal.to_string())
    }

    #[test]
    fn padding_is_taken_off_and_every_digit_kept() {
        for (native, expected) in [
            ("12.500", "12.5"),
            ("100", "100"),
            ("0.000", "0"),
            ("-3.999", "-3.999"),
            (" 1.00000 ", "1"),
            ("1234567890123456789.123", "1234567890123456789.123"),
        ] {
            assert_eq!(shown(&json!(native)).as_deref(), Some(expected));
        }
    }

    #[test]
    fn numbers_and_exponents_are_exact() {
        for (native, expected) in
            [("12.50", "12.5"), ("1.25E2", "125"), ("125e-4", "0.0125"), ("-1.5e0", "-1.5"), ("1E+3", "1000")]
        {
            let number: Value = serde_json::from_str(native).unwrap();
            assert_eq!(shown(&number).as_deref(), Some(expected), "{native}");
            assert_eq!(shown(&json!(native)).as_deref(), Some(expected), "{native}");
        }
    }

    #[test]
    fn what_is_no_decimal_is_nothing() {
        for native in
            [json!(""), json!(null), json!(true), json!("1,5"), json!("1e999"), json!("e5"), json!("/2")]
        {
            assert_eq!(shown(&native), None, "{native}");
        }
    }
}
