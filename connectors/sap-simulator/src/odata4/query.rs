//! The system query options of V4, with options inside `$expand`.

use super::failure;
use super::projection::Projection;
use crate::odata::draft::Draft;
use crate::odata::failure::Failure;
use crate::odata::filter::depth;
use crate::odata::metadata::EntitySet;

/// How deep parentheses nest in an expansion; each level multiplies the answer.
const DEEPEST: usize = 8;

/// Options of a request or of one expanded navigation.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    pub(crate) filter: Option<String>,
    pub(crate) order_by: Option<String>,
    /// Empty when everything is asked for.
    pub(crate) select: Vec<String>,
    pub(crate) expand: Vec<Expand>,
    pub(crate) top: Option<usize>,
    pub(crate) skip: usize,
    pub(crate) count: bool,
    /// Where a page begins that the server itself cut.
    pub(crate) skip_token: usize,
    /// True when any system query option was there.
    pub(crate) any: bool,
}

/// One navigation to expand.
#[derive(Debug, Clone)]
pub(crate) struct Expand {
    pub(crate) name: String,
    pub(crate) options: Options,
}

impl Options {
    /// Reads the raw query string of a URL.
    pub(crate) fn parse(raw: &str) -> Result<Self, Failure> {
        let mut options = Self::default();
        for (name, value) in url::form_urlencoded::parse(raw.as_bytes()) {
            if name.starts_with('$') {
                options.take(&name, &value)?;
            }
        }
        Ok(options)
    }

    /// Expands what a deep insert sent, so that its answer shows it.
    pub(crate) fn sent(draft: &Draft) -> Self {
        let mut options = Self::default();
        for (name, children) in &draft.children {
            let mut inner = Self::default();
            for further in children.iter().flat_map(|child| Self::sent(child).expand) {
                if !inner.expand.iter().any(|known| known.name == further.name) {
                    inner.expand.push(further);
                }
            }
            options.expand.push(Expand { name: name.clone(), options: inner });
        }
        options
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), Failure> {
        self.any = true;
        match name {
            "$filter" => self.filter = Some(value.to_owned()),
            "$orderby" => self.order_by = Some(value.to_owned()),
            "$select" => self.select = value.split(',').map(|name| name.trim().to_owned()).collect(),
            "$expand" => self.expand = expands(value)?,
            "$top" => self.top = Some(number(name, value)?),
            "$skip" => self.skip = number(name, value)?,
            "$skiptoken" => self.skip_token = number(name, value)?,
            "$count" => self.count = value.parse().map_err(|_| invalid(name, value))?,
            "$format" if matches!(value, "json" | "application/json") => {}
            "$format" => return Err(invalid(name, value)),
            _ => return Err(failure::malformed(format!("Invalid system query option '{name}'"))),
        }
        Ok(())
    }

    /// Is this property part of the answer?
    pub(crate) fn shows(&self, name: &str) -> bool {
        self.select.is_empty() || self.select.iter().any(|chosen| chosen == name || chosen == "*")
    }

    /// Refuses names in `$select` and `$expand` that the type does not have.
    pub(crate) fn check(&self, set: &EntitySet, projection: &Projection<'_>) -> Result<(), Failure> {
        for name in &self.select {
            let known = set.property(name).is_some()
                || set.navigation(name).is_some()
                || (name == "SAP__Messages" && set.messages);
            if !known && name != "*" {
                return Err(failure::unknown_property(name, &set.type_name));
            }
        }
        for expand in &self.expand {
            let navigation = set
                .navigation(&expand.name)
                .ok_or_else(|| failure::unknown_property(&expand.name, &set.type_name))?;
            if let Some(target) = projection.metadata.set(&navigation.target) {
                expand.options.check(target, projection)?;
            }
        }
        Ok(())
    }

    /// What a context URL says about selection and expansion: `(PurchaseOrder,_PurchaseOrderItem())`.
    pub(crate) fn context(&self) -> String {
        if self.select.is_empty() && self.expand.is_empty() {
            return String::new();
        }
        let expanded = self.expand.iter().map(|expand| {
            let inner = expand.options.context();
            if inner.is_empty() { format!("{}()", expand.name) } else { format!("{}{inner}", expand.name) }
        });
        let names: Vec<String> = self.select.iter().cloned().chain(expanded).collect();
        format!("({})", names.join(","))
    }
}

fn invalid(name: &str, value: &str) -> Failure {
    failure::malformed(format!("Invalid value '{value}' for {name}"))
}

fn number(name: &str, value: &str) -> Result<usize, Failure> {
    value.trim().parse().map_err(|_| invalid(name, value))
}

/// `_PurchaseOrderItem($select=Plant;$expand=_PurchaseOrderScheduleLineTP),_PurchaseOrderNote`
fn expands(text: &str) -> Result<Vec<Expand>, Failure> {
    if depth(text) > DEEPEST {
        return Err(failure::malformed(format!("$expand is nested deeper than {DEEPEST} levels")));
    }
    cut(text, ',')
        .into_iter()
        .map(|part| {
            let part = part.trim();
            let Some((name, inner)) = part.split_once('(') else {
                return Ok(Expand { name: part.to_owned(), options: Options::default() });
            };
            let inner = inner.strip_suffix(')').ok_or_else(|| invalid("$expand", part))?;
            let mut options = Options::default();
            for option in cut(inner, ';') {
                let (name, value) = option.split_once('=').ok_or_else(|| invalid("$expand", part))?;
                options.take(name.trim(), value)?;
            }
            Ok(Expand { name: name.trim().to_owned(), options })
        })
        .collect()
}

/// Cuts at a mark that stands outside parentheses and quotes.
fn cut(text: &str, mark: char) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut quoted) = (Vec::new(), 0, 0_usize, false);
    for (at, c) in text.char_indices() {
        match c {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            _ if c == mark && depth == 0 && !quoted => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}
