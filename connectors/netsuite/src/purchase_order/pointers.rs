//! From a place in NetSuite's request back to the place in the unified body.

use serde_json::Value;

use super::fields::{HEADER, LINES, Sublist};
use crate::errors::Detail;
use crate::mapping::Row;

/// What was sent, as far as an error can point at it.
#[derive(Debug)]
pub(super) struct Sent {
    /// The unified body.
    pub(super) body: Value,
    /// For each line of the request, in order: where it stands in the unified body. Lines that were
    /// listed only to keep them have no place.
    item: Vec<Option<String>>,
    expense: Vec<Option<String>>,
}

impl Sent {
    pub(super) fn new(body: Value) -> Self {
        Self { body, item: Vec::new(), expense: Vec::new() }
    }

    /// Notes the place of the next line of the request.
    pub(super) fn push(&mut self, sublist: Sublist, pointer: Option<String>) {
        match sublist {
            Sublist::Item => self.item.push(pointer),
            Sublist::Expense => self.expense.push(pointer),
        }
    }

    /// The pointers that NetSuite's words name; none when it names no place.
    pub(super) fn locate(&self, detail: &Detail) -> Vec<String> {
        let missing = detail.missing();
        if !missing.is_empty() {
            let line = detail.path.as_deref().and_then(|path| self.line(path)).map(|(_, pointer, _)| pointer);
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
            Some((sublist, pointer, field)) => {
                let row = LINES.iter().find(|row| row.native_in(sublist.name()) == Some(field));
                Some(match row {
                    Some(row) => format!("{pointer}{}", place(row)),
                    None => self.custom(&pointer, field).unwrap_or(pointer),
                })
            }
            None => self.header(path).or_else(|| self.custom("", path)),
        }
    }

    /// Sublist, the line's pointer and the field of `item.items[2].rate.id`.
    fn line<'a>(&self, path: &'a str) -> Option<(Sublist, String, &'a str)> {
        let sublist = Sublist::BOTH.into_iter().find(|sublist| {
            path.strip_prefix(sublist.name()).is_some_and(|rest| rest.starts_with(".items["))
        })?;
        let rest = &path[sublist.name().len() + ".items[".len()..];
        let (index, rest) = rest.split_once(']')?;
        let pointer = self.places(sublist).get(index.parse::<usize>().ok()?)?.clone()?;
        let field = rest.trim_start_matches('.').split('.').next().unwrap_or_default();
        Some((sublist, pointer, field))
    }

    fn header(&self, path: &str) -> Option<String> {
        let root = path.split('.').next();
        let exact = HEADER.iter().find(|row| row.native() == path).map(place);
        exact.or_else(|| {
            let row = HEADER.iter().find(|row| row.native().split('.').next() == root)?;
            row.unified().split('.').next().map(|name| format!("/{name}"))
        })
    }

    fn custom(&self, pointer: &str, field: &str) -> Option<String> {
        let pointer = format!("{pointer}/custom_fields/{field}");
        self.body.pointer(&pointer).map(|_| pointer)
    }

    /// A field that NetSuite names without a place: certain in the header, and in a line if there is but one.
    fn by_field(&self, field: &str) -> Option<String> {
        let header = HEADER.iter().find(|row| row.native() == field && has(&self.body, row));
        header.map(place).or_else(|| {
            let (row, sublist) = Sublist::BOTH.into_iter().find_map(|sublist| {
                LINES
                    .iter()
                    .find(|row| row.native_in(sublist.name()) == Some(field))
                    .map(|row| (row, sublist))
            })?;
            match self.places(sublist) {
                [Some(only)] => Some(format!("{only}{}", place(row))),
                _ => None,
            }
        })
    }

    /// A label of NetSuite's form, such as `Vendor`; for a field of lines, the line named or the first sent.
    fn labelled(&self, label: &str, line: Option<String>) -> Option<String> {
        let is_it = |row: &&Row| row.label.is_some_and(|known| known.eq_ignore_ascii_case(label));
        let line = || line.or_else(|| self.item.iter().chain(&self.expense).find_map(Clone::clone));
        HEADER.iter().find(is_it).map(place).or_else(|| {
            let row = LINES.iter().find(is_it)?;
            Some(format!("{}{}", line()?, place(row)))
        })
    }

    fn places(&self, sublist: Sublist) -> &[Option<String>] {
        match sublist {
            Sublist::Item => &self.item,
            Sublist::Expense => &self.expense,
        }
    }
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

    fn sent() -> Sent {
        let body = json!({
            "vendor_id": "eid:ACME",
            "notes": "n",
            "custom_fields": {"custbody_x": "1"},
            "lines": [{"account_assignment": {"account_id": "1"}}, {"item_id": "9"}],
        });
        let mut sent = Sent::new(body);
        sent.push(Sublist::Item, Some("/lines/1".into()));
        sent.push(Sublist::Expense, Some("/lines/0".into()));
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
