//! Completions of released orders of the simulator's built-in world.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use erpgate_connector::{Attempted, Session, attempt};
use erpgate_connector_suite::{Act, Sample, Stand, Writes};
use erpgate_model::{Command, NewRecord, RecordId, Resource, Target, Verb, WorkOrderKind};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::work_orders;

pub(crate) fn samples() -> [Sample; 2] {
    [
        Sample {
            resource: Resource::WorkOrderCompletion,
            kind: Some(WorkOrderKind::Production),
            ledger: &["production_order_confirmations"],
            writes: Some(Writes {
                prepare: |stand| released(stand, work_orders::production(&json!({}))),
                plain: |order| of(order, &json!({"operation_number": "0030", "quantity": "2.5"})),
                full: |order| {
                    of(
                        order,
                        &json!({"operation_number": "0020", "quantity": "2.5", "scrapped_quantity": "0.25",
                            "unit": "PC", "posting_date": "2031-02-03", "is_final": true, "notes": "Night shift",
                            "custom_fields": {"YY1_Crew_CNF": "Blue"}}),
                    )
                },
                left_out: &[],
                refused: |order| of(order, &json!({"operation_number": "0099", "quantity": "1"})),
                refusal: "has no operation 0099",
                patch: None,
            }),
            actions: &[Act { verb: Verb::Reverse, after: &[], status: None }],
            known: None,
            unknown_id: "production:99-1",
        },
        Sample {
            resource: Resource::WorkOrderCompletion,
            kind: Some(WorkOrderKind::Maintenance),
            ledger: &["maintenance_order_confirmations"],
            writes: Some(Writes {
                prepare: |stand| released(stand, work_orders::maintenance(&json!({}))),
                plain: |order| of(order, &json!({"operation_number": "0010", "work": "1.5"})),
                full: |order| {
                    of(
                        order,
                        &json!({"operation_number": "0010", "work": "1.5", "work_unit": "H",
                            "posting_date": "2031-02-03", "is_final": true, "notes": "Seal was worn out",
                            "custom_fields": {"YY1_Crew_MCF": "Red"}}),
                    )
                },
                left_out: &[],
                refused: |order| of(order, &json!({"operation_number": "0099", "work": "1"})),
                refusal: "Operation 0099 does not exist",
                patch: None,
            }),
            actions: &[],
            known: None,
            unknown_id: "maintenance:99-1",
        },
    ]
}

fn of(order: &Value, more: &Value) -> Value {
    let mut body = order.clone();
    for (name, value) in more.as_object().expect("an object") {
        body[name] = value.clone();
    }
    body
}

/// The beginning of a completion of a released order.
fn released(stand: &Stand, order: Value) -> Pin<Box<dyn Future<Output = Value> + Send + '_>> {
    Box::pin(async move {
        let order = NewRecord::read(Resource::WorkOrder, &order).expect("a valid body");
        let id = done(stand, Command::Create(order)).await;
        let target = Target { id: id.clone(), if_match: None };
        done(stand, Command::act(Resource::WorkOrder, Verb::Release, target)).await;
        json!({"work_order_id": id})
    })
}

async fn done(stand: &Stand, command: Command) -> RecordId {
    let connector = &stand.connector;
    let soon = Instant::now() + Duration::from_secs(60);
    let session = Session::new(connector.client().clone(), soon, Duration::from_secs(20));
    let attempted = Attempted { before: false, basis: None };
    let receipt = attempt(connector.as_ref(), &session, &command, attempted).await;
    receipt.unwrap_or_else(|error| panic!("{command:?}: {error:?}")).id().clone()
}
