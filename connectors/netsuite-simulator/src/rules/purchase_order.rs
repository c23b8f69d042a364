//! Purchase orders: what the vendor brings along, amounts, the status machine.

use chrono::{DateTime, Utc};
use rust_decimal::{Decimal, RoundingStrategy};

use super::vendor_subsidiary::is_known_in;
use super::{Rules, belongs_to, missing, missing_in_line};
use crate::http::Problem;
use crate::records::Writer;
use crate::world::{Cell, Draft, Line, Record, World};

/// The rules of `purchaseOrder`.
pub(super) struct PurchaseOrder;

const FLAGS: [&str; 5] = ["toBeEmailed", "toBeFaxed", "toBePrinted", "shipIsResidential", "shipOverride"];

impl Rules for PurchaseOrder {
    fn begin(&self, world: &World, draft: &mut Draft, now: DateTime<Utc>) {
        draft.default_date("tranDate", now.date_naive());
        draft.set_default("exchangeRate", Cell::Decimal(Decimal::ONE));
        draft.set_default("source", Cell::Choice("restWebServices".into()));
        for field in FLAGS {
            draft.set_default(field, Cell::Flag(false));
        }
        if world.switches.approval {
            draft.set_default("approvalStatus", Cell::Choice("1".into()));
        }
    }

    fn may_set(&self, world: &World, _draft: &Draft, field: &str) -> Result<(), Problem> {
        if field == "subsidiary" && world.switches.subsidiary_derived {
            return Err(Problem::user(
                "You do not have permissions to set a value for element subsidiary due to one of the following \
                 reasons: 1) The field is read-only; 2) An associated feature is disabled; 3) The field is available \
                 either when a record is created or updated, but not in both cases.",
            ));
        }
        Ok(())
    }

    fn field_set(&self, world: &World, draft: &mut Draft, field: &str) -> Result<(), Problem> {
        match field {
            // Both look at the subsidiary that is set at this moment: that is why key order matters.
            "entity" => bring_from_vendor(world, draft),
            "subsidiary" => return check_subsidiary(world, draft),
            "location" => {
                let (subsidiary, location) =
                    (draft.record.id_in("subsidiary"), draft.record.id_in("location"));
                return belongs_to(world, subsidiary, location, "location", "location");
            }
            _ => {}
        }
        Ok(())
    }

    fn line_set(
        &self,
        world: &World,
        draft: &mut Draft,
        sublist: &str,
        index: usize,
        fresh: bool,
        path: &str,
    ) -> Result<(), Problem> {
        let precision = currency_precision(world, draft);
        let Some(line) = draft.record.sublists.get_mut(sublist).and_then(|lines| lines.get_mut(index)) else {
            return Ok(());
        };
        if fresh {
            line.cells.entry("isClosed".into()).or_insert(Cell::Flag(false));
        }
        if sublist == "expense" {
            if !line.cells.contains_key("account") && !line.cells.contains_key("category") {
                return Err(missing_in_line("Account", &format!("{path}.account")));
            }
            round(line, precision);
            return Ok(());
        }
        let Some(item) = line.cells.get("item").and_then(Cell::id).and_then(|id| world.follow("item", id))
        else {
            return Err(missing_in_line("Item", &format!("{path}.item")));
        };
        bring_from_item(line, item);
        let quantity = line.decimal("quantity");
        if quantity < line.decimal("quantityReceived") {
            let shown = quantity.normalize().to_string();
            return Err(Problem::field_value(&shown, "quantity", format!("{path}.quantity")));
        }
        price(line, item, precision);
        Ok(())
    }

    fn check(&self, _world: &World, draft: &Draft) -> Result<(), Problem> {
        let labels = missing(draft, &["entity", "tranDate"]);
        if !labels.is_empty() {
            return Err(Problem::missing(&labels));
        }
        if draft.record.lines("item").is_empty() && draft.record.lines("expense").is_empty() {
            return Err(Problem::user("You must enter at least one line item for this transaction."));
        }
        Ok(())
    }

