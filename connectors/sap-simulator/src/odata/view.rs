//! What an answer shows of a row: chosen properties, expanded navigations, links.

use super::failure::Failure;
use super::metadata::{EntitySet, Metadata, Property};
use super::query::Tree;
use super::table::{Row, Tables};
use super::value::Value;
use chrono::{DateTime, Utc};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

const IN_KEY: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'/').add(b'<').add(b'>').add(b'?').add(b'&');

/// One entity as an answer shows it.
#[derive(Debug)]
pub(crate) struct View<'a> {
    pub(crate) uri: String,
    /// With the service's namespace.
    pub(crate) type_name: String,
    pub(crate) etag: Option<String>,
    pub(crate) changed: DateTime<Utc>,
    pub(crate) properties: Vec<(&'a Property, &'a Value)>,
    pub(crate) links: Vec<(&'a str, Content<'a>)>,
}

/// What stands behind a navigation property.
#[derive(Debug)]
pub(crate) enum Content<'a> {
    Deferred,
    One(Option<Box<View<'a>>>),
    Many(Vec<View<'a>>),
}

/// Makes views of one service's rows.
#[derive(Debug)]
pub(crate) struct Viewer<'a> {
    pub(crate) metadata: &'a Metadata,
    pub(crate) tables: &'a Tables,
    /// `https://host/sap/opu/odata/sap/SERVICE`
    pub(crate) base: &'a str,
    pub(crate) etags: bool,
    /// Navigations shown without what stands behind them.
    pub(crate) hollow: &'static [&'static str],
}

impl<'a> Viewer<'a> {
    pub(crate) fn uri(&self, row: &Row) -> String {
        format!("{}/{}", self.base, address(row))
    }

    pub(crate) fn view(&self, row: &'a Row, select: Option<&Tree>, expand: &Tree) -> View<'a> {
        // An empty tree below a selected navigation means "all of it".
        let select = select.filter(|tree| !tree.0.is_empty() && !tree.0.contains_key("*"));
        let shown = |name: &str| select.is_none_or(|tree| tree.0.contains_key(name));
        let links = row.set.navigation.iter().filter(|n| shown(&n.name)).map(|navigation| {
            let Some(further) = expand.below(&navigation.name) else {
                return (navigation.name.as_str(), Content::Deferred);
            };
            let Some(target) = self.metadata.set(&navigation.target) else {
                return (navigation.name.as_str(), Content::Deferred);
            };
            if self.hollow.contains(&navigation.name.as_str()) {
                return (navigation.name.as_str(), Content::Many(Vec::new()));
            }
            let inner = select.and_then(|tree| tree.below(&navigation.name));
            let mut views = self
                .tables
                .related(row, navigation, target)
                .into_iter()
                .map(|related| self.view(related, inner, further));
            let content = if navigation.many {
                Content::Many(views.collect())
            } else {
                Content::One(views.next().map(Box::new))
            };
            (navigation.name.as_str(), content)
        });
        View {
            uri: self.uri(row),
            type_name: format!("{}.{}", self.metadata.namespace, row.set.type_name),
            etag: (self.etags && row.set.etag).then(|| etag(row)),
            changed: row.changed,
            links: links.collect(),
            properties: row.properties().filter(|(property, _)| shown(&property.name)).collect(),
        }
    }

    /// Refuses names in `$select` and `$expand` that the type does not have.
    pub(crate) fn check(&self, set: &EntitySet, select: Option<&Tree>, expand: &Tree) -> Result<(), Failure> {
        let names = select.into_iter().flat_map(|tree| &tree.0);
        for (name, below) in names {
            if let Some(navigation) = set.navigation(name) {
                if let Some(target) = self.metadata.set(&navigation.target) {
                    self.check(target, Some(below), &Tree::default())?;
                }
            } else if name != "*" && set.property(name).is_none() {
                return Err(Failure::unknown_property(name, &set.type_name));
            }
        }
        for (name, below) in &expand.0 {
            let navigation =
                set.navigation(name).ok_or_else(|| Failure::unknown_property(name, &set.type_name))?;
            if let Some(target) = self.metadata.set(&navigation.target) {
                self.check(target, None, below)?;
            }
        }
        Ok(())
    }
}

/// `A_PurchaseOrderItem(PurchaseOrder='4500000001',PurchaseOrderItem='10')`
pub(crate) fn address(row: &Row) -> String {
    let literal = |name: &str| {
        let literal = row.set.property(name).map(|property| row.get(name).literal(property));
        utf8_percent_encode(&literal.unwrap_or_default(), IN_KEY).to_string()
    };
    let key = match row.set.keys.as_slice() {
        [only] => literal(only),
        several => {
            let named: Vec<String> = several.iter().map(|name| format!("{name}={}", literal(name))).collect();
            named.join(",")
        }
    };
    format!("{}({key})", row.set.set)
}

/// The classic Gateway form of an etag on a change time, to the tenth of a microsecond.
pub(crate) fn etag(row: &Row) -> String {
    let at = row.changed;
    format!(
        "W/\"datetimeoffset'{}.{:07}Z'\"",
        at.format("%Y-%m-%dT%H%%3A%M%%3A%S"),
        at.timestamp_subsec_nanos() / 100
    )
}
