//! Etags of V4, and `If-Match`.

use crate::odata::failure::Failure;
use crate::odata::precondition::{Etags, Verdict, judge};
use crate::odata::table::Row;

/// The form that SAP's RAP services use: the change time twice, to the tenth of a microsecond.
pub(crate) fn etag(row: &Row) -> String {
    let (seconds, fraction) =
        (row.changed.format("%Y%m%d%H%M%S"), row.changed.timestamp_subsec_nanos() / 100);
    format!("W/\"SADL-{seconds}{fraction:07}C~{seconds}.{fraction:07}\"")
}

/// Checks `If-Match` against the entity about to be changed.
pub(crate) fn check(mode: Etags, if_match: Option<&str>, row: &Row) -> Result<(), Failure> {
    let (status, code, text) = match judge(mode, if_match, &etag(row)) {
        Verdict::Good => return Ok(()),
        Verdict::Missing => {
            let text = "Data service request is required to be conditional; try using If-Match";
            (428, "/IWBEP/CM_V4_RUNTIME/020", text)
        }
        Verdict::Malformed => {
            let text = "Invalid eTag format - The if-match header field has an invalid format";
            (400, "/IWFND/CM_MGW/094", text)
        }
        Verdict::Stale => {
            let text = "The state of the resource (entity) was already changed (If-Match)";
            (412, "/IWBEP/CM_V4_RUNTIME/021", text)
        }
    };
    Err(Failure::new(status, code, text))
}
