//! Circuit breaker: when a source is out, and when to try again. Pure.
//!
//! An answered 5xx or a refused connection opens the breaker at once. Other callers then wait, and one try at a time,
//! from seconds to two minutes apart, finds the end. Lost answers cost more and say less: several in a row open the
//! breaker. Calls under way at the opening neither close nor prolong the outage.

use std::time::Duration;

/// Charged tries in one outage, unknown costs among them, after which a source stops for an admin.
pub const MOST_CHARGED: i64 = 20;

/// Longest pause granted to a source that asks for one; beyond it admins are asked.
pub const LONGEST_PAUSE: Duration = Duration::from_secs(3_600);

/// Bound of the first wait; each failed try doubles it.
const FIRST_WAIT: Duration = Duration::from_secs(2);

/// Bound of the longest wait: with a try's own time, an end is noticed within two minutes.
const LONGEST_WAIT: Duration = Duration::from_secs(105);

/// Lost answers in a row that are an outage.
const MOST_LOST: i32 = 3;

/// Outcome of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// An answer came, a refusal included: the source is there.
    Answered,
    /// An answered 5xx, or no connection.
    Down,
    /// Sent, without a whole answer.
    Lost,
}

/// A source's state between calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Breaker {
    /// Out: attempts above this number are tries in the outage. None: not out.
    pub out_after: Option<i64>,
    /// Tries that failed in this outage, the first failure not among them.
    pub tries: i32,
    /// Lost answers in a row.
    pub lost_in_row: i32,
}

/// An ended call.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    /// Number of its attempt.
    pub attempt_id: i64,
    /// Newest attempt at the time of the call's end.
    pub newest_id: i64,
    /// Outcome of the call.
    pub event: Event,
}

impl Breaker {
    /// True while the source is out.
    pub fn is_out(self) -> bool {
        self.out_after.is_some()
    }

    /// State after a call, and the time for which all others wait; None: no longer than before. `chance` is between 0
    /// and 1, so that several installations do not come back in step.
    #[must_use]
    pub fn after(self, call: Call, chance: f64) -> (Self, Option<Duration>) {
        let was_try = self.out_after.map(|after| call.attempt_id > after);
        match (call.event, was_try) {
            (_, Some(false)) => (self, None),
            (Event::Answered, _) => (Self::default(), None),
            (Event::Down | Event::Lost, Some(true)) => {
                let tries = self.tries.saturating_add(1);
                (Self { tries, ..self }, Some(wait(tries, chance)))
            }
            (Event::Lost, None) if self.lost_in_row + 1 < MOST_LOST => {
                (Self { lost_in_row: self.lost_in_row + 1, ..self }, None)
            }
            (Event::Down | Event::Lost, None) => {
                (Self { out_after: Some(call.newest_id), ..Self::default() }, Some(wait(0, chance)))
            }
        }
    }
}

/// Time to the next try, after `tries` failures: doubling, bounded, and shortened by up to a quarter by chance.
fn wait(tries: i32, chance: f64) -> Duration {
    let doublings = u32::try_from(tries.clamp(0, 16)).unwrap_or(0);
    let bound = LONGEST_WAIT.min(FIRST_WAIT * 2_u32.pow(doublings));
    bound.mul_f64(1.0 - 0.25 * chance.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CLOSED: Breaker = Breaker { out_after: None, tries: 0, lost_in_row: 0 };

    const fn out(tries: i32) -> Breaker {
        Breaker { out_after: Some(10), tries, lost_in_row: 0 }
    }

    const fn lost(lost_in_row: i32) -> Breaker {
        Breaker { lost_in_row, ..CLOSED }
    }

    fn after(before: Breaker, attempt_id: i64, event: Event) -> (Breaker, Option<u64>) {
        let (after, wait) = before.after(Call { attempt_id, newest_id: 10, event }, 0.0);
        (after, wait.map(|wait| wait.as_secs()))
    }

    #[test]
    fn a_table_of_examples() {
        use Event::{Answered, Down, Lost};
        let table = [
            // All is well, and stays so.
            (CLOSED, 5, Answered, CLOSED, None),
            // The first failure opens the breaker; calls already under way change nothing.
            (CLOSED, 5, Down, out(0), Some(2)),
            (out(0), 7, Down, out(0), None),
            (out(0), 7, Lost, out(0), None),
            (out(0), 7, Answered, out(0), None),
            // Tries, further and further apart.
            (out(0), 11, Down, out(1), Some(4)),
            (out(1), 12, Lost, out(2), Some(8)),
            (out(4), 15, Down, out(5), Some(64)),
            (out(5), 16, Down, out(6), Some(105)),
            (out(90), 17, Down, out(91), Some(105)),
            // The end.
            (out(7), 18, Answered, CLOSED, None),
            // One or two lost answers are bad luck.
            (CLOSED, 5, Lost, lost(1), None),
            (lost(1), 6, Lost, lost(2), None),
            (lost(2), 7, Lost, out(0), Some(2)),
            (lost(2), 7, Answered, CLOSED, None),
        ];
        for (before, attempt, event, expected, wait) in table {
            assert_eq!(after(before, attempt, event), (expected, wait), "{before:?}, {attempt} {event:?}");
        }
    }

    fn event() -> impl Strategy<Value = Event> {
        prop::sample::select(vec![Event::Answered, Event::Down, Event::Lost])
    }

    proptest! {
        #[test]
        fn whatever_happens_a_try_is_never_far(events in prop::collection::vec((event(), 0.0..1.0), 1..60)) {
            let mut breaker = CLOSED;
            for (number, (event, chance)) in events.into_iter().enumerate() {
                let number = i64::try_from(number).unwrap() + 1;
                let (next, wait) = breaker.after(Call { attempt_id: number, newest_id: number, event }, chance);
                prop_assert!(wait.is_none_or(|wait| (1..=105).contains(&wait.as_secs())), "{:?}", wait);
                prop_assert!(wait.is_none() || next.is_out());
                prop_assert!(event != Event::Answered || !next.is_out(), "an answer ends it");
                prop_assert!(event != Event::Down || next.is_out(), "a failure opens it");
                breaker = next;
            }
        }

        #[test]
        fn ten_minutes_take_at_most_fifteen_tries(chances in prop::collection::vec(0.0..1.0, 40)) {
            let (mut breaker, mut passed, mut calls) = (CLOSED, Duration::ZERO, 0);
            for (number, chance) in chances.into_iter().enumerate() {
                let number = i64::try_from(number).unwrap() + 1;
                let call = Call { attempt_id: number, newest_id: number, event: Event::Down };
                let (next, wait) = breaker.after(call, chance);
                breaker = next;
                passed += wait.unwrap();
                calls += usize::from(passed < Duration::from_secs(600));
            }
            prop_assert!(calls <= 15, "{calls}");
        }
    }
}
