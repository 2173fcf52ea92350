//! Our figures beside the provider's own, which come with its answers. Pure.
//!
//! Answers may overtake each other: a snapshot counts only if its attempt was made after the last one's.

use chrono::{DateTime, TimeDelta, Utc};

/// Answers in a row that must show more than we know of before a source is stopped: calls in flight
/// and slow counters at the provider explain one or two.
pub const DRIFT_ANSWERS: i32 = 3;

/// A reset time that moves by less than this is the same one: headers count in seconds of a moving clock.
const SAME_RESET: TimeDelta = TimeDelta::hours(1);

/// What a meter knew when an answer came, the answer's own charge included.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    pub spent: i64,
    pub reserved: i64,
    pub unknown: i64,
    /// A call that may yet be charged belongs to what is unknown.
    pub is_unknown_open: bool,
    pub is_first: bool,
    pub drift_answers: i32,
    pub resets_at: DateTime<Utc>,
}

/// What the provider says of one meter.
#[derive(Clone, Copy, Debug)]
pub struct Snapshot {
    pub limit: i64,
    pub remaining: i64,
    pub resets_at: DateTime<Utc>,
}

/// What follows from a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Credits that were spent elsewhere before we began.
    pub opening: i64,
    /// All that may be spent in this period, by the provider's word.
    pub ceiling: i64,
    /// How many answers in a row showed more than we know of.
    pub drift_answers: i32,
    /// How much of what is unknown was charged; None: cannot be told yet.
    pub charged_of_unknown: Option<i64>,
    /// The provider's reset time, where it differs from ours.
    pub resets_at: Option<DateTime<Utc>>,
}

/// Judges one snapshot against what the meter knows.
pub fn judge(known: Known, snapshot: Snapshot) -> Verdict {
    let used = snapshot.limit - snapshot.remaining;
    let accounted = known.spent + known.reserved + known.unknown;
    let opening = if known.is_first { (used - accounted).max(0) } else { 0 };
    let spent = known.spent + opening;
    let is_drift = used > accounted + opening;
    // Only when nothing else is in flight does the difference belong to what is unknown, and as long as any of that
    // may yet be charged, only all of it is proof.
    let beyond = used - spent;
    let is_proof = beyond == known.unknown || !known.is_unknown_open;
    let can_tell = known.unknown > 0 && known.reserved == 0 && (0..=known.unknown).contains(&beyond) && is_proof;
    Verdict {
        opening,
        ceiling: spent + snapshot.remaining,
        drift_answers: if is_drift { known.drift_answers + 1 } else { 0 },
        charged_of_unknown: (can_tell && !known.is_first).then_some(beyond),
        resets_at: ((snapshot.resets_at - known.resets_at).abs() > SAME_RESET).then_some(snapshot.resets_at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at() -> DateTime<Utc> {
        "2026-12-03T00:00:00Z".parse().unwrap()
    }

    fn known(spent: i64, reserved: i64, unknown: i64) -> Known {
        Known { spent, reserved, unknown, is_unknown_open: false, is_first: false, drift_answers: 0, resets_at: at() }
    }

    fn used(used: i64) -> Snapshot {
        Snapshot { limit: 1000, remaining: 1000 - used, resets_at: at() }
    }

    #[test]
    fn what_was_spent_elsewhere_before_the_first_answer_is_an_opening_balance() {
        let verdict = judge(Known { is_first: true, ..known(10, 0, 0) }, used(60));
        assert_eq!((verdict.opening, verdict.drift_answers, verdict.ceiling), (50, 0, 1000));
    }

    #[test]
    fn calls_in_flight_are_tolerated() {
        assert_eq!(judge(known(10, 20, 0), used(30)).drift_answers, 0);
        assert_eq!(judge(known(10, 20, 0), used(31)).drift_answers, 1);
    }

    #[test]
    fn drift_is_counted_over_answers_in_a_row() {
        let second = judge(Known { drift_answers: 1, ..known(10, 0, 0) }, used(15));
        assert_eq!(second.drift_answers, 2);
        assert_eq!(judge(Known { drift_answers: 2, ..known(10, 0, 0) }, used(10)).drift_answers, 0);
    }

    #[test]
    fn unknown_credits_are_told_apart_when_nothing_else_is_in_flight() {
        assert_eq!(judge(known(10, 0, 100), used(10)).charged_of_unknown, Some(0));
        assert_eq!(judge(known(10, 0, 100), used(47)).charged_of_unknown, Some(37));
        assert_eq!(judge(known(10, 5, 100), used(47)).charged_of_unknown, None);
    }

    #[test]
    fn a_call_that_may_yet_be_charged_is_not_proven_free() {
        let open = Known { is_unknown_open: true, ..known(10, 0, 100) };
        assert_eq!(judge(open, used(10)).charged_of_unknown, None);
        assert_eq!(judge(open, used(47)).charged_of_unknown, None);
        assert_eq!(judge(open, used(110)).charged_of_unknown, Some(100));
    }

    #[test]
    fn a_provider_that_has_counted_less_than_we_proves_nothing() {
        assert_eq!(judge(known(10, 0, 100), used(9)).charged_of_unknown, None);
    }

    #[test]
    fn a_reset_time_that_wobbles_is_the_same_one() {
        let later = |by| Snapshot { resets_at: at() + by, ..used(10) };
        assert_eq!(judge(known(10, 0, 0), later(TimeDelta::minutes(1))).resets_at, None);
        let moved = at() + TimeDelta::days(10);
        assert_eq!(judge(known(10, 0, 0), later(TimeDelta::days(10))).resets_at, Some(moved));
    }
}
