//! Pace of calls: whether a page's call goes out now, and when to look again. Pure.
//!
//! A source has so many calls a second and so many places at a time. Slots and places are looked at under the lock of
//! the source's row, and only taken by a call that goes out. A task without slot or place waits and is woken by the
//! next call that ends; else it looks again by itself, one task after the other.

use std::time::Duration;

/// How far ahead slots are given away: any further, a worker would sleep for nothing.
const AHEAD: Duration = Duration::from_secs(2);

/// Bounds of the wait behind others.
const SHORTEST: Duration = Duration::from_millis(100);
const LONGEST: Duration = Duration::from_secs(120);

/// Time between two looks at a source whose outage is being tried.
const TRIED: Duration = Duration::from_secs(1);

/// Factor on a wait: the next call that ends wakes waiting tasks; a look by oneself is for a lost wake, and rarer.
const PATIENCE: f64 = 3.0;

/// Tasks beside calls under way: a page is stored, or its turn is looked for, while the others wait for answers.
const BESIDE_CALLS: usize = 4;

/// Bounds of places without a setting.
const FEWEST_PLACES: i64 = 4;
const MOST_PLACES: i64 = 64;

/// A source at the moment of a reservation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// Time until the next call may go out.
    pub slot_in: Duration,
    /// The source is out: one try at a time.
    pub is_out: bool,
    /// Calls reserved or under way, over all processes.
    pub in_flight: i64,
    /// Most calls at a time.
    pub places: i64,
    /// Tasks waiting already.
    pub waiting: i64,
    /// Calls a second.
    pub per_second: u32,
    /// Usual time of an answer; None: never measured.
    pub usual: Option<Duration>,
}

/// Result of a reservation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// The call goes out in this time.
    Go(Duration),
    /// No slot or place: look again in this time.
    Later(Duration),
}

impl Seen {
    /// Turn of a call: now or later.
    pub(super) fn turn(&self) -> Turn {
        let is_free = match self.is_out {
            true => self.in_flight == 0 && self.slot_in.is_zero(),
            false => self.in_flight < self.places && self.slot_in <= AHEAD,
        };
        if is_free { Turn::Go(self.slot_in) } else { Turn::Later(self.later()) }
    }

    /// Time until the next look, behind the tasks waiting already.
    pub(super) fn later(&self) -> Duration {
        let behind = PATIENCE * (self.waiting + i64::from(!self.is_out)).max(0) as f64 / self.pages_a_second();
        let behind = Duration::try_from_secs_f64(behind).unwrap_or(LONGEST).min(LONGEST);
        match self.is_out {
            true if self.slot_in.is_zero() => TRIED + behind,
            true => self.slot_in + behind,
            false => (self.slot_in.saturating_sub(AHEAD) + behind).max(SHORTEST),
        }
    }

    /// Pages a second, bounded by the rate and by places and usual answers.
    fn pages_a_second(&self) -> f64 {
        let rate = f64::from(self.per_second.max(1));
        let usual = self.usual.filter(|usual| !usual.is_zero());
        usual.map_or(rate, |usual| rate.min(self.places.max(1) as f64 / usual.as_secs_f64()))
    }
}

/// Calls at a time: the setting's, else as many as the rate needs with answers of usual length, and half as many again
/// for longer answers.
pub fn places(fixed: Option<i64>, per_second: u32, usual: Option<Duration>) -> i64 {
    let needed = || {
        let under_way = f64::from(per_second) * usual.unwrap_or_default().as_secs_f64();
        (under_way * 1.5).ceil().min(MOST_PLACES as f64) as i64 + 2
    };
    fixed.unwrap_or_else(|| needed().clamp(FEWEST_PLACES, MOST_PLACES))
}

