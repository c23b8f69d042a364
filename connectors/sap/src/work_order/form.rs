//! How SAP keeps a kind of work order: both kinds have a header, operations and components, under other
//! names and with other rules.

use chrono::{DateTime, TimeDelta, Utc};
use erpgate_model::{FieldError, WorkOrderKind, WorkOrderStatus};
use serde_json::{Map, Value};

use super::Customs;
use super::native::Document;
use super::stage::{Standing, Transition};
use crate::mapping::{Entity, Nulls, Row};
use crate::odata;

/// One kind of work order in one version of its service.
#[derive(Debug)]
pub(crate) struct Form {
    pub(super) kind: WorkOrderKind,
    /// In sentences, such as `production order`.
    pub(super) noun: &'static str,
    pub(super) set: &'static str,
    pub(super) key: &'static str,
    /// The `$expand` of every read.
    pub(super) expand: &'static str,
    pub(super) header: &'static [Row],
    pub(super) operations: Part,
    pub(super) components: Part,
    /// The long text of the header, where it is an entity of its own.
    pub(super) long_text: Option<LongText>,
    /// The tables whose rows stand for one property each.
    pub(super) written: &'static [&'static [Row]],
    /// Properties that can carry the gateway's reference, besides the one that the connection names.
    pub(super) reference_fields: &'static [&'static str],
    /// What leads from one stage to another.
    pub(super) transitions: &'static [Transition],
    /// Where an order stands; nothing when its header does not tell.
    pub(super) standing: fn(&Value) -> Option<Standing>,
    /// Properties of the header that are not one property to one field.
    pub(super) more_properties: fn(&Value, Nulls, &Customs) -> Entity,
    /// The entity of a new order, with everything below it.
    pub(super) new_order: fn(&Form, &Value, &Customs, &mut Vec<FieldError>) -> Entity,
    /// Fields of the record that are not one property to one field.
    pub(super) more_fields: fn(&Document, &Customs) -> Map<String, Value>,
    /// What a list's `status` means in SAP: a condition that holds for every order of this status.
    pub(super) narrowed: fn(WorkOrderStatus) -> Option<&'static str>,
    /// A condition that holds for every order that was changed since then.
    pub(super) since: fn(DateTime<Utc>, TimeDelta) -> String,
    /// When an order was last changed.
    pub(super) updated_at: fn(&Value, TimeDelta) -> Option<DateTime<Utc>>,
}

/// A list of a work order.
#[derive(Debug)]
pub(super) struct Part {
    /// Its name in the unified record.
    pub(super) list: &'static str,
    /// For one entry, in sentences.
    pub(super) noun: &'static str,
    pub(super) set: &'static str,
    pub(super) navigation: &'static str,
    pub(super) owner: Owner,
    pub(super) keys: &'static [&'static str],
    /// True for entries that are taken out.
    pub(super) gone: &'static str,
    pub(super) rows: &'static [Row],
    pub(super) id: fn(&Value) -> String,
    /// Why SAP takes no new entries.
    pub(super) not_added: Option<&'static str>,
    /// Why SAP lets no entries go.
    pub(super) not_removed: Option<&'static str>,
    /// Properties that follow from others when an entry is new.
    pub(super) following: fn(&mut Entity),
}

/// Under what entries hang.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Order,
    Operation,
}

/// A long text.
#[derive(Debug)]
pub(super) struct LongText {
    pub(super) set: &'static str,
    pub(super) navigation: &'static str,
    /// The text type.
    pub(super) kind: &'static str,
    /// Where the words stand.
    pub(super) property: &'static str,
}

impl Form {
    pub(super) fn order_path(&self, number: &str) -> String {
        odata::key(self.set, &[(self.key, number)])
    }

    /// A function on an order, with its query.
    pub(super) fn function_path(&self, function: &str, number: &str) -> String {
        format!("{function}?{}", odata::query(&[(self.key, odata::string_literal(number))]))
    }
}

impl Part {
    /// SAP's name of a field of its entries; empty when there is none.
    pub(super) fn property(&self, field: &str) -> &'static str {
        self.rows.iter().find(|row| row.key() == field).map_or("", Row::native)
    }

    /// The address of an entry, by the keys that it shows.
    pub(super) fn path(&self, entry: &Value) -> String {
        let keys: Vec<(&str, &str)> = self.keys.iter().map(|key| (*key, odata::text(entry, key))).collect();
        odata::key(self.set, &keys)
    }
}
