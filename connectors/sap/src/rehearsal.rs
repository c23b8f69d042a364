//! What SAP would answer at best to a write that is only rehearsed.

use erpgate_connector::{Answer, Call};
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Map, Value, json};

/// Keys that SAP would give; the same made-up text for all.
const KEYS: [&str; 14] = [
    "PurchaseOrder",
    "BusinessPartner",
    "Supplier",
    "MaterialDocument",
    "MaterialDocumentYear",
    "PhysicalInventoryDocument",
    "FiscalYear",
    "ManufacturingOrder",
    "MaintenanceOrder",
    "MaintenanceOrderOperation",
    "ConfirmationGroup",
    "ConfirmationCount",
    "MaintOrderConf",
    "MaintOrderConfCntrValue",
];
const MADE_UP: &str = "REHEARSAL";

/// 201 with what was sent and made-up keys to a POST, 204 to everything else.
pub(crate) fn answer(call: &Call) -> Answer {
    if call.method != Method::POST {
        return Answer { status: StatusCode::NO_CONTENT, headers: HeaderMap::new(), body: Vec::new() };
    }
    let sent = call.body.as_ref().and_then(|body| serde_json::from_slice::<Map<String, Value>>(body).ok());
    let mut entity: Map<String, Value> = KEYS.iter().map(|key| ((*key).to_owned(), json!(MADE_UP))).collect();
    entity.extend(sent.unwrap_or_default());
    let is_v4 = call.url.path().contains("/odata4/");
    let body = if is_v4 { v4(entity) } else { json!({"d": entity}) }.to_string().into_bytes();
    Answer { status: StatusCode::CREATED, headers: HeaderMap::new(), body }
}

fn v4(mut entity: Map<String, Value>) -> Value {
    entity.insert("@odata.context".to_owned(), json!("$metadata#rehearsal"));
    Value::Object(entity)
}
