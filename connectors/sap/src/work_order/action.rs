//! Release, complete, close, cancel, delete: SAP's functions that move an order on.

use erpgate_connector::{Answer, Attempted, Receipt, Rejection, Session, WriteError};
use erpgate_model::{FailureCode, FieldError, NativeError, RecordId, Target, Verb};
use http::Method;
use serde_json::Value;

use super::KindOfOrder;
use super::native::Document;
use super::stage::{Transition, Way, forbidden, way};
use crate::errors::{Blame, not_there};
use crate::messages;
use crate::odata;
use crate::service::Change;

impl KindOfOrder {
    /// What stands already sends nothing; what the status forbids is refused before anything is sent.
    pub(super) async fn act(
        &self,
        session: &Session,
        verb: Verb,
        target: &Target,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        let document = self.target(session, target, attempted).await?;
        let warnings = match way(self.form, document.number(), verb, document.standing())? {
            Way::Reached => Vec::new(),
            Way::By(transition) => {
                let moved = self.call(session, transition, &document).await;
                match moved {
                    Ok(answer) => messages::warnings(&answer),
                    Err(error) => return Err(self.explained(session, verb, &document, error).await?),
                }
            }
        };
        Ok(Receipt::of(self.form.kind.record_id(document.number()), warnings))
    }

    async fn call(
        &self,
        session: &Session,
        transition: &Transition,
        document: &Document,
    ) -> Result<Answer, WriteError> {
        let path = self.form.function_path(transition.function, document.number());
        let change = Change::of(Method::POST, path, None, Some(document.header()));
        let answer = self.service.change(session, &change, &Blame::default()).await?;
        let told = answer.json().unwrap_or_default();
        match refusal(&told["d"], transition.function) {
            Some(rejection) => {
                session.was_refused();
                Err(rejection.into())
            }
            None => Ok(answer),
        }
    }

    /// SAP refused what its status allowed when it was read. Somebody may have moved the order on
    /// meanwhile: then the status is the reason.
    async fn explained(
        &self,
        session: &Session,
        verb: Verb,
        before: &Document,
        error: WriteError,
    ) -> Result<WriteError, WriteError> {
        let WriteError::Rejected(mut rejection) = error else { return Ok(error) };
        if rejection.code == FailureCode::RejectedByErp {
            let number = before.number();
            let now = self.document(session, number).await?;
            let now = now.ok_or_else(|| not_there(self.form.noun, &RecordId::new(number)))?;
            if way(self.form, number, verb, now.standing()).is_err() {
                let sap = rejection.detail;
                rejection = Rejection {
                    detail: format!("{}; {sap}", forbidden(self.form, number, verb, now.standing()).detail),
                    code: FailureCode::StateForbids,
                    errors: rejection.errors,
                };
            }
        }
        Ok(rejection.into())
    }
}

/// The no in an answer with status 200: a message of type E or A, or `IsInvalid`.
fn refusal(told: &Value, function: &str) -> Option<Rejection> {
    let result = told.get(function).unwrap_or(told);
    let failed = matches!(odata::text(result, "SystemMessageType"), "E" | "A");
    if !failed && !odata::flag(result, "IsInvalid") {
        return None;
    }
    let (class, number) = ("SystemMessageIdentification", "SystemMessageNumber");
    let code = format!("{}/{}", odata::text(result, class), odata::text(result, number));
    let message = match odata::text(result, "SystemMessageLongText") {
        "" => format!("SAP says that {function} is not valid for this order, and not why"),
        text => text.to_owned(),
    };
    let native = NativeError { system: "sap".to_owned(), code, message: message.clone() };
    let error = FieldError {
        pointer: None,
        code: "rejected".to_owned(),
        detail: message.clone(),
        native: Some(native),
    };
    Some(Rejection { code: FailureCode::RejectedByErp, detail: message, errors: vec![error] })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_no_with_status_200_is_a_no() {
        let message = |kind: &str| {
            json!({"ReleaseOrder": {"SystemMessageType": kind, "SystemMessageIdentification": "CO",
                "SystemMessageNumber": "688", "SystemMessageLongText": "Not possible"}})
        };
        for kind in ["E", "A"] {
            let refused = refusal(&message(kind), "ReleaseOrder").unwrap();
            assert_eq!(refused.detail, "Not possible");
            assert_eq!(refused.errors[0].native.as_ref().unwrap().code, "CO/688");
        }
        for kind in ["S", "W", "I"] {
            assert!(refusal(&message(kind), "ReleaseOrder").is_none(), "{kind}");
        }
        let invalid = |is| json!({"ReleaseMaintenanceOrder": {"IsInvalid": is}});
        assert!(refusal(&invalid(true), "ReleaseMaintenanceOrder").is_some());
        assert!(refusal(&invalid(false), "ReleaseMaintenanceOrder").is_none());
        assert!(refusal(&json!({"ManufacturingOrder": "REHEARSAL"}), "ReleaseOrder").is_none());
    }
}
