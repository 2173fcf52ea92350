//! The daily run over all distinct live combinations: each source's request once, only what is missing since the last.

use crate::app::App;
use crate::backfill::plan::{self, Planned, Wish};
use crate::backfill::reach::Reach;
use crate::backfill::start::{self, Averages, Order};
use crate::backfill::window::{Ranges, Spans};
use crate::db::Connection;
use crate::models::fetch::Purpose;
use crate::queue::{NewTask, kind};
use crate::schema::refreshes;
use crate::sources::Source;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Int4, Int8, Text, Tstzmultirange};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde::Serialize;

/// A fresh end that lacks less than this is left to the next run.
const WORTH_ASKING: TimeDelta = TimeDelta::hours(2);

/// Requests that are planned in one transaction: short enough that sign-ups never wait for it.
const BATCH: usize = 200;

/// Key of the advisory lock that keeps two runs apart ("refresh" in ASCII).
const LOCK: i64 = 0x72_6566_7265_7368;

/// Tries of the daily run's own task; what it has started is not started again.
const MAX_ATTEMPTS: i32 = 10;

/// What a run has set going.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    pub combinations: usize,
    pub requests: usize,
    pub fetch_ids: Vec<i64>,
    pub task_ids: Vec<i64>,
    /// Credits that are expected.
    pub expected: i64,
}

/// Another run is under way.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("a daily run is under way already; two at a time would ask the same things")]
pub struct UnderWay;

/// Kept while a run is under way; the database gives the lock back when this is dropped, however that happens.
pub struct OneRun {
    _conn: Connection,
}

impl OneRun {
    /// Fails when another process, or this one, runs already.
    pub async fn begin(app: &App) -> anyhow::Result<Self> {
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = Bool)]
            is_ours: bool,
        }
        let mut conn = app.db.own().await?;
        let row: Row = diesel::sql_query("SELECT pg_try_advisory_lock($1) AS is_ours")
            .bind::<Int8, _>(LOCK)
            .get_result(&mut conn)
            .await?;
        if row.is_ours { Ok(Self { _conn: conn }) } else { Err(UnderWay.into()) }
    }
}

/// Queues the run of a local date; false: that date has its run already. The row and the task come together or not at all.
pub async fn queue(conn: &mut Connection, date: NaiveDate, due_at: DateTime<Utc>) -> QueryResult<bool> {
    conn.transaction(async |conn| {
        let is_first = diesel::insert_into(refreshes::table)
            .values((refreshes::local_date.eq(date), refreshes::started_at.eq(due_at)))
            .on_conflict_do_nothing()
            .execute(conn)
            .await?;
        if is_first == 0 {
            return Ok(false);
        }
        let task = NewTask {
            kind: kind::REFRESH,
            unique_key: date.to_string(),
            payload: serde_json::json!({ "date": date }),
            rank: 0,
            priority: 0,
            max_attempts: MAX_ATTEMPTS,
            due_at,
        };
        task.enqueue(conn).await?;
        Ok(true)
    })
    .await
}

/// Starts what all live combinations lack, those that most people wait for first.
pub async fn start(_one: &OneRun, app: &App, date: NaiveDate, is_one_pass: bool) -> anyhow::Result<Run> {
    let planned = plan_all(app).await?;
    let mut run = Run { combinations: planned.combinations, requests: planned.requests.len(), ..Run::default() };
    run.expected = planned.expected;
    for batch in planned.requests.chunks(BATCH) {
        start_batch(app, date, batch, is_one_pass, &mut run).await?;
    }
    note_end(app, date, &run).await?;
    Ok(run)
}

/// What a run would do.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    pub combinations: usize,
    pub requests: Vec<Planned>,
    pub expected: i64,
}

/// Everything that a run would ask for, most wanted first. Buys nothing.
pub async fn plan_all(app: &App) -> anyhow::Result<Preview> {
    let mut conn = app.db.conn().await?;
    let wanted = wanted(&mut conn).await?;
    let wishes: Vec<Wish> = wanted.iter().filter_map(Wanted::wish).collect();
    let averages = Averages::load(&mut conn).await?;
    let planned = plan::plan(&wishes, &reaches(app), app.clock.now());
    let preview = start::price(app, &averages, planned);
    Ok(Preview {
        combinations: combinations(&mut conn).await?,
        expected: preview.expected_credits(),
        requests: preview.planned.into_iter().filter(|one| one.why.ask().is_some()).collect(),
    })
}

/// The daily run closes gaps that a sign-up would count as held.
fn reaches(app: &App) -> Vec<Reach> {
    start::reaches(&app.config).into_iter().map(|reach| Reach { held: WORTH_ASKING, ..reach }).collect()
}

/// A request that at least one person's active search needs.
#[derive(QueryableByName)]
struct Wanted {
    #[diesel(sql_type = Int8)]
    request_id: i64,
    #[diesel(sql_type = Int4)]
    combination_id: i32,
    #[diesel(sql_type = Text)]
    source: String,
    #[diesel(sql_type = Tstzmultirange)]
    held: Ranges,
    #[diesel(sql_type = Bool)]
    is_being_bought: bool,
}

impl Wanted {
    fn wish(&self) -> Option<Wish> {
        Some(Wish {
            combination_id: self.combination_id,
            source: Source::from_name(&self.source)?,
            request_id: self.request_id,
            held: Spans::from_ranges(&self.held),
            is_being_bought: self.is_being_bought,
        })
    }
}

