//! Reading columns back into values of the model.

use std::fmt::Display;
use std::str::FromStr;

use chrono::DateTime;
use erpgate_model::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::any::AnyRow;
use sqlx::{Any, Decode, Row, Type};

use crate::{Result, StoreError};

/// A row, and the name of its table for messages about it.
pub(super) struct Columns<'r> {
    row: &'r AnyRow,
    table: &'static str,
}

impl<'r> Columns<'r> {
    pub(super) fn of(row: &'r AnyRow, table: &'static str) -> Self {
        Self { row, table }
    }

    /// Text, a number or bytes, or an `Option` of them.
    pub(super) fn get<T: Decode<'r, Any> + Type<Any>>(&self, column: &str) -> Result<T> {
        self.row.try_get(column).map_err(|error| self.unreadable(column, &error))
    }

    /// An id, or whatever else reads itself from text.
    pub(super) fn parsed<T: FromStr<Err: Display>>(&self, column: &str) -> Result<T> {
        self.get::<&str>(column)?.parse().map_err(|error: T::Err| self.unreadable(column, &error))
    }

    pub(super) fn instant(&self, column: &str) -> Result<Timestamp> {
        self.to_instant(column, self.get(column)?)
    }

    pub(super) fn optional_instant(&self, column: &str) -> Result<Option<Timestamp>> {
        self.get::<Option<i64>>(column)?.map(|millis| self.to_instant(column, millis)).transpose()
    }

    pub(super) fn flag(&self, column: &str) -> Result<bool> {
        Ok(self.get::<i64>(column)? != 0)
    }

    /// A unit variant by its wire name.
    pub(super) fn word<T: DeserializeOwned>(&self, column: &str) -> Result<T> {
        serde_json::from_value(Value::String(self.get(column)?))
            .map_err(|error| self.unreadable(column, &error))
    }

    pub(super) fn json<T: DeserializeOwned>(&self, column: &str) -> Result<T> {
        self.to_json(column, self.get(column)?)
    }

    pub(super) fn optional_json<T: DeserializeOwned>(&self, column: &str) -> Result<Option<T>> {
        self.get::<Option<&str>>(column)?.map(|text| self.to_json(column, text)).transpose()
    }

    /// One JSON value per line.
    pub(super) fn json_lines<T: DeserializeOwned>(&self, column: &str) -> Result<Vec<T>> {
        self.get::<&str>(column)?.lines().map(|line| self.to_json(column, line)).collect()
    }

    fn to_json<T: DeserializeOwned>(&self, column: &str, text: &str) -> Result<T> {
        serde_json::from_str(text).map_err(|error| self.unreadable(column, &error))
    }

    fn to_instant(&self, column: &str, millis: i64) -> Result<Timestamp> {
        DateTime::from_timestamp_millis(millis).ok_or_else(|| self.unreadable(column, &"no such instant"))
    }

    pub(super) fn unreadable(&self, column: &str, error: &dyn Display) -> StoreError {
        StoreError::Unreadable {
            table: self.table,
            id: self.row.try_get("id").unwrap_or_default(),
            detail: format!("column {column}: {error}"),
        }
    }
}
