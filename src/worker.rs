//! Worker: the pool behind the queue, in the web process, alone, or for a command.

mod clocks;
mod listen;
mod rescue;
mod schedule;
mod settle;
pub mod tasks;

pub use self::clocks::compare_clocks;
pub use self::rescue::rescue;
pub use self::schedule::ensure_daily;

use crate::app::{App, SharedApp};
use crate::queue::{self, Choice, Claim, TaskError};
use anyhow::Context;
use futures_util::FutureExt;
use rand::RngExt;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Notify, Semaphore};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::instrument::WithSubscriber;

/// Poll interval of the queue without a NOTIFY. Jittered, so that processes do not poll in step.
const POLL: Duration = Duration::from_secs(1);

/// Interval of the rescue and of the look for due daily work.
const TICK: Duration = Duration::from_secs(10);

/// Pause of a worker that drains the queue while others still have tasks in hand.
const LOOK: Duration = Duration::from_millis(50);

/// How long the queue may take to answer. A claim of which nobody heard is taken back when its lease has run out.
const CLAIMING: Duration = Duration::from_secs(15);

/// Pause of the pool after the database failed.
const DATABASE_PAUSE: Duration = Duration::from_secs(1);

/// A pool at work.
pub struct Pool {
    stop: CancellationToken,
    tracker: TaskTracker,
}

impl Pool {
    /// Starts a pool that works the queue; must be called on the main runtime.
    pub fn start(app: SharedApp) -> Self {
        let ring = Arc::new(Notify::new());
        let pool = Self::listening(app.clone(), ring.clone());
        app.pulse.beat();
        pool.tracker.spawn(tick(app.clone(), pool.stop.clone()));
        pool.tracker.spawn(work(app, ring, pool.stop.clone(), pool.tracker.clone()));
        pool
    }

    /// Starts a pool without workers, which only hears of changes, so that open pages follow.
    pub fn only_listening(app: SharedApp) -> Self {
        Self::listening(app, Arc::default())
    }

    fn listening(app: SharedApp, ring: Arc<Notify>) -> Self {
        let pool = Self { stop: CancellationToken::new(), tracker: TaskTracker::new() };
        pool.tracker.spawn(listen::listen(app, ring, pool.stop.clone()));
        pool
    }

    /// Claims nothing more, and waits for running tasks: at most the longest deadline and 10 seconds.
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

/// Claims as many tasks as there are places, and runs each on its own.
async fn work(app: SharedApp, ring: Arc<Notify>, stop: CancellationToken, tracker: TaskTracker) {
    let places = Arc::new(Semaphore::new(app.config.workers));
    while !stop.is_cancelled() {
        let place = tokio::select! {
            Ok(place) = places.clone().acquire_owned() => place,
            () = stop.cancelled() => return,
        };
        let claimed = claim(&app, &Choice::default()).await;
        if claimed.is_ok() {
            app.pulse.beat();
        }
        match claimed {
            Ok(Some(claim)) => {
                let app = app.clone();
                tracker.spawn(async move {
                    run(&app, &claim).await;
                    drop(place);
                });
            }
            Ok(None) => sleep(&ring, &stop).await,
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "the queue could not be read");
                tokio::time::sleep(DATABASE_PAUSE).await;
            }
        }
    }
}

async fn sleep(ring: &Notify, stop: &CancellationToken) {
    let jitter = rand::rng().random_range(0.9..1.1);
    tokio::select! {
        () = ring.notified() => {}
        () = stop.cancelled() => {}
        () = tokio::time::sleep(POLL.mul_f64(jitter)) => {}
    }
}

/// Rescues tasks whose lease ran out, and queues due daily work.
async fn tick(app: SharedApp, stop: CancellationToken) {
    loop {
        match rescue(&app).await {
            Ok(_) => app.pulse.beat(),
            Err(error) => tracing::error!(error = format!("{error:#}"), "lost leases could not be looked for"),
        }
        // In this order: what is due is known only by a clock that is right.
        let daily = async {
            compare_clocks(&app).await?;
            ensure_daily(&app).await
        };
        if let Err(error) = daily.await {
            tracing::error!(error = format!("{error:#}"), "the daily work could not be queued");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(TICK) => {}
        }
    }
}

async fn claim(app: &App, choice: &Choice) -> anyhow::Result<Option<Claim>> {
    let claiming = async {
        let mut conn = app.db.conn().await?;
        anyhow::Ok(queue::claim(&mut conn, choice, app.config.lease, app.clock.now()).await?)
    };
    tokio::time::timeout(CLAIMING, claiming).await.context("the queue did not answer")?
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
        // Its lease runs out, and the rescue takes over.
        tracing::error!(task.id = claim.id, error = format!("{error:#}"), "a task's end could not be written down");
    }
    app.live.touch();
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

/// Claims and runs a due task; None: nothing is due. For commands that work the queue themselves, and for tests.
///
/// # Errors
///
/// Fails when the database cannot be reached; a task's own failure is an [`Ended`].
pub async fn step(app: &App, choice: &Choice) -> anyhow::Result<Option<Ended>> {
    match claim(app, choice).await? {
        Some(claim) => Ok(Some(run(app, &claim).await)),
        None => Ok(None),
    }
}

/// Works on all tasks due by the App's clock, so many at a time, until none is left. A task that waits for a moment, as
/// for its turn at a source, is waited for; a deferred one is left.
///
/// # Errors
///
/// Fails when the database cannot be reached; a task's own failure is written down with it.
pub async fn drain(app: &SharedApp, at_once: usize) -> anyhow::Result<()> {
    let mut workers = JoinSet::new();
    for _ in 0..at_once {
        // What the caller logs to, the workers log to.
        workers.spawn(drain_alone(app.clone()).with_current_subscriber());
    }
    while let Some(ended) = workers.join_next().await {
        ended??;
    }
    Ok(())
}

async fn drain_alone(app: SharedApp) -> anyhow::Result<()> {
    loop {
        while step(&app, &Choice::default()).await?.is_some() {}
        if !queue::is_anything_due(&mut *app.db.conn().await?, app.clock.now()).await? {
            return Ok(());
        }
        tokio::time::sleep(LOOK).await;
    }
}
