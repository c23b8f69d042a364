//! What a write of a receipt comes to in NetSuite.

use erpgate_connector::{Attempted, Rejection, Session, Sighting, WriteError};
use erpgate_model::{Command, FailureCode, FieldError, RecordId, Resource, Verb};
use serde_json::{Value, json};

use super::ITEM_RECEIPT;
use super::closing::Receiving;
use super::fields::ITEM;
use super::lines::{last_of, receive};
use crate::connector::{Account, never_asked};
use crate::mapping::{Fields, NativeRecord, Sent, Translation};
use crate::purchase_order::PURCHASE_ORDER;
use crate::records::{self, Creation, Planned, fetch, locate, refused};

pub(crate) async fn plan(
    account: &Account,
    session: &Session,
    command: &Command,
    attempted: Attempted<'_>,
) -> Result<Planned, WriteError> {
    match command {
        Command::Create(_) => create(account, session, command.body(), attempted.before).await,
        Command::Act(action) if action.verb == Verb::Reverse => {
            records::delete(account, session, &ITEM_RECEIPT, &action.target, attempted.before).await
        }
        _ => Err(never_asked(Resource::GoodsReceipt).into()),
    }
}

async fn create(
    account: &Account,
    session: &Session,
    body: Value,
    before: bool,
) -> Result<Planned, WriteError> {
    let given = body.as_object().cloned().unwrap_or_default();
    let id = RecordId::new(given.get("purchase_order_id").and_then(Value::as_str).unwrap_or_default());
    let order = fetch(account, session, &PURCHASE_ORDER, &id).await?.ok_or_else(|| no_such_order(&id))?;
    let (order_id, last) = (order.id().clone(), last_of(&given));
    // What the first send received is open no more, so it is looked for before the order is.
    if before
        && let Some(reference) = session.reference()
        && let Sighting::Found(receipt) = locate(account, session, &ITEM_RECEIPT, reference).await?
    {
        return Ok(Planned::Receive(Receiving { receipt: Err(receipt), order: order_id, last }));
    }
    let creation = transformation(session, &order, &given, body)?;
    Ok(Planned::Receive(Receiving { receipt: Ok(creation), order: order_id, last }))
}

/// The request that makes a receipt of an order.
fn transformation(
    session: &Session,
    order: &NativeRecord,
    given: &Fields,
    body: Value,
) -> Result<Creation, Rejection> {
    let mut translation = Translation::of_create(&ITEM_RECEIPT);
    let mut native = translation.header(given);
    // The order stands in the path.
    native.shift_remove("createdFrom");
    if let Some(reference) = session.reference() {
        native.insert("externalId".to_owned(), json!(reference));
    }
    (ITEM_RECEIPT.derive)(&mut translation, given, None, &mut native);
    let mut sent = Sent::new(&ITEM_RECEIPT, body);
    let lines = receive(&mut translation, order, given);
    if !translation.errors.is_empty() {
        let nothing_open = translation.errors.iter().all(|error| error.code == "nothing_open");
        let code = if nothing_open { FailureCode::StateForbids } else { FailureCode::RejectedByErp };
        return Err(Rejection { code, ..refused(translation.errors) });
    }
    let mut items = Vec::new();
    for (line, pointer) in lines {
        sent.push(&ITEM, pointer);
        items.push(Value::Object(line));
    }
    native.insert(ITEM.name.to_owned(), json!({"items": items}));
    Ok(Creation {
        record_type: &ITEM_RECEIPT,
        path: format!("{}/{}/!transform/{}", PURCHASE_ORDER.path, order.id(), ITEM_RECEIPT.path),
        reference: session.reference().cloned(),
        native: Value::Object(native),
        sent,
    })
}

fn no_such_order(id: &RecordId) -> Rejection {
    let detail = format!("NetSuite has no purchase order with the id {id}");
    refused(vec![FieldError::at("/purchase_order_id", "no_such_reference", detail)])
}
