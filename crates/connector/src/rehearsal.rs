//! Writes that are worked out but not sent.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use crate::send::{Answer, Call};

/// What the ERP would answer at best: see [`Connector::rehearse`](crate::Connector::rehearse).
pub type RehearsalAnswers = Arc<dyn Fn(&Call) -> Answer + Send + Sync>;

/// A write that would be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedWrite {
    /// HTTP method.
    pub method: String,
    /// Path and query.
    pub path: String,
    /// The body: JSON where it is JSON, else text; nothing without one.
    pub body: Option<Value>,
}

/// A session's rehearsal.
pub(crate) struct Rehearsal {
    pub(crate) answers: RehearsalAnswers,
    pub(crate) planned: Mutex<Vec<PlannedWrite>>,
}

impl Rehearsal {
    /// Writes a call down in place of sending it.
    pub(crate) fn hold_back(&self, call: &Call) -> Answer {
        let text = |bytes: &Vec<u8>| Value::String(String::from_utf8_lossy(bytes).into_owned());
        let body =
            call.body.as_ref().map(|bytes| serde_json::from_slice(bytes).unwrap_or_else(|_| text(bytes)));
        self.log().push(PlannedWrite { method: call.method.to_string(), path: call.path(), body });
        (self.answers)(call)
    }

    pub(crate) fn planned(&self) -> Vec<PlannedWrite> {
        self.log().clone()
    }

    fn log(&self) -> MutexGuard<'_, Vec<PlannedWrite>> {
        // A panic elsewhere cannot leave a list of finished entries in a wrong state.
        self.planned.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Without the writes: their bodies may hold what is nobody's business.
impl fmt::Debug for Rehearsal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rehearsal")
    }
}
