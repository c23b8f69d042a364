//! Setting stock to a level: the document, the counts, the posting. Each step is done only where it is missing, so
//! a repeat posts nothing twice.

use erpgate_connector::{Receipt, Rejection, Session, Trouble, TroubleKind, WriteError};
use erpgate_model::{Decimal, FailureCode, FieldError, NewInventoryAdjustment, Warning};
use http::Method;
use serde_json::{Value, json};

use super::document::{COUNTED, Count, POSTED, RECOUNTED, is, item_number};
use super::plan::{Plan, Wanted, plan};
use super::{HEADER, ITEM, PhysicalInventory, REFERENCE, fields, record_id};
use crate::change::Change;
use crate::errors::Blame;
use crate::inventory_level::InventoryLevels;
use crate::mapping::{Form, Nulls, properties, stands};
use crate::messages;
use crate::odata;

impl PhysicalInventory {
    /// With `before`, the document of an earlier send is taken up where it stands.
    pub(crate) async fn set(
        &self,
        session: &Session,
        levels: &InventoryLevels,
        adjustment: &NewInventoryAdjustment,
        before: bool,
    ) -> Result<Receipt, WriteError> {
        let plan = plan(adjustment)?;
        let mut warnings = Vec::new();
        let standing = match session.reference().filter(|_| before) {
            Some(reference) => self.with_reference(session, reference).await?,
            None => None,
        };
        let count = match standing {
            Some(count) => count,
            None => {
                self.compare_with_stock(session, levels, &plan.lines).await?;
                self.create(session, &plan, &mut warnings).await?
            }
        };
        let id = record_id(count.id());
        let body = json!(adjustment);
        match self.finish(session, count, &plan.lines, &body, &mut warnings).await {
            Ok(()) => Ok(Receipt::of(id, warnings)),
            Err(WriteError::Rejected(mut rejection)) => {
                rejection.detail = format!(
                    "{}; physical inventory document {} stays in SAP and is not posted: post or delete it there",
                    rejection.detail.trim_end_matches('.'),
                    id.as_str().trim_start_matches(super::MARK)
                );
                Err(rejection.into())
            }
            Err(error) => Err(error),
        }
    }

    /// Counts and posts what is not.
    async fn finish(
        &self,
        session: &Session,
        mut count: Count,
        lines: &[Wanted],
        body: &Value,
        warnings: &mut Vec<Warning>,
    ) -> Result<(), WriteError> {
        if count.all(POSTED) {
            return Ok(());
        }
        if count.any(RECOUNTED) {
            let detail = format!("physical inventory document {} is being recounted in SAP", count.id());
            return Err(Rejection::new(FailureCode::StateForbids, detail).into());
        }
        let mut entered = false;
        for line in lines {
            entered |= self.enter(session, &count, line, body, warnings).await?;
        }
        if entered && !rehearses(session) {
            let id = count.id().clone();
            count = self.count(session, &id).await?.ok_or_else(|| vanished(&count))?;
            check_counts(&count, lines)?;
        }
        let change = Change { method: Method::POST, path: posting(&count, body), body: None, etag: None };
        let answer = self.service.change(session, &change, &Blame::record(fields::WRITTEN)).await?;
        warnings.extend(messages::warnings(&answer));
        Ok(())
    }

    /// Before anything is sent: does SAP hold what the client expects?
    async fn compare_with_stock(
        &self,
        session: &Session,
        levels: &InventoryLevels,
        lines: &[Wanted],
    ) -> Result<(), WriteError> {
        let mut rejection = Rejection::new(FailureCode::StaleVersion, "");
        for line in lines {
            let Some(expected) = line.expected else { continue };
            let held = levels.on_hand(session, &line.place).await?;
            let (held, unit) = held.unwrap_or_default();
            if let Some(given) = line.unit.as_ref().filter(|given| !unit.is_empty() && **given != unit) {
                let detail = format!("SAP tells stock in {unit}, not in {given}: give this line in {unit}");
                rejection.code = FailureCode::RejectedByErp;
                rejection.errors.push(FieldError::at(
                    format!("{}/unit", line.pointer),
                    "not_supported",
                    detail,
                ));
            } else if held != expected {
                rejection.errors.push(not_as_expected(line, expected, held));
            }
        }
        match rejection.errors.first() {
            None => Ok(()),
            Some(first) => {
                rejection.detail.clone_from(&first.detail);
                Err(rejection.into())
            }
        }
    }

    async fn create(
        &self,
        session: &Session,
        plan: &Plan,
        warnings: &mut Vec<Warning>,
    ) -> Result<Count, WriteError> {
        let mut header = plan.header.clone();
        if let Some(reference) = session.reference() {
            header.insert(REFERENCE.into(), json!(reference.as_str()));
        }
        let lines = plan.lines.iter().map(|line| (line.pointer.clone(), line.body.clone())).collect();
        let blame = Blame::lines(fields::WRITTEN, lines);
        let change = Change {
            method: Method::POST,
            path: HEADER.to_owned(),
            body: Some(Value::Object(header)),
            etag: None,
        };
        let answer = self.service.change(session, &change, &blame).await?;
        warnings.extend(messages::warnings(&answer));
        let made = answer.json().unwrap_or_default()["d"].take();
        if rehearses(session) {
            return Count::new(made).map_err(WriteError::NotApplied);
        }
        let id = crate::material_document::DocumentId::of(&made, "FiscalYear", "PhysicalInventoryDocument");
        let Some(id) = id else { return Err(session.unreadable(&answer)) };
        match self.count(session, &id).await? {
            Some(count) => Ok(count),
            None => Err(session.unreadable(&answer)),
        }
    }

