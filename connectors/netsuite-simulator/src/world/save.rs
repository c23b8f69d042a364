//! Committing a draft, and deleting.

use chrono::{DateTime, Utc};

use super::{Cell, Draft, Record, World};
use crate::http::Problem;
use crate::metadata::{Kind, RecordType};

/// A record that is no more.
#[derive(Debug, Clone)]
pub(crate) struct Deletion {
    /// Its type as SuiteQL names it, `purchaseorder`.
    pub(crate) record_type: String,
    pub(crate) id: u64,
    /// The name that references to it showed.
    pub(crate) name: String,
    pub(crate) at: DateTime<Utc>,
    pub(crate) by: String,
}

impl World {
    /// Makes a draft visible: checks the external id, gives ids and numbers, stamps the times.
    pub(crate) fn save(&mut self, mut draft: Draft, now: DateTime<Utc>, by: &str) -> Result<u64, Problem> {
        self.check_external_id(&draft)?;
        let one = &draft.one;
        if draft.record.id == 0 {
            draft.record.id = self.last_ids.get(&one.group).copied().unwrap_or(0) + 1;
        }
        let id = draft.record.id;
        let last = self.last_ids.entry(one.group.clone()).or_insert(0);
        *last = id.max(*last);
        if draft.is_new {
            draft.record.created_at = now;
            by.clone_into(&mut draft.record.created_by);
            self.number(&mut draft.record, &draft.one);
        }
        stamp(&mut draft, now);
        self.remove_indexes(&draft.one, id);
        if let Some(external_id) = &draft.record.external_id {
            let place = (draft.record.record_type.clone(), id);
            self.externals.insert((draft.one.group.clone(), external_id.clone()), place);
        }
        for used in self.references(&draft.one, &draft.record) {
            *self.uses.entry(used).or_insert(0) += 1;
        }
        let mut reordered = self
            .get(&draft.one.name, id)
            .cloned()
            .map_or_else(Vec::new, |old| self.count_on_order(&old, false));
        reordered.extend(self.count_on_order(&draft.record, true));
        self.tables.entry(draft.record.record_type.clone()).or_default().insert(id, draft.record);
        self.show_each(reordered);
        Ok(id)
    }

    /// Removes a record.
    pub(crate) fn delete(&mut self, one: &RecordType, id: u64, now: DateTime<Utc>, by: &str) {
        self.remove_indexes(one, id);
        let Some(old) = self.tables.get_mut(&one.name).and_then(|table| table.remove(&id)) else { return };
        if matches!(one.group.as_str(), "transaction" | "entity" | "item") {
            self.deletions.push(Deletion {
                record_type: one.suiteql.record_type.clone(),
                id,
                name: self.display_name(&old),
                at: now,
                by: by.to_owned(),
            });
        }
        let reordered = self.count_on_order(&old, false);
        self.show_each(reordered);
    }

    /// Shows the stock of items that changed.
    pub(super) fn show_each(&mut self, mut items: Vec<u64>) {
        items.sort_unstable();
        items.dedup();
        for item in items {
            self.show_stock(item);
        }
    }

    /// Refuses an external id that another record of the group already has.
    pub(crate) fn check_external_id(&self, draft: &Draft) -> Result<(), Problem> {
        let Some(external_id) = &draft.record.external_id else { return Ok(()) };
        match self.by_external_id(&draft.one.group, external_id) {
            Some(other) if other.id != draft.record.id || other.record_type != draft.record.record_type => {
                Err(already_exists(&draft.one.group))
            }
            _ => Ok(()),
        }
    }

    fn number(&mut self, record: &mut Record, one: &RecordType) {
        let Some(range) = &one.number else { return };
        let last = self.last_numbers.entry(one.name.clone()).or_insert(range.first - 1);
        *last += 1;
        let number = *last;
        record.cells.entry(range.field.clone()).or_insert(Cell::Text(format!("{}{number}", range.prefix)));
        if one.fields.contains_key("transactionNumber") {
            let code = one.suiteql.type_code.as_deref().unwrap_or(&one.name).to_ascii_uppercase();
            record.cells.insert("transactionNumber".into(), Cell::Text(format!("{code}{number}")));
        }
    }

    fn remove_indexes(&mut self, one: &RecordType, id: u64) {
        let Some(old) = self.get(&one.name, id).cloned() else { return };
        if let Some(external_id) = &old.external_id {
            self.externals.remove(&(one.group.clone(), external_id.clone()));
        }
        for used in self.references(one, &old) {
            if let Some(count) = self.uses.get_mut(&used) {
                *count -= 1;
                if *count == 0 {
                    self.uses.remove(&used);
                }
            }
        }
    }

    /// The records a transaction refers to; other types may be left dangling in no case that matters here.
    fn references(&self, one: &RecordType, record: &Record) -> Vec<(String, u64)> {
        if one.group != "transaction" {
            return Vec::new();
        }
        let body = record.cells.iter().filter_map(|(name, cell)| Some((one.fields.get(name)?, cell)));
        let lines = record.sublists.iter().flat_map(|(name, lines)| {
            let fields = one.sublists.get(name).map(|list| &list.fields);
            let cells = lines.iter().flat_map(|line| line.cells.iter());
            cells.filter_map(move |(name, cell)| Some((fields?.get(name)?, cell)))
        });
        body.chain(lines)
            .filter_map(|(field, cell)| match (&field.kind, cell) {
                (Kind::Reference(target) | Kind::Id(target), Cell::Reference(id)) => self.follow(target, id),
                _ => None,
            })
            .map(|used| (used.record_type.clone(), used.id))
            .collect()
    }
}

/// The error for a duplicate, worded by record group.
pub(crate) fn already_exists(group: &str) -> Problem {
    match group {
        "entity" => Problem::user("This entity already exists."),
        "item" => Problem::user("This item already exists."),
        _ => Problem::user("This record already exists."),
    }
}

fn stamp(draft: &mut Draft, now: DateTime<Utc>) {
    let created = Cell::Instant(draft.record.created_at);
    for (field, cell) in
        [("createdDate", created.clone()), ("dateCreated", created), ("lastModifiedDate", Cell::Instant(now))]
    {
        if draft.one.fields.contains_key(field) {
            draft.set(field, cell);
        }
    }
}
