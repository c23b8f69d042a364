//! The part of a component that belongs to a part of an order, without a rounded digit.

use erpgate_model::Decimal;

/// Digits after the point that a component's quantity may have.
pub(super) const DIGITS: u32 = 5;

/// `component × done / whole`; nothing when it is not exact within [`DIGITS`], or negative.
pub(super) fn portion(component: Decimal, done: Decimal, whole: Decimal) -> Option<Decimal> {
    let ((component, a), (done, b), (whole, c)) = (units(component)?, units(done)?, units(whole)?);
    let product = component.checked_mul(done)?.checked_mul(ten_to(DIGITS + c)?)?;
    let divisor = whole.checked_mul(ten_to(a + b)?)?;
    if product.checked_rem(divisor)? != 0 {
        return None;
    }
    let (part, one) = (product / divisor, ten_to(DIGITS)?);
    let text = format!("{}.{:0>width$}", part / one, part % one, width = DIGITS as usize);
    Some(text.parse::<Decimal>().ok()?.normalized())
}

/// A number as a whole count of its last digit, and how many digits stand after the point.
fn units(number: Decimal) -> Option<(u128, u32)> {
    let plain = number.normalized();
    Some((plain.to_string().replace('.', "").parse().ok()?, plain.scale()))
}

fn ten_to(power: u32) -> Option<u128> {
    10_u128.checked_pow(power)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(component: &str, done: &str, whole: &str) -> Option<String> {
        let number = |text: &str| text.parse().unwrap();
        portion(number(component), number(done), number(whole)).map(|part| part.to_string())
    }

    #[test]
    fn a_part_is_exact() {
        assert_eq!(of("12", "1.5", "3").unwrap(), "6");
        assert_eq!(of("0.75", "1", "3").unwrap(), "0.25");
        assert_eq!(of("0.00003", "1", "3").unwrap(), "0.00001");
        assert_eq!(of("0.1", "0.30", "0.6").unwrap(), "0.05");
        assert_eq!(of("3", "1000000", "0.5").unwrap(), "6000000");
        assert_eq!(of("0", "1", "7").unwrap(), "0");
    }

    #[test]
    fn a_part_that_would_be_rounded_is_none() {
        assert_eq!(of("1", "1", "3"), None);
        assert_eq!(of("100", "1", "3"), None);
        assert_eq!(of("0.00001", "1", "2"), None);
        assert_eq!(of("1", "1", "0"), None);
        assert_eq!(of("-1", "1", "1"), None);
        assert_eq!(of("12345678901234567890.12345678", "12345678901234567890", "3"), None);
    }
}
