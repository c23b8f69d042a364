//! Master data to read only: what a form offers as choices, taken from the seed.

mod banks;
mod company_codes;
mod cost_centers;
mod gl_accounts;
mod plants;
mod products;

use super::{Rules, Work};
use crate::odata::draft::Draft;
use crate::odata::failure::Failure;
use crate::odata::table::{Key, Row};
use crate::odata::value::Value;
use crate::seed::Seed;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// Makes an empty row of a set of the service.
pub(super) type NewRow<'a> = &'a dyn Fn(&str) -> Option<Row>;

/// A service without writes; the function fills its tables.
#[derive(Debug)]
pub(super) struct ReadOnly(pub(super) fn(&Seed, NewRow<'_>) -> Vec<Row>);

/// The services: metadata, application component, rules.
pub(super) fn all() -> [(&'static str, &'static str, ReadOnly); 7] {
    [
        (include_str!("../../../metadata/API_PRODUCT_SRV.json"), "LO-MD-MM", ReadOnly(products::fill)),
        (include_str!("../../../metadata/API_PLANT_SRV.json"), "LO-MD-PL", ReadOnly(plants::fill)),
        (
            include_str!("../../../metadata/API_STORAGELOCATION_SRV.json"),
            "MM-IM-VDM-SGM",
            ReadOnly(plants::fill_storage_locations),
        ),
        (include_str!("../../../metadata/API_COMPANYCODE_SRV.json"), "FI-GL", ReadOnly(company_codes::fill)),
        (
            include_str!("../../../metadata/API_GLACCOUNTINCHARTOFACCOUNTS_SRV.json"),
            "FI-GL",
            ReadOnly(gl_accounts::fill),
        ),
        (include_str!("../../../metadata/API_COSTCENTER_SRV.json"), "CO-OM", ReadOnly(cost_centers::fill)),
        (include_str!("../../../metadata/API_BANKDETAIL_SRV.json"), "FI-BL", ReadOnly(banks::fill)),
    ]
}

/// The language of the seed's texts.
const LANGUAGE: &str = "EN";

/// SAP's end of time.
fn forever() -> Value {
    day(9999, 12, 31)
}

fn day(year: i32, month: u32, day: u32) -> Value {
    NaiveDate::from_ymd_opt(year, month, day).map_or(Value::Null, |date| Value::Date(midnight(date)))
}

fn midnight(date: NaiveDate) -> NaiveDateTime {
    date.and_time(NaiveTime::MIN)
}

impl Rules for ReadOnly {
    fn fill(&self, seed: &Seed, row: &dyn Fn(&str) -> Option<Row>) -> Vec<Row> {
        self.0(seed, row)
    }

    fn create(&self, work: &mut Work<'_>, draft: Draft) -> Result<Key, Failure> {
        Err(Failure::switched_off("Creating", &work.metadata.service, &draft.set.set))
    }
}