    fn complete(&self, world: &World, draft: &mut Draft) {
        let lines = ["item", "expense"].into_iter().flat_map(|sublist| draft.record.lines(sublist));
        let total: Decimal = lines.map(|line| line.decimal("amount")).sum();
        for field in ["subtotal", "total"] {
            draft.set(field, Cell::Decimal(total));
        }
        let status = Cell::Choice(status(&draft.record, world.switches.approval).to_owned());
        draft.set("orderStatus", status.clone());
        draft.set("status", status);
    }

    fn may_delete(&self, _world: &World, record: &Record) -> Result<(), Problem> {
        let touched = |line: &Line| {
            !line.decimal("quantityReceived").is_zero() || !line.decimal("quantityBilled").is_zero()
        };
        if record.lines("item").iter().any(touched) {
            return Err(Problem::user(
                "This transaction cannot be deleted because it is linked to by one or more transactions.",
            ));
        }
        Ok(())
    }
}

/// Choosing the vendor overwrites subsidiary, currency and terms: that is why key order matters.
fn bring_from_vendor(world: &World, draft: &mut Draft) {
    let Some(vendor) = draft.record.id_in("entity").and_then(|id| world.follow("vendor", id)) else { return };
    for field in ["subsidiary", "currency", "terms"] {
        if field == "subsidiary" && !world.switches.one_world {
            continue;
        }
        match vendor.cells.get(field) {
            Some(cell) => draft.set(field, cell.clone()),
            None => {
                draft.record.cells.remove(field);
            }
        }
    }
}

/// The vendor must be known in the subsidiary.
fn check_subsidiary(world: &World, draft: &Draft) -> Result<(), Problem> {
    let (Some(subsidiary), Some(vendor_id)) =
        (draft.record.id_in("subsidiary"), draft.record.id_in("entity"))
    else {
        return Ok(());
    };
    if is_known_in(world, vendor_id, subsidiary) {
        return Ok(());
    }
    Err(Problem::field_value(subsidiary, "subsidiary", "subsidiary"))
}

fn currency_precision(world: &World, draft: &Draft) -> u32 {
    let currency = draft.record.id_in("currency").and_then(|id| world.follow("currency", id));
    match currency.and_then(|currency| currency.cells.get("currencyPrecision")) {
        Some(Cell::Integer(digits)) => u32::try_from(*digits).unwrap_or(2),
        _ => 2,
    }
}

fn bring_from_item(line: &mut Line, item: &Record) {
    let copies =
        [("purchaseDescription", "description"), ("purchaseUnit", "units"), ("itemType", "itemType")];
    for (from, to) in copies {
        if let Some(cell) = item.cells.get(from) {
            line.cells.entry(to.to_owned()).or_insert_with(|| cell.clone());
        }
    }
    line.cells.entry("quantity".into()).or_insert(Cell::Decimal(Decimal::ONE));
    for field in ["quantityReceived", "quantityBilled"] {
        line.cells.entry(field.into()).or_insert(Cell::Decimal(Decimal::ZERO));
    }
}

/// A rate comes from the request, from the item, or from a given amount; the amount follows the rate.
fn price(line: &mut Line, item: &Record, precision: u32) {
    let has = |line: &Line, field: &str| line.cells.contains_key(field);
    let quantity = line.decimal("quantity");
    if !has(line, "rate") && has(line, "amount") {
        if let Some(rate) = line.decimal("amount").checked_div(quantity) {
            line.cells.insert("rate".into(), Cell::Decimal(rate.round_dp(8)));
        }
        return round(line, precision);
    }
    if !has(line, "rate") {
        let cost = item.cells.get("cost").cloned().unwrap_or(Cell::Decimal(Decimal::ZERO));
        line.cells.insert("rate".into(), cost);
    }
    let amount = quantity * line.decimal("rate");
    line.cells.insert("amount".into(), Cell::Decimal(amount));
    round(line, precision);
}

