//! The `q` parameter of lists: `memo CONTAIN "pump" AND (total GREATER 100 OR id ANY_OF [1, 2])`.

mod evaluate;
mod parse;

use crate::http::{Locus, Problem};
use crate::metadata::RecordType;
use crate::world::World;

/// A condition of a `q` expression.
#[derive(Debug, Clone, PartialEq)]
enum Condition {
    /// Conditions joined by AND.
    All(Vec<Condition>),
    /// Conditions joined by OR.
    Any(Vec<Condition>),
    /// `field OPERATOR value…`.
    Test { field: String, operator: String, values: Vec<String> },
}

/// The ids of the records that fit, in order.
pub(crate) fn find(world: &World, one: &RecordType, q: &str) -> Result<Vec<u64>, Problem> {
    let condition =
        parse::parse(q).ok_or_else(|| invalid(&format!("The expression '{q}' cannot be parsed.")))?;
    // Names and values are checked even when the account has no such record.
    evaluate::check(world, one, &condition)?;
    let mut ids = Vec::new();
    for record in world.all(&one.name) {
        if evaluate::fits(world, one, record, &condition)? {
            ids.push(record.id);
        }
    }
    Ok(ids)
}

/// 400 for a wrong `q`.
fn invalid(detail: &str) -> Problem {
    let detail = format!("Invalid search query. Detailed unprocessed description follows. {detail}");
    Problem::new(hyper::StatusCode::BAD_REQUEST, "INVALID_PARAMETER", detail).at(Locus::Query("q"))
}
