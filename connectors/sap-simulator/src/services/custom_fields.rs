//! The customer's own fields of a seed become properties of their entity sets.

use super::{Protocol, Service};
use crate::Error;
use crate::odata::metadata::{CUSTOM, Edm, Metadata, Property};
use crate::seed::{CustomField, CustomFieldType};

/// Adds the fields to every version of their services and to V4 services over the same rows.
///
/// # Errors
/// The place of a field whose name is none, whose set is unknown or has such a property already.
pub(super) fn add(services: &mut [Service], fields: &[CustomField]) -> Result<(), Error> {
    for (at, field) in fields.iter().enumerate() {
        let refused = |key: &str, why: String| Error::Seed(format!("custom_fields[{at}], {key}: {why}"));
        if !is_name(&field.name) {
            let why = format!("'{}' is not {CUSTOM} and letters, digits and underscores", field.name);
            return Err(refused("name", why));
        }
        let taken = || refused("name", format!("{} has a property '{}' already", field.set, field.name));
        let mut found = false;
        for service in &mut *services {
            found |= match &mut service.protocol {
                Protocol::V2 => extend(&mut service.metadata, field).map_err(|_| taken())?,
                Protocol::V4(shown) => {
                    let kept = extend(&mut shown.tables, field).map_err(|_| taken())?;
                    if kept {
                        show(&mut service.metadata, field).map_err(|_| taken())?;
                    }
                    kept
                }
            };
        }
        if !found {
            let why = format!("'{}' is no entity set of a V2 service '{}'", field.set, field.service);
            return Err(refused("set", why));
        }
    }
    Ok(())
}

/// The set has a property of this name.
#[derive(Debug)]
struct Taken;

/// Says whether the service has the set.
fn extend(metadata: &mut Metadata, field: &CustomField) -> Result<bool, Taken> {
    if metadata.service != field.service {
        return Ok(false);
    }
    let Some(set) = metadata.set_mut(|set| set.set == field.set) else { return Ok(false) };
    if set.extend(property(field)) { Ok(true) } else { Err(Taken) }
}

/// Of several V4 sets over one table, the one of the same name has the customer's fields.
fn show(metadata: &mut Metadata, field: &CustomField) -> Result<(), Taken> {
    let name = field.set.strip_prefix("A_").unwrap_or(&field.set);
    let set = metadata.set_mut(|set| set.set == name && set.table() == field.set);
    if set.is_none_or(|set| set.extend(property(field))) { Ok(()) } else { Err(Taken) }
}

fn is_name(name: &str) -> bool {
    let own = name.strip_prefix(CUSTOM).unwrap_or_default();
    !own.is_empty() && own.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn property(field: &CustomField) -> Property {
    let edm = match field.kind {
        CustomFieldType::Text => Edm::Text,
        CustomFieldType::Boolean => Edm::Boolean,
        CustomFieldType::Decimal => Edm::Decimal,
    };
    Property {
        name: field.name.clone(),
        edm,
        max_length: field.max_length,
        precision: field.precision,
        scale: field.scale,
        nullable: true,
        creatable: true,
        updatable: true,
        filterable: true,
        sortable: true,
        immutable: false,
        mandatory: false,
        display: None,
        alpha: false,
        unit: None,
        semantics: None,
        column: None,
        variable: false,
    }
}
