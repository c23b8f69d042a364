//! Time is injected, so that tests decide what "now" is.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};

/// An instant in UTC with millisecond precision; RFC 3339 on the wire.
pub type Timestamp = DateTime<Utc>;

/// Where the time comes from.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The present instant, cut to whole milliseconds (what both databases keep).
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods)] // the one place where real time enters
    fn now(&self) -> Timestamp {
        whole_millis(Utc::now().timestamp_millis())
    }
}

/// A clock that stands still until it is told to move. For tests.
#[derive(Debug)]
pub struct FakeClock(AtomicI64);

impl FakeClock {
    /// A clock that shows `at`.
    #[must_use]
    pub fn at(at: Timestamp) -> Self {
        Self(AtomicI64::new(at.timestamp_millis()))
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }
}

impl Default for FakeClock {
    /// 2026-01-15T08:00:00Z
    fn default() -> Self {
        Self(AtomicI64::new(1_768_464_000_000))
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Timestamp {
        whole_millis(self.0.load(Ordering::SeqCst))
    }
}

fn whole_millis(millis: i64) -> Timestamp {
    DateTime::from_timestamp_millis(millis).unwrap_or(DateTime::UNIX_EPOCH)
}
