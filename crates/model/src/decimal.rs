//! Exact decimals: strings on the wire, never a binary float.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// An amount, price, rate or quantity with up to 28 digits, such as `12.50`.
///
/// It keeps the digits it was given (`12.50` stays `12.50`) and compares by value
/// (`12.50` equals `12.5`). JSON numbers are refused, because most JSON libraries
/// pass them through a binary float.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(rust_decimal::Decimal);

/// Why a text is no decimal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` is not a decimal: write digits with an optional minus and point, such as \"12.50\" (at most 28 digits)"
)]
pub struct DecimalError {
    given: String,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self(rust_decimal::Decimal::ZERO);

    /// The number of digits after the point as written.
    #[must_use]
    pub fn scale(&self) -> u32 {
        self.0.scale()
    }

    /// The number of digits after the point that matter (`12.50` has one).
    #[must_use]
    pub fn significant_scale(&self) -> u32 {
        self.0.normalize().scale()
    }

    /// True for values below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// True for zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// The same value without trailing zeros after the point.
    #[must_use]
    pub fn normalized(&self) -> Self {
        Self(self.0.normalize())
    }

    /// The sum, or nothing when it has more than 28 digits.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The product, or nothing when it has more than 28 digits.
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        self.0.checked_mul(other.0).map(Self)
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let error = || DecimalError { given: text.chars().take(64).collect() };
        let digits = text.strip_prefix('-').unwrap_or(text);
        let plain = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.ends_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
        if !plain {
            return Err(error());
        }
        rust_decimal::Decimal::from_str_exact(text).map(Self).map_err(|_| error())
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self(value.into())
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl PartialSchema for Decimal {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(SchemaType::new(Type::String))
            .pattern(Some("^-?[0-9]+(\\.[0-9]+)?$"))
            .description(Some("An exact decimal as a string; JSON numbers are refused."))
            .examples([serde_json::json!("12.50")])
            .into()
    }
}

impl ToSchema for Decimal {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_json_number_is_refused() {
        let error = serde_json::from_str::<Decimal>("12.5").unwrap_err();
        assert!(error.to_string().contains("expected"), "{error}");
    }

    #[test]
    fn texts_that_are_no_decimals_are_refused() {
        for text in ["", "-", "1e3", "1.", ".5", "1,5", "NaN", "+1", " 1", "1_000", "0x10"] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
    }

    #[test]
    fn digits_that_do_not_fit_are_refused_rather_than_rounded() {
        assert!("0.12345678901234567890123456789012".parse::<Decimal>().is_err());
    }

    #[test]
    fn equal_values_with_different_digits_are_equal() {
        assert_eq!("12.50".parse::<Decimal>().unwrap(), "12.5".parse().unwrap());
    }

    proptest! {
        #[test]
        fn every_decimal_text_survives_the_wire(units in -1_000_000_000_000_i64..1_000_000_000_000, cents in 0_u32..1_000_000) {
            let text = format!("{units}.{cents:06}");
            let value: Decimal = text.parse().unwrap();
            let json = serde_json::to_string(&value).unwrap();
            prop_assert_eq!(json, format!("\"{text}\""));
        }
    }
}
