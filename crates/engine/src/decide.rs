//! What comes next: one pure function over what is known of an operation.

use std::time::Duration;

use erpgate_model::{AttemptOutcome, FailureCode, Repeat, Timestamp};

/// When to send again, when to give up, when to ask a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// A write that certainly was not applied is given up so long after it was accepted.
    pub give_up_after: Duration,
    /// A write whose outcome cannot be found out is handed to a person so long after it was accepted.
    pub ask_after: Duration,
    /// First pause before sending or looking again; doubles up to a minute.
    pub first_pause: Duration,
    /// A write is sent at most so many times.
    pub max_sends: usize,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            give_up_after: Duration::from_secs(120),
            ask_after: Duration::from_secs(24 * 3600),
            first_pause: Duration::from_secs(1),
            max_sends: 12,
        }
    }
}

/// What was seen last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// The ERP holds the change.
    Applied,
    /// The ERP refused this send.
    Refused,
    /// This send certainly was not applied, and sending again may help.
    NotApplied {
        /// When the ERP said to come back.
        retry_after: Option<Duration>,
    },
    /// This send certainly was not applied, and sending again will not help.
    Hopeless(FailureCode),
    /// Nobody can tell what this send did.
    Unknown,
    /// The ERP could not be asked whether it holds the change.
    CouldNotLook,
    /// The ERP was asked, and cannot say.
    CannotTell,
    /// Long enough after the last send, the ERP does not hold the change.
    Absent,
}

/// What is known of an operation besides what was seen last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// An earlier send may have been applied, and nothing has ruled it out since.
    pub doubt: bool,
    /// Sends so far, the one just seen included.
    pub sends: usize,
    /// Attempts and looks so far, for the growing pause.
    pub tries: usize,
    /// What a second send would do.
    pub repeat: Repeat,
    /// How long after a lost answer the ERP may still commit.
    pub settle_time: Duration,
    /// When the operation was accepted.
    pub accepted_at: Timestamp,
    /// The present instant.
    pub now: Timestamp,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// It stands: settle as succeeded.
    Succeed,
    /// It was refused: settle as rejected.
    Reject,
    /// It was not applied: settle as failed.
    Fail,
    /// Not applied: send (again) at this time.
    SendAt(Timestamp),
    /// Unknown: find out at this time.
    FindOutAt(Timestamp),
    /// Hand it to a person.
    AskPerson,
}

/// What comes next.
#[must_use]
pub fn next(policy: &Policy, known: &Known, seen: Seen) -> Next {
    let age = (known.now - known.accepted_at).to_std().unwrap_or_default();
    let later = |pause: Duration| known.now + pause;
    let pause = growing_pause(policy, known.tries);
    let find_out =
        |at: Timestamp| if age >= policy.ask_after { Next::AskPerson } else { Next::FindOutAt(at) };
    match seen {
        Seen::Applied => Next::Succeed,
        // A refusal of a later send says nothing about an earlier one: look first.
        Seen::Refused | Seen::Hopeless(_) | Seen::NotApplied { .. } if known.doubt => match known.repeat {
            Repeat::Duplicates => Next::AskPerson,
            Repeat::Deduplicated | Repeat::Locatable | Repeat::Harmless => find_out(later(pause)),
        },
        Seen::Refused => Next::Reject,
        Seen::Hopeless(_) => Next::Fail,
        Seen::NotApplied { .. } if age >= policy.give_up_after || known.sends >= policy.max_sends => {
            Next::Fail
        }
        Seen::NotApplied { retry_after } => Next::SendAt(later(pause.max(retry_after.unwrap_or_default()))),
        Seen::Unknown => match known.repeat {
            Repeat::Duplicates => Next::AskPerson,
            Repeat::Deduplicated | Repeat::Locatable | Repeat::Harmless => find_out(later(known.settle_time)),
        },
        Seen::CouldNotLook => find_out(later(pause)),
        Seen::CannotTell => Next::AskPerson,
        Seen::Absent if known.sends >= policy.max_sends => Next::Fail,
        Seen::Absent => Next::SendAt(known.now),
    }
}

