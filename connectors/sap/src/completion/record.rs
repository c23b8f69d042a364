//! From SAP's confirmation to the unified record.

use erpgate_connector::{Session, Trouble, TroubleKind};
use erpgate_model::{Record, WorkOrderCompletion, WorkOrderKind};
use serde_json::{Value, json};

use super::{Confirmations, mark};
use crate::mapping::{self, custom_fields, unified};
use crate::odata;

impl Confirmations {
    /// The unified record; of a reversed one with the id of its reversal.
    pub(super) async fn record(
        &self,
        session: &Session,
        confirmation: Value,
        native: bool,
    ) -> Result<Record, Trouble> {
        let reversal = self.reversal_of(session, &confirmation).await?;
        let form = self.form;
        let Some(id) = form.id_of(&confirmation) else {
            let detail = "SAP's answer is no complete confirmation: its keys are missing";
            return Err(Trouble::new(TroubleKind::Unreadable, detail));
        };
        let mut record = unified(form.rows, "", &confirmation);
        let order = odata::text(&confirmation, form.order);
        let number = id.as_str().split_once(':').map(|(_, number)| number).unwrap_or_default();
        record.insert("number".into(), json!(number));
        record.insert("work_order_id".into(), json!(form.kind.record_id(order)));
        if form.kind == WorkOrderKind::Maintenance
            && let Some(notes) = record.get_mut("notes")
        {
            let kept = notes.as_str().map(mark::without_reference).filter(|text| !text.is_empty());
            *notes = json!(kept);
        }
        record.insert("serials".into(), json!([]));
        record.insert("reversed_by".into(), json!(reversal));
        record.insert("custom_fields".into(), custom_fields(&confirmation));
        record.insert("version".into(), json!(mapping::version(&confirmation)));
        record.insert("created_at".into(), json!(self.entered_at(&confirmation)));
        record.insert("id".into(), json!(id));
        let mut record: WorkOrderCompletion =
            serde_json::from_value(Value::Object(record)).map_err(|error| {
                let detail = format!("confirmation {id} is not as expected: {error}");
                Trouble::new(TroubleKind::Unreadable, detail)
            })?;
        record.native = native.then_some(confirmation);
        Ok(Record::WorkOrderCompletion(Box::new(record)))
    }

    /// When it was entered, where the service tells.
    pub(super) fn entered_at(&self, confirmation: &Value) -> Option<chrono::DateTime<chrono::Utc>> {
        let part = |name| odata::text(confirmation, name);
        odata::instant_of_clock(
            part("ConfirmationEntryDate"),
            part("ConfirmationEntryTime"),
            self.clock_ahead,
        )
    }
}
