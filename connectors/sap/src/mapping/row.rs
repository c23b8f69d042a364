//! One row of a field table: the unified field, SAP's property, its form, when it can be written, its
//! limits. Capabilities, mapping to SAP and mapping back are all made from such rows.

use erpgate_model::{FieldSpec, Writable};

use Form::{Code, Date, Decimal, Derived, Flag, Instant, Number, Text};

/// How SAP writes a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A string as it is.
    Text,
    /// A key in upper case.
    Code,
    /// A key in upper case; numbers with and without leading zeros are the same (conversion ALPHA).
    Number,
    /// `Edm.Decimal`, or a decimal in a string.
    Decimal,
    /// `Edm.DateTime` at midnight.
    Date,
    /// `Edm.DateTimeOffset` in whole seconds.
    Instant,
    /// `Edm.Boolean`.
    Flag,
    /// Not one property to one field: code of its own maps it.
    Derived,
}

impl Form {
    /// A client's text as it stands in a filter.
    pub(crate) fn literal(self, text: &str) -> String {
        match self {
            Code | Number => text.to_uppercase(),
            Text | Decimal | Date | Instant | Flag | Derived => text.to_owned(),
        }
    }
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// What the capabilities show.
    pub(crate) spec: FieldSpec,
    /// How SAP writes it.
    pub(crate) form: Form,
}

impl Row {
    /// SAP's name of the property.
    pub(crate) fn native(&self) -> &'static str {
        self.spec.mapped_to.split_once('.').map_or(self.spec.mapped_to, |(_, property)| property)
    }

    /// The unified name within its list: `quantity` of `lines.quantity`; the whole name of others.
    pub(crate) fn within(&self, list: &str) -> &'static str {
        let rest = self.spec.name.strip_prefix(list).and_then(|rest| rest.strip_prefix('.'));
        rest.unwrap_or(self.spec.name)
    }

    /// The last part of the unified name, which is the key within its object.
    pub(crate) fn key(&self) -> &'static str {
        self.spec.name.rsplit('.').next().unwrap_or(self.spec.name)
    }

    /// A create needs it.
    pub(crate) const fn required(mut self) -> Self {
        self.spec.required = true;
        self
    }

    /// Stands in no record.
    pub(crate) const fn not_shown(mut self) -> Self {
        self.spec.readable = false;
        self
    }

    /// Lists can be narrowed by it.
    pub(crate) const fn filter(mut self) -> Self {
        self.spec.filter = true;
        self
    }
}

/// A row. `limit` is the most characters of a text, or the most digits after the point of a decimal.
pub(crate) const fn row(
    name: &'static str,
    mapped_to: &'static str,
    form: Form,
    writable: Writable,
    limit: u16,
) -> Row {
    let (max_length, max_scale) = match form {
        Text | Code | Number if limit > 0 => (Some(limit), None),
        Decimal => (None, Some(limit as u8)),
        Text | Code | Number | Date | Instant | Flag | Derived => (None, None),
    };
    let spec = FieldSpec {
        name,
        readable: true,
        writable,
        required: false,
        max_length,
        max_scale,
        filter: false,
        mapped_to,
    };
    Row { spec, form }
}
