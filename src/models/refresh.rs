//! Runs over all live combinations, with the results of their fetches.

mod last_update;

pub(in crate::models) use self::last_update::LAST_UPDATE;
pub use self::last_update::LastUpdate;

use crate::db::Connection;
use crate::models::fetch::FetchState;
use crate::models::request::RequestRow;
use crate::schema::{fetch_cells, fetches, refresh_totals, refreshes, requests};
use crate::sources::Source;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Date, Int4, Int8, Nullable, Timestamptz};
use diesel_async::RunQueryDsl;
use serde::Serialize;

/// A run, daily or by hand, with the sums of its fetches.
#[derive(Clone, Debug, QueryableByName)]
pub struct Refresh {
    /// Number of the run; later runs have higher ones.
    #[diesel(sql_type = Int8)]
    pub id: i64,
    /// Date of the run, in the installation's time zone.
    #[diesel(sql_type = Date)]
    pub local_date: NaiveDate,
    /// False for a run that was started by hand.
    #[diesel(sql_type = Bool)]
    pub is_daily: bool,
    /// Time of the beginning; before that, the due time.
    #[diesel(sql_type = Timestamptz)]
    pub started_at: DateTime<Utc>,
    /// Time by which all fetches were started; None: not yet.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub all_started_at: Option<DateTime<Utc>>,
    /// Live combinations that the run looked at.
    #[diesel(sql_type = Int4)]
    pub combinations: i32,
    /// Requests that the run started a fetch for.
    #[diesel(sql_type = Int4)]
    pub requests: i32,
    /// Requests of least value without room under the limits, before the beginning or on the way.
    #[diesel(sql_type = Int8)]
    pub left_out: i64,
    /// Pages of the run's fetches so far.
    #[diesel(sql_type = Int8)]
    pub pages: i64,
    /// Postings on these pages.
    #[diesel(sql_type = Int8)]
    pub jobs: i64,
    /// Postings among `jobs` that no earlier page had brought.
    #[diesel(sql_type = Int8)]
    pub new_jobs: i64,
    /// Credits of all sources together, for orientation.
    #[diesel(sql_type = Int8)]
    pub credits: i64,
    /// Failed fetches.
    #[diesel(sql_type = Int8)]
    pub failed: i64,
    /// Live fetches.
    #[diesel(sql_type = Int8)]
    pub live: i64,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    last_ended_at: Option<DateTime<Utc>>,
}

impl Refresh {
    /// Inserts the daily run of a local date; None: the date has its run already.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn insert_daily(
        conn: &mut Connection,
        date: NaiveDate,
        due_at: DateTime<Utc>,
    ) -> QueryResult<Option<i64>> {
        diesel::insert_into(refreshes::table)
            .values((refreshes::local_date.eq(date), refreshes::started_at.eq(due_at)))
            .on_conflict_do_nothing()
            .returning(refreshes::id)
            .get_result(conn)
            .await
            .optional()
    }

    /// Begins a run by hand, of which a date can have many; returns its number.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn insert_by_hand(conn: &mut Connection, date: NaiveDate, now: DateTime<Utc>) -> QueryResult<i64> {
        diesel::insert_into(refreshes::table)
            .values((refreshes::local_date.eq(date), refreshes::started_at.eq(now), refreshes::is_daily.eq(false)))
            .returning(refreshes::id)
            .get_result(conn)
            .await
    }

    /// Sets the beginning to now: the run may have waited since it was due. True: a daily run.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn begin(conn: &mut Connection, id: i64, now: DateTime<Utc>) -> QueryResult<bool> {
        let begun = diesel::update(refreshes::table.find(id).filter(refreshes::ended_at.is_null()))
            .set(refreshes::started_at.eq(now))
            .returning(refreshes::is_daily)
            .get_result(conn)
            .await
            .optional()?;
        Ok(begun.unwrap_or(false))
    }

    /// Notes that all fetches are started: numbers of combinations, of requests and of left-out requests. Fetches end
    /// in their own time. A run begun again counts its earlier fetches, too.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn started(
        conn: &mut Connection,
        id: i64,
        [combinations, requests, left_out]: [i32; 3],
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        let of_run = fetches::table.filter(fetches::refresh_id.eq(id));
        let before: Option<i64> = of_run.select(diesel::dsl::sum(fetches::cells)).get_result(conn).await?;
        let requests = requests.max(i32::try_from(before.unwrap_or(0)).unwrap_or(i32::MAX));
        diesel::update(refreshes::table.find(id))
            .set((
                refreshes::ended_at.eq(now),
                refreshes::combinations.eq(combinations),
                refreshes::requests.eq(requests),
                refreshes::left_out.eq(left_out),
            ))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// When the daily run of a local date had begun all its fetches; None: not yet.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn begun_all_at(conn: &mut Connection, date: NaiveDate) -> QueryResult<Option<DateTime<Utc>>> {
        let run = refreshes::table.filter(refreshes::local_date.eq(date).and(refreshes::is_daily));
        run.select(diesel::dsl::max(refreshes::ended_at)).first(conn).await
    }

    /// Loads a run with the sums of its fetches.
    ///
    /// # Errors
    ///
    /// `NotFound` when there is no such run; otherwise, when the database cannot be asked.
    pub async fn find(conn: &mut Connection, id: i64) -> QueryResult<Self> {
        diesel::sql_query(lines("WHERE id = $1")).bind::<BigInt, _>(id).get_result(conn).await
    }

    /// Fetches and tasks of earlier runs still in the queue: their workers may be gone.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn left_behind(conn: &mut Connection, id: i64) -> QueryResult<Vec<(i64, i64)>> {
        #[derive(QueryableByName)]
        struct Left {
            #[diesel(sql_type = Int8)]
            fetch_id: i64,
            #[diesel(sql_type = Int8)]
            task_id: i64,
        }
        let left: Vec<Left> = diesel::sql_query(
            "SELECT fetches.id AS fetch_id, tasks.id AS task_id
               FROM fetches JOIN tasks ON tasks.fetch_id = fetches.id
              WHERE fetches.refresh_id < $1 AND fetches.state IN ('queued', 'running')
                AND tasks.state IN ('queued', 'running')",
        )
        .bind::<BigInt, _>(id)
        .load(conn)
        .await?;
        Ok(left.into_iter().map(|one| (one.fetch_id, one.task_id)).collect())
    }

    /// Runs before a given run, the newest first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn page(conn: &mut Connection, before: i64, limit: i64) -> QueryResult<Vec<Self>> {
        let sql = lines("WHERE id < $1 ORDER BY id DESC LIMIT $2");
        diesel::sql_query(sql).bind::<BigInt, _>(before).bind::<BigInt, _>(limit).load(conn).await
    }

    /// Sources that the run asked.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn sources(&self, conn: &mut Connection) -> QueryResult<Vec<Source>> {
        refresh_totals::table
            .filter(refresh_totals::refresh_id.eq(self.id).and(refresh_totals::asked.ne(0)))
            .select(refresh_totals::source)
            .distinct()
            .load(conn)
            .await
    }

    /// True until all fetches are started and none is live.
    pub fn is_under_way(&self) -> bool {
        self.all_started_at.is_none() || self.live > 0
    }

    /// Time from the beginning to the end of the last fetch; None: under way.
    pub fn took(&self) -> Option<TimeDelta> {
        let end = self.last_ended_at.max(self.all_started_at)?;
        (!self.is_under_way()).then(|| (end - self.started_at).max(TimeDelta::zero()))
    }
}

