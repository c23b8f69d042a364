//! Faults on request: what goes wrong, for which requests, how often.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde::{Deserialize, Serialize};

/// What goes wrong. The README says what each kind does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    LoseAnswer,
    CutBeforeCommit,
    HalfAnswer,
    Slow,
    SlowAnswer,
    LateCommit,
    Throttle,
    Lock,
    ErrorBefore,
    ErrorAfter,
    ExpireCsrf,
    ExpireTokens,
    Unauthorized,
}

/// When a fault strikes: before sign-in, or once the request would be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    Arrival,
    Processing,
}

impl Kind {
    fn stage(self) -> Stage {
        match self {
            Self::Throttle | Self::Unauthorized | Self::ExpireCsrf | Self::ExpireTokens => Stage::Arrival,
            _ => Stage::Processing,
        }
    }
}

/// Which requests a fault is for.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct On {
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path_contains: Option<String>,
}

fn once() -> i64 {
    1
}

fn always() -> u32 {
    100
}

/// One ordered fault.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fault {
    pub(crate) kind: Kind,
    #[serde(default)]
    on: On,
    /// How often it still strikes; -1 for ever.
    #[serde(default = "once")]
    times: i64,
    /// So many requests that it is for pass unharmed before it strikes.
    #[serde(default)]
    after: u32,
    #[serde(default = "always")]
    probability_percent: u32,
    /// Makes the dice repeatable.
    #[serde(default)]
    seed: u64,
    #[serde(default)]
    pub(crate) delay_ms: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<u16>,
    /// Seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) retry_after: Option<u32>,
    /// `error_before` and `error_after` answer with an HTML page.
    #[serde(default)]
    pub(crate) html: bool,
}

impl Fault {
    fn is_for(&self, method: &str, path: &str) -> bool {
        let modifying = !matches!(method, "GET" | "HEAD" | "OPTIONS");
        let method_fits = match &self.on.method {
            Some(wanted) => wanted.eq_ignore_ascii_case(method),
            None => modifying,
        };
        let path_fits = match &self.on.path_contains {
            Some(part) => path.contains(part.as_str()),
            // Signing in is no write: who wants it to fail names the path.
            None => !path.contains("/oauth2/"),
        };
        method_fits && path_fits
    }
}

#[derive(Debug)]
struct Armed {
    fault: Fault,
    dice: StdRng,
}

/// All faults on order, in the order they were given.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Armed>);

impl Faults {
    pub(crate) fn order(&mut self, fault: Fault) {
        let dice = StdRng::seed_from_u64(fault.seed);
        self.0.push(Armed { fault, dice });
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Fault> {
        self.0.iter().map(|armed| &armed.fault)
    }

    /// The first fault that strikes this request at this stage; it is used up by one.
    pub(crate) fn pick(&mut self, stage: Stage, method: &str, path: &str) -> Option<Fault> {
        let at = self.0.iter_mut().position(|armed| {
            let fault = &mut armed.fault;
            let strikes = fault.kind.stage() == stage
                && fault.is_for(method, path)
                && armed.dice.random_range(0..100_u32) < fault.probability_percent;
            if strikes && fault.after > 0 {
                fault.after -= 1;
                return false;
            }
            strikes
        })?;
        let armed = &mut self.0[at];
        let fault = armed.fault.clone();
        if armed.fault.times > 0 {
            armed.fault.times -= 1;
            if armed.fault.times == 0 {
                self.0.remove(at);
            }
        }
        Some(fault)
    }
}
