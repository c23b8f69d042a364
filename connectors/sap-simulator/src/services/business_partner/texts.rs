//! The messages of business partners, with their variables filled in.

use crate::odata::failure::Message;

/// 00/055: a field without which nothing can be stored.
pub(super) fn required(property: &str) -> Message {
    Message::error("00/055", "Make an entry in all required fields", property)
}

/// 00/058: a value that is not in the table it refers to.
pub(super) fn unknown(value: &str, table: &str, property: &str) -> Message {
    let text = format!("Entry {value} does not exist in {table} (check entry)");
    Message::error("00/058", text, property)
}

/// CVI_API/003: a supplier's field that the field status makes mandatory.
pub(super) fn required_entry(field: &str, technical: &str, property: &str) -> Message {
    let text = format!("{field} ({technical}) is a required entry field");
    Message::error("CVI_API/003", text, property)
}

/// CI_DRAFTBP_MESSAGE/002.
pub(super) fn role_missing(role: &str, what: &str) -> Message {
    let text = format!("The role {role} must be assigned for {what}");
    Message::error("CI_DRAFTBP_MESSAGE/002", text, "to_BusinessPartnerRole")
}

/// CI_DRAFTBP_MESSAGE/032; the text is this simulator's.
pub(super) fn not_deletable() -> Message {
    Message::error("CI_DRAFTBP_MESSAGE/032", "Deletion of business partners is not supported", "")
}

/// CI_DRAFTBP_MESSAGE/033: a relationship that is no contact person; code and text are this simulator's.
pub(super) fn no_contact_person(category: &str) -> Message {
    let text = format!("Relationship category {category} is not supported; use BUR001");
    Message::error("CI_DRAFTBP_MESSAGE/033", text, "RelationshipCategory")
}

/// FSBP_ECC/030: asked of customers only.
pub(super) fn no_language() -> Message {
    let text = "Standard address doesn't have a language, needed for customer";
    Message::error("FSBP_ECC/030", text, "Language")
}

/// R1/091: the grouping's numbers are given by the client; the text is this simulator's.
pub(super) fn number_needed(grouping: &str) -> Message {
    let text = format!("Grouping {grouping} has external number assignment; enter a number");
    Message::error("R1/091", text, "BusinessPartner")
}

/// R1/092: the grouping's numbers are given by SAP; code and text are this simulator's.
pub(super) fn number_not_needed(grouping: &str) -> Message {
    let text = format!("Grouping {grouping} has internal number assignment; do not enter a number");
    Message::error("R1/092", text, "BusinessPartner")
}

/// R11/336: an organization has no correspondence language; the text is this simulator's.
pub(super) fn language_of_organization() -> Message {
    let text = "A correspondence language can be given for persons only";
    Message::error("R11/336", text, "CorrespondenceLanguage")
}

/// R1/204: a key that is taken; code and text are this simulator's.
pub(super) fn exists(what: &str, property: &str) -> Message {
    Message::error("R1/204", format!("{what} already exists"), property)
}

/// AR/106: an IBAN whose check digits are wrong; code and text are this simulator's.
pub(super) fn wrong_iban(iban: &str) -> Message {
    Message::error("AR/106", format!("IBAN {iban} is not valid"), "IBAN")
}
