//! Reconciliation of our figures with the provider's, which come with answers. Pure.
//!
//! Answers may overtake each other: a snapshot counts only if its attempt was made after the last snapshot's.

use chrono::{DateTime, TimeDelta, Utc};

/// Answers in a row with more counted by the provider than by us, before a source is stopped: calls in flight and slow
/// counters at the provider explain one or two.
pub const DRIFT_ANSWERS: i32 = 3;

/// Tolerance for reset times: headers count in seconds of a moving clock, so closer times are the same reset.
const SAME_RESET: TimeDelta = TimeDelta::hours(1);

/// A meter's figures when an answer came, the answer's own charge included.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Charged credits.
    pub spent: i64,
    /// Most that calls under way can cost.
    pub reserved: i64,
    /// Most that calls without an answer can have cost.
    pub unknown: i64,
    /// True while an unknown call may still be charged.
    pub is_unknown_open: bool,
    /// True if another call was under way meanwhile: the figures may or may not hold its price.
    pub is_beside_others: bool,
    /// Credits spent so lately that lagging figures may lack them.
    pub recent: i64,
    /// True if the provider tells each call's charge: our own count is exact.
    pub is_exact: bool,
    /// True as long as no answer of this period has shown credits spent elsewhere.
    pub is_first: bool,
    /// Most credits to spend, by the provider's last word.
    pub ceiling: Option<i64>,
    /// Earlier answers in a row with more counted by the provider than by us.
    pub drift_answers: i32,
    /// Start of our period.
    pub period_from: DateTime<Utc>,
    /// End of our period.
    pub resets_at: DateTime<Utc>,
}

/// The provider's word on one meter.
#[derive(Clone, Copy, Debug)]
pub struct Snapshot {
    /// Size of the plan.
    pub limit: i64,
    /// Credits left.
    pub remaining: i64,
    /// Start of the next period.
    pub resets_at: DateTime<Utc>,
}

/// Period of a snapshot. Two clocks never turn at the same moment: around a reset an answer may tell of the period
/// before ours, or after ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// The meter's own period.
    OfOurs,
    /// The period before: the provider's reset is still to come, or the answer is late.
    OfTheLast,
    /// The period after: the provider has turned earlier than expected.
    OfTheNext,
}

/// Period of a snapshot, by the reset that the provider announces, and by a fallen count.
pub fn told(known: Known, snapshot: Snapshot) -> Told {
    let is_later = snapshot.resets_at > known.resets_at + SAME_RESET;
    if snapshot.resets_at < known.period_from + SAME_RESET {
        Told::OfTheLast
    } else if is_later && known.ceiling.is_some() && snapshot.used() < known.spent {
        Told::OfTheNext
    } else {
        Told::OfOurs
    }
}

impl Snapshot {
    fn used(self) -> i64 {
        self.limit - self.remaining
    }
}

/// Consequences of a snapshot of our period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Credits spent elsewhere before our beginning; None: told before, or not yet known.
    pub opening: Option<i64>,
    /// Most credits to spend in this period, by the provider's word.
    pub ceiling: i64,
    /// Answers in a row with more counted by the provider than by us.
    pub drift_answers: i32,
    /// Charged part of the unknown credits; None: not yet known.
    pub charged_of_unknown: Option<i64>,
    /// Reset time by the provider, where ours differs.
    pub resets_at: Option<DateTime<Utc>>,
}

impl Verdict {
    /// True once credits spent elsewhere are told: from here on, drift is counted.
    pub fn is_opened(&self, known: Known) -> bool {
        !known.is_first || self.opening.is_some()
    }
}

/// Judges a snapshot of our period against the meter's figures.
///
/// With other calls in flight, now or during this call, the figures may or may not hold those calls' prices: such
/// figures are a bound, and no proof.
pub fn judge(known: Known, snapshot: Snapshot) -> Verdict {
    let used = snapshot.used();
    let accounted = known.spent + known.reserved + known.unknown;
    let is_alone = known.reserved == 0 && !known.is_beside_others;
    // With an exact count of our own, any excess was spent elsewhere, whenever seen; lagging figures show the excess
    // late.
    let can_open = known.is_first || known.is_exact && known.unknown == 0;
    let opening = (can_open && is_alone).then_some((used - accounted).max(0));
    let is_drift = !known.is_first && !known.is_exact && used > accounted;
    let charged_of_unknown = charged_of_unknown(known, used - known.spent);
    let ceiling = known.spent + opening.or(charged_of_unknown).unwrap_or(0) + snapshot.remaining;
    let is_bound = known.is_first && opening.is_none();
    Verdict {
        opening,
        ceiling: known.ceiling.filter(|last| is_bound && *last < ceiling).unwrap_or(ceiling),
        drift_answers: if is_drift { known.drift_answers + 1 } else { 0 },
        charged_of_unknown,
        resets_at: ((snapshot.resets_at - known.resets_at).abs() > SAME_RESET).then_some(snapshot.resets_at),
    }
}

