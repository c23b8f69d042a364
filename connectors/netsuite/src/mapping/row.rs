//! One row of a field table: which unified field is which NetSuite field. Capabilities, mapping to
//! NetSuite and back, error pointers and the documentation page all come from such rows.

use erpgate_model::{FieldSpec, Writable};

/// How a value is written in NetSuite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text.
    Text,
    /// A JSON number; a decimal string in the unified record.
    Number,
    /// `YYYY-MM-DD`.
    Date,
    /// An instant in UTC.
    Instant,
    /// True or false.
    Flag,
    /// `YYYY-MM-DD` in NetSuite, the instant at which that day begins in UTC in the unified record.
    Day,
    /// `{"id": …}`; `{"externalId": …}` when written as `eid:…`.
    Reference,
    /// A reference to the account's currency; an ISO 4217 code in the unified record.
    Currency,
    /// A list entry that people know by its name: `{"refName": …}`, or `{"id": …}` when written in digits.
    Named,
    /// `addr1` to `addr3`.
    AddressLines,
    /// Worked out in code; not mapped one to one.
    Computed,
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) spec: FieldSpec,
    pub(crate) kind: Kind,
    /// The field's label in NetSuite's forms: messages about missing values use it.
    pub(crate) label: Option<&'static str>,
    /// Belongs to an entry of a list, whose name stands first in the row's.
    in_list: bool,
}

impl Row {
    /// A row.
    pub(crate) const fn new(
        name: &'static str,
        mapped_to: &'static str,
        kind: Kind,
        writable: Writable,
    ) -> Self {
        let spec = FieldSpec {
            name,
            readable: true,
            writable,
            required: false,
            max_length: None,
            max_scale: None,
            filter: false,
            mapped_to,
        };
        Self { spec, kind, label: None, in_list: false }
    }

    /// A row of the entries of a list, such as `lines.quantity`.
    pub(crate) const fn entry(
        name: &'static str,
        mapped_to: &'static str,
        kind: Kind,
        writable: Writable,
    ) -> Self {
        Self { in_list: true, ..Self::new(name, mapped_to, kind, writable) }
    }

    /// A create needs it.
    pub(crate) const fn required(mut self) -> Self {
        self.spec.required = true;
        self
    }

    /// The most characters.
    pub(crate) const fn max_length(mut self, characters: u16) -> Self {
        self.spec.max_length = Some(characters);
        self
    }

    /// The label in NetSuite's forms.
    pub(crate) const fn label(mut self, label: &'static str) -> Self {
        self.label = Some(label);
        self
    }

    /// Lists can be narrowed by it.
    pub(crate) const fn filter(mut self) -> Self {
        self.spec.filter = true;
        self
    }

    /// Stands in no record.
    pub(crate) const fn not_shown(mut self) -> Self {
        self.spec.readable = false;
        self
    }

    /// The path in the unified record, or in an entry of its list.
    pub(crate) fn unified(&self) -> &'static str {
        match self.spec.name.split_once('.') {
            Some((_, field)) if self.in_list => field,
            _ => self.spec.name,
        }
    }

    /// The path in NetSuite's record.
    pub(crate) fn native(&self) -> &'static str {
        self.spec.mapped_to
    }

    /// The name in a line of this sublist, if it has the field.
    pub(crate) fn native_in(&self, sublist: &str) -> Option<&'static str> {
        self.spec
            .mapped_to
            .split(", ")
            .find_map(|path| path.strip_prefix(sublist).and_then(|rest| rest.strip_prefix('.')))
    }
}
