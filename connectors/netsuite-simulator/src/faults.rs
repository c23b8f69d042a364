//! Faults on request: which request they strike and how often.

use hyper::Method;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde::{Deserialize, Serialize};

use crate::http::Request;

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// Commit, then close without one byte.
    LoseAnswer,
    /// Reset the connection, commit nothing.
    CutBeforeCommit,
    /// Commit, then send part of the answer and close.
    HalfAnswer,
    /// Wait, then commit and answer.
    Slow,
    /// Commit, wait, then answer.
    SlowAnswer,
    /// Close at once, commit later.
    LateCommit,
    /// 429, nothing committed.
    Throttle,
    /// The record is locked or was changed, nothing committed.
    Lock,
    /// 5xx, nothing committed.
    ErrorBefore,
    /// Commit, then 5xx.
    ErrorAfter,
    /// Revoke every access token, then go on.
    ExpireTokens,
    /// 401, nothing committed.
    Unauthorized,
}

impl Kind {
    /// The name used in JSON.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::LoseAnswer => "lose_answer",
            Self::CutBeforeCommit => "cut_before_commit",
            Self::HalfAnswer => "half_answer",
            Self::Slow => "slow",
            Self::SlowAnswer => "slow_answer",
            Self::LateCommit => "late_commit",
            Self::Throttle => "throttle",
            Self::Lock => "lock",
            Self::ErrorBefore => "error_before",
            Self::ErrorAfter => "error_after",
            Self::ExpireTokens => "expire_tokens",
            Self::Unauthorized => "unauthorized",
        }
    }
}

/// A fault as it is posted to `/faults`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fault {
    pub(crate) kind: Kind,
    /// Which requests; without it, modifying requests of the record service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) on: Option<Filter>,
    /// How often it strikes; -1 is always.
    #[serde(default = "once")]
    pub(crate) times: i64,
    /// So many requests that fit pass unharmed before it strikes.
    #[serde(default)]
    pub(crate) after: u32,
    /// Strikes only so often, in percent of the matching requests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) probability_percent: Option<u8>,
    /// Seed of the dice, so that a run can be repeated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seed: Option<u64>,
    /// For `slow`, `slow_answer` and `late_commit`, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) delay_ms: Option<u64>,
    /// For `error_before` and `error_after`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<u16>,
    /// Sends `Retry-After` in seconds with `throttle` and errors. NetSuite itself is not known to send it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) retry_after: Option<u64>,
    /// For errors: answer with an HTML page, as a proxy would.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) html: bool,
}

fn once() -> i64 {
    1
}

/// Which requests a fault strikes.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filter {
    /// HTTP method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) method: Option<String>,
    /// Part of the path, without regard to case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) path_contains: Option<String>,
}

impl Fault {
    /// Whether the fault is meant for such a request.
    fn fits(&self, request: &Request) -> bool {
        let path = request.path.to_ascii_lowercase();
        match &self.on {
            None => is_modifying(&request.method) && path.contains("/record/"),
            Some(filter) => {
                let method = filter.method.as_ref();
                let part = filter.path_contains.as_ref();
                method.is_none_or(|method| request.method.as_str().eq_ignore_ascii_case(method))
                    && part.is_none_or(|part| path.contains(&part.to_ascii_lowercase()))
            }
        }
    }
}

/// Whether a method changes records.
pub(crate) fn is_modifying(method: &Method) -> bool {
    [Method::POST, Method::PATCH, Method::PUT, Method::DELETE].contains(method)
}

/// The faults that are set.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    armed: Vec<Armed>,
}

#[derive(Debug)]
struct Armed {
    fault: Fault,
    dice: StdRng,
}

impl Faults {
    /// Sets a fault.
    pub(crate) fn add(&mut self, fault: Fault) {
        let dice = match fault.seed {
            Some(seed) => StdRng::seed_from_u64(seed),
            None => StdRng::seed_from_u64(rand::rng().random()),
        };
        self.armed.push(Armed { fault, dice });
    }

    /// The faults that are still set, with the times that are left.
    pub(crate) fn list(&self) -> Vec<&Fault> {
        self.armed.iter().map(|armed| &armed.fault).collect()
    }

    /// Takes all faults back.
    pub(crate) fn clear(&mut self) {
        self.armed.clear();
    }

    /// The first fault that strikes this request.
    pub(crate) fn strike(&mut self, request: &Request) -> Option<Fault> {
        let struck = self.armed.iter_mut().position(|armed| {
            let fault = &mut armed.fault;
            let strikes = fault.fits(request)
                && fault.probability_percent.is_none_or(|percent| armed.dice.random_range(0..100) < percent);
            if strikes && fault.after > 0 {
                fault.after -= 1;
                return false;
            }
            strikes
        })?;
        let armed = &mut self.armed[struck];
        let fault = armed.fault.clone();
        if armed.fault.times > 0 {
            armed.fault.times -= 1;
            if armed.fault.times == 0 {
                self.armed.remove(struck);
            }
        }
        Some(fault)
    }
}
