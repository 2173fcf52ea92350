//! Worker: the pool behind the queue, in the web process, alone, or for a command.

mod bell;
mod clocks;
mod dispatch;
mod drain;
mod limits;
mod listen;
mod places;
mod rescue;
mod schedule;
mod settle;
pub mod tasks;

pub use self::clocks::compare_clocks;
pub use self::drain::{drain, step, step_unheard};
pub use self::rescue::rescue;
pub use self::schedule::ensure_daily;

use self::bell::Bell;
use crate::app::{App, SharedApp};
use crate::db;
use crate::needs::alerts;
use crate::queue::{Claim, TaskError};
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Interval of the rescue and of the look for due daily work.
const TICK: Duration = Duration::from_secs(10);

/// A pool at work.
pub struct Pool {
    stop: CancellationToken,
    tracker: TaskTracker,
    /// A part that has ended without being asked to.
    lost: watch::Sender<Option<&'static str>>,
}

impl Pool {
    /// Starts a pool that works the queue; must be called on the main runtime.
    pub fn start(app: SharedApp) -> Self {
        let bell = Arc::new(Bell::new(false));
        let pool = Self::listening(app.clone(), bell.clone());
        app.pulse.beat();
        pool.spawn("the rescue and the daily schedule", tick(app.clone(), pool.stop.clone()));
        pool.spawn("the word to open pages", bell::tell(app.clone(), pool.stop.clone()));
        pool.spawn("the dispatcher", dispatch::work(app, bell, pool.stop.clone(), pool.tracker.clone()));
        pool
    }

    /// Starts a pool without workers, which only hears of changes, so that open pages follow.
    pub fn only_listening(app: SharedApp) -> Self {
        Self::listening(app, Arc::new(Bell::new(true)))
    }

    fn listening(app: SharedApp, bell: Arc<Bell>) -> Self {
        let pool = Self::empty();
        pool.spawn("the look at limits", limits::follow(app.clone(), pool.stop.clone()));
        pool.spawn("the listener", listen::listen(app, bell, pool.stop.clone()));
        pool
    }

    fn empty() -> Self {
        Self { stop: CancellationToken::new(), tracker: TaskTracker::new(), lost: watch::Sender::new(None) }
    }

    /// Starts a part, which works until the pool stops. A part that ends before, by a panic or by a mistake, is lost for
    /// good: nobody does its work any more.
    fn spawn(&self, part: &'static str, work: impl Future<Output = ()> + Send + 'static) {
        let (stop, lost) = (self.stop.clone(), self.lost.clone());
        self.tracker.spawn(async move {
            // The panic has been logged where it happened.
            let _ = AssertUnwindSafe(db::for_tasks(work)).catch_unwind().await;
            if !stop.is_cancelled() {
                lost.send_replace(Some(part));
            }
        });
    }

    /// Ends when a part of the pool has ended unasked, with what it was: whoever runs the pool starts anew.
    pub async fn lost(&self) -> anyhow::Error {
        let mut lost = self.lost.subscribe();
        let part = lost.wait_for(Option::is_some).await.ok().and_then(|part| *part);
        anyhow::anyhow!("{} has ended though nobody asked for it", part.unwrap_or("the pool"))
    }

    /// Claims no more tasks, and waits for running tasks: at most the longest deadline and 10 seconds.
    pub async fn stop(self, app: &App) {
        self.stop.cancel();
        self.tracker.close();
        let longest = app.config.sources.iter().map(crate::config::SourceConfig::deadline).max().unwrap_or_default();
        let grace = longest + Duration::from_secs(10);
        if tokio::time::timeout(grace, self.tracker.wait()).await.is_err() {
            tracing::warn!("tasks were still running at shutdown; their leases will run out");
        }
    }
}

/// Ticks between two looks for causes to alert operators of: a minute.
const TICKS_A_LOOK: u64 = 6;

/// Rescues tasks whose lease ran out, queues due daily work, and looks for what operators are to be told.
async fn tick(app: SharedApp, stop: CancellationToken) {
    for nth in 0_u64.. {
        if let Err(error) = rescue(&app).await {
            tracing::error!(error = format!("{error:#}"), "lost leases could not be looked for");
        }
        // In this order: due work is known only by a clock that is right.
        let daily = async {
            compare_clocks(&app).await?;
            ensure_daily(&app).await
        };
        if let Err(error) = daily.await {
            tracing::error!(error = format!("{error:#}"), "the daily work could not be queued");
        }
        if nth % TICKS_A_LOOK == 0
            && let Err(error) = alerts::look(&app).await
        {
            tracing::error!(error = format!("{error:#}"), "what needs somebody could not be looked for");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(TICK) => {}
        }
    }
}

/// Runs a claimed task to its end. A panic ends the task, never the pool.
async fn run(app: &App, claim: &Claim) -> Ended {
    tracing::debug!(task.id = claim.id, task.kind = %claim.kind, task.attempt = claim.attempt, "task begins");
    let outcome = AssertUnwindSafe(tasks::run(app, claim)).catch_unwind().await;
    let outcome = outcome.unwrap_or_else(|_| Err(TaskError::retry(anyhow::anyhow!("the task panicked"))));
    let ended = match &outcome {
        Ok(()) => Ended::Well,
        Err(TaskError::Snooze(_) | TaskError::Database(_) | TaskError::LeaseLost) => Ended::Later,
        Err(_) => Ended::Badly,
    };
    if let Err(error) = settle::settle(app, claim, &outcome).await {
        // The task's lease runs out, and the rescue takes over.
        tracing::error!(task.id = claim.id, error = format!("{error:#}"), "a task's end could not be written down");
    }
    app.news.note(|changes| tasks::note(claim, changes));
    ended
}

/// End of a claim, for callers that drive the queue by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Done, or on to the next step.
    Well,
    /// Snoozed, the database was in trouble, or the lease was lost.
    Later,
    /// Failed, with or without another try.
    Badly,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::pending;
    use std::time::Duration;
    use tokio::time::timeout;

    const SOON: Duration = Duration::from_secs(10);

    #[tokio::test]
    async fn a_part_that_panics_or_ends_unasked_is_told() {
        let panicking = Pool::empty();
        panicking.spawn("the first", pending());
        panicking.spawn("the second", async { panic!("by a mistake") });
        let told = timeout(SOON, panicking.lost()).await.unwrap();
        assert_eq!(told.to_string(), "the second has ended though nobody asked for it");
        let ending = Pool::empty();
        ending.spawn("the only one", async {});
        assert!(timeout(SOON, ending.lost()).await.is_ok());
    }

    #[tokio::test]
    async fn a_part_that_ends_when_the_pool_stops_is_not_lost() {
        let pool = Pool::empty();
        let stop = pool.stop.clone();
        pool.spawn("the only one", async move { stop.cancelled().await });
        pool.stop.cancel();
        pool.tracker.close();
        timeout(SOON, pool.tracker.wait()).await.unwrap();
        assert_eq!(*pool.lost.borrow(), None);
    }
}
