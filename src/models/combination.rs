//! Combinations ever asked for: rows of `backfill_tracking`.

mod account;
mod counts;
mod judge;
mod known;
mod older;
mod outdated;
mod standing;

pub use self::account::{Account, Stand, Until, WaitFor};
pub use self::judge::Sharer;
pub use self::standing::{Standing, State};

use crate::db::{Connection, Prepare as _};
use crate::filters::{EmploymentType, Filters, Industry, Seniority, WorkArrangement};
use crate::schema::backfill_tracking;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int4};
use diesel_async::RunQueryDsl;

/// A combination: title, place and filters, in a single row for all people.
#[derive(Clone, Debug, Queryable, QueryableByName, Selectable, Identifiable)]
#[diesel(table_name = backfill_tracking)]
pub struct Tracked {
    /// Number of the combination, as admin pages and the command line name it.
    pub id: i32,
    /// Title in the spelling that was typed first.
    pub title_keyword: String,
    /// English name of the place.
    pub location: String,
    /// Work arrangement in the sources' words; None: any.
    pub ai_work_arrangement: Option<WorkArrangement>,
    /// Employment type in the sources' words; None: any.
    pub ai_employment_type: Option<EmploymentType>,
    /// Seniority in the sources' words; None: any.
    pub ai_seniority: Option<Seniority>,
    /// Industry in the sources' words; None: any.
    pub ai_industry: Option<Industry>,
    /// Canonical form of the place: equal for all names of the place.
    pub place_key: String,
    /// First time at which the month was covered at all sources; None: never so far.
    pub backfilled_date: Option<DateTime<Utc>>,
    /// Distinct jobs on the combination's list, whoever brought them; at most
    /// [`MAX_COUNT`](crate::models::listing::MAX_COUNT) + 1.
    pub jobs_found: i32,
    /// State of the coverage, kept here for sorting and judged anew with every change.
    pub state: State,
    /// People with an active search for the combination.
    pub users: i32,
    /// Cost of the combination's requests to date, all sources together.
    pub credits: i64,
    /// Time at which an admin paused the combination; None: open.
    pub paused_at: Option<DateTime<Utc>>,
    /// Time of the first search for the combination.
    pub created_at: DateTime<Utc>,
    /// Priority of an admin, added to the priority of each search.
    pub priority: i32,
}

/// Name of a combination, which lists show beside figures of their own.
#[derive(Clone, Debug, Queryable, QueryableByName, Selectable)]
#[diesel(table_name = backfill_tracking)]
pub struct Named {
    /// Title in the spelling that was typed first.
    pub title_keyword: String,
    /// English name of the place.
    pub location: String,
    /// Work arrangement in the sources' words; None: any.
    pub ai_work_arrangement: Option<WorkArrangement>,
    /// Employment type in the sources' words; None: any.
    pub ai_employment_type: Option<EmploymentType>,
    /// Seniority in the sources' words; None: any.
    pub ai_seniority: Option<Seniority>,
    /// Industry in the sources' words; None: any.
    pub ai_industry: Option<Industry>,
}

impl Named {
    /// Filters that narrow the combination.
    pub fn filters(&self) -> Filters {
        Filters {
            work_arrangement: self.ai_work_arrangement,
            employment_type: self.ai_employment_type,
            seniority: self.ai_seniority,
            industry: self.ai_industry,
        }
    }
}

