//! The App's clock, for windows, due dates, periods and ages.
//!
//! Leases, fences and retries go by the database's clock instead.

use chrono::{DateTime, TimeDelta, Utc};
use std::sync::{Arc, Mutex, PoisonError};

/// A clock: the system's, one at a distance from it, or one that stands still until set.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The system's.
    System,
    /// Goes with the system's, so far behind it: for a past in fast motion.
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
            Self::System => system_now(),
            Self::Behind(by) => system_now() - *by.lock().unwrap_or_else(PoisonError::into_inner),
            Self::Fixed(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        };
        DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
    }

    /// Moves a clock to a time, from which a going one goes on; the system's does not move.
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

    /// Ends a distance to the system's clock; a clock that stands still stays.
    pub fn catch_up(&self) {
        if let Self::Behind(by) = self {
            *by.lock().unwrap_or_else(PoisonError::into_inner) = TimeDelta::zero();
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the system's time comes in")]
fn system_now() -> DateTime<Utc> {
    Utc::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_set_back_goes_on_from_there_until_it_catches_up() {
        let clock = Clock::movable();
        let begun = system_now();
        let month_ago = begun - TimeDelta::days(30);
        clock.set(month_ago);
        let shown = clock.now();
        // To the microsecond, which is cut off.
        let since = system_now() - begun + TimeDelta::microseconds(1);
        assert!(month_ago - TimeDelta::microseconds(1) <= shown && shown <= month_ago + since, "{shown}");
        assert!(clock.now() >= shown, "it does not stand still, nor go back");
        clock.catch_up();
        assert!(clock.now() >= begun - TimeDelta::microseconds(1));
    }
}
