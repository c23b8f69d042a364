//! Lines that say `change`: one goods movement.

use erpgate_model::{Decimal, NewInventoryAdjustment, NewInventoryAdjustmentLine};
use serde_json::{Value, json};

use super::fields;
use super::movement::{self, MovementTypes, REVERSAL, SCRAPPING};
use crate::mapping::{Entity, Nulls, Row, properties};
use crate::material_document::{self, Posting};

/// Digits after the point of an amount in SAP.
const AMOUNT_SCALE: u32 = 3;
/// SAP's reason codes have four digits.
const REASON_LENGTH: usize = 4;

/// The document to be posted.
pub(super) fn posting(adjustment: &NewInventoryAdjustment, body: &Value, types: &MovementTypes) -> Posting {
    let movements: Vec<Movement> =
        adjustment.lines.iter().map(|line| Movement::of(adjustment, line, types)).collect();
    let code = movements.first().map_or("", |movement| movement.code);
    let mut posting = Posting::new(code, material_document::fields::HEADER, body);
    let reason = adjustment.reason.as_deref().filter(|reason| *reason != SCRAPPING);
    if reason.is_some_and(|reason| reason.chars().count() > REASON_LENGTH) {
        let detail = format!("must be `{SCRAPPING}` or one of SAP's reason codes of up to four digits");
        posting.refuse("/reason".into(), "invalid", detail);
    }
    let code_is_given = adjustment.custom_fields.contains_key("GoodsMovementCode");
    let rows: Vec<Row> = [fields::LINE, material_document::fields::LINE].concat();
    let lines = body["lines"].as_array().map_or(&[][..], Vec::as_slice);
    for (index, ((movement, line), sent)) in movements.iter().zip(&adjustment.lines).zip(lines).enumerate() {
        if movement.code != code && !code_is_given {
            let detail = format!(
                "SAP posts movement type {} with code {} and those before with {code}: send two adjustments",
                movement.kind, movement.code
            );
            posting.refuse(format!("/lines/{index}/change"), "mixed", detail);
        }
        let mut item = Entity::new();
        item.insert("GoodsMovementType".into(), json!(movement.kind));
        item.insert("QuantityInEntryUnit".into(), json!(movement.quantity));
        if movement.code == REVERSAL {
            item.insert("MaterialDocumentPostingType".into(), json!("1"));
        }
        item.extend(properties(fields::ACCOUNTS, "", body, Nulls::Skip));
        item.extend(reason.map(|reason| ("GoodsMovementReasonCode".to_owned(), json!(reason))));
        match amount(line, movement) {
            Ok(amount) => {
                item.extend(amount.map(|amount| ("GdsMvtExtAmtInCoCodeCrcy".to_owned(), json!(amount))));
            }
            Err(detail) => posting.refuse(format!("/lines/{index}/unit_cost"), "invalid", detail),
        }
        posting.add(item, &rows, body, sent);
    }
    posting
}

/// How one line is posted.
struct Movement {
    kind: String,
    code: &'static str,
    gains: bool,
    /// Without its sign.
    quantity: Decimal,
}

impl Movement {
    fn of(
        adjustment: &NewInventoryAdjustment,
        line: &NewInventoryAdjustmentLine,
        types: &MovementTypes,
    ) -> Self {
        let change = line.change.unwrap_or_default();
        let gains = !change.is_negative();
        let scrapped = adjustment.reason.as_deref() == Some(SCRAPPING);
        let charged = adjustment.cost_center_id.is_some() || adjustment.account_id.is_some();
        let own = line.custom_fields.get("GoodsMovementType").and_then(Value::as_str);
        let kind = own.unwrap_or_else(|| types.of(gains, scrapped, charged)).to_owned();
        Self { code: movement::code(&kind, gains), kind, gains, quantity: without_sign(change) }
    }
}

/// What all pieces of a line are worth, exactly.
fn amount(line: &NewInventoryAdjustmentLine, movement: &Movement) -> Result<Option<Decimal>, String> {
    let Some(cost) = line.unit_cost else { return Ok(None) };
    if !movement.gains {
        return Err("SAP values by itself what leaves the stock: leave it out".to_owned());
    }
    let amount = cost.checked_mul(movement.quantity).map(|amount| amount.normalized());
    match amount.filter(|amount| amount.scale() <= AMOUNT_SCALE) {
        Some(amount) => Ok(Some(amount)),
        None => Err(format!(
            "SAP holds the amount of the line with {AMOUNT_SCALE} digits after the point, and {cost} × {} has more",
            movement.quantity
        )),
    }
}

fn without_sign(value: Decimal) -> Decimal {
    if value.is_negative() { value.checked_mul(Decimal::from(-1)).unwrap_or(value) } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(body: &Value) -> Posting {
        let adjustment: NewInventoryAdjustment = serde_json::from_value(body.clone()).unwrap();
        let types = MovementTypes { gain: "561".into(), loss: "562".into() };
        posting(&adjustment, &json!(adjustment), &types)
    }

    #[test]
    fn a_loss_with_its_cost_center_is_an_issue() {
        let body = json!({"cost_center_id": "10101101", "reason": "2", "lines": [
            {"item_id": "TG11", "location_id": "1010", "storage_location_id": "101A", "change": "-2.50", "unit": "PC"}]});
        let posting = posted(&body);
        assert!(posting.errors.is_empty());
        assert_eq!(posting.header["GoodsMovementCode"], "03");
        assert_eq!(
            Value::Object(posting.items[0].clone()),
            json!({"Material": "TG11", "Plant": "1010", "StorageLocation": "101A", "EntryUnit": "PC",
                "QuantityInEntryUnit": "2.50", "GoodsMovementType": "201", "CostCenter": "10101101",
                "GoodsMovementReasonCode": "2"})
        );
    }

    #[test]
    fn what_sap_cannot_post_in_one_document_is_refused_at_its_line() {
        let posting = posted(&json!({"lines": [{"change": "1"}, {"change": "-1"}]}));
        assert_eq!(posting.errors[0].pointer.as_deref(), Some("/lines/1/change"));
        let given = posted(
            &json!({"custom_fields": {"GoodsMovementCode": "05"}, "lines": [{"change": "1"}, {"change": "-1"}]}),
        );
        assert!(given.errors.is_empty());
        assert_eq!(given.header["GoodsMovementCode"], "05");
    }

    #[test]
    fn a_cost_is_sent_as_the_exact_amount_or_refused() {
        let body = |change: &str, cost: &str| json!({"lines": [{"change": change, "unit_cost": cost}]});
        let items = posted(&body("2.5", "3.30")).items;
        assert_eq!(items[0]["GdsMvtExtAmtInCoCodeCrcy"], "8.25");
        for (change, cost) in [("0.333", "0.01"), ("-1", "5")] {
            let errors = posted(&body(change, cost)).errors;
            assert_eq!(errors[0].pointer.as_deref(), Some("/lines/0/unit_cost"), "{change} {cost}");
        }
    }

    #[test]
    fn a_type_of_the_lines_own_goes_before() {
        let posting = posted(&json!({"reason": "much too long", "lines": [
            {"change": "1", "custom_fields": {"GoodsMovementType": "501"}}]}));
        assert_eq!(posting.items[0]["GoodsMovementType"], "501");
        assert_eq!(posting.errors[0].pointer.as_deref(), Some("/reason"));
    }
}
