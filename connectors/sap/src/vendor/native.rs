//! A vendor as SAP gave it: the partner with addresses, tax numbers, banks and the supplier.

use chrono::{DateTime, Utc};
use erpgate_connector::{Trouble, TroubleKind};
use erpgate_model::Version;
use serde_json::{Value, json};

use super::contacts::{self, People};
use super::mask::mask_bank;
use super::part::{ADDRESSES, BANK_ACCOUNTS, DELETED, PARTS, Part};
use super::{Customs, TO_SUPPLIER};
use crate::mapping;
use crate::odata;

/// The `$expand` of every read.
pub(super) const EXPAND: &str = "to_BusinessPartnerAddress,to_BusinessPartnerAddress/to_AddressUsage,\
     to_BusinessPartnerAddress/to_EmailAddress,to_BusinessPartnerAddress/to_PhoneNumber,\
     to_BusinessPartnerAddress/to_URLAddress,to_BusinessPartnerTax,to_BusinessPartnerBank,to_Supplier,\
     to_Supplier/to_SupplierCompany,to_Supplier/to_SupplierPurchasingOrg,to_BusinessPartnerContact,\
     to_BusinessPartnerContact/to_ContactRelationship";

/// The usage that marks a partner's standard address.
const STANDARD: &str = "XXDEFAULT";

/// One vendor.
#[derive(Debug, Clone)]
pub(super) struct Document {
    partner: Value,
    /// The names of its contact persons.
    people: People,
}

impl Document {
    /// Nothing for a partner that is no supplier.
    ///
    /// # Errors
    /// When parts were not expanded: the vendor would look as if it had none.
    pub(super) fn new(partner: Value) -> Result<Option<Self>, Trouble> {
        if odata::text(&partner, "Supplier").is_empty() && !partner[TO_SUPPLIER].is_object() {
            return Ok(None);
        }
        let document = Self { partner, people: People::new() };
        let complete = PARTS.iter().all(|part| {
            let owner = document.owner(part);
            odata::children(owner, part.navigation)
                .is_some_and(|entries| part.list != ADDRESSES.list || entries.iter().all(has_reach))
        });
        let has_contacts = odata::children(&document.partner, contacts::NAVIGATION).is_some();
        if document.number().is_empty() || !complete || !has_contacts {
            let detail = "SAP's answer is no complete vendor: number, supplier or their parts are missing";
            return Err(Trouble::new(TroubleKind::Unreadable, detail));
        }
        Ok(Some(document))
    }

    pub(super) fn partner(&self) -> &Value {
        &self.partner
    }

    pub(super) fn people(&self) -> &People {
        &self.people
    }

    /// Takes the names of its contact persons.
    pub(super) fn know(&mut self, people: People) {
        self.people = people;
    }

    pub(super) fn supplier(&self) -> &Value {
        &self.partner[TO_SUPPLIER]
    }

    /// The partner's number.
    pub(super) fn number(&self) -> &str {
        odata::text(&self.partner, "BusinessPartner")
    }

    /// The supplier's number, which other documents refer to: the partner's own under usual customizing.
    pub(super) fn supplier_number(&self) -> &str {
        let supplier = odata::text(&self.partner, "Supplier");
        if supplier.is_empty() { self.number() } else { supplier }
    }

    /// What a list hangs on.
    pub(super) fn owner(&self, part: &Part) -> &Value {
        if part.of_supplier { self.supplier() } else { &self.partner }
    }

    /// The entries of a list that have no deletion flag.
    pub(super) fn entries(&self, part: &Part) -> impl Iterator<Item = &Value> {
        let all = odata::children(self.owner(part), part.navigation).unwrap_or_default();
        all.iter().filter(|entry| !odata::flag(entry, DELETED))
    }

    /// The entry of this id, with or without the deletion flag.
    pub(super) fn entry(&self, part: &Part, id: &str) -> Option<&Value> {
        let all = odata::children(self.owner(part), part.navigation).unwrap_or_default();
        all.iter().find(|entry| odata::text(entry, part.id) == id)
    }

    /// The address that is used where none is named.
    pub(super) fn default_address(&self) -> Option<&Value> {
        self.entries(&ADDRESSES).find(|address| is_standard(address)).or_else(|| {
            let id = |address: &&Value| odata::text(address, ADDRESSES.id).parse::<u64>().unwrap_or(u64::MAX);
            self.entries(&ADDRESSES).min_by_key(id)
        })
    }

