//! What each verb does with vendors.

use std::sync::LazyLock;

use erpgate_model::{Capability, FieldSpec, Means, Repeat, Resource, Support, Verb};

use super::fields;
use crate::capabilities::{capability, specs};

const SERVICE: &str = "communication arrangement SAP_COM_0008, or on premise the active service \
    API_BUSINESS_PARTNER and S_SERVICE for it";
const READ: &[&str] =
    &[SERVICE, "display of partners and suppliers (B_BUPA_*, F_LFA1_*, M_LFM1_*, activity 03)"];
const CREATE: &[&str] =
    &[SERVICE, "creation of partners and suppliers (B_BUPA_*, F_LFA1_*, M_LFM1_*, activity 01)"];
const CHANGE: &[&str] =
    &[SERVICE, "change of partners and suppliers (B_BUPA_*, F_LFA1_*, M_LFM1_*, activities 02, 03, 05, 06)"];

/// The rows.
pub(crate) fn capabilities() -> Vec<Capability> {
    vec![
        Capability {
            repeat: Repeat::Locatable,
            how: "One deep insert, POST A_BusinessPartner, with the roles FLVN00 and FLVN01, addresses, tax \
                  numbers, bank details and the supplier's companies and purchasing organizations. The \
                  gateway's reference stands in the field that the setting `vendor_reference_field` names.",
            requires: CREATE,
            ..row(Verb::Create, Support::Yes, Means::Writes, every_field())
        },
        Capability {
            how: "PATCH, POST and DELETE of each entity with the etag just read. A removed company or \
                  purchasing organization stays in SAP with its deletion flag and is no more shown; when it \
                  is added again, the flag is taken back. A masked account number is refused.",
            requires: CHANGE,
            ..row(Verb::Update, Support::Yes, Means::Writes, every_field())
        },
        Capability {
            how: "SAP deletes no business partner: PATCH sets PurchasingIsBlocked and PostingIsBlocked on \
                  A_Supplier, DeletionIndicator on every company and purchasing organization, and \
                  IsMarkedForArchiving on the partner. The vendor stays readable as inactive.",
            requires: CHANGE,
            ..row(Verb::Delete, Support::Emulated, Means::MarksDeleted, &[])
        },
        Capability {
            how: "PATCH A_Supplier sets PurchasingIsBlocked and PostingIsBlocked.",
            requires: CHANGE,
            ..row(Verb::Block, Support::Yes, Means::Blocks, &[])
        },
        Capability {
            how: "PATCH takes back IsMarkedForArchiving and the central block of the partner, and the blocks \
                  and the central deletion flag of the supplier. Deletion flags of companies, purchasing \
                  organizations stay: add these again.",
            requires: CHANGE,
            ..row(Verb::Unblock, Support::Yes, Means::Unblocks, &[])
        },
        Capability {
            how: "SAP has no such state: PATCH sets PurchasingIsBlocked and PostingIsBlocked on A_Supplier \
                  and IsMarkedForArchiving on the partner. Unblocking takes all three back.",
            requires: CHANGE,
            ..row(Verb::Deactivate, Support::Emulated, Means::Deactivates, &[])
        },
        Capability {
            how: "GET A_BusinessPartner with addresses, tax numbers, bank details, companies, purchasing \
                  organizations and contact persons expanded, and GET of these persons' names. Of account \
                  numbers the last four characters are shown.",
            requires: READ,
            ..row(Verb::Get, Support::Yes, Means::Reads, every_field())
        },
        Capability {
            how: "GET A_BusinessPartner in the order of its key, suppliers alone. number, external_id and the \
                  day of updated_since narrow within SAP, status and the time of day after reading: such \
                  pages may come part full.",
            requires: READ,
            ..row(Verb::List, Support::Yes, Means::Reads, listed())
        },
    ]
}

fn row(verb: Verb, supported: Support, means: Means, fields: &'static [FieldSpec]) -> Capability {
    capability(Resource::Vendor, verb, supported, means, fields)
}

fn every_field() -> &'static [FieldSpec] {
    static SPECS: LazyLock<Vec<FieldSpec>> = LazyLock::new(|| specs(fields::all()));
    &SPECS
}

fn listed() -> &'static [FieldSpec] {
    static SPECS: LazyLock<Vec<FieldSpec>> = LazyLock::new(|| specs(fields::all().chain(fields::FILTERS)));
    &SPECS
}
