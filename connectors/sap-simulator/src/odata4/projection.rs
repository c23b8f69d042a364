//! V2 rows as a V4 service shows them, and V4 drafts as the business rules want them.
//!
//! A V4 entity set names the V2 set whose rows it shows (`table`). A property is kept in the V2 property of the
//! same name or of the name in `column`; what has no such place is kept beside the row, or derived from it.

use super::failure;
use crate::odata::draft::Draft;
use crate::odata::failure::Failure;
use crate::odata::metadata::{Edm, EntitySet, Metadata, Navigation, Property};
use crate::odata::table::{Key, Row, Tables, key_part};
use crate::odata::value::Value;
use crate::services::Shown;
use std::sync::Arc;

/// The rows of a V2 service through the eyes of a V4 one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Projection<'a> {
    /// Of the V4 service.
    pub(crate) metadata: &'a Metadata,
    pub(crate) shown: &'a Shown,
    pub(crate) tables: &'a Tables,
}

impl<'a> Projection<'a> {
    /// The V2 set behind a V4 set; none when this world has no such rows.
    pub(crate) fn table(&self, set: &EntitySet) -> Option<&'a Arc<EntitySet>> {
        self.shown.tables.set(set.table.as_deref()?)
    }

    /// A V2 row as an entity of `set`.
    pub(crate) fn show(&self, set: &Arc<EntitySet>, kept: &Row) -> Row {
        let mut row = Row::new(set, kept.created);
        row.changed = kept.changed;
        for property in &set.properties {
            let value = match column(property, &kept.set) {
                Some(column) => convert(kept.get(&column.name), column, property),
                None => match kept.aside.get(&place(set, property)) {
                    Some(value) => value.clone(),
                    None => continue,
                },
            };
            row.set(&property.name, value);
        }
        self.shown.projection.derive(self.tables, kept, &mut row);
        row
    }

    pub(crate) fn all(&self, set: &Arc<EntitySet>) -> Vec<Row> {
        let Some(table) = self.table(set) else { return Vec::new() };
        self.tables.all(&table.set).map(|kept| self.show(set, kept)).collect()
    }

    /// The V2 row with this V2 key.
    pub(crate) fn kept(&self, set: &EntitySet, key: &[String]) -> Option<&'a Row> {
        self.tables.get(&self.table(set)?.set, key)
    }

    pub(crate) fn get(&self, set: &Arc<EntitySet>, key: &[String]) -> Option<Row> {
        self.kept(set, key).map(|kept| self.show(set, kept))
    }

    /// The V2 key of a V4 row, of which only the key properties need be filled.
    pub(crate) fn kept_key(&self, row: &Row) -> Option<Key> {
        let table = self.table(&row.set)?;
        let part = |key: &String| {
            let mut own = row.set.properties.iter();
            let own = own.find(|own| column(own, table).is_some_and(|column| column.name == *key))?;
            Some(key_part(table, key, row.get(&own.name)))
        };
        table.keys.iter().map(part).collect()
    }

    /// The entities that a navigation leads to.
    pub(crate) fn related(&self, from: &Row, navigation: &Navigation) -> Vec<Row> {
        let Some(target) = self.metadata.set(&navigation.target) else { return Vec::new() };
        let Some(table) = self.table(target) else { return Vec::new() };
        let kept_name = |name: &str| {
            let property = target.property(name)?;
            column(property, table).map(|column| column.name.clone())
        };
        let on = navigation.on.iter().filter_map(|(own, theirs)| Some((own.clone(), kept_name(theirs)?)));
        let kept = Navigation {
            name: navigation.name.clone(),
            target: table.set.clone(),
            many: navigation.many,
            on: on.collect(),
            along: None,
            fixed: Vec::new(),
            part: None,
            insertable: false,
        };
        self.tables.related(from, &kept, table).into_iter().map(|row| self.show(target, row)).collect()
    }

    /// A new entity as the business rules want it. What may not be given is dropped silently.
    pub(crate) fn keep(&self, draft: Draft) -> Result<Draft, Failure> {
        let table = self.table(&draft.set).ok_or_else(|| failure::not_kept(&draft.set.set))?;
        let mut kept = Draft::new(table);
        self.keep_fields(&draft, &mut kept, |_| true);
        for (name, children) in draft.children {
            let Some(navigation) = draft.set.navigation(&name).filter(|_| !children.is_empty()) else {
                continue;
            };
            if !navigation.insertable {
                return Err(failure::switched_off("Creating", self.metadata, &navigation.target));
            }
            for child in children {
                if child.set.table == draft.set.table {
                    // An address is an entity of its own here and a part of the same row there.
                    let keys = child.set.keys.clone();
                    self.keep_fields(&child, &mut kept, |name| !keys.iter().any(|key| key == name));
                    continue;
                }
                let part = navigation.part.clone().ok_or_else(|| failure::not_kept(&navigation.target))?;
                kept.children.entry(part).or_default().push(self.keep(child)?);
            }
        }
        Ok(kept)
    }

    fn keep_fields(&self, draft: &Draft, kept: &mut Draft, wanted: impl Fn(&str) -> bool) {
        for property in draft.set.properties.iter().filter(|p| p.creatable && wanted(&p.name)) {
            let Some(value) = draft.fields.get(&property.name) else { continue };
            match column(property, &kept.set) {
                Some(column) if column.creatable => {
                    let value = convert(value, property, column);
                    kept.fields.insert(column.name.clone(), value);
                }
                Some(_) => {}
                None => {
                    kept.aside.insert(place(&draft.set, property), value.clone());
                }
            }
        }
    }

    /// A V2 row with a V4 entity's changes. What may not be changed stays, silently.
    pub(crate) fn changed(&self, before: &Row, draft: &Draft) -> Row {
        let mut after = before.clone();
        for property in &draft.set.properties {
            let Some(value) = draft.fields.get(&property.name) else { continue };
            if !property.updatable || property.immutable || draft.set.is_key(&property.name) {
                continue;
            }
            match column(property, &before.set) {
                Some(column) if column.updatable && !column.immutable => {
                    after.set(&column.name, convert(value, property, column));
                }
                Some(_) => {}
                None if value.is_initial() => {
                    after.aside.remove(&place(&draft.set, property));
                }
                None => {
                    after.aside.insert(place(&draft.set, property), value.clone());
                }
            }
        }
        after
    }

    /// The name under which this service knows what a message of the rules speaks of.
    pub(crate) fn name_of(&self, kept: &str) -> String {
        let sets = &self.metadata.sets;
        let known = sets.iter().any(|set| set.property(kept).is_some());
        let own = sets.iter().filter(|_| !known).find_map(|set| {
            let property = set.properties.iter().find(|p| p.column.as_deref() == Some(kept));
            let navigation = set.navigation.iter().find(|n| n.part.as_deref() == Some(kept));
            property.map(|p| &p.name).or(navigation.map(|n| &n.name))
        });
        own.map_or_else(|| kept.to_owned(), Clone::clone)
    }

    /// A message's text with the types of this service instead of those of the rows.
    pub(crate) fn text_of(&self, text: &str) -> String {
        self.metadata.sets.iter().fold(text.to_owned(), |text, set| match self.table(set) {
            Some(table) => text.replace(&table.type_name, &set.type_name),
            None => text,
        })
    }
}

/// The V2 property that keeps a V4 property's value.
pub(crate) fn column<'a>(property: &Property, table: &'a EntitySet) -> Option<&'a Property> {
    table.property(property.column.as_deref().unwrap_or(&property.name))
}

/// The name of a value beside its row.
fn place(set: &EntitySet, property: &Property) -> String {
    format!("{}.{}", set.type_name, property.name)
}

/// A value in the other service's type: V2 has texts where V4 has numbers and booleans.
pub(crate) fn convert(value: &Value, from: &Property, to: &Property) -> Value {
    match (value, to.edm) {
        (Value::Text(text), Edm::Decimal) => Value::Decimal(text.trim().parse().unwrap_or_default()),
        (Value::Text(text), Edm::Boolean) => Value::Bool(!text.is_empty()),
        (Value::Decimal(_), Edm::Text) => Value::Text(value.plain(from)),
        (Value::Bool(flag), Edm::Text) => Value::Text(if *flag { "X".into() } else { String::new() }),
        _ => value.clone(),
    }
}
