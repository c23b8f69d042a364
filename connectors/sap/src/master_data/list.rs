//! List: entries in the order of their key.

use std::collections::BTreeMap;

use erpgate_connector::{Session, Trouble};
use erpgate_model::{Page, Query, Record, Resource};
use serde_json::Value;

use super::record::record;
use super::source::Source;
use super::{Customs, MasterDataSets};
use crate::odata::{self, instant_literal, string_literal};
use crate::paging;
use crate::service::Service;

/// Between the two parts of a key in a cursor; stands in no key of SAP's.
const SEPARATOR: char = '\u{1f}';

/// An entry with the storage locations of a plant.
type Entry = (Value, Vec<String>);

impl MasterDataSets {
    pub(crate) async fn list(
        &self,
        session: &Session,
        resource: Resource,
        query: &Query,
    ) -> Result<Page, Trouble> {
        let (source, service) = self.set(resource)?;
        if query.number.as_deref().is_some_and(|number| !source.may_have(number)) {
            return Ok(Page::default());
        }
        paging::page(session, &Asked { sets: self, source, service, query }, query).await
    }

    /// Storage locations by plant; none for other kinds.
    pub(super) async fn stores(
        &self,
        session: &Session,
        source: &Source,
        entries: &[Value],
    ) -> Result<BTreeMap<String, Vec<String>>, Trouble> {
        if source.resource == Resource::Location {
            self.storage_locations(session, entries).await
        } else {
            Ok(BTreeMap::new())
        }
    }
}

/// The entries that are asked for.
struct Asked<'a> {
    sets: &'a MasterDataSets,
    source: &'static Source,
    service: &'a Service,
    query: &'a Query,
}

impl paging::Source for Asked<'_> {
    type Document = Entry;

    async fn some(
        &self,
        session: &Session,
        after: Option<&str>,
        top: usize,
    ) -> Result<(Vec<Entry>, bool), Trouble> {
        let source = self.source;
        let order: Vec<&str> = source.above.into_iter().chain([source.id]).collect();
        let mut options = vec![("$orderby", order.join(",")), ("$top", top.to_string())];
        options.extend(source.expand());
        let filter = filter(source, self.query, after, &self.sets.customs);
        if !filter.is_empty() {
            options.push(("$filter", filter));
        }
        let (entries, cut_off) = self.service.list(session, source.set, &options).await?;
        let more = cut_off || entries.len() >= top;
        let mut stores = self.sets.stores(session, source, &entries).await?;
        let with_stores = |entry: Value| {
            let stores = stores.remove(odata::text(&entry, source.id)).unwrap_or_default();
            (entry, stores)
        };
        Ok((entries.into_iter().map(with_stores).collect(), more))
    }

    fn key(&self, (entry, _): &Entry) -> String {
        let id = odata::text(entry, self.source.id);
        match self.source.above {
            Some(above) => format!("{}{SEPARATOR}{id}", odata::text(entry, above)),
            None => id.to_owned(),
        }
    }

    /// Whether parts of a second were asked for.
    fn takes(&self, (entry, _): &Entry) -> bool {
        let changed = self.source.changed.map(|property| odata::text(entry, property)).unwrap_or_default();
        self.query
            .updated_since
            .is_none_or(|since| odata::instant_from_native(changed).is_some_and(|changed| changed >= since))
    }

    fn record(&self, (entry, stores): Entry) -> Result<Record, Trouble> {
        record(self.source, entry, &stores, &self.sets.customs, self.query.include_native)
    }
}

/// What the connection narrows every question to.
pub(super) fn scope(source: &Source, customs: &Customs) -> Option<String> {
    let chart = customs.chart_of_accounts.as_ref().filter(|_| source.above == Some("ChartOfAccounts"))?;
    Some(format!("ChartOfAccounts eq {}", string_literal(chart)))
}

fn filter(source: &Source, query: &Query, after: Option<&str>, customs: &Customs) -> String {
    let beyond = |key: &str| match (source.above, key.split_once(SEPARATOR)) {
        (Some(above), Some((parent, id))) => {
            let (parent, id) = (string_literal(parent), string_literal(id));
            format!("({above} gt {parent} or ({above} eq {parent} and {} gt {id}))", source.id)
        }
        _ => format!("{} gt {}", source.id, string_literal(key)),
    };
    let since = query.updated_since.zip(source.changed);
    let parts = [
        scope(source, customs),
        after.map(beyond),
        query.number.as_ref().map(|number| format!("{} eq {}", source.id, string_literal(number))),
        since.map(|(since, property)| format!("{property} ge {}", instant_literal(since))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use super::super::source::SOURCES;
    use super::*;

    #[test]
    fn a_key_of_two_parts_goes_on_within_its_first_part_and_after_it() {
        let account = SOURCES.iter().find(|source| source.resource == Resource::Account).unwrap();
        let customs = Customs { language: "EN".into(), chart_of_accounts: None };
        let query = Query { number: Some("40'0".into()), ..Query::default() };
        assert_eq!(
            filter(account, &query, Some("YCOA\u{1f}400000"), &customs),
            "(ChartOfAccounts gt 'YCOA' or (ChartOfAccounts eq 'YCOA' and GLAccount gt '400000')) \
             and GLAccount eq '40''0'"
        );
        let customs = Customs { chart_of_accounts: Some("INT".into()), ..customs };
        assert_eq!(filter(account, &Query::default(), None, &customs), "ChartOfAccounts eq 'INT'");
    }
}