/// Tasks of a source that a process works on at a time: as many as the source has [places], and a few beside.
pub fn tasks_at_once(fixed: Option<i64>, per_second: u32, usual: Option<Duration>) -> usize {
    usize::try_from(places(fixed, per_second, usual)).unwrap_or(0) + BESIDE_CALLS
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const IDLE: Seen = Seen {
        slot_in: Duration::ZERO,
        is_out: false,
        in_flight: 0,
        places: 4,
        waiting: 0,
        per_second: 5,
        usual: Some(Duration::from_secs(1)),
    };

    const fn ms(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn a_table_of_examples() {
        let table = [
            (IDLE, Turn::Go(ms(0))),
            (Seen { slot_in: ms(400), in_flight: 3, ..IDLE }, Turn::Go(ms(400))),
            (Seen { slot_in: ms(2_000), ..IDLE }, Turn::Go(ms(2_000))),
            // No slot soon: the first task to wait looks again when its turn is likely.
            (Seen { slot_in: ms(2_200), ..IDLE }, Turn::Later(ms(950))),
            (Seen { slot_in: ms(602_000), ..IDLE }, Turn::Later(ms(600_750))),
            // No place: four a second come free, and each wakes a waiting task.
            (Seen { in_flight: 4, ..IDLE }, Turn::Later(ms(750))),
            (Seen { in_flight: 4, waiting: 7, ..IDLE }, Turn::Later(ms(6_000))),
            (Seen { in_flight: 4, waiting: 1_000, ..IDLE }, Turn::Later(LONGEST)),
            (Seen { in_flight: 4, usual: None, ..IDLE }, Turn::Later(ms(600))),
            (Seen { in_flight: 4, per_second: 1_000, usual: Some(ms(1)), ..IDLE }, Turn::Later(SHORTEST)),
            // Out: no call before the next try, a single call then, and the others behind.
            (Seen { is_out: true, slot_in: ms(8_000), ..IDLE }, Turn::Later(ms(8_000))),
            (Seen { is_out: true, slot_in: ms(8_000), waiting: 4, ..IDLE }, Turn::Later(ms(11_000))),
            (Seen { is_out: true, ..IDLE }, Turn::Go(ms(0))),
            (Seen { is_out: true, in_flight: 1, ..IDLE }, Turn::Later(TRIED)),
        ];
        for (seen, expected) in table {
            assert_eq!(seen.turn(), expected, "{seen:?}");
        }
    }

    #[test]
    fn places_follow_the_rate_and_the_usual_answer() {
        let of = |per_second, millis| places(None, per_second, Some(ms(millis)));
        assert_eq!((places(Some(1), 5, None), places(None, 5, None)), (1, 4));
        assert_eq!([of(5, 10), of(5, 1_000), of(5, 2_000), of(5, 5_000), of(1, 60_000)], [4, 10, 17, 40, 64]);
        assert_eq!((of(1_000, 100), of(1_000, 0), places(Some(9), 5, Some(ms(60_000)))), (64, 4, 9));
        assert_eq!((tasks_at_once(Some(1), 5, None), tasks_at_once(None, 5, Some(ms(2_000)))), (5, 21));
    }

    /// Pages in a minute by workers that look, call and wait as told, in steps of ten milliseconds.
    fn pages_in_a_minute(places: i64, per_second: u32, answer: Duration, tasks: usize) -> f64 {
        const STEP: u64 = 10;
        let (mut next_slot, mut pages) = (0, 0);
        // When each task looks again, and when each call ends.
        let mut looks = vec![0_u64; tasks];
        let mut ends: Vec<u64> = Vec::new();
        for now in (0..60_000).step_by(usize::try_from(STEP).unwrap()).map(|now| now as u64) {
            let ended = ends.iter().filter(|end| **end <= now).count();
            ends.retain(|end| *end > now);
            pages += ended;
            // Each call that ends wakes a task, and the call's own task has another page.
            looks.extend(std::iter::repeat_n(now, ended));
            for _ in 0..ended {
                if let Some(one) = looks.iter_mut().filter(|look| **look > now).min() {
                    *one = now;
                }
            }
            let mut index = 0;
            while index < looks.len() {
                let seen = Seen {
                    slot_in: Duration::from_millis(u64::saturating_sub(next_slot, now)),
                    in_flight: i64::try_from(ends.len()).unwrap(),
                    places,
                    waiting: i64::try_from(looks.iter().filter(|look| **look > now).count()).unwrap(),
                    per_second,
                    usual: Some(answer),
                    is_out: false,
                };
                match (looks[index] <= now).then(|| seen.turn()) {
                    None => index += 1,
                    Some(Turn::Later(wait)) => {
                        looks[index] = now + u64::try_from(wait.as_millis()).unwrap();
                        index += 1;
                    }
                    Some(Turn::Go(wait)) => {
                        next_slot = next_slot.max(now) + 1_000 / u64::from(per_second);
                        ends.push(now + u64::try_from((wait + answer).as_millis()).unwrap());
                        looks.remove(index);
                    }
                }
            }
        }
        pages as f64
    }

    #[test]
    fn nine_tenths_of_what_was_paid_for_are_reached_whatever_the_settings() {
        for (places, per_second, seconds, tasks) in
            [(4, 5, 0.0, 50), (16, 5, 0.0, 50), (64, 5, 0.0, 80), (4, 5, 1.0, 50), (16, 5, 1.0, 200), (16, 5, 5.0, 90)]
                .into_iter()
                .chain([(64, 2, 5.0, 80), (1, 5, 1.0, 40), (4, 1, 5.0, 20), (8, 10, 0.5, 100)])
        {
            let answer = Duration::from_secs_f64(seconds);
            let bound = f64::from(per_second).min(places as f64 / f64::max(seconds, 0.001));
            let pages = pages_in_a_minute(places, per_second, answer, tasks);
            // The first and the last calls of the minute are not counted whole.
            let counted = 60.0 - seconds - 2.0;
            assert!(pages >= 0.9 * bound * counted, "{places} places, {per_second}/s, {seconds} s: {pages}");
            assert!(pages <= bound * 60.0 + 1.0, "{places} places, {per_second}/s, {seconds} s: {pages}");
        }
    }

    proptest! {
        #[test]
        fn nobody_waits_for_ever_or_comes_back_at_once(
            slot in 0_u64..10_000, in_flight in 0_i64..70, places in 1_i64..64, waiting in 0_i64..2_000,
            per_second in 1_u32..1_000, usual in prop::option::of(0_u64..90_000), is_out: bool,
        ) {
            let (slot_in, usual) = (ms(slot), usual.map(ms));
            let seen = Seen { slot_in, is_out, in_flight, places, waiting, per_second, usual };
            match seen.turn() {
                Turn::Go(wait) => prop_assert!(wait <= AHEAD && in_flight < places.max(1)),
                Turn::Later(wait) => prop_assert!(wait >= SHORTEST.min(slot_in.max(ms(1))) && wait <= slot_in + LONGEST + TRIED),
            }
        }
    }
}
