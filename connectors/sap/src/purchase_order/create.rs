//! Create: one deep insert.

use erpgate_connector::{Receipt, Rejection, Session, WriteError};
use erpgate_model::{FieldError, NewPurchaseOrder};
use http::Method;
use serde_json::{Value, json};

use super::api::{Edit, Place};
use super::to_native;
use super::{ORDER, PurchaseOrders, TO_ITEMS, TO_NOTES, fields};
use crate::errors::{Blame, refused};
use crate::mapping::{Entity, Nulls, add_custom_fields, properties};
use crate::messages;
use crate::settings::ReferenceField;

/// Items are numbered in steps of ten, as SAP does.
const STEP: u32 = 10;

impl PurchaseOrders {
    pub(crate) async fn create(
        &self,
        session: &Session,
        order: &NewPurchaseOrder,
    ) -> Result<Receipt, WriteError> {
        let body = json!(order);
        let entity = self.new_order(&body, session)?;
        let lines = body["lines"].as_array().into_iter().flatten().enumerate();
        let blame = Blame::lines(
            fields::WRITTEN,
            lines.map(|(index, line)| (format!("/lines/{index}"), line.clone())).collect(),
        );
        let api = self.choice.api(session).await?;
        let body = Some(Value::Object(entity));
        let edit = Edit { method: Method::POST, place: Place::set(ORDER), body, held: None };
        let answer = api.change(session, &edit, &blame).await?;
        match api.created(&answer) {
            Some(number) => Ok(Receipt::of(number, messages::warnings(&answer))),
            // The order probably stands; the reference finds it.
            None => Err(session.unreadable(&answer)),
        }
    }

    fn new_order(&self, body: &Value, session: &Session) -> Result<Entity, Rejection> {
        let mut errors = Vec::new();
        let mut order = properties(fields::HEADER, "", body, Nulls::Skip);
        add_custom_fields(&mut order, fields::HEADER, body, "", &mut errors);
        let mut items = Vec::new();
        for (number, (index, line)) in
            (STEP..).step_by(STEP as usize).zip(body["lines"].as_array().into_iter().flatten().enumerate())
        {
            let pointer = format!("/lines/{index}");
            items.push(Value::Object(to_native::new_item(line, body, number, &pointer, &mut errors)));
        }
        order.insert(TO_ITEMS.to_owned(), Value::Array(items));
        if let Some(notes) = body["notes"].as_str().filter(|notes| !notes.is_empty()) {
            order.insert(TO_NOTES.to_owned(), json!([to_native::note(&self.customs, notes)]));
        }
        if let Some(reference) = session.reference() {
            match self.free_reference_field(&order) {
                Some(field) => {
                    order.insert(field.property().to_owned(), json!(reference.as_str()));
                }
                None => errors.push(FieldError::at("/custom_fields", "invalid", NO_FREE_FIELD)),
            }
        }
        if errors.is_empty() { Ok(order) } else { Err(refused(errors)) }
    }

    /// Where the reference goes: the connection's field, else the next that the client left free.
    fn free_reference_field(&self, order: &Entity) -> Option<ReferenceField> {
        let wanted = self.customs.reference_field;
        let others = ReferenceField::ALL.into_iter().filter(|field| *field != wanted);
        std::iter::once(wanted).chain(others).find(|field| !order.contains_key(field.property()))
    }
}

const NO_FREE_FIELD: &str = "the gateway needs one of CorrespncExternalReference, CorrespncInternalReference \
    (`external_id`) and SupplierRespSalesPersonName for its reference: leave one of them out";