/// Whether an earlier send may have been applied, by the log of attempts.
#[must_use]
pub fn doubt(outcomes: impl IntoIterator<Item = AttemptOutcome>) -> bool {
    outcomes.into_iter().fold(false, |doubt, outcome| match outcome {
        AttemptOutcome::Unknown => true,
        AttemptOutcome::FoundAbsent => false,
        // A later send that certainly did nothing does not say what an earlier one did.
        AttemptOutcome::NotApplied
        | AttemptOutcome::Rejected
        | AttemptOutcome::Applied
        | AttemptOutcome::FoundApplied => doubt,
    })
}

fn growing_pause(policy: &Policy, tries: usize) -> Duration {
    let doublings = u32::try_from(tries.saturating_sub(1)).unwrap_or(u32::MAX).min(10);
    (policy.first_pause * 2_u32.pow(doublings)).min(Duration::from_secs(60))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn repeat() -> impl Strategy<Value = Repeat> {
        prop_oneof![
            Just(Repeat::Deduplicated),
            Just(Repeat::Locatable),
            Just(Repeat::Harmless),
            Just(Repeat::Duplicates)
        ]
    }

    fn seen() -> impl Strategy<Value = Seen> {
        prop_oneof![
            Just(Seen::Applied),
            Just(Seen::Refused),
            (0_u64..100).prop_map(|s| Seen::NotApplied { retry_after: Some(Duration::from_secs(s)) }),
            Just(Seen::Hopeless(FailureCode::CredentialsRefused)),
            Just(Seen::Unknown),
            Just(Seen::CouldNotLook),
            Just(Seen::CannotTell),
            Just(Seen::Absent),
        ]
    }

    prop_compose! {
        fn known()(doubt: bool, sends in 1_usize..20, tries in 1_usize..40, repeat in repeat(), age in 0_i64..200_000)
            -> Known {
            let accepted_at = Timestamp::UNIX_EPOCH;
            let now = accepted_at + chrono::TimeDelta::seconds(age);
            Known { doubt, sends, tries, repeat, settle_time: Duration::from_secs(60), accepted_at, now }
        }
    }

    proptest! {
        #[test]
        fn an_operation_in_doubt_never_ends_as_not_applied(known in known(), seen in seen()) {
            let next = next(&Policy::default(), &known, seen);
            if (known.doubt || seen == Seen::Unknown) && seen != Seen::Absent {
                prop_assert!(!matches!(next, Next::Reject | Next::Fail | Next::SendAt(_)), "{next:?}");
            }
        }

        #[test]
        fn after_a_lost_answer_nothing_is_done_before_the_settle_time(known in known()) {
            if let Next::FindOutAt(at) = next(&Policy::default(), &known, Seen::Unknown) {
                prop_assert!(at >= known.now + known.settle_time);
            }
        }

        #[test]
        fn what_would_be_doubled_is_never_sent_after_a_lost_answer(known in known()) {
            let known = Known { repeat: Repeat::Duplicates, ..known };
            prop_assert_eq!(next(&Policy::default(), &known, Seen::Unknown), Next::AskPerson);
        }

        #[test]
        fn success_is_claimed_only_when_the_change_was_seen(known in known(), seen in seen()) {
            let succeeds = next(&Policy::default(), &known, seen) == Next::Succeed;
            prop_assert_eq!(succeeds, seen == Seen::Applied);
        }

        #[test]
        fn every_operation_comes_to_an_end(known in known(), seen in seen()) {
            let old = Known { now: known.accepted_at + chrono::TimeDelta::days(2), sends: 12, ..known };
            let next = next(&Policy::default(), &old, seen);
            prop_assert!(!matches!(next, Next::SendAt(_) | Next::FindOutAt(_)), "{next:?}");
        }
    }

    #[test]
    fn only_a_look_that_finds_nothing_ends_a_doubt() {
        use AttemptOutcome::{FoundAbsent, NotApplied, Unknown};
        assert!(doubt([Unknown, NotApplied]));
        assert!(!doubt([Unknown, FoundAbsent, NotApplied]));
        assert!(doubt([Unknown, FoundAbsent, Unknown]));
        assert!(!doubt([NotApplied]));
    }
}
