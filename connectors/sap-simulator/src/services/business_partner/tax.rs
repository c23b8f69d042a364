//! Tax numbers, and the fields of a supplier that show them.

use super::{SUPPLIER, TAX, create, document, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::Message;
use crate::odata::table::{Key, Row};
use crate::services::Work;

/// A supplier's fields by the last character of the tax number type: DE0 is the German VAT number.
const SHOWN: [(char, &str); 6] = [
    ('0', "VATRegistration"),
    ('1', "TaxNumber1"),
    ('2', "TaxNumber2"),
    ('3', "TaxNumber3"),
    ('4', "TaxNumber4"),
    ('5', "TaxNumber5"),
];

pub(super) fn add(work: &mut Work<'_>, number: &str, draft: &Draft, wrong: &mut Vec<Message>) -> Key {
    let row = create::owned(work, number, draft);
    let key = row.key();
    let kind = row.text("BPTaxType");
    if work.tables.get(TAX, &key).is_some() {
        wrong.push(texts::exists(&format!("Tax number of type {kind}"), "BPTaxType"));
    }
    if kind.is_empty() {
        wrong.push(texts::required("BPTaxType"));
    } else if !work.seed.partners.tax_number_types.iter().any(|known| known == kind) {
        wrong.push(texts::unknown(kind, "TFKTAXNUMTYPE", "BPTaxType"));
    }
    check(&row, wrong);
    work.tables.put(row);
    show(work, number);
    key
}

/// Adds what is wrong in a tax number, new or changed.
pub(super) fn check(row: &Row, wrong: &mut Vec<Message>) {
    if row.text("BPTaxNumber").is_empty() && row.text("BPTaxLongNumber").is_empty() {
        wrong.push(texts::required("BPTaxNumber"));
    }
}

/// Shows the partner's tax numbers in its supplier.
pub(super) fn show(work: &mut Work<'_>, number: &str) {
    let Some(mut supplier) = document::of(work.tables, SUPPLIER, number).first().map(|row| (*row).clone())
    else {
        return;
    };
    for (last, field) in SHOWN {
        let rows = document::of(work.tables, TAX, number);
        let of_kind = rows.into_iter().find(|row| row.text("BPTaxType").ends_with(last));
        let text = of_kind.map_or("", |row| row.text("BPTaxNumber"));
        let longest = supplier.set.property(field).and_then(|property| property.max_length).unwrap_or(0);
        supplier.set_text(field, text.chars().take(longest).collect::<String>());
    }
    work.tables.put(supplier);
}
