//! Read and locate: a count is an adjustment once its differences are posted.

use erpgate_connector::{Session, Sighting, Trouble};
use erpgate_model::{Decimal, InventoryAdjustment, Record, RecordId, Reference};
use serde_json::{Map, Value, json};

use super::document::{Count, POSTED, RECOUNTED};
use super::{HEADER, PhysicalInventory, REFERENCE, TO_ITEMS, fields, parse, record_id};
use crate::mapping::{custom_fields, is_reference, unified};
use crate::material_document::{DocumentId, MaterialDocuments, common, typed};
use crate::odata;

impl PhysicalInventory {
    pub(crate) async fn read(
        &self,
        session: &Session,
        documents: &MaterialDocuments,
        id: &RecordId,
        native: bool,
    ) -> Result<Option<Record>, Trouble> {
        let Some(id) = parse(id.as_str()) else { return Ok(None) };
        match self.count(session, &id).await?.filter(|count| count.any(POSTED)) {
            Some(count) => self.record(session, documents, count, native).await.map(Some),
            None => Ok(None),
        }
    }

    /// Found only when all of it is posted. A document that is not posted has changed no stock.
    pub(crate) async fn locate(&self, session: &Session, reference: &Reference) -> Result<Sighting, Trouble> {
        Ok(match self.with_reference(session, reference).await? {
            Some(count) if count.all(POSTED) => Sighting::Found(record_id(count.id())),
            Some(count) if count.any(POSTED) || count.any(RECOUNTED) => Sighting::CannotTell(format!(
                "physical inventory document {} with the reference {reference} is posted in part, or recounted",
                count.id()
            )),
            _ => Sighting::Absent,
        })
    }

    pub(super) async fn count(&self, session: &Session, id: &DocumentId) -> Result<Option<Count>, Trouble> {
        let path = odata::key(HEADER, &[("FiscalYear", &id.year), ("PhysicalInventoryDocument", &id.number)]);
        let found = self.service.get(session, &path, &[("$expand", TO_ITEMS.to_owned())]).await?;
        found.map(Count::new).transpose()
    }

    /// The document that was made with this reference. A recount may carry a copy, and comes later.
    pub(super) async fn with_reference(
        &self,
        session: &Session,
        reference: &Reference,
    ) -> Result<Option<Count>, Trouble> {
        let literal = odata::string_literal(reference.as_str());
        let filter = format!("{REFERENCE} eq {literal}");
        Ok(self.some(session, filter, None).await?.0.into_iter().next())
    }

    /// Counts in the order of their keys, and whether SAP cut the list off.
    pub(super) async fn some(
        &self,
        session: &Session,
        filter: String,
        top: Option<usize>,
    ) -> Result<(Vec<Count>, bool), Trouble> {
        let mut options = vec![
            ("$filter", filter),
            ("$orderby", "FiscalYear,PhysicalInventoryDocument".to_owned()),
            ("$expand", TO_ITEMS.to_owned()),
        ];
        options.extend(top.map(|top| ("$top", top.to_string())));
        let (headers, cut) = self.service.list(session, HEADER, &options).await?;
        let counts: Result<Vec<Count>, Trouble> = headers.into_iter().map(Count::new).collect();
        Ok((counts?, cut))
    }

    pub(super) async fn record(
        &self,
        session: &Session,
        documents: &MaterialDocuments,
        count: Count,
        native: bool,
    ) -> Result<Record, Trouble> {
        let mut undone = Vec::new();
        for (movement, items) in count.movements() {
            undone.push(documents.reversal(session, &movement, items).await?);
        }
        // Undone when every movement is.
        let undone: Option<Vec<DocumentId>> = undone.into_iter().collect();
        let reversed_by = undone.and_then(|ids| ids.into_iter().max());
        let header = count.header();
        let items: Vec<&Value> = count.items().iter().collect();
        let mut record = unified(fields::HEADER, "", header);
        record.extend(unified(&fields::LATER[..1], "", header));
        if odata::text(header, "PhysicalInventoryNumber").is_empty()
            || is_reference(odata::text(header, "PhysicalInventoryNumber"))
        {
            record.insert("external_id".into(), Value::Null);
        }
        let reason = common(&items, "ReasonForPhysInvtryDifference").trim_start_matches('0');
        let changed = odata::instant_from_native(odata::text(header, "LastChangeDateTime"));
        let lines: Vec<Value> = items.into_iter().map(line).collect();
        record.insert("id".into(), json!(record_id(count.id())));
        record.insert("number".into(), json!(count.id().number));
        record.insert("reason".into(), json!(Some(reason).filter(|reason| !reason.is_empty())));
        record.insert("reversed_by".into(), json!(reversed_by.as_ref().map(ToString::to_string)));
        record.insert("native_type".into(), native_type(&lines));
        record.insert("lines".into(), Value::Array(lines));
        record.insert("custom_fields".into(), custom_fields(header));
        record.insert("version".into(), json!(count.version(reversed_by.as_ref())));
        record.insert("updated_at".into(), json!(changed));
        let mut record: InventoryAdjustment = typed(record)?;
        record.native = native.then(|| count.into_native());
        Ok(Record::InventoryAdjustment(Box::new(record)))
    }
}

fn line(item: &Value) -> Value {
    let mut line: Map<String, Value> = unified(fields::LINE, "lines", item);
    let counted = odata::decimal_from_native(&item["Quantity"]);
    let booked = odata::decimal_from_native(&item["BookQtyBfrCountInMatlBaseUnit"]);
    let less = booked.and_then(|booked| booked.checked_mul(Decimal::from(-1)));
    let change = counted.and_then(|counted| counted.checked_add(less?)).map(|change| change.normalized());
    let unit = odata::text(item, "MaterialBaseUnit");
    line.insert("id".into(), json!(odata::text(item, "PhysicalInventoryDocumentItem")));
    line.insert("change".into(), json!(change.filter(|_| item[POSTED] == true)));
    line.insert("unit".into(), json!(Some(unit).filter(|unit| !unit.is_empty())));
    line.insert("serials".into(), json!([]));
    line.insert("custom_fields".into(), custom_fields(item));
    Value::Object(line)
}

/// The movement type of the differences, where all go one way.
fn native_type(lines: &[Value]) -> Value {
    let changes = || lines.iter().filter_map(|line| line["change"].as_str()).filter(|change| *change != "0");
    match (changes().any(|change| change.starts_with('-')), changes().any(|change| !change.starts_with('-')))
    {
        (true, false) => json!("702"),
        (false, true) => json!("701"),
        (true, true) | (false, false) => Value::Null,
    }
}