    /// When the partner was made.
    pub(super) fn created_at(&self, customs: Customs) -> Option<DateTime<Utc>> {
        self.instant("CreationDate", "CreationTime", customs)
    }

    /// When any part of it was last changed; SAP gives no date until the first change.
    pub(super) fn updated_at(&self, customs: Customs) -> Option<DateTime<Utc>> {
        let changed = self.instant("LastChangeDate", "LastChangeTime", customs);
        changed.or_else(|| self.created_at(customs))
    }

    fn instant(&self, date: &str, time: &str, customs: Customs) -> Option<DateTime<Utc>> {
        let text = |property: &str| odata::text(&self.partner, property);
        odata::instant_of_clock(text(date), text(time), customs.clock_ahead)
    }

    /// The version of the whole vendor.
    pub(super) fn version(&self) -> Version {
        mapping::version(&json!([self.partner, self.people]))
    }

    /// The ERP's own record for `include=native`, without account numbers.
    pub(super) fn into_native(mut self) -> Value {
        let accounts = &mut self.partner[BANK_ACCOUNTS.navigation];
        let accounts = if accounts.is_array() { accounts } else { &mut accounts["results"] };
        for account in accounts.as_array_mut().into_iter().flatten() {
            mask_bank(account);
        }
        self.partner
    }
}

/// The address's usages and the ways to reach somebody there were expanded.
fn has_reach(address: &Value) -> bool {
    ["to_AddressUsage", "to_EmailAddress", "to_PhoneNumber", "to_URLAddress"]
        .iter()
        .all(|name| odata::children(address, name).is_some())
}

/// The purposes of an address.
pub(super) fn usages(address: &Value) -> impl Iterator<Item = &str> {
    let usages = odata::children(address, "to_AddressUsage").unwrap_or_default();
    usages.iter().map(|usage| odata::text(usage, "AddressUsage"))
}

pub(super) fn is_standard(address: &Value) -> bool {
    usages(address).any(|usage| usage == STANDARD)
}

/// What an address is for besides being the standard one.
pub(super) fn purpose(address: &Value) -> Option<&str> {
    usages(address).filter(|usage| *usage != STANDARD && !usage.is_empty()).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partner() -> Value {
        json!({"BusinessPartner": "1000000", "Supplier": "1000000", "to_BusinessPartnerContact": [],
            "to_BusinessPartnerAddress": {"results": []}, "to_BusinessPartnerTax": {"results": []},
            "to_BusinessPartnerBank": {"results": [{"BankIdentification": "0001", "IBAN": "DE89370400440532013000",
                "BankAccount": ""}]},
            "to_Supplier": {"Supplier": "1000000", "to_SupplierCompany": {"results": [
                {"CompanyCode": "1010"}, {"CompanyCode": "1710", "DeletionIndicator": true}]},
                "to_SupplierPurchasingOrg": {"results": []}}})
    }

    #[test]
    fn a_partner_without_a_supplier_is_no_vendor_and_one_without_its_parts_no_answer() {
        let customer = json!({"BusinessPartner": "1", "Supplier": "", "to_Supplier": null});
        assert!(Document::new(customer).unwrap().is_none());
        for missing in [
            "to_BusinessPartnerBank",
            "to_BusinessPartnerContact",
            "to_BusinessPartnerAddress",
            "to_Supplier",
        ] {
            let mut partner = partner();
            partner[missing] = json!({"__deferred": {"uri": ""}});
            assert_eq!(Document::new(partner).unwrap_err().kind, TroubleKind::Unreadable, "{missing}");
        }
    }

    #[test]
    fn what_carries_the_deletion_flag_is_no_entry() {
        let document = Document::new(partner()).unwrap().unwrap();
        let companies = || document.entries(&super::super::part::COMPANIES);
        assert_eq!(
            companies().map(|company| odata::text(company, "CompanyCode")).collect::<Vec<_>>(),
            ["1010"]
        );
    }

    #[test]
    fn the_native_record_shows_no_account_number() {
        let native = Document::new(partner()).unwrap().unwrap().into_native();
        assert_eq!(native["to_BusinessPartnerBank"]["results"][0]["IBAN"], "****3000");
        assert!(!native.to_string().contains("3704"));
    }
}
