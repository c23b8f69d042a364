//! Writes to an order that stands: each part only if it is not as wanted already.

use erpgate_connector::{Attempted, Receipt, Rejection, Session, WriteError};
use erpgate_model::{FailureCode, PurchaseOrderPatch, RecordId, Target};
use http::Method;
use serde_json::{Value, json};

use super::Mistake;
use super::connector::{Paper, receipt};

impl Paper {
    pub(super) async fn delete(&self, session: &Session, id: &RecordId) -> Result<Receipt, WriteError> {
        let path = format!("orders/{id}");
        if self.get(session, &path).await?.is_some() {
            self.write(session, Method::DELETE, &path, &Value::Null).await?;
        }
        Ok(Receipt::of(id.clone(), Vec::new()))
    }

    pub(super) async fn end(
        &self,
        session: &Session,
        id: &RecordId,
        status: &str,
    ) -> Result<Receipt, WriteError> {
        self.converge(
            session,
            &format!("orders/{id}"),
            &self.current(session, id).await?,
            &json!({"status": status}),
        )
        .await?;
        Ok(Receipt::of(id.clone(), Vec::new()))
    }

    pub(super) async fn update(
        &self,
        session: &Session,
        target: &Target,
        patch: &PurchaseOrderPatch,
        attempted: Attempted<'_>,
    ) -> Result<Receipt, WriteError> {
        let order = self.current(session, &target.id).await?;
        let stale = target.if_match.as_ref().is_some_and(|version| order["version"] != version.as_str());
        if stale && !attempted.before && self.mistake != Mistake::IgnoresVersion {
            return Err(Rejection::new(FailureCode::StaleVersion, "the order changed meanwhile").into());
        }
        let path = format!("orders/{}", target.id);
        let mut header = json!(patch);
        header.as_object_mut().unwrap().remove("lines");
        self.converge(session, &path, &order, &header).await?;

        let lines = order["lines"].as_array().unwrap();
        let present = |id: &str| lines.iter().find(|line| line["id"] == id);
        for line in &patch.lines.update {
            let held = present(&line.id).cloned().unwrap_or_default();
            self.converge(session, &format!("{path}/lines/{}", line.id), &held, &json!(line)).await?;
        }
        for id in patch.lines.remove.iter().filter(|id| present(id).is_some()) {
            self.write(session, Method::DELETE, &format!("{path}/lines/{id}"), &Value::Null).await?;
        }
        let mut standing = self.added_before(lines, attempted);
        for line in patch.lines.add.iter().map(|line| json!(line)) {
            match standing.iter().position(|held| holds(held, &line)) {
                Some(index) => drop(standing.remove(index)),
                None => drop(self.write(session, Method::POST, &format!("{path}/lines"), &line).await?),
            }
        }
        Ok(receipt(&order))
    }

    /// The lines that an earlier attempt may have added.
    fn added_before(&self, lines: &[Value], attempted: Attempted<'_>) -> Vec<Value> {
        if !attempted.before || self.mistake == Mistake::AddsLinesAgain {
            return Vec::new();
        }
        let basis = attempted.basis.map(erpgate_model::Record::to_json).unwrap_or_default();
        let known = |line: &Value| {
            let list = basis["lines"].as_array();
            list.is_some_and(|list| list.iter().any(|old| old["id"] == line["id"]))
        };
        let all = self.mistake == Mistake::ForgetsBasis;
        lines.iter().filter(|line| all || !known(line)).cloned().collect()
    }

    async fn current(&self, session: &Session, id: &RecordId) -> Result<Value, WriteError> {
        let missing = || Rejection::new(FailureCode::RecordNotFound, format!("there is no order {id}"));
        Ok(self.get(session, &format!("orders/{id}")).await?.ok_or_else(missing)?)
    }

    async fn converge(
        &self,
        session: &Session,
        path: &str,
        held: &Value,
        wanted: &Value,
    ) -> Result<(), WriteError> {
        if !holds(held, wanted) {
            self.write(session, Method::PATCH, path, wanted).await?;
        }
        Ok(())
    }
}

fn holds(held: &Value, wanted: &Value) -> bool {
    wanted.as_object().unwrap().iter().all(|(name, value)| held[name.as_str()] == *value)
}
