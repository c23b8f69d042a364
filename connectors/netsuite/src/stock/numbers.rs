//! Lots and serial numbers that the account knows.

use std::collections::{BTreeMap, BTreeSet};

use erpgate_connector::{Session, Trouble};

use crate::connector::Account;
use crate::suiteql::{self, column};

/// How many values one query is asked about.
const AT_ONCE: usize = 500;

/// Internal ids of lots and serial numbers by item and text.
#[derive(Debug, Default)]
pub(crate) struct Numbers(BTreeMap<(String, String), String>);

impl Numbers {
    /// Those of the account that have one of these texts.
    pub(crate) async fn load(
        account: &Account,
        session: &Session,
        texts: &BTreeSet<&str>,
    ) -> Result<Self, Trouble> {
        let mut numbers = Self::default();
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        for texts in texts.chunks(AT_ONCE) {
            let marks = vec!["?"; texts.len()].join(", ");
            let q = format!(
                "SELECT n.id, n.inventorynumber, n.item, i.externalid FROM inventorynumber n \
                 JOIN item i ON i.id = n.item WHERE n.inventorynumber IN ({marks}) ORDER BY n.id"
            );
            for row in suiteql::every(&account.transport, session, &q, texts).await? {
                let (Some(id), Some(text)) = (column(&row, "id"), column(&row, "inventorynumber")) else {
                    continue;
                };
                let by_code = column(&row, "externalid").map(|code| format!("eid:{code}"));
                for item in column(&row, "item").into_iter().chain(by_code) {
                    numbers.0.insert((item, text.clone()), id.clone());
                }
            }
        }
        Ok(numbers)
    }

    /// The id of a number of an item, which is named by its id or as `eid:…`.
    pub(crate) fn id(&self, item: &str, text: &str) -> Option<&str> {
        self.0.get(&(item.to_owned(), text.to_owned())).map(String::as_str)
    }
}

#[cfg(test)]
impl<'a> FromIterator<(&'a str, &'a str, &'a str)> for Numbers {
    /// Of item, text and id.
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str, &'a str)>>(numbers: I) -> Self {
        let owned =
            |(item, text, id): (&str, &str, &str)| ((item.to_owned(), text.to_owned()), id.to_owned());
        Self(numbers.into_iter().map(owned).collect())
    }
}

/// Those of these items that are kept by serial number.
pub(crate) async fn serial_items(
    account: &Account,
    session: &Session,
    items: &BTreeSet<String>,
) -> Result<BTreeSet<String>, Trouble> {
    let ids: Vec<&String> = items.iter().filter(|id| id.bytes().all(|byte| byte.is_ascii_digit())).collect();
    let mut found = BTreeSet::new();
    for ids in ids.chunks(AT_ONCE) {
        let list = ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(", ");
        let q =
            format!("SELECT i.id FROM item i WHERE i.id IN ({list}) AND i.isserialitem = 'T' ORDER BY i.id");
        let rows = suiteql::every(&account.transport, session, &q, &[]).await?;
        found.extend(rows.iter().filter_map(|row| column(row, "id")));
    }
    Ok(found)
}
