//! Which part of the client's body a message is about.

use serde_json::Value;

use crate::mapping::Row;

/// The fields of unified bodies that are lists of records.
const LISTS: [&str; 8] = [
    "lines",
    "addresses",
    "tax_ids",
    "bank_accounts",
    "companies",
    "purchasing_organizations",
    "operations",
    "components",
];

/// What was sent, for pointers into the client's body.
#[derive(Debug, Clone, Default)]
pub(crate) struct Blame {
    /// Where messages point that name no field.
    whole: Option<String>,
    /// Pointer and unified body of each line in the request.
    lines: Vec<(String, Value)>,
    /// The field tables of the resource.
    tables: &'static [&'static [Row]],
    /// From the names that this service uses to those of the tables.
    names: Option<Names>,
}

/// A property's name in the tables.
pub(crate) type Names = fn(&str) -> &str;

impl Blame {
    /// A request about no line in particular.
    pub(crate) fn whole(pointer: Option<String>) -> Self {
        Self { whole: pointer, ..Self::default() }
    }

    /// A request about these lines.
    pub(crate) fn lines(tables: &'static [&'static [Row]], lines: Vec<(String, Value)>) -> Self {
        Self { lines, tables, ..Self::default() }
    }

    /// A request about one line.
    pub(crate) fn line(tables: &'static [&'static [Row]], pointer: &str, body: &Value) -> Self {
        Self {
            whole: Some(pointer.to_owned()),
            lines: vec![(pointer.to_owned(), body.clone())],
            tables,
            names: None,
        }
    }

    /// A request about the record itself.
    pub(crate) fn record(tables: &'static [&'static [Row]]) -> Self {
        Self { tables, ..Self::default() }
    }

    /// The same, said by a service that has other names for some properties.
    pub(crate) fn named_by(&self, names: Names) -> Self {
        Self { names: Some(names), ..self.clone() }
    }

    /// False when the request's body has no such field, nor a list of that name.
    pub(super) fn has(&self, field: &str) -> bool {
        let mut rows = self.tables.iter().copied().flatten().map(|row| row.spec.name);
        let is_list = |name: &str| name.split_once('.').is_some_and(|(list, _)| list == field);
        self.tables.is_empty() || rows.any(|name| name == field || is_list(name))
    }

    pub(super) fn whole_pointer(&self) -> Option<String> {
        self.whole.clone()
    }

    /// The pointer of a unified field (`vendor_id`, `lines.item_id`). Of several lines it is the
    /// only one whose value stands in the message.
    pub(super) fn pointer(&self, field: &str, message: &str) -> Option<String> {
        let Some((list, name)) = field.split_once('.').filter(|(list, _)| LISTS.contains(list)) else {
            return Some(format!("/{}", field.replace('.', "/")));
        };
        let path = format!("/{}", name.replace('.', "/"));
        let spoken_of = |(_, body): &&(String, Value)| {
            let value = body.pointer(&path).and_then(Value::as_str).unwrap_or_default();
            !value.is_empty()
                && message.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| word == value)
        };
        let of_list =
            |(pointer, _): &&(String, Value)| pointer.split('/').nth(1).is_some_and(|name| name == list);
        let lines: Vec<&(String, Value)> = self.lines.iter().filter(of_list).collect();
        let line = match lines.as_slice() {
            [only] => only,
            several => {
                let mut matching = several.iter().copied().filter(spoken_of);
                matching.next().filter(|_| matching.next().is_none())?
            }
        };
        Some(format!("{}{path}", line.0))
    }

    /// The unified field of a property that SAP names, such as `Plant` or `.../Plant`. A property that
    /// several lists have is that of the list from which something was sent.
    pub(super) fn field(&self, property: &str) -> Option<&'static str> {
        let name = property.rsplit('/').next().filter(|name| !name.is_empty())?;
        let name = self.names.map_or(name, |names| names(name));
        let rows = self.tables.iter().copied().flatten();
        let named: Vec<&Row> = rows.filter(|row| row.native().eq_ignore_ascii_case(name)).collect();
        let was_sent = |row: &&&Row| {
            row.spec.name.split_once('.').is_some_and(|(list, field)| {
                let beginning = format!("/{list}/");
                self.lines.iter().any(|(at, body)| at.starts_with(&beginning) && body.get(field).is_some())
            })
        };
        named.iter().find(was_sent).or_else(|| named.first()).map(|row| row.spec.name)
    }
}
