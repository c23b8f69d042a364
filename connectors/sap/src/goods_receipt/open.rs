//! What is open of a line of a purchase order: ordered less received.

use erpgate_connector::{Session, Trouble};
use erpgate_model::{Decimal, FieldError, NewGoodsReceipt, RecordId};
use serde_json::Value;

use super::GoodsReceipts;
use crate::odata;

/// Movement types that receive for an order, and those that take back.
const RECEIVE: [&str; 4] = ["101", "105", "123", "162"];
const TAKE_BACK: [&str; 4] = ["102", "106", "122", "161"];

impl GoodsReceipts<'_> {
    /// For each line that gives no quantity, what is open; `None` for the others.
    ///
    /// # Errors
    /// The inner error says what is wrong with the body.
    pub(super) async fn open(
        &self,
        session: &Session,
        receipt: &NewGoodsReceipt,
    ) -> Result<Result<Vec<Option<Decimal>>, Vec<FieldError>>, Trouble> {
        if receipt.lines.iter().all(|line| line.quantity.is_some()) {
            return Ok(Ok(vec![None; receipt.lines.len()]));
        }
        let order = receipt.purchase_order_id.clone().unwrap_or_default();
        let Some(ordered) = self.orders.items(session, &RecordId::new(&order)).await? else {
            let detail = format!("SAP has no purchase order {order}");
            return Ok(Err(vec![FieldError::at("/purchase_order_id", "no_such_reference", detail)]));
        };
        let moved = self.documents.items_of_order(session, &order).await?;
        let mut quantities = Vec::new();
        let mut errors = Vec::new();
        for (index, line) in receipt.lines.iter().enumerate() {
            if line.quantity.is_some() {
                quantities.push(None);
                continue;
            }
            let id = line.purchase_order_line_id.as_deref().unwrap_or_default().trim_start_matches('0');
            let item = ordered
                .iter()
                .find(|item| odata::text(item, "PurchaseOrderItem").trim_start_matches('0') == id);
            let unit = line.unit.as_deref();
            match item.map(|item| open_of(item, id, unit, &moved)) {
                Some(Ok(open)) => quantities.push(Some(open)),
                Some(Err((code, detail))) => {
                    errors.push(FieldError::at(format!("/lines/{index}/quantity"), code, detail));
                }
                None => {
                    let (at, detail) = (
                        format!("/lines/{index}/purchase_order_line_id"),
                        format!("purchase order {order} has no line {id}"),
                    );
                    errors.push(FieldError::at(at, "no_such_reference", detail));
                }
            }
        }
        Ok(if errors.is_empty() { Ok(quantities) } else { Err(errors) })
    }
}

type Refused = (&'static str, String);

fn open_of(item: &Value, id: &str, unit: Option<&str>, moved: &[Value]) -> Result<Decimal, Refused> {
    let order_unit = odata::text(item, "PurchaseOrderQuantityUnit");
    if unit.is_some_and(|unit| unit != order_unit) {
        return Err(("required", format!("say how much came: the order is in {order_unit}")));
    }
    let cannot_tell = || ("required", "SAP does not tell what is open: say how much came".to_owned());
    let mut open = odata::decimal_from_native(&item["OrderQuantity"]).ok_or_else(cannot_tell)?;
    let of_line = |row: &&Value| odata::text(row, "PurchaseOrderItem").trim_start_matches('0') == id;
    for row in
        moved.iter().filter(of_line).filter(|row| odata::text(row, "IsAutomaticallyCreated").is_empty())
    {
        let kind = odata::text(row, "GoodsMovementType");
        let sign = match kind {
            _ if RECEIVE.contains(&kind) => Decimal::from(-1),
            _ if TAKE_BACK.contains(&kind) => Decimal::from(1),
            _ => continue,
        };
        let quantity = [("EntryUnit", "QuantityInEntryUnit"), ("MaterialBaseUnit", "QuantityInBaseUnit")]
            .into_iter()
            .find(|(unit, _)| odata::text(row, unit) == order_unit)
            .and_then(|(_, property)| odata::decimal_from_native(&row[property]));
        let change = quantity.and_then(|quantity| quantity.checked_mul(sign)).ok_or_else(cannot_tell)?;
        open = open.checked_add(change).ok_or_else(cannot_tell)?;
    }
    if open.is_zero() || open.is_negative() {
        return Err(("out_of_range", format!("nothing is open of line {id}: say how much came")));
    }
    Ok(open.normalized())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn moved(kind: &str, unit: &str, quantity: &str) -> Value {
        json!({"PurchaseOrderItem": "00010", "GoodsMovementType": kind, "EntryUnit": unit,
            "QuantityInEntryUnit": quantity, "MaterialBaseUnit": "PC", "QuantityInBaseUnit": "12.000"})
    }

    #[test]
    fn what_went_back_is_open_again_and_other_units_are_told_apart() {
        let item = json!({"PurchaseOrderQuantityUnit": "PC", "OrderQuantity": "30.000"});
        let open = |moved: &[Value]| open_of(&item, "10", None, moved).map(|open| open.to_string());
        assert_eq!(open(&[]).unwrap(), "30");
        assert_eq!(open(&[moved("101", "PC", "5.500"), moved("102", "PC", "0.5")]).unwrap(), "25");
        assert_eq!(open(&[moved("101", "CAR", "1")]).unwrap(), "18", "a carton in base units");
        assert_eq!(open(&[moved("103", "PC", "5")]).unwrap(), "30", "blocked goods are not received yet");
        assert_eq!(open(&[moved("101", "PC", "30")]).unwrap_err().0, "out_of_range");
        let mut strange = moved("101", "CAR", "1");
        strange["MaterialBaseUnit"] = json!("KG");
        assert_eq!(open(&[strange]).unwrap_err().0, "required");
        assert_eq!(open_of(&item, "10", Some("CAR"), &[]).unwrap_err().0, "required");
    }
}
