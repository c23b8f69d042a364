//! Lines that say how much there shall be: NetSuite only takes by how much more or less.

use std::collections::BTreeSet;

use erpgate_connector::{Rejection, Session, WriteError};
use erpgate_model::{Decimal, FailureCode, FieldError};
use serde_json::{Value, json};

use crate::connector::Account;
use crate::inventory_level::{OnHand, Wanted};
use crate::mapping::Fields;
use crate::records::refused;

/// Puts a `change` into every line that says `set_to`, from what NetSuite holds at this moment. Gives the
/// lines that stand at their level already, by their places in the list.
///
/// # Errors
/// `StaleVersion` when NetSuite holds something else than a line expects.
pub(super) async fn work_out(
    account: &Account,
    session: &Session,
    lines: &mut [Value],
) -> Result<Vec<usize>, WriteError> {
    let levels: Vec<(usize, Level)> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, Level::of(line.as_object()?)?))).collect();
    if levels.is_empty() {
        return Ok(Vec::new());
    }
    check(&levels)?;
    let wanted: Vec<Wanted<'_>> = levels.iter().map(|(_, level)| level.wanted()).collect();
    let on_hand = OnHand::load(account, session, &wanted).await?;
    let (mut stand, mut errors, mut stale) = (Vec::new(), Vec::new(), Vec::new());
    for (at, level) in &levels {
        let (wanted, pointer) = (level.wanted(), |name: &str| format!("/lines/{at}/{name}"));
        let held = on_hand.of(&wanted);
        let unit = on_hand.unit(&wanted);
        if let (Some(given), Some(unit)) = (&level.unit, unit).clone()
            && *given != unit
        {
            let detail =
                format!("a level is counted in the item's stock unit, {unit}: send that, or `change`");
            errors.push(FieldError::at(pointer("unit"), "not_supported", detail));
        }
        if let Some(expected) = level.expected.filter(|expected| *expected != held) {
            let detail = format!("expected {expected}, NetSuite holds {held}");
            stale.push(FieldError::at(pointer("expected_on_hand"), "stale", detail));
        }
        let Some(change) = minus(level.set_to, held) else {
            errors.push(FieldError::at(pointer("set_to"), "invalid", "the change has more than 28 digits"));
            continue;
        };
        if change.is_zero() {
            stand.push(*at);
        }
        lines[*at]["change"] = json!(change.normalized());
    }
    if !errors.is_empty() {
        return Err(refused(errors).into());
    }
    if !stale.is_empty() {
        let details: Vec<&str> = stale.iter().map(|error| error.detail.as_str()).collect();
        let detail =
            format!("the stock is another than expected, nothing was changed: {}", details.join("; "));
        return Err(Rejection { code: FailureCode::StaleVersion, detail, errors: stale }.into());
    }
    Ok(stand)
}

/// A line that says `set_to`.
#[derive(Debug)]
struct Level {
    item: String,
    location: Option<String>,
    bin: Option<String>,
    lot: Option<String>,
    serials: bool,
    unit: Option<String>,
    set_to: Decimal,
    expected: Option<Decimal>,
}

impl Level {
    fn of(line: &Fields) -> Option<Self> {
        let text = |name: &str| line.get(name).and_then(Value::as_str).map(str::to_owned);
        let number = |name: &str| text(name).and_then(|text| text.parse::<Decimal>().ok());
        Some(Self {
            set_to: number("set_to")?,
            expected: number("expected_on_hand"),
            item: text("item_id").unwrap_or_default(),
            location: text("location_id"),
            bin: text("bin_id"),
            lot: text("lot"),
            serials: line.get("serials").and_then(Value::as_array).is_some_and(|serials| !serials.is_empty()),
            unit: text("unit"),
        })
    }

    fn wanted(&self) -> Wanted<'_> {
        Wanted {
            item: &self.item,
            location: self.location.as_deref(),
            bin: self.bin.as_deref(),
            lot: self.lot.as_deref(),
        }
    }
}

/// Whether each line can be compared with a figure of NetSuite's.
fn check(levels: &[(usize, Level)]) -> Result<(), Rejection> {
    let mut errors = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, level) in levels {
        let mut refuse = |name: &str, code: &str, detail: &str| {
            errors.push(FieldError::at(format!("/lines/{at}{name}"), code, detail));
        };
        if level.serials {
            let detail = "a level is a figure: take serial numbers in or out with `change`";
            refuse("/serials", "not_supported", detail);
        }
        if level.bin.as_deref().is_some_and(|bin| !bin.bytes().all(|byte| byte.is_ascii_digit())) {
            refuse("/bin_id", "not_supported", "with `set_to`, a bin is named by NetSuite's own id");
        }
        if !seen.insert(level.wanted()) {
            refuse("/set_to", "twice", "another line says the level of the same stock");
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(refused(errors)) }
}

fn minus(one: Decimal, other: Decimal) -> Option<Decimal> {
    one.checked_add(other.checked_mul(Decimal::from(-1))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(lines: &Value) -> Vec<(String, String)> {
        let levels = lines.as_array().unwrap().iter().enumerate();
        let levels: Vec<_> =
            levels.filter_map(|(at, line)| Some((at, Level::of(line.as_object()?)?))).collect();
        let errors = check(&levels).map_or_else(|rejection| rejection.errors, |()| Vec::new());
        errors.into_iter().map(|error| (error.pointer.unwrap(), error.code)).collect()
    }

    #[test]
    fn a_level_that_is_no_figure_is_refused_at_its_place() {
        let one = json!({"item_id": "701", "location_id": "11", "set_to": "4"});
        let mut bin = one.clone();
        bin["bin_id"] = json!("31");
        assert_eq!(codes(&json!([one, bin])), []);
        assert_eq!(codes(&json!([one, one])), [("/lines/1/set_to".to_owned(), "twice".to_owned())]);
        bin["bin_id"] = json!("eid:A-01");
        bin["serials"] = json!(["S"]);
        let pointers: Vec<_> = codes(&json!([bin])).into_iter().map(|(pointer, _)| pointer).collect();
        assert_eq!(pointers, ["/lines/0/serials", "/lines/0/bin_id"]);
    }
}
