//! Contact persons: business partners of their own, whom a relationship ties to the vendor. They are
//! shown; writing one would be two writes into two records.

use std::collections::BTreeMap;

use erpgate_connector::{Session, Trouble};
use serde_json::{Map, Value, json};

use super::native::Document;
use super::{PARTNER, Vendors, fields};
use crate::mapping::unified;
use crate::odata::{self, string_literal};

pub(super) const NAVIGATION: &str = "to_BusinessPartnerContact";
pub(super) const TO_REACH: &str = "to_ContactRelationship";
/// Names that are asked for at once: a longer address is refused by some fronts.
const MOST_NAMES: usize = 40;

/// Names of persons by the number of their partner.
pub(super) type People = BTreeMap<String, String>;

impl Vendors {
    /// Adds the names of the contact persons, where there are any.
    pub(super) async fn name_contacts(
        &self,
        session: &Session,
        documents: &mut [Document],
    ) -> Result<(), Trouble> {
        let mut persons: Vec<String> = documents.iter().flat_map(persons).collect();
        persons.sort_unstable();
        persons.dedup();
        let mut people = People::new();
        for persons in persons.chunks(MOST_NAMES) {
            let conditions = persons.iter().map(|id| format!("BusinessPartner eq {}", string_literal(id)));
            let options = [
                ("$filter", conditions.collect::<Vec<_>>().join(" or ")),
                ("$select", "BusinessPartner,BusinessPartnerFullName".to_owned()),
            ];
            let (found, _) = self.service.list(session, PARTNER, &options).await?;
            people.extend(found.iter().map(|person| {
                let text = |property| odata::text(person, property).to_owned();
                (text("BusinessPartner"), text("BusinessPartnerFullName"))
            }));
        }
        for document in documents {
            let own = persons_of(document, &people);
            document.know(own);
        }
        Ok(())
    }
}

fn contacts(document: &Document) -> &[Value] {
    odata::children(document.partner(), NAVIGATION).unwrap_or_default()
}

fn persons(document: &Document) -> Vec<String> {
    contacts(document)
        .iter()
        .map(|contact| odata::text(contact, "BusinessPartnerPerson").to_owned())
        .collect()
}

fn persons_of(document: &Document, people: &People) -> People {
    let own = persons(document);
    people.iter().filter(|(id, _)| own.contains(id)).map(|(id, name)| (id.clone(), name.clone())).collect()
}

/// The unified contacts.
pub(super) fn shown(document: &Document) -> Value {
    let contact = |contact: &Value| {
        let mut shown: Map<String, Value> = unified(fields::CONTACT, "contacts", &contact[TO_REACH]);
        let name = document.people().get(odata::text(contact, "BusinessPartnerPerson"));
        shown.insert("id".to_owned(), json!(odata::text(contact, "RelationshipNumber")));
        shown.insert("name".to_owned(), json!(name.filter(|name| !name.is_empty())));
        Value::Object(shown)
    };
    contacts(document).iter().map(contact).collect()
}
