//! What other people do to purchase orders: receive, bill, approve, reject, close.

use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::touch::change;
use super::{ledger, parse};
use crate::http::{Problem, Request};
use crate::records::{Writer, Writing};
use crate::rules;
use crate::simulator::Simulator;
use crate::world::World;

/// Their record type.
const ORDERS: &str = "purchaseOrder";

/// `{"line": 1, "quantity": "2.5"}`; for lot and serial items also `"number": "LOT-A"`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Progress {
    line: u64,
    quantity: Value,
    #[serde(default)]
    number: Option<String>,
}

/// `POST /purchase_orders/{id}/{action}`; answers the order as it is then.
pub(super) fn act(
    simulator: &Simulator,
    request: &Request,
    id: &str,
    action: &str,
) -> Result<Value, Problem> {
    let number: u64 = id.parse().map_err(|_| Problem::no_such_record())?;
    let writer = Writer { by: "admin".to_owned(), now: simulator.clock.now() };
    {
        let mut world = simulator.world();
        match action {
            "receive" => {
                let body = receipt(&world, number, &parse(request)?)?;
                rules::receive(&mut world, number, body, &Writing::seed(), &writer, true)?;
            }
            "bill" => {
                let progress: Progress = parse(request)?;
                let quantity = quantity(&progress.quantity)?;
                rules::bill(&mut world, number, progress.line, quantity, &writer)?;
            }
            "approve" => change(&mut world, ORDERS, number, json!({"approvalStatus": "2"}), &writer)?,
            "reject" => change(&mut world, ORDERS, number, json!({"approvalStatus": "3"}), &writer)?,
            "close" => {
                let body = closing(&world, number)?;
                change(&mut world, ORDERS, number, body, &writer)?;
            }
            _ => return Err(Problem::no_such_resource(&request.path)),
        }
    }
    ledger::one(simulator, "purchase_orders", id)
}

fn quantity(value: &Value) -> Result<Decimal, Problem> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Decimal::from_str_exact(&text).map_err(|_| super::unusable(format!("'{text}' is no quantity")))
}

/// The body of a receipt of one line only.
fn receipt(world: &World, id: u64, progress: &Progress) -> Result<Map<String, Value>, Problem> {
    let record = world.get("purchaseOrder", id).ok_or_else(Problem::no_such_record)?;
    let open = record
        .lines("item")
        .iter()
        .filter(|line| line.decimal("quantityReceived") < line.decimal("quantity"));
    let mut lines: Vec<Value> = open
        .filter(|line| line.key != progress.line && !line.flag("isClosed"))
        .map(|line| json!({"orderLine": line.key, "itemReceive": false}))
        .collect();
    let mut line = json!({"orderLine": progress.line, "quantity": progress.quantity});
    if let Some(number) = &progress.number {
        let lot = json!({"receiptInventoryNumber": number, "quantity": progress.quantity});
        line["inventoryDetail"] = json!({"inventoryAssignment": {"items": [lot]}});
    }
    lines.push(line);
    Ok(Map::from_iter([("item".to_owned(), json!({"items": lines}))]))
}

/// A body that closes every line.
fn closing(world: &World, id: u64) -> Result<Value, Problem> {
    let record = world.get("purchaseOrder", id).ok_or_else(Problem::no_such_record)?;
    let lines = |sublist: &str| -> Vec<Value> {
        record.lines(sublist).iter().map(|line| json!({"line": line.key, "isClosed": true})).collect()
    };
    Ok(json!({"item": {"items": lines("item")}, "expense": {"items": lines("expense")}}))
}
