//! Whether what a body refers to is there and can be used.

use erpgate_connector::TroubleKind;
use erpgate_model::{
    Command, FieldError, PurchaseOrderStatus, Record, RecordId, Resource, VendorStatus, Verb, WorkOrderStatus,
};
use serde_json::Value;
use tokio::time::Instant;

use super::DryRun;
use crate::engine::Engine;
use crate::refusal::Refusal;
use crate::source::Connected;

/// More references than this are not looked up in one dry run: each is a call to the ERP.
const MOST_LOOKUPS: usize = 50;

/// One kind of record that a body refers to.
#[derive(Debug, PartialEq, Eq)]
struct Mention {
    resource: Resource,
    /// In the ERP's words.
    id: String,
    /// The field, and the places where it says so.
    field: String,
    pointers: Vec<String>,
}

impl Engine {
    /// Looks up each record that the body refers to, once.
    pub(super) async fn check_references(
        &self,
        command: &Command,
        connected: &Connected,
        run: &mut DryRun,
    ) -> Result<(), Refusal> {
        let mut lookups = 0;
        for mention in mentions(&command.body()) {
            let row = connected.connector.capability(mention.resource, Verb::Get, None);
            if lookups == MOST_LOOKUPS || !row.is_some_and(|row| row.usable()) {
                run.unchecked.extend(mention.pointers);
                continue;
            }
            lookups += 1;
            let session = Self::session(&*connected.connector, Instant::now());
            let id = RecordId::new(&mention.id);
            let read = connected.connector.read(&session, mention.resource, &id, false).await;
            let wrong = match read {
                Ok(record) => wrong(record.as_ref()),
                Err(trouble) if is_lasting(trouble.kind) => {
                    run.unchecked.extend(mention.pointers);
                    continue;
                }
                Err(trouble) => return Err(Refusal::Erp(trouble)),
            };
            if let Some((code, why)) = wrong {
                let word = connected.connection.aliases.to_client(&mention.field, &mention.id);
                let detail = format!("the {} `{word}` {why}", mention.resource);
                let at = |pointer: &String| FieldError::at(pointer, code, &detail);
                run.findings.extend(mention.pointers.iter().map(at));
            }
        }
        Ok(())
    }
}

/// These mean that such records cannot be read here, not that the ERP is away.
fn is_lasting(kind: TroubleKind) -> bool {
    matches!(
        kind,
        TroubleKind::Forbidden
            | TroubleKind::Misconfigured
            | TroubleKind::BadQuestion
            | TroubleKind::Unreadable
    )
}

/// Why the record cannot be referred to.
fn wrong(record: Option<&Record>) -> Option<(&'static str, &'static str)> {
    const NOT_USABLE: &str = "not_usable";
    match record {
        None => Some(("no_such_reference", "does not exist in the ERP")),
        Some(Record::MasterData(_, entry)) if !entry.is_active => {
            Some((NOT_USABLE, "is not active in the ERP"))
        }
        Some(Record::Vendor(vendor)) => match vendor.status {
            VendorStatus::Active => None,
            VendorStatus::Blocked => Some((NOT_USABLE, "is blocked in the ERP")),
            VendorStatus::Inactive => Some((NOT_USABLE, "is out of use in the ERP")),
        },
        Some(Record::PurchaseOrder(order)) => {
            let over = matches!(order.status, PurchaseOrderStatus::Closed | PurchaseOrderStatus::Cancelled);
            over.then_some((NOT_USABLE, "is closed or cancelled in the ERP"))
        }
        Some(Record::WorkOrder(order)) => {
            let over = matches!(order.status, WorkOrderStatus::Closed | WorkOrderStatus::Cancelled);
            over.then_some((NOT_USABLE, "is closed or cancelled in the ERP"))
        }
        Some(_) => None,
    }
}

/// Every reference in a body, each record once, in the order of their first places.
fn mentions(body: &Value) -> Vec<Mention> {
    let mut found = Vec::new();
    collect(body, "", &mut found);
    found
}

fn collect(value: &Value, at: &str, found: &mut Vec<Mention>) {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields.iter().filter(|(field, _)| *field != "custom_fields") {
                let pointer = format!("{at}/{field}");
                match (value, Resource::referred_to_by(field)) {
                    (Value::String(id), Some(resource)) => mention(found, resource, id, field, pointer),
                    _ => collect(value, &pointer, found),
                }
            }
        }
        Value::Array(list) => {
            for (index, entry) in list.iter().enumerate() {
                collect(entry, &format!("{at}/{index}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn mention(found: &mut Vec<Mention>, resource: Resource, id: &str, field: &str, pointer: String) {
    match found.iter_mut().find(|known| known.resource == resource && known.id == id) {
        Some(known) => known.pointers.push(pointer),
        None => found.push(Mention {
            resource,
            id: id.to_owned(),
            field: field.to_owned(),
            pointers: vec![pointer],
        }),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_record_is_looked_up_once_however_often_it_is_named() {
        let body = json!({"vendor_id": "7", "custom_fields": {"item_id": "no reference"}, "lines": [
            {"item_id": "1", "location_id": "7"}, {"item_id": "1"}, {"item_id": null},
        ]});
        let found: Vec<_> =
            mentions(&body).into_iter().map(|one| (one.resource, one.id, one.pointers.join(" "))).collect();
        let expected = [
            (Resource::Vendor, "7", "/vendor_id"),
            (Resource::Item, "1", "/lines/0/item_id /lines/1/item_id"),
            (Resource::Location, "7", "/lines/0/location_id"),
        ];
        assert_eq!(found, expected.map(|(resource, id, at)| (resource, id.to_owned(), at.to_owned())));
    }
}
