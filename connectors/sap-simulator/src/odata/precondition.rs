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

/// What a request's `If-Match` says about a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Good,
    Missing,
    Malformed,
    Stale,
}

/// Compares `If-Match` with the current etag.
pub(crate) fn judge(mode: Etags, if_match: Option<&str>, current: &str) -> Verdict {
    let Some(sent) = if_match.map(str::trim) else {
        return if mode == Etags::Required { Verdict::Missing } else { Verdict::Good };
    };
    if mode == Etags::None || sent == "*" {
        return Verdict::Good;
    }
    let quoted = sent.strip_prefix("W/").unwrap_or(sent);
    if quoted.len() < 2 || !quoted.starts_with('"') || !quoted.ends_with('"') {
        return Verdict::Malformed;
    }
    if sent == current { Verdict::Good } else { Verdict::Stale }
}

/// Checks `If-Match` against the row about to be changed.
pub(crate) fn check(mode: Etags, if_match: Option<&str>, row: &Row) -> Result<(), Failure> {
    if !row.set.etag {
        return Ok(());
    }
    let (status, code, text) = match judge(mode, if_match, &etag(row)) {
        Verdict::Good => return Ok(()),
        Verdict::Missing => (428, "428", "Precondition Required"),
        Verdict::Malformed => {
            let text = "Invalid eTag format - The if-match header field has an invalid format";
            (400, "/IWFND/CM_MGW/094", text)
        }
        Verdict::Stale => {
            let text = "State of the resource (entity) was already changed (If-Match)";
            (412, "/IWBEP/CM_MGW_RT/190", text)
        }
    };
    Err(Failure::new(status, code, text))
}
