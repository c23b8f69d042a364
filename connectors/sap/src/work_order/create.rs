//! Create: the order with everything below it, in one request.

use erpgate_connector::{Receipt, Session, WriteError};
use erpgate_model::{FieldError, NewWorkOrder};
use http::Method;
use serde_json::{Value, json};

use super::KindOfOrder;
use crate::errors::{Blame, refused};
use crate::mapping::Entity;
use crate::messages;
use crate::odata;
use crate::service::Change;

impl KindOfOrder {
    pub(super) async fn create(
        &self,
        session: &Session,
        order: &NewWorkOrder,
    ) -> Result<Receipt, WriteError> {
        let body = json!(order);
        let mut errors = Vec::new();
        let mut entity = (self.form.new_order)(self.form, &body, &self.customs, &mut errors);
        if let Some(reference) = session.reference() {
            self.stamp(&mut entity, reference.as_str(), &mut errors);
        }
        if !errors.is_empty() {
            return Err(refused(errors).into());
        }
        let sent = Some(Value::Object(entity));
        let change = Change::of(Method::POST, self.form.set.to_owned(), sent, None);
        let entries = [&self.form.operations, &self.form.components].into_iter().flat_map(|part| {
            let entries = body[part.list].as_array().cloned().unwrap_or_default();
            (0..).map(|index| format!("/{}/{index}", part.list)).zip(entries).collect::<Vec<_>>()
        });
        let blame = Blame::lines(self.form.written, entries.collect());
        let answer = self.service.change(session, &change, &blame).await?;
        let made = answer.json().unwrap_or_default();
        match made.get("d").map(|order| odata::text(order, self.form.key)) {
            Some(number) if !number.is_empty() => {
                Ok(Receipt::of(self.form.kind.record_id(number), messages::warnings(&answer)))
            }
            // The order probably stands; the reference finds it.
            _ => Err(session.unreadable(&answer)),
        }
    }

    /// Writes the reference into the connection's field, else into the next that the client left free.
    fn stamp(&self, entity: &mut Entity, reference: &str, errors: &mut Vec<FieldError>) {
        let free = self.reference_fields().find(|field| !entity.contains_key(*field)).map(str::to_owned);
        match free {
            Some(field) => {
                entity.insert(field, json!(reference));
            }
            None => {
                let fields: Vec<&str> = self.reference_fields().collect();
                let detail = format!(
                    "the gateway needs one of {} for its reference: leave one of them out",
                    fields.join(", ")
                );
                errors.push(FieldError::at("/custom_fields", "invalid", detail));
            }
        }
    }
}
