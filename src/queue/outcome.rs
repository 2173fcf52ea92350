//! Outcomes of a task, and the backoff before the next try.

use super::Snooze;
use crate::db::{self, PoolError};
use rand::RngExt;
use std::time::Duration;

/// Cause of a task's failure, with whether another try makes sense: the failing code decides.
#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    /// May pass: the task is tried again.
    #[error("{why}")]
    Retry {
        /// Cause, for logs and admins.
        why: anyhow::Error,
        /// Wait before the next try; None: the usual backoff.
        wait: Option<Duration>,
    },
    /// The database's own trouble: says nothing about the task, and uses no try.
    #[error("{0}")]
    Database(anyhow::Error),
    /// Nothing is wrong, but the task has to wait; uses no try.
    #[error("waits")]
    Snooze(Snooze),
    /// Final: another try would not help.
    #[error("{0}")]
    Fail(anyhow::Error),
    /// Another worker holds the task now; every write on its behalf is refused.
    #[error("the task's lease was lost")]
    LeaseLost,
}

impl TaskError {
    /// A failure that may pass, with the usual backoff.
    pub fn retry(why: impl Into<anyhow::Error>) -> Self {
        Self::Retry { why: why.into(), wait: None }
    }

    /// A failure of unknown kind: the database's own, or another failure that may pass.
    pub fn of(error: anyhow::Error) -> Self {
        if db::is_about_database(&error) { Self::Database(error) } else { Self::retry(error) }
    }

    /// A final failure.
    pub fn fail(why: impl Into<anyhow::Error>) -> Self {
        Self::Fail(why.into())
    }
}

/// A database that is away, or has ended one of two transactions, is no fault of the task.
impl From<diesel::result::Error> for TaskError {
    fn from(error: diesel::result::Error) -> Self {
        Self::of(error.into())
    }
}

impl From<PoolError> for TaskError {
    fn from(error: PoolError) -> Self {
        Self::Database(error.into())
    }
}

/// Bounds of the first wait and of the longest wait.
const BASE: Duration = Duration::from_secs(1);
const CAP: Duration = Duration::from_secs(60);

/// Wait before the next try, with full jitter: between zero and a bound that doubles with every try, so that tasks
/// which failed together come back apart.
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

    #[test]
    fn waits_grow_and_no_two_tasks_wait_in_step() {
        let waits = |attempt| (0..400).map(|_| backoff(attempt)).collect::<Vec<Duration>>();
        let mean = |attempt| waits(attempt).iter().sum::<Duration>() / 400;
        // Each bound is twice the one before: means of 400 lie closer to their own than to that.
        assert!((0..4).all(|attempt| mean(attempt + 1) > mean(attempt)));
        let (least, most) = (BASE / 4, BASE * 3 / 4);
        assert!(waits(0).iter().any(|wait| *wait < least) && waits(0).iter().any(|wait| *wait > most), "jitter");
    }
}