/// Standings of combinations ($1) at each of their sources: coverage by the request and by wider requests, and the
/// newest fetch that counts: the request's own, or a live fetch that it waits for. Every plan begins with this
/// statement.
pub const STANDINGS: &str = "SELECT link.combination_id, link.source, link.request_id, request.held,
            coalesce((SELECT range_agg(whole_for_narrower(wide.source, wide.held, wide.cut, wide.given, request.created_at))
                        FROM unnest(marks_around(request.source, request.held, request.wider, request.wider_learnt, (SELECT sources_with_learnt()))) AS around (mark) JOIN requests wide USING (mark)
                       WHERE wide.id <> request.id), '{}') AS contained,
            combination.paused_at IS NOT NULL AS is_paused,
            (SELECT range FROM unnest(request.cut) AS range ORDER BY upper(range) DESC LIMIT 1) AS last_cut,
            newest.id AS fetch_id, newest.state AS fetch_state, newest.pages, newest.max_pages,
            newest.jobs AS fetch_jobs, newest.credits AS fetch_credits, newest.started_for,
            newest.error_code, newest.put_off_until, newest.is_own IS FALSE AS is_inside, task.due_at,
            coalesce(extract(epoch FROM task.retry_at - now()), 0)::float8 AS retry_seconds,
            extract(epoch FROM source.next_call_at - now())::float8 AS source_seconds,
            source.out_since IS NOT NULL AS is_out, dates.takes_created_since, coalesce(newest.fell_short, FALSE) AS fell_short
       FROM combination_requests link
       JOIN sources source ON source.source = link.source
       JOIN known_dates dates ON dates.source = link.source
       JOIN backfill_tracking combination ON combination.id = link.combination_id
       JOIN requests request ON request.id = link.request_id
       LEFT JOIN LATERAL (SELECT * FROM (
            (SELECT * FROM standing_fetches one WHERE one.request_id = request.id AND one.is_own
              ORDER BY one.id DESC LIMIT 1)
            UNION ALL
            (SELECT * FROM standing_fetches one WHERE one.request_id = request.id AND NOT one.is_own AND one.is_live
              ORDER BY one.id LIMIT 1)) of_either
            ORDER BY is_live DESC, is_own DESC LIMIT 1) newest ON TRUE
       LEFT JOIN tasks task ON task.fetch_id = newest.id AND task.state = 'queued'
      WHERE link.combination_id = ANY($1)
      ORDER BY link.combination_id, link.source DESC";

impl Tracked {
    /// Filters that narrow the combination.
    pub fn filters(&self) -> Filters {
        Filters {
            work_arrangement: self.ai_work_arrangement,
            employment_type: self.ai_employment_type,
            seniority: self.ai_seniority,
            industry: self.ai_industry,
        }
    }

    /// Loads a combination by its number.
    ///
    /// # Errors
    ///
    /// `NotFound` when there is no such combination; otherwise, when the database cannot be asked.
    pub async fn find(conn: &mut Connection, id: i32) -> QueryResult<Self> {
        backfill_tracking::table.find(id).select(Self::as_select()).first(conn).await
    }

    /// Loads the combinations with these numbers, as far as they exist.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn with_ids(conn: &mut Connection, ids: &[i32]) -> QueryResult<Vec<Self>> {
        backfill_tracking::table
            .filter(backfill_tracking::id.eq_any(ids))
            .order(backfill_tracking::id)
            .select(Self::as_select())
            .load(conn)
            .await
    }

    /// Standings of combinations at each source, by a single statement.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn standings(conn: &mut Connection, ids: &[i32]) -> QueryResult<Vec<Standing>> {
        diesel::sql_query(STANDINGS).bind::<Array<Int4>, _>(ids).prepared().load(conn).await
    }

    /// Pauses a combination or lets it go on; false: no change.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn set_paused(conn: &mut Connection, id: i32, at: Option<DateTime<Utc>>) -> QueryResult<bool> {
        let changed = diesel::update(backfill_tracking::table.find(id))
            .filter(backfill_tracking::paused_at.is_null().eq(at.is_some()))
            .set(backfill_tracking::paused_at.eq(at))
            .execute(conn)
            .await?;
        Ok(changed == 1)
    }

    /// Sets an admin's priority; false: no change.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn set_priority(conn: &mut Connection, id: i32, priority: i32) -> QueryResult<bool> {
        let changed = diesel::update(backfill_tracking::table.find(id))
            .filter(backfill_tracking::priority.ne(priority))
            .set(backfill_tracking::priority.eq(priority))
            .execute(conn)
            .await?;
        Ok(changed == 1)
    }

    /// Clears the backfilled date, as if the combination had never been loaded.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn forget_backfill(conn: &mut Connection, id: i32) -> QueryResult<()> {
        diesel::update(backfill_tracking::table.find(id))
            .set(backfill_tracking::backfilled_date.eq(None::<DateTime<Utc>>))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Next daily run with the combination; None: paused or unwanted.
    pub fn next_refresh(&self, next_run: DateTime<Utc>) -> Option<DateTime<Utc>> {
        (self.is_open() && self.users > 0).then_some(next_run)
    }

    /// True unless paused.
    pub fn is_open(&self) -> bool {
        self.paused_at.is_none()
    }
}
