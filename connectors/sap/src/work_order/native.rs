//! A work order as SAP gave it, with operations and components.

use erpgate_connector::{Trouble, TroubleKind};
use erpgate_model::Version;
use serde_json::Value;

use super::form::{Form, LongText, Owner, Part};
use super::stage::Standing;
use crate::mapping;
use crate::odata;

/// One document.
#[derive(Debug, Clone)]
pub(super) struct Document {
    form: &'static Form,
    header: Value,
    standing: Standing,
}

impl Document {
    /// # Errors
    /// When the order has no number, its lists were not expanded, or its status cannot be told.
    pub(super) fn new(form: &'static Form, header: Value) -> Result<Self, Trouble> {
        let listed = |part: &Part| match part.owner {
            Owner::Order => odata::children(&header, part.navigation).is_some(),
            Owner::Operation => odata::children(&header, form.operations.navigation).is_some_and(|all| {
                all.iter().all(|operation| odata::children(operation, part.navigation).is_some())
            }),
        };
        let complete = !odata::text(&header, form.key).is_empty()
            && listed(&form.operations)
            && listed(&form.components)
            && form.long_text.as_ref().is_none_or(|text| odata::children(&header, text.navigation).is_some());
        if !complete {
            let detail = format!("SAP's answer is no complete {}: number or lists are missing", form.noun);
            return Err(Trouble::new(TroubleKind::Unreadable, detail));
        }
        let Some(standing) = (form.standing)(&header) else {
            let detail = format!(
                "{} {} shows no status that is known in English: {}",
                form.noun,
                odata::text(&header, form.key),
                odata::text(&header, "SystemStatusText"),
            );
            return Err(Trouble::new(TroubleKind::Unreadable, detail));
        };
        Ok(Self { form, header, standing })
    }

    pub(super) fn form(&self) -> &'static Form {
        self.form
    }

    pub(super) fn header(&self) -> &Value {
        &self.header
    }

    pub(super) fn standing(&self) -> &Standing {
        &self.standing
    }

    pub(super) fn number(&self) -> &str {
        odata::text(&self.header, self.form.key)
    }

    /// The entries of a list that are not taken out.
    pub(super) fn entries(&self, part: &Part) -> Vec<&Value> {
        let owners = match part.owner {
            Owner::Order => std::slice::from_ref(&self.header),
            Owner::Operation => {
                odata::children(&self.header, self.form.operations.navigation).unwrap_or_default()
            }
        };
        owners
            .iter()
            .flat_map(|owner| odata::children(owner, part.navigation).unwrap_or_default())
            .filter(|entry| !odata::flag(entry, part.gone))
            .collect()
    }

    pub(super) fn entry(&self, part: &Part, id: &str) -> Option<&Value> {
        self.entries(part).into_iter().find(|entry| (part.id)(entry) == id)
    }

    /// The operation of this number; leading zeros do not count.
    pub(super) fn operation_numbered(&self, number: &str) -> Option<&Value> {
        let property = self.form.operations.property("number");
        let same = |entry: &&Value| bare(odata::text(entry, property)) == bare(number);
        self.entries(&self.form.operations).into_iter().find(same)
    }

    pub(super) fn operation_numbers(&self) -> Vec<String> {
        let property = self.form.operations.property("number");
        let operations = self.entries(&self.form.operations);
        operations.into_iter().map(|entry| odata::text(entry, property).to_owned()).collect()
    }

    /// The long text of the header: in the connection's language, else in any.
    pub(super) fn long_text(&self, text: &LongText, language: &str) -> Option<&Value> {
        let texts = odata::children(&self.header, text.navigation).unwrap_or_default();
        let of_kind = |entry: &&Value| odata::text(entry, "TextObjectType") == text.kind;
        let in_language = |entry: &&Value| odata::text(entry, "Language") == language;
        texts.iter().filter(of_kind).find(in_language).or_else(|| texts.iter().find(of_kind))
    }

    pub(super) fn version(&self) -> Version {
        mapping::version(&self.header)
    }

    /// The ERP's own record for `include=native`.
    pub(super) fn into_native(self) -> Value {
        self.header
    }
}

/// A number without leading zeros.
pub(super) fn bare(number: &str) -> &str {
    number.trim_start_matches('0')
}
