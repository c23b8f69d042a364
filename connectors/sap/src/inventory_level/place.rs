//! Where a quantity lies, and its record id.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::Value;

use crate::odata;

/// What stands plainly in an id. A dot separates, a tilde begins a code.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_');

/// Material, plant, storage location and batch: the key of a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) material: String,
    pub(crate) plant: String,
    pub(crate) storage_location: String,
    /// Empty for materials that are not kept by batch.
    pub(crate) batch: String,
}

impl Place {
    pub(super) fn of(entity: &Value) -> Self {
        let text = |property: &str| odata::text(entity, property).to_owned();
        Self {
            material: text("Material"),
            plant: text("Plant"),
            storage_location: text("StorageLocation"),
            batch: text("Batch"),
        }
    }

    /// The record id: the four parts with dots between, such as `TG20.1010.101A.B0001`.
    pub(super) fn id(&self) -> String {
        let encoded = self.parts().map(|part| utf8_percent_encode(part, PLAIN).to_string().replace('%', "~"));
        encoded.join(".")
    }

    /// Nothing for a text that is no level's id.
    pub(super) fn parse(id: &str) -> Option<Self> {
        let decoded = |part: &str| {
            let part = part.replace('~', "%");
            percent_decode_str(&part).decode_utf8().ok().map(Cow::into_owned)
        };
        let parts: Vec<String> = id.split('.').map(decoded).collect::<Option<_>>()?;
        let [material, plant, storage_location, batch] = <[String; 4]>::try_from(parts).ok()?;
        let fits = [(&material, 40), (&plant, 4), (&storage_location, 4), (&batch, 10)]
            .iter()
            .all(|(part, most)| part.chars().count() <= *most);
        let place = Self { material, plant, storage_location, batch };
        (fits && !place.material.is_empty() && place.id() == id).then_some(place)
    }

    /// The condition for rows of this place.
    pub(super) fn is(&self) -> String {
        let pairs = PROPERTIES.iter().zip(self.parts());
        let parts = pairs.map(|(property, value)| format!("{property} eq {}", odata::string_literal(value)));
        parts.collect::<Vec<_>>().join(" and ")
    }

    /// The condition for rows of the places that follow in the order of the key.
    pub(super) fn comes_before(&self) -> String {
        let pairs = PROPERTIES.iter().zip(self.parts()).rev();
        pairs.fold(String::new(), |rest, (property, value)| {
            let value = odata::string_literal(value);
            if rest.is_empty() {
                format!("{property} gt {value}")
            } else {
                format!("({property} gt {value} or ({property} eq {value} and {rest}))")
            }
        })
    }

    fn parts(&self) -> [&str; 4] {
        [&self.material, &self.plant, &self.storage_location, &self.batch]
    }
}

/// The key's properties, in its order.
pub(super) const PROPERTIES: [&str; 4] = ["Material", "Plant", "StorageLocation", "Batch"];

#[cfg(test)]
mod tests {
    use super::*;

    fn place(parts: [&str; 4]) -> Place {
        let [material, plant, storage_location, batch] = parts.map(str::to_owned);
        Place { material, plant, storage_location, batch }
    }

    #[test]
    fn an_id_is_safe_in_a_path_and_leads_back() {
        for (parts, id) in [
            (["TG11", "1010", "101A", ""], "TG11.1010.101A."),
            (["A-1/2~3.ü", "1010", "101A", "B 1"], "A-1~2F2~7E3~2E~C3~BC.1010.101A.B~201"),
        ] {
            assert_eq!(place(parts).id(), id);
            assert_eq!(Place::parse(id), Some(place(parts)));
        }
        for text in [
            "",
            "TG11",
            "TG11.1010.101A",
            ".1010.101A.",
            "TG11.10100.101A.",
            "TG11.1010.101A.~zz",
            "a.b.c.~42",
        ] {
            assert_eq!(Place::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_follows_is_asked_for_by_the_whole_key() {
        assert_eq!(
            place(["M", "P", "S", "B'"]).comes_before(),
            "(Material gt 'M' or (Material eq 'M' and (Plant gt 'P' or (Plant eq 'P' and (StorageLocation gt 'S' \
             or (StorageLocation eq 'S' and Batch gt 'B'''))))))"
        );
    }
}
