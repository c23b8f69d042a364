//! What a write of a production order comes to in NetSuite.

use erpgate_connector::{Attempted, Session, WriteError};
use erpgate_model::{Action, Command, Resource, Verb};
use serde_json::{Value, json};

use super::status::{TRANSITIONS, code};
use super::{WORK_ORDER, is_wip, status_of};
use crate::connector::{Account, never_asked};
use crate::mapping::{Fields, NativeRecord, RecordType};
use crate::records::{self, Change, Creation, Planned, current};
use crate::work_order::settings::NewWorkOrders;
use crate::work_order::transitions::{Move, go};

/// The document that closes an order with work in process.
static CLOSE: RecordType = RecordType {
    resource: Resource::WorkOrder,
    path: "workOrderClose",
    id_prefix: "",
    noun: "work order close",
    header: &[],
    lists: &[],
    custom: "custbody",
    derive: |_, _, _, _| {},
    show: |_, _| {},
};

pub(crate) async fn plan(
    account: &Account,
    session: &Session,
    command: &Command,
    attempted: Attempted<'_>,
) -> Result<Planned, WriteError> {
    let (of, before) = (&WORK_ORDER, attempted.before);
    match command {
        Command::Create(_) => {
            let planned = records::create(account, session, of, command.body()).await?;
            Ok(in_first_status(planned, account.work_orders.new_work_orders))
        }
        Command::Update(update) => {
            records::update(account, session, of, &update.target, &command.body(), attempted).await
        }
        Command::Act(Action { verb: Verb::Delete, target, .. }) => {
            records::delete(account, session, of, target, before).await
        }
        Command::Act(action) => {
            let order = current(account, session, of, &action.target, before).await?;
            match go(&TRANSITIONS, action.verb, status_of(&order))? {
                Move::Stands => Ok(Planned::Stands(order.id().clone())),
                Move::To(_) if action.verb == Verb::Close => Ok(close(order, session)?),
                Move::To(status) => Ok(with_status(order, code(status))),
            }
        }
        Command::Call(_) => Err(never_asked(Resource::WorkOrder).into()),
    }
}

fn in_first_status(planned: Planned, first: NewWorkOrders) -> Planned {
    let letter = match first {
        NewWorkOrders::Planned => "A",
        NewWorkOrders::Released => "B",
        NewWorkOrders::AsAccount => return planned,
    };
    match planned {
        Planned::Create(mut creation) => {
            creation.native["orderStatus"] = json!({"id": letter});
            Planned::Create(creation)
        }
        other => other,
    }
}

fn with_status(order: NativeRecord, letter: &str) -> Planned {
    Change::of_fields(order, Fields::from_iter([("orderStatus".to_owned(), json!({"id": letter}))]))
}

/// Nothing more is expected of the order. With work in process this is a document of its own, which books
/// what is left of the costs; it carries the reference, so that NetSuite refuses a second one.
fn close(order: NativeRecord, session: &Session) -> Result<Planned, WriteError> {
    if !is_wip(&order) {
        return Ok(with_status(order, "H"));
    }
    let mut creation = Creation::plan(&CLOSE, session.reference(), &Fields::new(), Value::Null)?;
    creation.path = format!("{}/{}/!transform/{}", WORK_ORDER.path, order.native_id(), CLOSE.path);
    Ok(Planned::Steps(Some(order.id().clone()), vec![Planned::Create(creation)]))
}
