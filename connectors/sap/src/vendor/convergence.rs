//! What stands already, so that a repeated update adds nothing twice.

use erpgate_model::Record;
use serde_json::Value;

use super::native::Document;
use super::part::Part;
use super::{fields, part};
use crate::mapping::{self, Entity};
use crate::odata;

/// The ids that a list had before the first send.
pub(super) fn known(part: &Part, basis: Option<&Record>) -> Vec<String> {
    let record = basis.map(Record::to_json).unwrap_or_default();
    let entries = record[part.list].as_array().into_iter().flatten();
    entries.filter_map(|entry| entry["id"].as_str().map(str::to_owned)).collect()
}

/// For each entry to add: does it stand since the basis? Each standing entry counts once.
pub(super) fn already_added(
    part: &Part,
    wanted: &[Entity],
    document: &Document,
    basis: Option<&Record>,
) -> Vec<bool> {
    if basis.is_none() {
        return vec![false; wanted.len()];
    }
    let known = known(part, basis);
    let is_new = |entry: &&Value| !known.iter().any(|id| id == odata::text(entry, part.id));
    let mut new: Vec<&Value> = document.entries(part).filter(is_new).collect();
    let mut stands = |entity: &Entity| {
        let at = new.iter().position(|held| holds(entity, held));
        at.map(|at| new.remove(at)).is_some()
    };
    wanted.iter().map(&mut stands).collect()
}

/// Every property that was given stands in the entry; what hangs on it is SAP's to arrange.
fn holds(wanted: &Entity, held: &Value) -> bool {
    wanted
        .iter()
        .filter(|(_, value)| !value.is_array())
        .all(|(name, value)| mapping::stands(mapping::form_of(fields::WRITTEN, name), value, held.get(name)))
}

/// The entry that a client's key chooses, when the first send may have made it or has left it with the
/// deletion flag: it is completed in place of added.
pub(super) fn to_be_completed(
    part: &Part,
    id: &str,
    document: &Document,
    basis: Option<&Record>,
) -> Option<String> {
    let held = document.entry(part, id)?;
    let came_since = basis.is_some() && !known(part, basis).iter().any(|known| known == id);
    (odata::flag(held, part::DELETED) || came_since).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use erpgate_model::Resource;
    use serde_json::json;

    use super::super::part::{BANK_ACCOUNTS, COMPANIES};
    use super::*;

    fn document() -> Document {
        let bank = |id: &str| json!({"BankIdentification": id, "IBAN": "DE89370400440532013000", "BankNumber": "37040044"});
        Document::new(json!({"BusinessPartner": "1", "Supplier": "1", "to_BusinessPartnerAddress": [],
            "to_BusinessPartnerContact": [],
            "to_BusinessPartnerTax": [], "to_BusinessPartnerBank": [bank("0001"), bank("0002")],
            "to_Supplier": {"to_SupplierCompany": [{"CompanyCode": "1010"},
                {"CompanyCode": "1710", "DeletionIndicator": true}], "to_SupplierPurchasingOrg": []}}))
        .unwrap()
        .unwrap()
    }

    fn basis(banks: &[&str]) -> Record {
        let banks: Vec<Value> = banks.iter().map(|id| json!({"id": id})).collect();
        let vendor = json!({"id": "1", "status": "active", "addresses": [], "tax_ids": [], "contacts": [],
            "bank_accounts": banks, "companies": [], "purchasing_organizations": [], "custom_fields": {},
            "version": "v"});
        Record::from_json(Resource::Vendor, vendor).unwrap()
    }

    #[test]
    fn each_standing_account_counts_for_one_account_to_add() {
        let wanted: Entity = json!({"IBAN": "DE89370400440532013000"}).as_object().unwrap().clone();
        let twice = [wanted.clone(), wanted];
        let added = |basis: Option<&Record>| already_added(&BANK_ACCOUNTS, &twice, &document(), basis);
        assert_eq!(added(Some(&basis(&["0001"]))), [true, false]);
        assert_eq!(added(Some(&basis(&[]))), [true, true]);
        assert_eq!(added(None), [false, false]);
    }

    #[test]
    fn a_company_that_the_first_send_made_is_completed() {
        let (document, basis) = (document(), basis(&[]));
        let completed = |id: &str, basis| to_be_completed(&COMPANIES, id, &document, basis).is_some();
        assert!(!completed("1010", None), "it was there before");
        assert!(completed("1010", Some(&basis)));
        assert!(completed("1710", None), "with the deletion flag it is no company of the vendor");
        assert!(!completed("9999", Some(&basis)));
    }
}
