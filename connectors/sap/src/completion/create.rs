//! Create: one confirmation of one operation.

use erpgate_connector::{Receipt, Session, WriteError};
use erpgate_model::{FieldError, NewWorkOrderCompletion, RecordId, WorkOrderKind};
use http::Method;
use serde_json::{Value, json};

use super::form::no_such_order;
use super::{Confirmations, mark};
use crate::errors::{Blame, refused};
use crate::mapping::{Entity, Nulls, add_custom_fields, properties};
use crate::messages;
use crate::service::Change;
use crate::work_order::WorkOrders;

impl Confirmations {
    pub(super) async fn create(
        &self,
        session: &Session,
        orders: &WorkOrders,
        completion: &NewWorkOrderCompletion,
    ) -> Result<Receipt, WriteError> {
        let form = self.form;
        let body = json!(completion);
        let order = completion.work_order_id.as_ref().map(RecordId::new);
        let order = order.as_ref().and_then(WorkOrderKind::of_record_id).map(|(_, number)| number);
        let Some(order) = order else { return Err(refused(vec![no_such_order(None)]).into()) };
        let mut errors = Vec::new();
        let mut entity = Entity::new();
        entity.insert(form.order.to_owned(), json!(order));
        entity.extend(properties(form.rows, "", &body, Nulls::Skip));
        add_custom_fields(&mut entity, form.rows, &body, "", &mut errors);
        if !errors.is_empty() {
            return Err(refused(errors).into());
        }
        if !entity.contains_key(form.operation) {
            let operation = self.operation(session, orders, order).await?;
            entity.insert(form.operation.to_owned(), json!(operation));
        }
        if let Some(reference) = session.reference() {
            mark::stamp(form, &mut entity, reference);
        }
        let sent = Some(Value::Object(entity));
        let change = Change::of(Method::POST, form.set.to_owned(), sent, None);
        let answer = self.service.change(session, &change, &Blame::record(form.written)).await?;
        let made = answer.json().unwrap_or_default();
        // Without its keys the confirmation probably stands; the reference finds it.
        let id = form.id_of(&made["d"]).ok_or_else(|| session.unreadable(&answer))?;
        Ok(Receipt::of(id, messages::warnings(&answer)))
    }

    /// What comes out of a production order comes out of its last operation. Work on a maintenance order of
    /// several operations may be any of them: the client says which.
    async fn operation(
        &self,
        session: &Session,
        orders: &WorkOrders,
        order: &str,
    ) -> Result<String, WriteError> {
        let numbers = orders.operation_numbers(session, self.form.kind, order).await?;
        let error = match (numbers.as_deref(), self.form.kind) {
            (Some([only]), _) => return Ok(only.clone()),
            (Some([.., last]), WorkOrderKind::Production) => return Ok(last.clone()),
            (Some(numbers), _) => {
                let detail = format!("say which of the order's operations: {}", numbers.join(", "));
                FieldError::at("/operation_number", "required", detail)
            }
            (None, _) => no_such_order(Some(order)),
        };
        Err(refused(vec![error]).into())
    }
}
