//! Obstacles between a fetch and its next page, and their effect on fetch and task.

use super::Purchase;
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::backfill::limits::{self, Limit};
use crate::db::Connection;
use crate::models::attempt::Attempt;
use crate::models::combination::Tracked;
use crate::models::fetch::{Cause, ErrorCode, Fetch, FetchState, Wanter};
use crate::models::installation::Installation;
use crate::models::source_state::{SourceState, StopCode};
use crate::queue::{Claim, Snooze, TaskError};
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use std::time::Duration;

/// How long a task waits when all places at its source are taken, or the last credits are reserved.
pub(super) const BUSY: Duration = Duration::from_millis(300);

/// How often a page may be bought whose answer was lost: once, and once again.
const MAX_LOST: i64 = 2;

/// Limits that end an optional fetch instead of deferring it.
const LIMITS: [ErrorCode; 3] = [ErrorCode::Quota, ErrorCode::DailyCredits, ErrorCode::PersonCredits];

/// Why a page is not bought now.
pub(super) enum Obstacle {
    /// Deferred, by nobody's fault: a cap, a quota, a switch.
    PutOff { until: DateTime<Utc>, code: ErrorCode, why: String },
    /// For a moment: others are being served.
    Busy(Duration),
    /// For good.
    Fail { code: ErrorCode, why: String },
    /// Nobody wants the fetch any more.
    Unwanted,
}

/// Why a step of a purchase ends early.
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
    /// Looks for obstacles other than money. The source's row stays locked: one reservation at a time.
    pub(super) async fn check(&self, conn: &mut Connection, wanters: &[Wanter]) -> Result<(), Halt> {
        if wanters.is_empty() {
            return Err(Obstacle::Unwanted.into());
        }
        let installation = Installation::load(conn).await?;
        if installation.spending_stopped_at.is_some() {
            return Err(Obstacle::from(limits::spending_stopped(self.app.clock.now())).into());
        }
        let state = SourceState::lock(conn, self.config.source).await?;
        if let Some(code) = state.stopped_code {
            return Err(self.stopped(&state, code).into());
        }
        if Attempt::in_flight(conn, self.config.source).await? >= self.config.concurrency {
            return Err(Obstacle::Busy(BUSY).into());
        }
        if Attempt::lost(conn, self.fetch.id, self.fetch.next_page).await? >= MAX_LOST {
            let why = self.named("the answer for this page was lost twice; it is not bought a third time");
            return Err(Obstacle::Fail { code: ErrorCode::LostTwice, why }.into());
        }
        Ok(())
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
    /// Writes down why the page is not bought now, and when to look again.
    pub(super) async fn give_way(
        self,
        conn: &mut Connection,
        app: &App,
        claim: &Claim,
        fetch: &Fetch,
    ) -> QueryResult<()> {
        let now = app.clock.now();
        match self {
            Self::Busy(wait) => return snooze(conn, claim, wait).await,
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
            // A search that wants the fetch may be about to be saved: looked at again after that transaction.
            Self::Unwanted if Claims::try_lock(conn).await?.is_none() => return snooze(conn, claim, BUSY).await,
            Self::Unwanted if !Fetch::wanters(conn, fetch.request_id).await?.is_empty() => {
                return snooze(conn, claim, Duration::ZERO).await;
            }
            Self::Unwanted => {
                let why = "nobody wants it any more, or an admin has paused it";
                Fetch::end(conn, fetch.id, FetchState::Cancelled, Cause { code: ErrorCode::Unwanted, why }, now)
                    .await?;
                claim.finish(conn).await?;
            }
        }
        Tracked::judge_sharers(conn, fetch.request_id, &app.reaches, now).await
    }
}

async fn snooze(conn: &mut Connection, claim: &Claim, wait: Duration) -> QueryResult<()> {
    claim.snooze(conn, Snooze { wait, ..Snooze::default() }).await?;
    Ok(())
}
