//! Whatever an operation can hold comes back from the store as it went in.

use std::collections::BTreeMap;

use chrono::DateTime;
use erpgate_model::{
    Attempt, AttemptOutcome, ChangeKind, Command, Failure, FailureCode, Field, FieldError, NativeCall,
    NativeError, NativeMethod, NativeRequest, NewPurchaseOrder, NewRecord, NewVendor, Operation,
    OperationStatus, Patch, PurchaseOrderPatch, Record, RecordChange, RecordId, Resource, Target, Timestamp,
    Update, Verb, Version, Warning, WarningCode, WorkOrderPatch,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::{Just, Strategy, any};
use proptest::prop_oneof;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::databases::on_both;
use crate::things::record;
use crate::world::World;

/// Text without NUL, which PostgreSQL cannot hold and no HTTP header or ERP id can bring.
fn text() -> impl Strategy<Value = String> {
    "[^\\x00]{0,12}"
}

fn instant() -> impl Strategy<Value = Timestamp> {
    (0..4_102_444_800_000_i64).prop_map(|millis| DateTime::from_timestamp_millis(millis).unwrap())
}

/// JSON with everything that databases like to change: long numbers, trailing zeros, order of keys.
fn document() -> impl Strategy<Value = Value> {
    (any::<u64>(), text()).prop_map(|(digits, text)| {
        let source = format!(r#"{{"z":{digits}00000000000000000000,"b":1.50,"a":1e400,"n":null}}"#);
        let mut value: Value = serde_json::from_str(&source).unwrap();
        value["text"] = json!(text);
        value
    })
}

fn command() -> impl Strategy<Value = Command> {
    (0..7_u8, text(), of(text()), text(), document()).prop_map(|(which, id, version, note, document)| {
        let target = Target { id: RecordId::new(id), if_match: version.map(Version::new) };
        match which {
            0 => Command::Create(NewRecord::PurchaseOrder(Box::new(NewPurchaseOrder {
                notes: Some(note.clone()),
                custom_fields: BTreeMap::from([(note, json!(true))]),
                ..Default::default()
            }))),
            1 => {
                let patch = PurchaseOrderPatch {
                    notes: Field::Set(note),
                    buyer_id: Field::Clear,
                    ..Default::default()
                };
                Command::Update(Update { target, patch: Patch::PurchaseOrder(Box::new(patch)) })
            }
            2 => {
                let patch =
                    WorkOrderPatch { title: Field::Set(note), priority: Field::Clear, ..Default::default() };
                Command::Update(Update { target, patch: Patch::WorkOrder(Box::new(patch)) })
            }
            3 => {
                let vendor = NewVendor { name: Some(note), ..Default::default() };
                Command::Create(NewRecord::Vendor(Box::new(vendor)))
            }
            4 => Command::Call(NativeRequest {
                method: NativeMethod::Patch,
                path: note,
                body: Some(document),
                ..Default::default()
            }),
            5 => Command::act(Resource::PurchaseOrder, Verb::Delete, target),
            _ => Command::act(Resource::WorkOrder, Verb::Release, target),
        }
    })
}

fn basis() -> impl Strategy<Value = Record> {
    let order = (text(), document()).prop_map(|(notes, native)| {
        let mut order = record("1", &notes).to_json();
        order["native"] = native;
        Record::from_json(Resource::PurchaseOrder, order).unwrap()
    });
    let item = (text(), document()).prop_map(|(name, native)| {
        let item = json!({"id": "1", "name": name, "is_active": true, "storage_locations": [],
            "version": "v1", "native": native});
        Record::from_json(Resource::Item, item).unwrap()
    });
    prop_oneof![order, item]
}

fn attempt() -> impl Strategy<Value = Attempt> {
    let outcome = select(vec![
        AttemptOutcome::Applied,
        AttemptOutcome::Rejected,
        AttemptOutcome::NotApplied,
        AttemptOutcome::Unknown,
        AttemptOutcome::FoundApplied,
    ]);
    let call = (text(), of(any::<u16>()), of(text()), any::<u64>()).prop_map(
        |(path, status, error, duration_ms)| NativeCall {
            method: "POST".into(),
            path,
            status,
            error,
            duration_ms,
        },
    );
    (instant(), instant(), outcome, of(text()), vec(call, 0..3)).prop_map(
        |(started_at, ended_at, outcome, detail, native)| Attempt {
            started_at,
            ended_at,
            outcome,
            detail,
            native,
        },
    )
}

fn native() -> impl Strategy<Value = NativeError> {
    text().prop_map(|message| NativeError { system: "sap".into(), code: "06/025".into(), message })
}

fn failure() -> impl Strategy<Value = Failure> {
    let code = select(vec![
        FailureCode::RejectedByErp,
        FailureCode::Duplicate,
        FailureCode::RecordNotFound,
        FailureCode::StaleVersion,
        FailureCode::StateForbids,
        FailureCode::PartiallyApplied,
        FailureCode::ErpUnreachable,
        FailureCode::ErpThrottled,
        FailureCode::RecordLocked,
        FailureCode::CredentialsRefused,
        FailureCode::CancelledByClient,
        FailureCode::ResolvedNotApplied,
        FailureCode::OutcomeUnknown,
    ]);
    let error = (of(text()), text(), of(native())).prop_map(|(pointer, detail, native)| FieldError {
        pointer,
        code: "required".into(),
        detail,
        native,
    });
    (code, text(), vec(error, 0..3), of(any::<u32>()), of(document())).prop_map(
        |(code, detail, errors, retry_after, current)| Failure { code, detail, errors, retry_after, current },
    )
}

fn warning() -> impl Strategy<Value = Warning> {
    let code = select(vec![
        WarningCode::ChangedByErp,
        WarningCode::IgnoredByErp,
        WarningCode::ErpMessage,
        WarningCode::NotReadBack,
        WarningCode::NothingToWrite,
    ]);
    (of(text()), code, text(), of(native())).prop_map(|(pointer, code, detail, native)| Warning {
        pointer,
        code,
        detail,
        native,
    })
}

fn change() -> impl Strategy<Value = RecordChange> {
    let change = select(vec![
        ChangeKind::Created,
        ChangeKind::Updated,
        ChangeKind::Deleted,
        ChangeKind::Cancelled,
        ChangeKind::Closed,
    ]);
    (text(), change).prop_map(|(id, change)| RecordChange {
        resource: Resource::PurchaseOrder,
        id: RecordId::new(id),
        change,
    })
}

/// Everything of an operation that may vary, upon one that the world made.
fn varied(base: Operation) -> impl Strategy<Value = Operation> {
    let status = select(vec![
        OperationStatus::Pending,
        OperationStatus::Running,
        OperationStatus::Succeeded,
        OperationStatus::Rejected,
        OperationStatus::Failed,
        OperationStatus::Unknown,
        OperationStatus::NeedsAttention,
    ]);
    let work = (command(), status, any::<i64>(), vec(attempt(), 0..4), of(basis()));
    let times = (of(instant()), of(instant()), instant());
    let outcome = (of(text()), of(document()), vec(change(), 0..3), vec(warning(), 0..3), of(failure()));
    let request = (of(text()), text(), text());
    (Just(base), work, times, outcome, request).prop_map(|(base, work, times, outcome, request)| {
        let (command, status, epoch, attempts, basis) = work;
        let (due_at, lease_until, created_at) = times;
        let (record_id, record, changes, warnings, failure) = outcome;
        let (key, fingerprint, request_id) = request;
        Operation {
            command,
            status,
            epoch,
            attempts,
            basis,
            due_at,
            lease_until,
            created_at,
            settled_at: status.is_settled().then_some(created_at),
            record_id: record_id.map(RecordId::new),
            record,
            changes,
            warnings,
            failure,
            // Together with the id it is this operation's alone.
            idempotency_key: key.map(|key| format!("{key} {}", base.id)),
            fingerprint,
            request_id,
            ..base
        }
    })
}

/// Operations that cannot get into each other's way: each goes to a connection of its own.
fn operations(world: &World, count: usize) -> Vec<Operation> {
    let mut runner = TestRunner::deterministic();
    let operation = |_| {
        let base = Operation { connection_id: world.ids.make(), ..world.create() };
        varied(base).new_tree(&mut runner).unwrap().current()
    };
    (0..count).map(operation).collect()
}

#[tokio::test]
async fn every_operation_reads_back_as_it_was_submitted() {
    on_both(async |world| {
        for operation in operations(world, 200) {
            let operation = world.accept(operation).await;
            assert_eq!(world.stored(operation.id).await, operation);
        }
    })
    .await;
}
