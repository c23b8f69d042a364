//! Small parts: long texts, partners, objects, relationships, tools.

use super::{LONG_TEXT, OBJECT, OPERATION, PARTNER, RELATIONSHIP, TOOL, texts};
use crate::odata::draft::Draft;
use crate::odata::failure::{Failure, Message};
use crate::odata::table::{Key, Row};
use crate::odata::value::Value;
use crate::services::Work;

/// What must be given for a part: property and name.
fn mandatory(set: &str) -> &'static [(&'static str, &'static str)] {
    match set {
        PARTNER => &[("PartnerFunction", "Partner Function"), ("MaintenanceOrderPartner", "Partner")],
        RELATIONSHIP => &[("RelatedMaintOrderOperation", "Related Operation")],
        TOOL => &[("ProdnRsceToolCategory", "Category of Production Resource/Tool")],
        OBJECT => &[],
        _ => &[("TextObjectType", "Text ID")],
    }
}

/// Writes the key of the parent into a part.
pub(super) fn adopt(row: &mut Row, parent: &Row) {
    for key in &parent.set.keys {
        if row.set.property(key).is_some() {
            row.set(key, parent.get(key).clone());
        }
    }
}

/// Adds a part to an order, an operation or a component.
pub(super) fn add(
    work: &mut Work<'_>,
    parent: &Row,
    draft: &Draft,
    wrong: &mut Vec<Message>,
) -> Result<Key, Failure> {
    let mut row = work.filled(draft);
    adopt(&mut row, parent);
    let set = row.set.set.clone();
    for (name, what) in mandatory(&set) {
        if row.text(name).is_empty() {
            wrong.push(texts::enter(what, name));
        }
    }
    fill(work, parent, &mut row, wrong);
    let key = row.key();
    if work.tables.get(&set, &key).is_some() {
        wrong.push(texts::key_in_use(&format!("The entry of {set}"), ""));
        return Ok(key);
    }
    work.tables.put(row);
    mark_text(work, parent, &set);
    Ok(key)
}

fn fill(work: &Work<'_>, parent: &Row, row: &mut Row, wrong: &mut Vec<Message>) {
    let set = row.set.set.clone();
    let next = work.tables.under(&set, &parent.key()).len() + 1;
    if row.set.is_key("Language") {
        row.default_text("Language", "EN");
    }
    match set.as_str() {
        OBJECT => {
            row.set("MaintenanceOrderObjectList", Value::Decimal(1.into()));
            row.set("MaintenanceObjectListItem", Value::Decimal(next.into()));
        }
        TOOL => row.default_text("ProdnRsceToolItemNumber", &format!("{:04}", next * 10)),
        RELATIONSHIP => {
            row.default_text("RelatedMaintenanceOrder", parent.text("MaintenanceOrder"));
            row.default_text("OrderOpRelationshipIntType", "NF");
            let related = row.text("RelatedMaintOrderOperation").to_owned();
            let key =
                [format!("{:0>12}", row.text("RelatedMaintenanceOrder")), related.clone(), String::new()];
            if !related.is_empty() && work.tables.get(OPERATION, &key).is_none() {
                wrong.push(texts::unknown("Operation", &related, "RelatedMaintOrderOperation"));
            }
        }
        _ => {}
    }
}

/// The header says whether it has a long text.
fn mark_text(work: &mut Work<'_>, parent: &Row, set: &str) {
    if set == LONG_TEXT {
        let mut order = parent.clone();
        order.set("OrderHasLongText", Value::Bool(true));
        work.tables.put(order);
    }
}
