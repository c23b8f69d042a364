//! Work order issues: components go from the stock into the work.

use super::components;
use crate::http::Problem;
use crate::rules::work_order::Produced;
use crate::world::{Draft, Record};

/// Issues what is open of every component, or what the body says.
pub(super) fn settle(order: &Record, produced: &Produced, draft: &mut Draft) -> Result<(), Problem> {
    components::settle(order, produced, draft, |_, open| open)?;
    if draft.record.lines("component").is_empty() {
        return Err(Problem::user("You must enter at least one line item for this transaction."));
    }
    Ok(())
}
