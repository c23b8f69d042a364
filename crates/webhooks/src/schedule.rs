//! When a failed delivery is tried again.

use chrono::{DateTime, TimeDelta};
use erpgate_model::Timestamp;
use rand::{Rng, RngExt};

/// Seconds from each attempt to the next, as the Standard Webhooks specification proposes: ten
/// attempts within about 75 hours, the first one at once.
const DELAYS: [i64; 9] = [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600];

/// The most that a receiver can ask for.
const LONGEST_RETRY_AFTER: i64 = 24 * 3600;

/// By how much a delay is lengthened, in thousandths: 0 to 200. Never shortened, so that no promise
/// is broken; different for each delivery, so that those which failed together do not return together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Jitter(i64);

impl Jitter {
    pub(crate) fn draw(random: &mut impl Rng) -> Self {
        Self(random.random_range(0..=200))
    }
}

/// How long to wait after `attempts` failed ones, the receiver having asked for `asked`; nothing when
/// the attempts are used up.
pub(crate) fn delay_after(attempts: i64, asked: Option<TimeDelta>, jitter: Jitter) -> Option<TimeDelta> {
    let index = usize::try_from(attempts.checked_sub(1)?).ok()?;
    let planned = TimeDelta::seconds(*DELAYS.get(index)?);
    let delay = asked.map_or(planned, |asked| planned.max(asked));
    Some(TimeDelta::milliseconds(delay.num_milliseconds() * (1000 + jitter.0) / 1000))
}

/// What a `Retry-After` header asks for (RFC 9110 §10.2.3: seconds or a date), at most 24 hours;
/// nothing when it cannot be read or lies in the past.
pub(crate) fn retry_after(header: &str, now: Timestamp) -> Option<TimeDelta> {
    let header = header.trim();
    let longest = TimeDelta::seconds(LONGEST_RETRY_AFTER);
    let asked = if header.bytes().all(|byte| byte.is_ascii_digit()) && !header.is_empty() {
        // Too many digits for a number are more than 24 hours, too.
        header.parse().ok().and_then(TimeDelta::try_seconds).unwrap_or(longest)
    } else {
        DateTime::parse_from_rfc2822(header).ok()?.signed_duration_since(now)
    };
    (asked > TimeDelta::zero()).then(|| asked.min(longest))
}

#[cfg(test)]
mod tests {
    use erpgate_model::{Clock, FakeClock};

    use super::*;

    fn waits(attempts: i64, asked: Option<i64>, jitter: i64) -> Option<i64> {
        delay_after(attempts, asked.map(TimeDelta::seconds), Jitter(jitter)).map(|delay| delay.num_seconds())
    }

    #[test]
    fn ten_attempts_are_made_at_growing_distances() {
        let delays: Vec<_> = (1..=10).map(|attempts| waits(attempts, None, 0)).collect();
        let expected = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
        assert_eq!(delays[..9], expected.map(Some));
        assert_eq!(delays[9], None);
    }

    #[test]
    fn jitter_lengthens_by_at_most_a_fifth_and_never_shortens() {
        assert_eq!(waits(2, None, 0), Some(300));
        assert_eq!(waits(2, None, 200), Some(360));
        let mut random: rand::rngs::StdRng = rand::SeedableRng::seed_from_u64(1);
        let drawn: Vec<_> = (0..1000).map(|_| Jitter::draw(&mut random).0).collect();
        assert!(drawn.iter().all(|jitter| (0..=200).contains(jitter)));
        assert!(drawn.contains(&0) && drawn.contains(&200), "the whole range is drawn");
    }

    #[test]
    fn retry_after_lengthens_the_delay_and_never_shortens_it() {
        assert_eq!(waits(1, Some(600), 0), Some(600));
        assert_eq!(waits(3, Some(600), 0), Some(1800));
        assert_eq!(waits(10, Some(600), 0), None);
    }

    #[test]
    fn retry_after_is_read_as_seconds_or_as_a_date_and_capped_at_a_day() {
        let now = FakeClock::default().now(); // Thu, 15 Jan 2026 08:00:00 GMT
        let read = |header| retry_after(header, now).map(|asked| asked.num_seconds());
        assert_eq!(read("120"), Some(120));
        assert_eq!(read(" 120 "), Some(120));
        assert_eq!(read("Thu, 15 Jan 2026 08:10:00 GMT"), Some(600));
        assert_eq!(read("999999999"), Some(86_400));
        assert_eq!(read("99999999999999999999999999"), Some(86_400));
        assert_eq!(read("Fri, 15 Jan 2027 08:10:00 GMT"), Some(86_400));
        for ignored in ["", "0", "-5", "soon", "1.5", "Thu, 15 Jan 2026 07:00:00 GMT"] {
            assert_eq!(read(ignored), None, "{ignored}");
        }
    }
}
