//! If-Match: required, optional or ignored, as the seed says.

use super::failure::Failure;
use super::table::Row;
use super::view::etag;
use serde::Deserialize;

/// How the simulated release treats etags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Etags {
    /// Changes without If-Match are refused with 428.
    #[default]
    Required,
    /// If-Match is checked when it is sent.
    Optional,
    /// No etags are sent and If-Match is ignored, as older releases do.
    None,
}

/// Checks `If-Match` against the row about to be changed.
pub(crate) fn check(mode: Etags, if_match: Option<&str>, row: &Row) -> Result<(), Failure> {
    if mode == Etags::None || !row.set.etag {
        return Ok(());
    }
    let Some(sent) = if_match.map(str::trim) else {
        return match mode {
            Etags::Required => Err(Failure::new(428, "428", "Precondition Required")),
            _ => Ok(()),
        };
    };
    if sent == "*" {
        return Ok(());
    }
    let quoted = sent.strip_prefix("W/").unwrap_or(sent);
    if quoted.len() < 2 || !quoted.starts_with('"') || !quoted.ends_with('"') {
        let text = "Invalid eTag format - The if-match header field has an invalid format";
        return Err(Failure::new(400, "/IWFND/CM_MGW/094", text));
    }
    if sent == etag(row) {
        return Ok(());
    }
    let text = "State of the resource (entity) was already changed (If-Match)";
    Err(Failure::new(412, "/IWBEP/CM_MGW_RT/190", text))
}
