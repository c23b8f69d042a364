//! Posting periods: goods are moved in this month and the one before, unless somebody closed or opened one.

use chrono::{DateTime, Datelike, NaiveDateTime, Utc};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// A calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Period {
    year: i32,
    month: u32,
}

impl Period {
    pub(crate) fn of(day: NaiveDateTime) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    pub(crate) fn current(now: DateTime<Utc>) -> Self {
        Self::of(now.naive_utc())
    }

    pub(crate) fn previous(self) -> Self {
        if self.month == 1 {
            Self { year: self.year - 1, month: 12 }
        } else {
            Self { month: self.month - 1, ..self }
        }
    }

    /// The form of a fiscal year period: `2026011`.
    pub(crate) fn fiscal(self) -> String {
        format!("{:04}{:03}", self.year, self.month)
    }
}

/// `2026/11`, as messages show it.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}/{:02}", self.year, self.month)
    }
}

/// `2026-11`
impl FromStr for Period {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("period '{text}' is not of the form 2026-11");
        let (year, month) = text.split_once('-').ok_or_else(wrong)?;
        let period =
            Self { year: year.parse().map_err(|_| wrong())?, month: month.parse().map_err(|_| wrong())? };
        if (1..=12).contains(&period.month) { Ok(period) } else { Err(wrong()) }
    }
}

/// What was closed and opened by hand.
#[derive(Debug, Clone, Default)]
pub(crate) struct Periods {
    closed: BTreeSet<Period>,
    opened: BTreeSet<Period>,
}

impl Periods {
    pub(crate) fn close(&mut self, period: Period) {
        self.opened.remove(&period);
        self.closed.insert(period);
    }

    pub(crate) fn open(&mut self, period: Period) {
        self.closed.remove(&period);
        self.opened.insert(period);
    }

    pub(crate) fn is_open(&self, period: Period, now: DateTime<Utc>) -> bool {
        let current = Period::current(now);
        let usual = period == current || period == current.previous();
        self.opened.contains(&period) || (usual && !self.closed.contains(&period))
    }
}
