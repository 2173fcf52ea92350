//! Obstacles between a fetch and its next page, and their effect on fetch and task.

use super::Purchase;
use super::pace::{self, Seen, places};
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::backfill::limits::{self, Limit};
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::fetch::{Cause, ErrorCode, Fetch, FetchState};
use crate::models::source_state::{Crowd, SourceState, StopCode, Turn};
use crate::queue::{Claim, Snooze, TaskError};
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use std::time::Duration;

/// How long a task waits for a person who may be about to want the fetch.
const MOMENT: Duration = Duration::from_millis(300);

/// Lost answers for a page that end its fetch: a page is bought once, and once again.
const MAX_LOST: i64 = 2;

/// How many outages a page may begin: the source answers other pages, and never this one.
const MAX_BROKEN: i64 = 5;

/// Limits that end an optional fetch instead of deferring it.
const LIMITS: [ErrorCode; 4] =
    [ErrorCode::Quota, ErrorCode::DailyCredits, ErrorCode::FirstDay, ErrorCode::PersonCredits];

/// Reason for not buying a page now.
pub(super) enum Obstacle {
    /// Deferred, by nobody's fault: a cap, a quota, a switch.
    PutOff { until: DateTime<Utc>, code: ErrorCode, why: String },
    /// Others are served first: wait for a place at the source, or for this time.
    Busy { source: Source, at_most: Duration },
    /// Failed for good.
    Fail { code: ErrorCode, why: String },
    /// Nobody wants the fetch any more.
    Unwanted,
}

/// Reason for the early end of a purchase's step.
pub(super) enum Halt {
    /// Written down with the fetch; the transaction commits.
    Obstacle(Obstacle),
    /// Ends the task; the transaction is rolled back.
    Task(TaskError),
}

impl From<Limit> for Obstacle {
    fn from(Limit { until, code, why }: Limit) -> Self {
        Self::PutOff { until, code, why }
    }
}

impl From<Obstacle> for Halt {
    fn from(obstacle: Obstacle) -> Self {
        Self::Obstacle(obstacle)
    }
}

impl From<TaskError> for Halt {
    fn from(error: TaskError) -> Self {
        Self::Task(error)
    }
}

impl From<diesel::result::Error> for Halt {
    fn from(error: diesel::result::Error) -> Self {
        Self::Task(error.into())
    }
}

impl Purchase<'_> {
    /// Looks for obstacles other than money. The source's row is locked: one reservation at a time.
    pub(super) fn check(&self, turn: &Turn, crowd: Crowd) -> Result<Seen, Obstacle> {
        if !crowd.is_wanted {
            return Err(Obstacle::Unwanted);
        }
        if turn.is_spending_stopped {
            return Err(limits::spending_stopped(self.app.clock.now()).into());
        }
        if let Some(code) = turn.state.stopped_code {
            return Err(self.stopped(&turn.state, code));
        }
        // A fetch of one pass waits for an outage's first try, and not for its end.
        if turn.state.breaker().tries > 0 && self.fetch.is_one_pass {
            let why = turn.state.last_failure.clone().unwrap_or_else(|| self.named("it is out"));
            return Err(Obstacle::Fail { code: ErrorCode::BrokenAnswer, why });
        }
        if crowd.lost >= MAX_LOST {
            let why = self.named("the answer for this page was lost twice; it is not bought a third time");
            return Err(Obstacle::Fail { code: ErrorCode::LostTwice, why });
        }
        if crowd.broken >= MAX_BROKEN {
            let why = self.named("it answers other searches, and this one again and again with an error");
            return Err(Obstacle::Fail { code: ErrorCode::BrokenAnswer, why });
        }
        let seen = self.seen(turn, crowd);
        match seen.turn() {
            pace::Turn::Go(_) => Ok(seen),
            pace::Turn::Later(_) => Err(self.busy(&seen)),
        }
    }

    /// Calls and tasks at the source, whose row is locked.
    pub(super) fn seen(&self, turn: &Turn, crowd: Crowd) -> Seen {
        Seen {
            slot_in: turn.slot_in(),
            is_out: turn.state.breaker().is_out(),
            in_flight: crowd.in_flight,
            places: self.places(&turn.state),
            waiting: crowd.waiting,
            per_second: self.config.per_second,
            usual: turn.state.usual(),
        }
    }

    /// Calls at a time.
    pub(super) fn places(&self, state: &SourceState) -> i64 {
        places(self.config.concurrency, self.config.per_second, state.usual())
    }

    /// Obstacle without a free place, or with the last credits reserved.
    pub(super) fn busy(&self, seen: &Seen) -> Obstacle {
        Obstacle::Busy { source: self.config.source, at_most: seen.later() }
    }

    fn stopped(&self, state: &SourceState, code: StopCode) -> Obstacle {
        let why = state.stopped_why.as_deref().unwrap_or("stopped");
        if code == StopCode::Misconfigured {
            return Obstacle::Fail { code: ErrorCode::Misconfigured, why: self.named(why) };
        }
        limits::source_stopped(self.config.source, why, self.app.clock.now()).into()
    }
}

impl Obstacle {
    /// Writes down the obstacle, and when to look again.
    pub(super) async fn give_way(
        self,
        conn: &mut Connection,
        app: &App,
        claim: &Claim,
        fetch: &Fetch,
    ) -> QueryResult<()> {
        let now = app.clock.now();
        match self {
            Self::Busy { source, at_most } => return claim.wait_for(conn, source, at_most).await.map(drop),
            Self::PutOff { code, why, .. } if fetch.is_one_pass => {
                Fetch::end(conn, fetch.id, FetchState::Failed, Cause { code, why: &why }, now).await?;
                claim.fail(conn, &why).await?;
            }
            Self::PutOff { code, why, .. } if fetch.is_optional() && LIMITS.contains(&code) => {
                Fetch::end(conn, fetch.id, FetchState::Cancelled, Cause { code, why: &why }, now).await?;
                claim.finish(conn).await?;
            }
            Self::PutOff { until, code, why } => {
                Fetch::put_off(conn, fetch.id, until, Cause { code, why: &why }).await?;
                claim.snooze(conn, Snooze { until: Some(until), ..Snooze::default() }).await?;
            }
            Self::Fail { code, why } => {
                Fetch::end(conn, fetch.id, FetchState::Failed, Cause { code, why: &why }, now).await?;
                claim.fail(conn, &why).await?;
            }
            // A search for the fetch may be about to be saved: looked at again after the saving transaction.
            Self::Unwanted if Claims::try_lock(conn).await?.is_none() => return snooze(conn, claim, MOMENT).await,
            Self::Unwanted if Fetch::is_wanted(conn, fetch.id).await? => {
                return snooze(conn, claim, Duration::ZERO).await;
            }
            Self::Unwanted => {
                let why = "nobody wants it any more, or an admin has paused it";
                Fetch::end(conn, fetch.id, FetchState::Cancelled, Cause { code: ErrorCode::Unwanted, why }, now)
                    .await?;
                claim.finish(conn).await?;
            }
        }
        Tracked::judge_sharers(conn, fetch.id, &app.reaches(), now).await
    }
}

async fn snooze(conn: &mut Connection, claim: &Claim, wait: Duration) -> QueryResult<()> {
    claim.snooze(conn, Snooze { wait, ..Snooze::default() }).await?;
    Ok(())
}
