//! Where the simulator's time comes from.

use chrono::{DateTime, Utc};
use std::fmt;
use std::sync::Arc;

/// A source of time; tests give their own to age sessions and tokens.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>);

impl Clock {
    /// A clock that asks `source`.
    pub fn new(source: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self(Arc::new(source))
    }

    /// The machine's clock.
    #[must_use]
    // The simulator is a program of its own: this is its one door to the machine's time.
    #[allow(clippy::disallowed_methods)]
    pub fn system() -> Self {
        Self::new(Utc::now)
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}
