//! Dispatcher: claims as many tasks as there are places, and runs each task on its own.

use super::bell::Bell;
use super::places::{AtSources, Places, Taken};
use super::run;
use crate::app::{App, SharedApp};
use crate::backfill::buy;
use crate::db::{self, Connection};
use crate::models::source_state::SourceState;
use crate::queue::{self, Claim, Compartment, Lane, Rooms};
use anyhow::Context;
use diesel::QueryResult;
use rand::RngExt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Poll interval of the queue without a notification. Jittered, so that processes do not poll in step.
const POLL: Duration = Duration::from_secs(1);

/// Longest wait for the queue's answer. A claim of which no worker heard is taken back when its lease has run out.
pub(super) const CLAIMING: Duration = Duration::from_secs(15);

/// Pause of the pool after the database failed.
const DATABASE_PAUSE: Duration = Duration::from_secs(1);

/// Interval at which the usual time of each source's answers is looked up: places at a source follow it.
const PACE: Duration = Duration::from_secs(10);

/// Works the queue until stopped.
pub(super) async fn work(app: SharedApp, bell: Arc<Bell>, stop: CancellationToken, tracker: TaskTracker) {
    let hall = Arc::new(Hall::new(&app, bell.clone()));
    while !stop.is_cancelled() {
        let rooms = hall.rooms();
        if rooms.of.is_empty() {
            // There is nothing to look for. A task that leaves its place rings.
            app.pulse.beat();
            bell.wait(POLL, &stop).await;
            continue;
        }
        let looked = timeout(CLAIMING, look(&app, &hall, &rooms)).await;
        match looked.context("the queue did not answer").flatten() {
            Ok(found) => {
                app.pulse.beat();
                for claim in found.claims {
                    tracker.spawn(db::for_tasks(work_on(app.clone(), hall.take(claim))));
                }
                // Tasks with room are all claimed; where all places are taken, no word of further tasks is needed.
                bell.set_asleep(!hall.rooms().of.is_empty());
                bell.wait(found.until, &stop).await;
            }
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "the queue could not be read");
                tokio::select! {
                    () = tokio::time::sleep(DATABASE_PAUSE) => {}
                    () = stop.cancelled() => {}
                }
            }
        }
    }
}

/// Outcome of a look at the queue.
struct Found {
    /// All ready tasks with room.
    claims: Vec<Claim>,
    /// Time after which the queue is looked at again.
    until: Duration,
}

async fn look(app: &App, hall: &Hall, rooms: &Rooms) -> anyhow::Result<Found> {
    let mut conn = app.db.conn().await?;
    hall.follow(&mut conn, app).await?;
    let now = app.clock.now();
    let (mut claims, mut may_be_more) = (queue::claim_at_once(&mut conn, rooms, app.config.lease, now).await?, false);
    if claims.is_empty() {
        may_be_more = queue::promote(&mut conn, now).await?;
        claims = queue::claim(&mut conn, rooms, app.config.lease, now).await?;
    }
    if may_be_more {
        return Ok(Found { claims, until: Duration::ZERO });
    }
    let poll = POLL.mul_f64(rand::rng().random_range(0.9..1.1));
    // Claimed tasks are not lost where this question cannot be answered.
    let retry = queue::next_retry(&mut conn).await.ok().flatten().unwrap_or(poll);
    Ok(Found { claims, until: poll.min(retry.max(SHORTEST)) })
}

/// Shortest sleep: a retry that is due already is left to the process that holds its row.
const SHORTEST: Duration = Duration::from_millis(10);

async fn work_on(app: SharedApp, place: Place) {
    run(&app, &place.claim).await;
}

/// Places of the pool, and the tasks in them.
struct Hall {
    places: Places,
    taken: Mutex<Taken>,
    pace: Mutex<Pace>,
    bell: Arc<Bell>,
}

/// Places at the sources, by the usual time of answers as last looked up.
struct Pace {
    places: AtSources,
    looked_at: Option<Instant>,
}

impl Pace {
    /// Places as long as no usual time is known.
    fn unknown(app: &App) -> Self {
        let places = app.config.sources.iter();
        let places = places.map(|one| (one.source, buy::tasks_at_once(one.concurrency, one.per_second, None)));
        Self { places: places.collect(), looked_at: None }
    }

    /// Places by the sources' rows.
    fn of(app: &App, sources: &[SourceState]) -> Self {
        let places = sources.iter().filter_map(|state| {
            let config = app.config.source(state.source)?;
            Some((state.source, buy::tasks_at_once(config.concurrency, config.per_second, state.usual())))
        });
        Self { places: places.collect(), looked_at: Some(Instant::now()) }
    }

    fn is_fresh(&self) -> bool {
        self.looked_at.is_some_and(|at| at.elapsed() < PACE)
    }
}

impl Hall {
    fn new(app: &App, bell: Arc<Bell>) -> Self {
        let enabled = app.enabled();
        let has_mail = app.config.mail.is_some() || app.config.alerts.has_ways();
        let is_asked = |one: Compartment| {
            one.source.is_none_or(|source| enabled.contains(&source)) && (has_mail || one.lane != Lane::Mail)
        };
        let pace = Mutex::new(Pace::unknown(app));
        Self { places: Places::divide(app.config.workers, is_asked), taken: Mutex::default(), pace, bell }
    }

    fn rooms(&self) -> Rooms {
        let pace = self.pace.lock().unwrap_or_else(PoisonError::into_inner);
        self.places.rooms(&self.taken.lock().unwrap_or_else(PoisonError::into_inner), &pace.places)
    }

    /// Looks up the usual time of answers now and then.
    async fn follow(&self, conn: &mut Connection, app: &App) -> QueryResult<()> {
        if self.pace.lock().unwrap_or_else(PoisonError::into_inner).is_fresh() {
            return Ok(());
        }
        let pace = Pace::of(app, &SourceState::all(conn).await?);
        *self.pace.lock().unwrap_or_else(PoisonError::into_inner) = pace;
        Ok(())
    }

    fn take(self: &Arc<Self>, claim: Claim) -> Place {
        *self.taken.lock().unwrap_or_else(PoisonError::into_inner).entry(claim.compartment()).or_default() += 1;
        Place { hall: self.clone(), claim }
    }
}

/// A place, with the task in it; left when dropped, in whatever way.
struct Place {
    hall: Arc<Hall>,
    claim: Claim,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.hall.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let places = taken.entry(self.claim.compartment()).or_default();
        *places = places.saturating_sub(1);
        drop(taken);
        self.hall.bell.ring();
    }
}
