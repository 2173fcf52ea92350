//! Patience of step 4: what a call has brought is written down again and again, however it ended. Neither a restart of
//! the database nor a silent connection makes a lost answer of an answer.

use crate::queue::TaskError;
use anyhow::anyhow;
use std::time::{Duration, Instant};
use tokio::time::timeout;

/// How long writing down is tried. Beyond [`SETTLING`](crate::config::SETTLING) another worker may have taken over; the
/// attempt's row tells.
const PATIENCE: Duration = Duration::from_secs(40);

/// Longest time of a try. A try broken off leaves a connection for the pool to throw away; PostgreSQL gives its locks
/// back within ten seconds.
const TRY: Duration = Duration::from_secs(8);

/// Pause between two tries.
const PAUSE: Duration = Duration::from_millis(500);

/// Tries at writing down the outcome of a call.
pub(super) struct Patience {
    attempt_id: i64,
    begun: Instant,
}

impl Patience {
    /// Patience from now on, with an attempt that has ended.
    pub(super) fn begin(attempt_id: i64) -> Self {
        Self { attempt_id, begun: Instant::now() }
    }

    /// Outcome of a try that is to stand; None: after this pause another try makes sense.
    pub(super) async fn judge<T>(
        &self,
        one: impl Future<Output = Result<T, TaskError>>,
    ) -> Option<Result<T, TaskError>> {
        let too_long = |_| Err(TaskError::Database(anyhow!("it took longer than {TRY:?}")));
        match timeout(TRY, one).await.unwrap_or_else(too_long) {
            Err(error) if self.begun.elapsed() + PAUSE < PATIENCE => {
                tracing::warn!(attempt.id = self.attempt_id, %error, "the outcome of a call could not be written down yet");
                tokio::time::sleep(PAUSE).await;
                None
            }
            outcome => Some(outcome),
        }
    }
}
