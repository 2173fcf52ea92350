//! What a task may end with, and how long to wait before the next try.

use super::Snooze;
use crate::db::PoolError;
use rand::RngExt;
use std::time::Duration;

/// Why a task did not end well. Whoever causes a failure says whether it may be tried again.
#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    /// It may pass. With a wait of its own, or the usual one.
    #[error("{why}")]
    Retry { why: anyhow::Error, wait: Option<Duration> },
    /// Nothing is wrong, but it has to wait; uses no try.
    #[error("waits")]
    Snooze(Snooze),
    /// Trying again would not help.
    #[error("{0}")]
    Fail(anyhow::Error),
    /// Somebody else holds the task now; nothing may be written for it.
    #[error("the task's lease was lost")]
    LeaseLost,
}

impl TaskError {
    pub fn retry(why: impl Into<anyhow::Error>) -> Self {
        Self::Retry { why: why.into(), wait: None }
    }

    pub fn fail(why: impl Into<anyhow::Error>) -> Self {
        Self::Fail(why.into())
    }
}

/// A database that fails may be back in a moment.
impl From<diesel::result::Error> for TaskError {
    fn from(error: diesel::result::Error) -> Self {
        Self::retry(error)
    }
}

impl From<PoolError> for TaskError {
    fn from(error: PoolError) -> Self {
        Self::retry(error)
    }
}

/// The first wait, and the longest.
const BASE: Duration = Duration::from_secs(1);
const CAP: Duration = Duration::from_secs(60);

/// Full jitter: anything between nothing and a bound that doubles with every try, so that many who failed
/// together do not come back together.
pub fn backoff(attempt: i32) -> Duration {
    let doublings = u32::try_from(attempt.clamp(0, 16)).unwrap_or(0);
    let bound = CAP.min(BASE * 2_u32.saturating_pow(doublings));
    bound.mul_f64(rand::rng().random_range(0.0..1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_stay_below_their_bound() {
        for attempt in 0..40 {
            assert!(backoff(attempt) <= CAP);
        }
        assert!((0..100).all(|_| backoff(0) <= BASE));
    }
}
