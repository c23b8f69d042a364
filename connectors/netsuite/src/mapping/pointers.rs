//! From a place in NetSuite's request back to the place in the unified body.

use serde_json::Value;

use super::record_type::{List, RecordType, Sublist};
use super::row::Row;
use crate::errors::Detail;

/// What was sent, as far as an error can point at it.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    record_type: &'static RecordType,
    /// The unified body.
    body: Value,
    /// For each line of the request, in order: its sublist, and where it stands in the unified body. Lines
    /// that were listed only to keep them have no place.
    lines: Vec<(&'static Sublist, Option<String>)>,
    /// Where the unified body stands in the client's: nothing, or such as `/operations/0`.
    at: String,
}

/// A place in a line: its list and sublist, the line's pointer, and the native field.
struct InLine<'a> {
    list: &'static List,
    sublist: &'static Sublist,
    pointer: String,
    field: &'a str,
}

impl Sent {
    pub(crate) fn new(record_type: &'static RecordType, body: Value) -> Self {
        Self { record_type, body, lines: Vec::new(), at: String::new() }
    }

    /// The same for a body that is a part of the client's.
    pub(crate) fn below(self, at: &str) -> Self {
        Self { at: at.to_owned(), ..self }
    }

    /// Notes the place of the next line of the request.
    pub(crate) fn push(&mut self, sublist: &'static Sublist, pointer: Option<String>) {
        self.lines.push((sublist, pointer));
    }

    /// Forgets lines that are not sent after all, by their places in the sublist.
    pub(crate) fn leave_out(&mut self, sublist: &str, places: &[usize]) {
        let mut place = 0..;
        self.lines.retain(|(known, _)| {
            known.name != sublist || place.next().is_none_or(|at: usize| !places.contains(&at))
        });
    }

    /// The pointers that NetSuite's words name; none when it names no place.
    pub(crate) fn locate(&self, detail: &Detail) -> Vec<String> {
        self.within(detail).into_iter().map(|pointer| format!("{}{pointer}", self.at)).collect()
    }

    fn within(&self, detail: &Detail) -> Vec<String> {
        let missing = detail.missing();
        if !missing.is_empty() {
            let line = detail.path.as_deref().and_then(|path| self.line(path)).map(|line| line.pointer);
            return missing.iter().filter_map(|label| self.labelled(label, line.clone())).collect();
        }
        let by_path = detail.path.as_deref().and_then(|path| self.by_path(path));
        by_path
            .or_else(|| detail.missing_external_id().and_then(|id| find(&self.body, &format!("eid:{id}"))))
            .or_else(|| detail.refused_field().and_then(|field| self.by_field(field)))
            .into_iter()
            .collect()
    }

    fn by_path(&self, path: &str) -> Option<String> {
        match self.line(path) {
            Some(InLine { list, sublist, pointer, field }) => {
                let named = |row: &&Row| {
                    let known = row.native_in(sublist.name);
                    known.is_some_and(|known| !known.is_empty() && is_within(field, known))
                };
                let of_line = || list.rows.iter().filter(named);
                // Several fields of ours may stand in one of NetSuite's: the one that was sent is meant.
                let given = |row: &&Row| self.body.pointer(&format!("{pointer}{}", place(row))).is_some();
                Some(match of_line().find(given).or_else(|| of_line().next()) {
                    Some(row) => format!("{pointer}{}", place(row)),
                    None => self.custom(&pointer, root(field)).unwrap_or(pointer),
                })
            }
            None => self.header(path).or_else(|| self.custom("", path)),
        }
    }

