//! The App's clock, for windows, due dates, periods and ages.
//!
//! Leases, fences and retries go by the database's clock instead. Where the system's clock differs much from the
//! database's, the App's goes by the database's too: a machine with the wrong time begins no run early, and charges no
//! wrong day.

use chrono::{DateTime, TimeDelta, Utc};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// Tolerated difference of two clocks. Machines with time synchronisation differ by far less, and days and the daily
/// run are matters of minutes.
const LIMIT: TimeDelta = TimeDelta::seconds(30);

/// Last reading of the database's clock.
#[derive(Clone, Copy, Debug)]
struct Told {
    time: DateTime<Utc>,
    at: Instant,
}

/// Last reading: a fact about the machine, and so about the process.
static TOLD: Mutex<Option<Told>> = Mutex::new(None);

/// For tests: pretended lead of the system's clock over its real time.
static PRETENDED: Mutex<TimeDelta> = Mutex::new(TimeDelta::zero());

/// Notes the database's clock at a moment. Returns the system clock's lead, if too large to be trusted.
pub fn compare(database: DateTime<Utc>, at: Instant) -> Option<TimeDelta> {
    *TOLD.lock().unwrap_or_else(PoisonError::into_inner) = Some(Told { time: database, at });
    too_far_ahead()
}

/// Lead of the system's clock over the database's (or lag, negative), if too large to be trusted.
pub fn too_far_ahead() -> Option<TimeDelta> {
    let seen = system_now();
    let ahead = seen - trusted(seen, expected()?);
    (!ahead.is_zero()).then_some(ahead)
}

/// For tests: lets the system's clock lead its real time.
#[cfg(debug_assertions)]
pub fn pretend(ahead: TimeDelta) {
    *PRETENDED.lock().unwrap_or_else(PoisonError::into_inner) = ahead;
}

/// Does nothing in release builds: they believe the system.
#[cfg(not(debug_assertions))]
pub fn pretend(_ahead: TimeDelta) {}

/// The database's time by now, as far as known.
fn expected() -> Option<DateTime<Utc>> {
    let told = (*TOLD.lock().unwrap_or_else(PoisonError::into_inner))?;
    Some(told.time + TimeDelta::from_std(told.at.elapsed()).ok()?)
}

/// Trusted time: the system's, unless the database's differs by too much. Pure.
fn trusted(seen: DateTime<Utc>, expected: DateTime<Utc>) -> DateTime<Utc> {
    if (seen - expected).abs() > LIMIT { expected } else { seen }
}

/// A clock: the system's, a clock behind it, or a clock that stands still until set.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The system's, or the database's where the two differ by much.
    System,
    /// Goes with the system's, behind it by so much: for a past in fast motion.
    Behind(Arc<Mutex<TimeDelta>>),
    /// Stands still, for `--at` and for tests.
    Fixed(Arc<Mutex<DateTime<Utc>>>),
}

impl Clock {
    /// A clock that shows `at` until set or advanced.
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self::Fixed(Arc::new(Mutex::new(at)))
    }

    /// A clock that goes with the system's until set.
    pub fn movable() -> Self {
        Self::Behind(Arc::default())
    }

    /// Time to the microsecond: PostgreSQL keeps no more.
    pub fn now(&self) -> DateTime<Utc> {
        let now = match self {
            Self::System => expected().map_or_else(system_now, |expected| trusted(system_now(), expected)),
            Self::Behind(by) => system_now() - *by.lock().unwrap_or_else(PoisonError::into_inner),
            Self::Fixed(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        };
        DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
    }

    /// Moves a clock to a time, from which a going clock goes on; the system's does not move.
    pub fn set(&self, to: DateTime<Utc>) {
        match self {
            Self::System => {}
            Self::Behind(by) => *by.lock().unwrap_or_else(PoisonError::into_inner) = system_now() - to,
            Self::Fixed(at) => *at.lock().unwrap_or_else(PoisonError::into_inner) = to,
        }
    }

    /// Moves a clock forward.
    pub fn advance(&self, by: TimeDelta) {
        self.set(self.now() + by);
    }

    /// Ends a clock's distance to the system's; a standing clock stays.
    pub fn catch_up(&self) {
        if let Self::Behind(by) = self {
            *by.lock().unwrap_or_else(PoisonError::into_inner) = TimeDelta::zero();
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the system's time comes in")]
fn system_now() -> DateTime<Utc> {
    Utc::now() + *PRETENDED.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_that_is_wrong_about_the_time_is_not_believed() {
        let database: DateTime<Utc> = "2026-11-23T05:30:00Z".parse().unwrap();
        for (seconds, is_believed) in
            [(0, true), (30, true), (-30, true), (31, false), (3_600, false), (-90_000, false)]
        {
            let seen = database + TimeDelta::seconds(seconds);
            assert_eq!(trusted(seen, database), if is_believed { seen } else { database }, "{seconds}");
        }
    }

    #[test]
    fn a_clock_that_was_set_back_goes_on_from_there_until_it_catches_up() {
        let clock = Clock::movable();
        let begun = system_now();
        let month_ago = begun - TimeDelta::days(30);
        clock.set(month_ago);
        let shown = clock.now();
        // Shown times are cut to the microsecond.
        let since = system_now() - begun + TimeDelta::microseconds(1);
        assert!(month_ago - TimeDelta::microseconds(1) <= shown && shown <= month_ago + since, "{shown}");
        assert!(clock.now() >= shown, "it does not stand still, nor go back");
        clock.catch_up();
        assert!(clock.now() >= begun - TimeDelta::microseconds(1));
    }
}