fn round(line: &mut Line, precision: u32) {
    let amount =
        line.decimal("amount").round_dp_with_strategy(precision, RoundingStrategy::MidpointAwayFromZero);
    line.cells.insert("amount".into(), Cell::Decimal(amount));
}

/// The status that follows from approval, receipts, bills and closed lines.
fn status(record: &Record, approval: bool) -> &'static str {
    let lines = record.lines("item");
    let all: Vec<&Line> = lines.iter().chain(record.lines("expense")).collect();
    if !all.is_empty() && all.iter().all(|line| line.flag("isClosed")) {
        return "H";
    }
    match (approval, record.id_in("approvalStatus")) {
        (true, Some("1")) => return "A",
        (_, Some("3")) => return "C",
        _ => {}
    }
    let open: Vec<&Line> = lines.iter().filter(|line| !line.flag("isClosed")).collect();
    let received: Decimal = lines.iter().map(|line| line.decimal("quantityReceived")).sum();
    let billed: Decimal = lines.iter().map(|line| line.decimal("quantityBilled")).sum();
    let done = |field: &str| open.iter().all(|line| line.decimal(field) >= line.decimal("quantity"));
    match () {
        () if received.is_zero() => "B",
        () if done("quantityReceived") && done("quantityBilled") => "G",
        () if done("quantityReceived") => "F",
        () if received > billed => "E",
        () => "D",
    }
}

/// Bills a quantity of a line, as a vendor bill would.
pub(crate) fn bill(
    world: &mut World,
    id: u64,
    line: u64,
    quantity: Decimal,
    writer: &Writer,
) -> Result<(), Problem> {
    progress(world, id, line, quantity, ("quantityBilled", "quantityReceived"), writer)
}

/// Takes a received quantity of a line back.
pub(super) fn take_back(
    world: &mut World,
    id: u64,
    key: u64,
    quantity: Decimal,
    writer: &Writer,
) -> Result<(), Problem> {
    let record = world.get("purchaseOrder", id).ok_or_else(Problem::no_such_record)?;
    let one = world.types.get("purchaseOrder").cloned().ok_or_else(Problem::no_such_record)?;
    let mut draft = Draft::of(&one, record);
    let lines = draft.record.sublists.get_mut("item");
    if let Some(line) = lines.and_then(|lines| lines.iter_mut().find(|line| line.key == key)) {
        let left = line.decimal("quantityReceived") - quantity;
        line.cells.insert("quantityReceived".into(), Cell::Decimal(left.max(Decimal::ZERO)));
    }
    PurchaseOrder.complete(world, &mut draft);
    world.save(draft, writer.now, &writer.by)?;
    Ok(())
}

/// Adds to a counter of a line, up to a limit, and lets the status follow.
pub(super) fn progress(
    world: &mut World,
    id: u64,
    key: u64,
    quantity: Decimal,
    (field, limit): (&str, &str),
    writer: &Writer,
) -> Result<(), Problem> {
    let record = world.get("purchaseOrder", id).ok_or_else(Problem::no_such_record)?;
    if !matches!(record.id_in("status"), Some("B" | "D" | "E" | "F")) {
        return Err(Problem::user("This order cannot be received or billed in its present status."));
    }
    let one = world.types.get("purchaseOrder").cloned().ok_or_else(Problem::no_such_record)?;
    let mut draft = Draft::of(&one, record);
    let lines = draft.record.sublists.get_mut("item");
    let line = lines.and_then(|lines| lines.iter_mut().find(|line| line.key == key));
    let line = line.ok_or_else(|| Problem::user(format!("Line {key} does not exist.")))?;
    let total = line.decimal(field) + quantity;
    if total > line.decimal(limit) || quantity <= Decimal::ZERO {
        return Err(Problem::field_value(
            &quantity.to_string(),
            "quantity",
            format!("item.items[{key}].quantity"),
        ));
    }
    line.cells.insert(field.to_owned(), Cell::Decimal(total));
    PurchaseOrder.complete(world, &mut draft);
    world.save(draft, writer.now, &writer.by)?;
    Ok(())
}