    /// Enters the count of a line, unless it stands. True when something was sent.
    async fn enter(
        &self,
        session: &Session,
        count: &Count,
        line: &Wanted,
        body: &Value,
        warnings: &mut Vec<Warning>,
    ) -> Result<bool, WriteError> {
        let Some((position, item)) = count.item(&line.place.material, &line.place.batch) else {
            let detail = format!("physical inventory document {} does not count this line", count.id());
            return Err(Rejection {
                code: FailureCode::RejectedByErp,
                errors: vec![FieldError::at(&line.pointer, "rejected", detail.clone())],
                detail,
            }
            .into());
        };
        if is(item, POSTED) || is_counted_as(item, line) {
            return Ok(false);
        }
        let number = item_number(position, item);
        let path = odata::key(
            ITEM,
            &[
                ("FiscalYear", &count.id().year),
                ("PhysicalInventoryDocument", &count.id().number),
                ("PhysicalInventoryDocumentItem", &number),
            ],
        );
        // A count of another item may have given this one another etag.
        let fresh = if rehearses(session) { None } else { self.service.get(session, &path, &[]).await? };
        let change = Change {
            method: Method::PATCH,
            body: Some(entry(item, line, body)),
            etag: fresh.as_ref().and_then(odata::etag).map(str::to_owned),
            path,
        };
        let blame = Blame::line(fields::WRITTEN, &line.pointer, &line.body);
        let answer = self.service.change(session, &change, &blame).await?;
        warnings.extend(messages::warnings(&answer));
        Ok(true)
    }
}

/// A count of nothing is a flag: an empty quantity is one that nobody counted.
fn entry(item: &Value, line: &Wanted, body: &Value) -> Value {
    let mut entry = properties(&fields::LATER[1..], "", body, Nulls::Skip);
    if line.set_to.is_zero() {
        entry.insert("PhysicalInventoryItemIsZero".into(), json!(true));
        return Value::Object(entry);
    }
    entry.extend(properties(fields::COUNT, "lines", &line.body, Nulls::Skip));
    let base = odata::text(item, "MaterialBaseUnit");
    if !base.is_empty() {
        entry.entry("UnitOfEntry").or_insert_with(|| json!(base));
    }
    Value::Object(entry)
}

fn is_counted_as(item: &Value, line: &Wanted) -> bool {
    let unit = line.unit.as_deref().unwrap_or_else(|| odata::text(item, "MaterialBaseUnit"));
    let same = line.set_to.is_zero() && is(item, "PhysicalInventoryItemIsZero")
        || stands(Form::Decimal, &json!(line.set_to), item.get("QuantityInUnitOfEntry"))
            && odata::text(item, "UnitOfEntry") == unit;
    is(item, COUNTED) && same
}

/// What SAP holds after the counts, before anything is posted.
fn check_counts(count: &Count, lines: &[Wanted]) -> Result<(), WriteError> {
    for line in lines {
        let Some((_, item)) = count.item(&line.place.material, &line.place.batch) else { continue };
        if !is(item, COUNTED) {
            let detail = "SAP took the count without keeping it".to_owned();
            let errors = vec![FieldError::at(format!("{}/set_to", line.pointer), "rejected", detail.clone())];
            return Err(Rejection { code: FailureCode::RejectedByErp, detail, errors }.into());
        }
        // Somebody may have moved stock since it was compared.
        let booked = odata::decimal_from_native(&item["BookQtyBfrCountInMatlBaseUnit"]);
        if let (Some(expected), Some(booked)) = (line.expected, booked)
            && expected != booked
        {
            let error = not_as_expected(line, expected, booked);
            let detail = error.detail.clone();
            return Err(Rejection { code: FailureCode::StaleVersion, detail, errors: vec![error] }.into());
        }
    }
    Ok(())
}

fn not_as_expected(line: &Wanted, expected: Decimal, held: Decimal) -> FieldError {
    let Wanted { place, pointer, .. } = line;
    let detail = format!(
        "expected {expected}, SAP holds {held} of {} in {} {}: read the level again and decide anew",
        place.material, place.plant, place.storage_location
    );
    FieldError::at(format!("{pointer}/expected_on_hand"), "stale", detail)
}

fn posting(count: &Count, body: &Value) -> String {
    let mut arguments = vec![
        ("FiscalYear", odata::string_literal(&count.id().year)),
        ("PhysicalInventoryDocument", odata::string_literal(&count.id().number)),
    ];
    let day = body["posting_date"].as_str().and_then(|day| day.parse().ok());
    arguments.extend(day.map(|day| ("PostingDate", odata::day_literal(day))));
    format!("PostDifferences?{}", odata::query(&arguments))
}

fn rehearses(session: &Session) -> bool {
    !session.planned().is_empty()
}

fn vanished(count: &Count) -> Trouble {
    let detail = format!("physical inventory document {} vanished while it was counted", count.id());
    Trouble::new(TroubleKind::Unreadable, detail)
}
