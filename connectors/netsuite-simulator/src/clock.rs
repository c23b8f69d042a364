//! The simulator's clock: the machine's time plus an offset that tests move forward.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, SubsecRound, Utc};

/// Tells the time; clones share their offset.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clock {
    offset_seconds: Arc<AtomicI64>,
}

impl Clock {
    /// Now, in whole seconds, as NetSuite keeps it.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        let offset = Duration::seconds(self.offset_seconds.load(Ordering::Relaxed));
        // The one place where the program asks the machine: everything else takes the instant from here.
        #[allow(clippy::disallowed_methods)]
        let machine = Utc::now();
        (machine + offset).trunc_subsecs(0)
    }

    /// Moves the clock by some seconds.
    pub(crate) fn advance(&self, seconds: i64) {
        self.offset_seconds.fetch_add(seconds, Ordering::Relaxed);
    }
}
