//! Queues a run, and starts its fetches.

use super::OneRun;
use super::planner::{Planner, RunPreview};
use crate::app::App;
use crate::backfill::audit;
use crate::backfill::claims::Claims;
use crate::backfill::start::Begun;
use crate::coverage::plan::lists::List;
use crate::coverage::plan::{self, Planned};
use crate::db::Connection;
use crate::models::fetch::Fetch;
use crate::models::refresh::Refresh;
use crate::queue::{Kind, Lane, NewTask};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use std::collections::HashSet;

/// Requests planned in a transaction: few enough that sign-ups never wait.
const BATCH: usize = 200;

/// Tries of a run's own task; started fetches are not started again.
const MAX_ATTEMPTS: i32 = 10;

/// Task of a run by hand: one at a time.
const BY_HAND: &str = "by hand";

/// Result of starting a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Number of the run.
    pub id: i64,
    /// Live combinations.
    pub combinations: usize,
    /// Planned requests.
    pub requests: usize,
    /// Requests that the run's fetches buy.
    pub bought: i32,
    /// Numbers of the run's fetches.
    pub fetch_ids: Vec<i64>,
    /// Numbers of the tasks behind these fetches.
    pub task_ids: Vec<i64>,
    /// Expected credits.
    pub expected: i64,
}

/// Queues the daily run of a local date; false: the date has its run already. The row and the task come together or not
/// at all.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn queue(conn: &mut Connection, date: NaiveDate, due_at: DateTime<Utc>) -> QueryResult<bool> {
    conn.transaction(async |conn| {
        let Some(id) = Refresh::insert_daily(conn, date, due_at).await? else { return Ok(false) };
        // Queued only when due.
        task(id, date.to_string(), due_at).enqueue(conn, due_at).await?;
        Ok(true)
    })
    .await
}

/// Queues a run by hand, in the caller's transaction; None: a run by hand is queued already.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn queue_now(conn: &mut Connection, app: &App) -> QueryResult<Option<i64>> {
    let now = app.clock.now();
    let id = Refresh::insert_by_hand(conn, app.today(), now).await?;
    let task_id = task(id, BY_HAND.to_owned(), now).enqueue(conn, now).await?;
    Ok(task_id.map(|_| id))
}

fn task(id: i64, unique_key: String, due_at: DateTime<Utc>) -> NewTask {
    NewTask {
        kind: Kind::Refresh,
        lane: Lane::Runs,
        source: None,
        unique_key,
        fetch_id: None,
        payload: serde_json::json!({ "refresh_id": id }),
        rank: 0,
        priority: 0,
        max_attempts: MAX_ATTEMPTS,
        due_at,
    }
}

/// Plans a run by hand: the most valuable requests first, within the limits. Buys nothing.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn plan_all(app: &App, at_most: Option<TimeDelta>) -> anyhow::Result<RunPreview> {
    let mut conn = app.db.conn().await?;
    Ok(Planner::load(&mut conn, app, at_most).await?.preview(&mut conn).await?)
}

/// Starts fetches for the gaps of all live combinations, the most valuable first, back to `at_most`.
///
/// # Errors
///
/// When the database cannot be asked. Fetches started before stay started.
pub async fn start(_one: &OneRun, app: &App, id: i64, at_most: Option<TimeDelta>) -> anyhow::Result<Run> {
    let mut conn = app.db.conn().await?;
    let is_daily = Refresh::begin(&mut conn, id, app.clock.now()).await?;
    let mut planner = Planner::load(&mut conn, app, at_most).await?;
    if is_daily {
        planner.refresh_days = app.caps().refresh_days;
    }
    let planned = planner.preview(&mut conn).await?;
    let (combinations, requests) = (planned.combinations, planned.requests.len());
    let mut run = Run { id, combinations, requests, expected: planned.expected, ..Run::default() };
    for batch in batches(&planned.lists) {
        let batch = with_waiting(&batch, &planned.with_wider);
        let started = conn.transaction(async |conn| planner.start_batch(conn, id, &batch).await).await?;
        run.extend(started);
    }
    Fetch::let_wait(&mut conn, &plan::waiting(&planned.with_wider)).await?;
    conn.transaction(async |conn| -> QueryResult<()> {
        let claims = Claims::lock(conn).await?;
        audit::ranked::sample(conn, app, &claims, &planned.samples).await
    })
    .await?;
    let count = |many: usize| i32::try_from(many).unwrap_or(i32::MAX);
    let counts = [count(run.combinations), run.bought, count(planned.left_out)];
    Refresh::started(&mut conn, id, counts, app.clock.now()).await?;
    Ok(run)
}

impl Extend<Begun> for Run {
    fn extend<T: IntoIterator<Item = Begun>>(&mut self, begun: T) {
        for one in begun {
            self.bought += one.fetch.cells;
            self.fetch_ids.push(one.fetch.id);
            self.task_ids.extend(one.task_id);
        }
    }
}

/// Requests of whole lists, in batches of at most `BATCH` requests (a longer list is a batch by itself).
fn batches(lists: &[List]) -> Vec<Vec<Planned>> {
    let mut batches: Vec<Vec<Planned>> = Vec::new();
    for list in lists {
        match batches.last_mut().filter(|batch| batch.len() + list.cells.len() <= BATCH) {
            Some(batch) => batch.extend(list.cells.iter().cloned()),
            None => batches.push(list.cells.clone()),
        }
    }
    batches
}

/// Requests of a batch, and requests that come with a batch's wider request.
fn with_waiting(batch: &[Planned], with_wider: &[Planned]) -> Vec<i64> {
    let own: HashSet<i64> = batch.iter().map(|one| one.request_id).collect();
    let waits = |one: &&Planned| one.why.waits_for().is_some_and(|wider| own.contains(&wider));
    batch.iter().chain(with_wider.iter().filter(waits)).map(|one| one.request_id).collect()
}