/// Most people first, then the highest priority, then what brought most new jobs for a credit.
async fn wanted(conn: &mut Connection) -> QueryResult<Vec<Wanted>> {
    diesel::sql_query(
        "SELECT request.id AS request_id, min(link.combination_id) AS combination_id, request.source, request.held,
                EXISTS (SELECT 1 FROM fetches WHERE fetches.request_id = request.id
                           AND fetches.state IN ('queued', 'running', 'put_off')) AS is_being_bought
           FROM user_search_queries search
           JOIN users ON users.id = search.user_id AND users.disabled_at IS NULL
           JOIN backfill_tracking combination ON combination.id = search.combination_id AND combination.paused_at IS NULL
           JOIN combination_requests link ON link.combination_id = search.combination_id
           JOIN requests request ON request.id = link.request_id
          WHERE search.is_active
          GROUP BY request.id
          ORDER BY count(DISTINCT search.user_id) DESC, max(search.priority) DESC,
                   (SELECT coalesce(sum(new_jobs)::float8 / nullif(sum(credits), 0), 0)
                      FROM fetches WHERE fetches.request_id = request.id) DESC, request.id",
    )
    .load(conn)
    .await
}

async fn combinations(conn: &mut Connection) -> QueryResult<usize> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Int8)]
        count: i64,
    }
    let row: Row = diesel::sql_query(
        "SELECT count(DISTINCT combination_id) AS count FROM user_search_queries JOIN users ON users.id = user_id
          WHERE is_active AND disabled_at IS NULL",
    )
    .get_result(conn)
    .await?;
    Ok(usize::try_from(row.count).unwrap_or_default())
}

async fn start_batch(
    app: &App,
    date: NaiveDate,
    batch: &[Planned],
    is_one_pass: bool,
    run: &mut Run,
) -> anyhow::Result<()> {
    let mut conn = app.db.conn().await?;
    let order = Order { purpose: Purpose::Refresh, is_one_pass, refresh_date: Some(date), ..Order::sign_up() };
    let started = conn
        .transaction(async |conn| -> QueryResult<_> {
            start::lock_claims(conn).await?;
            let averages = Averages::load(conn).await?;
            let mut started = Vec::new();
            for planned in batch {
                started.extend(start::start_one(conn, app, &averages, planned, None, order, None).await?);
            }
            Ok(started)
        })
        .await?;
    for (fetch, task_id) in started {
        run.fetch_ids.push(fetch.id);
        run.task_ids.extend(task_id);
    }
    Ok(())
}

/// The run's own work is done when everything is started; its fetches end in their own time.
async fn note_end(app: &App, date: NaiveDate, run: &Run) -> anyhow::Result<()> {
    let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    let now = app.clock.now();
    diesel::insert_into(refreshes::table)
        .values((
            refreshes::local_date.eq(date),
            refreshes::started_at.eq(now),
            refreshes::ended_at.eq(now),
            refreshes::combinations.eq(count(run.combinations)),
            refreshes::requests.eq(count(run.requests)),
        ))
        .on_conflict(refreshes::local_date)
        .do_update()
        .set((
            refreshes::ended_at.eq(now),
            refreshes::combinations.eq(count(run.combinations)),
            refreshes::requests.eq(refreshes::requests + count(run.requests)),
        ))
        .execute(&mut *app.db.conn().await?)
        .await?;
    Ok(())
}

/// One request of a run that failed.
#[derive(Clone, Debug, Serialize)]
pub struct Failure {
    pub source: String,
    pub request: String,
    pub why: String,
}

/// What a date's run brought so far, as scripts read it.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub date: NaiveDate,
    pub combinations: i64,
    pub requests: i64,
    pub pages: i64,
    pub jobs: i64,
    pub new_jobs: i64,
    pub credits: i64,
    pub failed: Vec<Failure>,
}

/// Adds up a date's fetches.
pub async fn report(conn: &mut Connection, date: NaiveDate) -> QueryResult<Report> {
    use crate::models::request::RequestRow;
    use crate::schema::fetches;
    let run: Option<(i32, i32)> = refreshes::table
        .find(date)
        .select((refreshes::combinations, refreshes::requests))
        .first(conn)
        .await
        .optional()?;
    let (combinations, requests) = run.unwrap_or_default();
    let of_date = fetches::table.filter(fetches::refresh_date.eq(date));
    let rows: Vec<(i32, i32, i32, i64)> =
        of_date.select((fetches::pages, fetches::jobs, fetches::new_jobs, fetches::credits)).load(conn).await?;
    let failures: Vec<(i64, Option<String>)> =
        of_date.filter(fetches::state.eq("failed")).select((fetches::request_id, fetches::error)).load(conn).await?;
    let mut failed = Vec::new();
    for (request_id, why) in failures {
        let row = RequestRow::find(conn, request_id).await?;
        let request = row.parsed().map_or_else(|| row.key.clone(), |request| request.label());
        failed.push(Failure { source: row.source, request, why: why.unwrap_or_default() });
    }
    let sum = |of: fn(&(i32, i32, i32, i64)) -> i64| rows.iter().map(of).sum();
    Ok(Report {
        date,
        combinations: combinations.into(),
        requests: requests.into(),
        pages: sum(|row| row.0.into()),
        jobs: sum(|row| row.1.into()),
        new_jobs: sum(|row| row.2.into()),
        credits: sum(|row| row.3),
        failed,
    })
}