    /// What `item.items[2].rate.id` says.
    fn line<'a>(&self, path: &'a str) -> Option<InLine<'a>> {
        let (list, sublist) = self.sublists().find(|(_, sublist)| {
            path.strip_prefix(sublist.name).is_some_and(|rest| rest.starts_with(".items["))
        })?;
        let rest = &path[sublist.name.len() + ".items[".len()..];
        let (index, rest) = rest.split_once(']')?;
        let pointer = (*self.places(sublist).get(index.parse::<usize>().ok()?)?).clone()?;
        Some(InLine { list, sublist, pointer, field: rest.trim_start_matches('.') })
    }

    fn header(&self, path: &str) -> Option<String> {
        let rows = self.record_type.header;
        let exact = rows.iter().find(|row| row.native().split(", ").any(|name| name == path)).map(place);
        exact.or_else(|| {
            let row = rows.iter().find(|row| root(row.native()) == root(path))?;
            Some(format!("/{}", root(row.unified())))
        })
    }

    fn custom(&self, pointer: &str, field: &str) -> Option<String> {
        let pointer = format!("{pointer}/custom_fields/{field}");
        self.body.pointer(&pointer).map(|_| pointer)
    }

    /// A field that NetSuite names without a place: certain in the header, and in a line if there is but one.
    fn by_field(&self, field: &str) -> Option<String> {
        let header = self.record_type.header.iter().find(|row| row.native() == field && has(&self.body, row));
        header.map(place).or_else(|| {
            let (row, sublist) = self.sublists().find_map(|(list, sublist)| {
                let named = |row: &&Row| {
                    row.native_in(sublist.name).is_some_and(|name| name.rsplit('.').next() == Some(field))
                };
                list.rows.iter().find(named).map(|row| (row, sublist))
            })?;
            match self.places(sublist)[..] {
                [Some(only)] => Some(format!("{only}{}", place(row))),
                _ => None,
            }
        })
    }

    /// A label of NetSuite's form, such as `Vendor`; for a field of lines, the line named or the first sent.
    fn labelled(&self, label: &str, line: Option<String>) -> Option<String> {
        let is_it = |row: &&Row| row.label.is_some_and(|known| known.eq_ignore_ascii_case(label));
        self.record_type.header.iter().find(is_it).map(place).or_else(|| {
            let (list, row) =
                self.record_type.lists.iter().find_map(|list| Some((list, list.rows.iter().find(is_it)?)))?;
            let first = || {
                let mut places = list.sublists.iter().flat_map(|sublist| self.places(sublist));
                places.find_map(Clone::clone)
            };
            Some(format!("{}{}", line.or_else(first)?, place(row)))
        })
    }

    fn sublists(&self) -> impl Iterator<Item = (&'static List, &'static Sublist)> {
        self.record_type.lists.iter().flat_map(|list| list.sublists.iter().map(|sublist| (*list, *sublist)))
    }

    fn places(&self, sublist: &Sublist) -> Vec<&Option<String>> {
        self.lines.iter().filter(|(known, _)| *known == sublist).map(|(_, place)| place).collect()
    }
}

/// The first name of a dotted path.
fn root(path: &str) -> &str {
    path.split('.').next().unwrap_or_default()
}

/// True for the path itself, and for what lies below it.
fn is_within(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn place(row: &Row) -> String {
    format!("/{}", row.unified().replace('.', "/"))
}

fn has(body: &Value, row: &Row) -> bool {
    body.pointer(&place(row)).is_some()
}

/// The pointer of the first string that is exactly this text.
fn find(body: &Value, text: &str) -> Option<String> {
    match body {
        Value::String(found) if found == text => Some(String::new()),
        Value::Array(list) => {
            list.iter().enumerate().find_map(|(at, value)| Some(format!("/{at}{}", find(value, text)?)))
        }
        Value::Object(fields) => {
            fields.iter().find_map(|(name, value)| Some(format!("/{name}{}", find(value, text)?)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::purchase_order::PURCHASE_ORDER;
    use crate::purchase_order::lines::{EXPENSE, ITEM};

    fn sent() -> Sent {
        let body = json!({
            "vendor_id": "eid:ACME",
            "notes": "n",
            "custom_fields": {"custbody_x": "1"},
            "lines": [{"account_assignment": {"account_id": "1"}}, {"item_id": "9"}],
        });
        let mut sent = Sent::new(&PURCHASE_ORDER, body);
        sent.push(&ITEM, Some("/lines/1".into()));
        sent.push(&EXPENSE, Some("/lines/0".into()));
        sent
    }

    fn located(message: &str, path: Option<&str>) -> Vec<String> {
        let detail =
            Detail { code: "USER_ERROR".into(), message: message.into(), path: path.map(str::to_owned) };
        sent().locate(&detail)
    }

    #[test]
    fn a_path_leads_to_the_line_it_was_made_of() {
        assert_eq!(located("no", Some("item.items[0].item")), ["/lines/1/item_id"]);
        assert_eq!(
            located("no", Some("expense.items[0].account.id")),
            ["/lines/0/account_assignment/account_id"]
        );
        assert_eq!(located("no", Some("item.items[7].item")), Vec::<String>::new());
    }

    #[test]
    fn a_path_in_the_header_leads_to_its_field() {
        assert_eq!(located("no", Some("entity")), ["/vendor_id"]);
        assert_eq!(located("no", Some("shippingAddress.city")), ["/ship_to/city"]);
        assert_eq!(located("no", Some("shippingAddress.attention")), ["/ship_to"]);
        assert_eq!(located("no", Some("custbody_x")), ["/custom_fields/custbody_x"]);
    }

    #[test]
    fn labels_of_missing_values_lead_to_their_fields() {
        let text =
            "Error while accessing a resource. Please enter value(s) for: Vendor, Location, Unheard Of";
        assert_eq!(located(text, None), ["/vendor_id", "/lines/1/location_id"]);
    }

    #[test]
    fn an_external_id_that_names_nothing_is_found_in_the_body() {
        let text =
            "The record instance for external ID 'ACME' does not exist. Provide a valid record instance ID.";
        assert_eq!(located(text, None), ["/vendor_id"]);
    }

    #[test]
    fn a_field_without_a_place_is_certain_only_when_one_line_can_be_meant() {
        let text = "You have entered an Invalid Field Value 9 for the following field: item.";
        assert_eq!(located(text, None), ["/lines/1/item_id"]);
        let text = "You have entered an Invalid Field Value 9 for the following field: entity";
        assert_eq!(located(text, None), ["/vendor_id"]);
    }
}