/// Charged part of the unknown credits, where `beyond` is the provider's count above our spent credits. While an
/// unknown call may yet be charged, only the full sum is proof.
fn charged_of_unknown(known: Known, beyond: i64) -> Option<i64> {
    let is_open = known.is_unknown_open || known.is_beside_others;
    let can_tell = known.unknown > 0 && known.reserved == 0 && !known.is_first;
    if known.recent > 0 {
        // The true sum lies between `beyond` and `beyond` plus the credits that the figures may lack.
        let none = beyond + known.recent <= 0;
        let all = beyond == known.unknown;
        return (can_tell && !is_open && (none || all)).then_some(if all { beyond } else { 0 });
    }
    let is_within = (0..=known.unknown).contains(&beyond);
    (can_tell && is_within && (beyond == known.unknown || !is_open)).then_some(beyond)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at() -> DateTime<Utc> {
        "2026-12-03T00:00:00Z".parse().unwrap()
    }

    fn known(spent: i64, reserved: i64, unknown: i64) -> Known {
        Known {
            spent,
            reserved,
            unknown,
            is_unknown_open: false,
            is_beside_others: false,
            recent: 0,
            is_exact: false,
            is_first: false,
            ceiling: None,
            drift_answers: 0,
            period_from: at() - TimeDelta::days(30),
            resets_at: at(),
        }
    }

    fn used(used: i64) -> Snapshot {
        Snapshot { limit: 1000, remaining: 1000 - used, resets_at: at() }
    }

    #[test]
    fn what_was_spent_elsewhere_before_the_first_answer_is_an_opening_balance() {
        let verdict = judge(Known { is_first: true, ..known(10, 0, 0) }, used(60));
        assert_eq!((verdict.opening, verdict.drift_answers, verdict.ceiling), (Some(50), 0, 1000));
    }

    #[test]
    fn what_was_spent_elsewhere_is_told_by_the_first_answer_that_comes_alone() {
        let first = Known { is_first: true, ..known(1, 3, 0) };
        let verdict = judge(first, used(901));
        assert_eq!((verdict.opening, verdict.drift_answers, verdict.ceiling), (None, 0, 100), "but it bounds");
        let beside = Known { is_first: true, is_beside_others: true, ceiling: Some(100), ..known(4, 0, 0) };
        let verdict = judge(beside, used(902));
        assert_eq!((verdict.opening, verdict.drift_answers, verdict.ceiling), (None, 0, 100), "and is not raised");
        let alone = Known { is_first: true, ceiling: Some(100), ..known(5, 0, 0) };
        let verdict = judge(alone, used(905));
        assert_eq!((verdict.opening, verdict.drift_answers, verdict.ceiling), (Some(900), 0, 1000));
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
    fn figures_that_may_be_older_than_what_is_settled_prove_nothing_free() {
        let beside = Known { is_beside_others: true, ..known(40, 0, 100) };
        assert_eq!(judge(beside, used(70)).charged_of_unknown, None);
        assert_eq!(judge(beside, used(140)).charged_of_unknown, Some(100));
    }

    #[test]
    fn what_turns_out_to_be_charged_takes_nothing_from_what_is_left() {
        let verdict = judge(known(10, 0, 100), used(47));
        assert_eq!((verdict.charged_of_unknown, verdict.ceiling), (Some(37), 1000));
    }

    #[test]
    fn figures_that_lag_prove_only_what_they_would_show_either_way() {
        // 40 of the 140 were spent a moment ago.
        let lagging = Known { recent: 40, is_exact: true, ..known(140, 0, 100) };
        let charged = |credits| judge(lagging, used(credits)).charged_of_unknown;
        assert_eq!(charged(100), Some(0), "the last 40 are missing, and nothing else");
        assert_eq!(charged(240), Some(100), "all of it is there");
        for open in [140, 200, 239] {
            assert_eq!(charged(open), None, "{open}");
        }
    }

    #[test]
    fn where_each_call_says_its_price_the_rest_is_no_drift() {
        let exact = Known { is_exact: true, ..known(40, 0, 0) };
        let verdict = judge(exact, used(90));
        assert_eq!((verdict.drift_answers, verdict.opening), (0, Some(50)), "it was spent elsewhere");
        let behind = judge(exact, used(0));
        assert_eq!((behind.drift_answers, behind.opening), (0, Some(0)), "it lags");
    }

    #[test]
    fn an_answer_of_the_period_before_is_not_taken_for_ours() {
        let begun =
            Known { is_first: true, period_from: at(), resets_at: at() + TimeDelta::days(31), ..known(0, 1, 0) };
        let late = Snapshot { resets_at: at() + TimeDelta::seconds(2), ..used(900) };
        assert_eq!(told(begun, late), Told::OfTheLast);
        let own = Snapshot { resets_at: at() + TimeDelta::days(31), ..used(1) };
        assert_eq!(told(begun, own), Told::OfOurs);
    }

    #[test]
    fn a_count_that_has_fallen_under_a_later_reset_is_a_new_period() {
        let next = |credits| Snapshot { resets_at: at() + TimeDelta::days(31), ..used(credits) };
        let old = Known { ceiling: Some(1000), ..known(900, 0, 0) };
        assert_eq!(told(old, next(1)), Told::OfTheNext);
        assert_eq!(told(old, next(900)), Told::OfOurs, "the same count, and a reset that was put off");
        assert_eq!(told(old, used(897)), Told::OfOurs, "the provider gave something back");
        assert_eq!(told(known(900, 0, 0), next(1)), Told::OfOurs, "our guess of the reset was wrong");
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
