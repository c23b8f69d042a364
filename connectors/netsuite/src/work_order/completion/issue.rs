//! Components that are issued before the completion that needs them: `workOrderIssue`.

use erpgate_connector::{Receipt, Rejection, Session, Sighting, Trouble, WriteError};
use erpgate_model::{Decimal, FailureCode, FieldError, RecordId, Reference, Resource};
use serde_json::{Value, json};

use super::fields;
use super::portion::{DIGITS, portion};
use crate::connector::Account;
use crate::mapping::values::{decimal, id_of, to_native};
use crate::mapping::{Fields, Kind, NativeRecord, RecordType};
use crate::records::{Creation, Planned, fetch, locate, refused};
use crate::work_order::production::WORK_ORDER;

/// The document that takes components from stock into the work.
static ISSUE: RecordType = RecordType {
    resource: Resource::WorkOrderCompletion,
    path: "workOrderIssue",
    id_prefix: "",
    noun: "work order issue",
    header: &fields::ISSUE,
    lists: &[],
    custom: "custbody",
    derive: |_, _, _, _| {},
    show: |_, _| {},
};

/// A completion, and the issue before it.
#[derive(Debug)]
pub(crate) struct Issuing {
    /// Nothing when it stands already.
    pub(crate) issue: Option<Creation>,
    pub(crate) completion: Creation,
}

impl Issuing {
    /// What is sent for a completion without backflush.
    ///
    /// # Errors
    /// Quantities that are not known, or not exact; operations, of which an order does not say what they use.
    pub(super) async fn plan(
        account: &Account,
        session: &Session,
        order: &NativeRecord,
        body: &Value,
        completion: Creation,
        before: bool,
    ) -> Result<Planned, WriteError> {
        let mark = session.reference().map(|reference| mark(reference.as_str()));
        if before
            && let Some(mark) = &mark
            && let Sighting::Found(_) = locate(account, session, &ISSUE, mark).await?
        {
            return Ok(Planned::Issue(Self { issue: None, completion }));
        }
        let components = components(order, body)?;
        if components.is_empty() {
            // NetSuite refuses an issue of nothing.
            return Ok(Planned::Create(completion));
        }
        let given = body.as_object().into_iter().flatten().filter(|(name, _)| *name == "posting_date");
        let given: Fields = given.map(|(name, value)| (name.clone(), value.clone())).collect();
        let mut issue = Creation::plan(&ISSUE, mark.as_ref(), &given, body.clone())?;
        issue.path = format!("{}/{}/!transform/{}", WORK_ORDER.path, order.native_id(), ISSUE.path);
        issue.native["component"] = json!({"items": components});
        Ok(Planned::Issue(Self { issue: Some(issue), completion }))
    }

    /// Issues, then completes. Sent again it does what is missing.
    pub(crate) async fn send(
        self,
        account: &Account,
        session: &Session,
        before: bool,
    ) -> Result<Receipt, WriteError> {
        if let Some(issue) = self.issue {
            issue.send(account, session, before).await?;
        }
        let completed = self.completion.send(account, session, before).await;
        completed.map_err(|error| match error {
            // The issue stands, be it from this attempt or from an earlier one.
            WriteError::Rejected(refusal) => {
                WriteError::Rejected(Rejection { code: FailureCode::PartiallyApplied, ..refusal })
            }
            other => other,
        })
    }
}

/// The issue that was made for this completion.
pub(super) async fn made_for(
    account: &Account,
    session: &Session,
    completion: &NativeRecord,
) -> Result<Option<NativeRecord>, Trouble> {
    let fields = completion.fields();
    if fields.get("isBackflush") == Some(&Value::Bool(true)) {
        return Ok(None);
    }
    let Some(reference) = fields.get("externalId").and_then(id_of) else { return Ok(None) };
    fetch(account, session, &ISSUE, &RecordId::new(format!("eid:{}", mark(&reference)))).await
}

/// The external id of the issue that belongs to a completion with this one.
fn mark(reference: &str) -> Reference {
    Reference::stored(format!("{reference}-I"))
}

/// Every component of the order with its part: NetSuite issues all that is open of lines that are not named.
fn components(order: &NativeRecord, body: &Value) -> Result<Vec<Value>, Rejection> {
    let wrong =
        |pointer: &str, code: &str, detail: String| refused(vec![FieldError::at(pointer, code, detail)]);
    if body["operation_number"].is_string() {
        let detail = "NetSuite's orders do not say which components an operation uses, so none can be issued for it \
                      (setting component_use): leave it out, or say in custom_fields whether isBackflush is wanted";
        return Err(wrong("/operation_number", "not_supported", detail.to_owned()));
    }
    let given = |name: &str| body[name].as_str().and_then(|text| text.parse::<Decimal>().ok());
    let produced = given("quantity").ok_or_else(|| {
        let detail =
            "needed where components are issued (setting component_use): their quantities follow from it";
        wrong("/quantity", "required", detail.to_owned())
    })?;
    let whole = order.fields().get("quantity").and_then(id_of).and_then(|text| decimal(&text));
    let used = produced.checked_add(given("scrapped_quantity").unwrap_or_default());
    let mut components = Vec::new();
    for line in order.lines() {
        let part = used.zip(whole).and_then(|(used, whole)| portion(line.number("quantity"), used, whole));
        let part = part.ok_or_else(|| {
            let item = line.fields.get("item").and_then(id_of).unwrap_or_default();
            let detail = format!(
                "the part of component {item} (line {}) that belongs to it is not exact within {DIGITS} digits after \
                 the point: choose another quantity, or issue in NetSuite and send isBackflush false in custom_fields",
                line.id()
            );
            wrong("/quantity", "invalid", detail)
        })?;
        // The item as well, so that NetSuite refuses a line that is not this one.
        components.push(json!({
            "lineNumber": line.key(),
            "item": line.fields.get("item").and_then(id_of),
            "quantity": to_native(Kind::Number, &json!(part)),
        }));
    }
    Ok(components)
}