/// SQL for runs ($1 picks them) with the sums of their fetches, as the totals have them.
fn lines(runs: &str) -> String {
    format!(
        "SELECT run.id, run.local_date, run.is_daily, run.started_at, run.ended_at AS all_started_at, run.combinations,
                run.requests, run.left_out + brought.left_out AS left_out, brought.pages, brought.jobs, brought.new_jobs,
                brought.credits, brought.failed, brought.live,
                (SELECT max(ended_at) FROM fetches WHERE refresh_id = run.id) AS last_ended_at
           FROM (SELECT * FROM refreshes {runs}) run
          CROSS JOIN LATERAL (
                SELECT coalesce(sum(pages), 0)::int8 AS pages, coalesce(sum(jobs), 0)::int8 AS jobs,
                       coalesce(sum(new_jobs), 0)::int8 AS new_jobs, coalesce(sum(credits), 0)::int8 AS credits,
                       coalesce(sum(failed), 0)::int8 AS failed, coalesce(sum(live), 0)::int8 AS live,
                       coalesce(sum(left_out), 0)::int8 AS left_out
                  FROM refresh_totals WHERE refresh_totals.refresh_id = run.id) brought
          ORDER BY run.id DESC"
    )
}

/// A failed request of a run.
#[derive(Clone, Debug, Serialize)]
pub struct Failure {
    /// Source of the request.
    pub source: Source,
    /// Request in words, or its key if unreadable.
    pub request: String,
    /// Error of the fetch; empty: none was noted.
    pub why: String,
    /// Number of the failed fetch, for a link.
    #[serde(skip)]
    pub fetch_id: i64,
}

impl Failure {
    /// Failures of a run, a line for each request, in the order of the fetches.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_run(conn: &mut Connection, id: i64) -> QueryResult<Vec<Self>> {
        let failed: Vec<(i64, Option<String>, RequestRow)> = fetches::table
            .inner_join(fetch_cells::table.on(fetch_cells::fetch_id.eq(fetches::id).and(fetch_cells::is_own)))
            .inner_join(requests::table.on(requests::id.eq(fetch_cells::request_id)))
            .filter(fetches::refresh_id.eq(id).and(fetches::state.eq(FetchState::Failed)))
            .order((fetches::id, requests::id))
            .select((fetches::id, fetches::error, RequestRow::as_select()))
            .load(conn)
            .await?;
        Ok(failed.into_iter().map(Self::of).collect())
    }

    fn of((fetch_id, why, row): (i64, Option<String>, RequestRow)) -> Self {
        let request = row.parsed().map_or_else(|| row.key.clone(), |request| request.label());
        Self { source: row.source, request, why: why.unwrap_or_default(), fetch_id }
    }
}
