//! Buying one request over one window, page by page.

pub mod failure;
pub mod line;

use crate::backfill::reach::Ask;
use crate::backfill::window::Window;
use crate::db::Connection;
use crate::schema::fetches;
use crate::sources::{Position, Source, Span};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Int4, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Why a fetch was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Somebody's new searches.
    SignUp,
    /// The daily run.
    Refresh,
    /// A command or an admin.
    ByHand,
}

impl Purpose {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SignUp => "sign_up",
            Self::Refresh => "refresh",
            Self::ByHand => "by_hand",
        }
    }
}

#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = fetches)]
pub struct Fetch {
    pub id: i64,
    pub request_id: i64,
    pub purpose: String,
    pub span: String,
    pub window_from: DateTime<Utc>,
    pub window_to: DateTime<Utc>,
    pub max_pages: i32,
    pub state: String,
    pub is_cut: bool,
    pub next_page: i32,
    pub position: serde_json::Value,
    pub pages: i32,
    pub jobs: i32,
    pub new_jobs: i32,
    pub credits: i64,
    pub expected_credits: i64,
    pub started_for: Option<i64>,
    pub is_one_pass: bool,
    pub error_code: Option<String>,
    pub error: Option<String>,
    pub put_off_until: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
}

/// A fetch to be started.
#[derive(Clone, Debug)]
pub struct NewFetch {
    pub request_id: i64,
    pub source: Source,
    pub purpose: Purpose,
    pub ask: Ask,
    pub max_pages: i32,
    pub expected_credits: i64,
    pub started_for: Option<i64>,
    pub is_one_pass: bool,
    pub refresh_date: Option<NaiveDate>,
}

/// States in which a fetch keeps others from buying the same.
pub const LIVE: [&str; 3] = ["queued", "running", "put_off"];

impl NewFetch {
    /// Starts it; None: somebody else's fetch of the same request is alive.
    pub async fn insert(&self, conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<Option<Fetch>> {
        let start = serde_json::to_value(Position::Start)
            .map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
        diesel::insert_into(fetches::table)
            .values((
                fetches::request_id.eq(self.request_id),
                fetches::purpose.eq(self.purpose.as_str()),
                fetches::span.eq(self.ask.span.name(self.source)),
                fetches::window_from.eq(self.ask.window.from),
                fetches::window_to.eq(self.ask.window.to),
                fetches::max_pages.eq(self.max_pages),
                fetches::position.eq(start),
                fetches::expected_credits.eq(self.expected_credits),
                fetches::started_for.eq(self.started_for),
                fetches::is_one_pass.eq(self.is_one_pass),
                fetches::refresh_date.eq(self.refresh_date),
                fetches::created_at.eq(now),
            ))
            .on_conflict_do_nothing()
            .returning(Fetch::as_returning())
            .get_result(conn)
            .await
            .optional()
    }
}

impl Fetch {
    pub async fn find(conn: &mut Connection, id: i64) -> QueryResult<Self> {
        fetches::table.find(id).select(Self::as_select()).first(conn).await
    }

    pub async fn lock(conn: &mut Connection, id: i64) -> QueryResult<Self> {
        fetches::table.find(id).select(Self::as_select()).for_update().first(conn).await
    }

    pub fn is_live(&self) -> bool {
        LIVE.contains(&self.state.as_str())
    }

    pub fn window(&self) -> Window {
        Window::new(self.window_from, self.window_to)
    }

    /// What the source is asked for.
    pub fn span(&self) -> Option<Span> {
        Span::from_name(&self.span, self.window_from)
    }

    /// Where the next page starts.
    pub fn position(&self) -> Option<Position> {
        serde_json::from_value(self.position.clone()).ok()
    }

    /// How many of these are queued or running.
    pub async fn under_way(conn: &mut Connection, ids: &[i64]) -> QueryResult<i64> {
        fetches::table
            .filter(fetches::id.eq_any(ids).and(fetches::state.eq_any(["queued", "running"])))
            .count()
            .get_result(conn)
            .await
    }

    /// It runs now. Before its first page its window moves up to now.
    pub async fn run(&self, conn: &mut Connection, window: Window, now: DateTime<Utc>) -> QueryResult<()> {
        let started = self.started_at.unwrap_or(now);
        diesel::update(self)
            .set((
                fetches::state.eq("running"),
                fetches::put_off_until.eq(None::<DateTime<Utc>>),
                fetches::error_code.eq(None::<String>),
                fetches::error.eq(None::<String>),
                fetches::started_at.eq(started),
                fetches::window_from.eq(window.from),
                fetches::window_to.eq(window.to),
            ))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Nothing wrong with it, but it has to wait until then: a cap, a quota, a switch.
    pub async fn put_off(
        conn: &mut Connection,
        id: i64,
        until: DateTime<Utc>,
        code: &str,
        why: &str,
    ) -> QueryResult<()> {
        diesel::update(fetches::table.find(id))
            .set((
                fetches::state.eq("put_off"),
                fetches::put_off_until.eq(until),
                fetches::error_code.eq(code),
                fetches::error.eq(why),
            ))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Back to waiting after a failure that may pass.
    pub async fn wait(conn: &mut Connection, id: i64, code: &str, why: &str) -> QueryResult<()> {
        diesel::update(fetches::table.find(id))
            .set((
                fetches::state.eq("queued"),
                fetches::put_off_until.eq(None::<DateTime<Utc>>),
                fetches::error_code.eq(code),
                fetches::error.eq(why),
            ))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Ends it without success: `failed` or `cancelled`.
    pub async fn end(
        conn: &mut Connection,
        id: i64,
        state: &str,
        (code, why): (&str, &str),
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        diesel::update(fetches::table.find(id).filter(fetches::ended_at.is_null()))
            .set((
                fetches::state.eq(state),
                fetches::put_off_until.eq(None::<DateTime<Utc>>),
                fetches::error_code.eq(code),
                fetches::error.eq(why),
                fetches::ended_at.eq(now),
            ))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// A failed or cancelled fetch of the same request that had bought pages not long ago: it goes on from there,
    /// so that none of them is bought again. None: there is nothing to go on from.
    pub async fn revive(conn: &mut Connection, new: &NewFetch, since: DateTime<Utc>) -> QueryResult<Option<Self>> {
        let revived: Option<Id> = diesel::sql_query(
            "UPDATE fetches SET state = 'queued', ended_at = NULL, error_code = NULL, error = NULL,
                    started_for = coalesce(started_for, $4), is_one_pass = $5
              WHERE id = (SELECT id FROM fetches WHERE request_id = $1 ORDER BY id DESC LIMIT 1)
                AND state IN ('failed', 'cancelled') AND pages > 0 AND ended_at > $2 AND window_from <= $3
             RETURNING id",
        )
        .bind::<Int8, _>(new.request_id)
        .bind::<Timestamptz, _>(since)
        .bind::<Timestamptz, _>(new.ask.window.from)
        .bind::<Nullable<Int8>, _>(new.started_for)
        .bind::<Bool, _>(new.is_one_pass)
        .get_result(conn)
        .await
        .optional()?;
        match revived {
            Some(Id { id }) => Self::find(conn, id).await.map(Some),
            None => Ok(None),
        }
    }

    /// What was put off for this reason is due at once.
    pub async fn wake_put_off(conn: &mut Connection, code: &str, now: DateTime<Utc>) -> QueryResult<()> {
        diesel::sql_query(
            "WITH woken AS (UPDATE fetches SET state = 'queued', put_off_until = NULL
                             WHERE state = 'put_off' AND error_code = $1 RETURNING id)
             UPDATE tasks SET due_at = $2
              WHERE kind = 'fetch' AND state = 'queued' AND unique_key IN (SELECT id::text FROM woken)",
        )
        .bind::<Text, _>(code)
        .bind::<Timestamptz, _>(now)
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Who still wants what it brings, each with the highest priority of their searches, an admin's own added.
    pub async fn wanters(conn: &mut Connection, request_id: i64) -> QueryResult<Vec<Wanter>> {
        diesel::sql_query(
            "SELECT users.subject, max(search.priority + combination.priority) AS priority
               FROM combination_requests link
               JOIN backfill_tracking combination ON combination.id = link.combination_id AND combination.paused_at IS NULL
               JOIN user_search_queries search ON search.combination_id = link.combination_id AND search.is_active
               JOIN users ON users.id = search.user_id AND users.disabled_at IS NULL
              WHERE link.request_id = $1
              GROUP BY users.id ORDER BY min(search.id)",
        )
        .bind::<Int8, _>(request_id)
        .load(conn)
        .await
    }
}

/// Somebody who wants what a request brings, in the order in which they came.
#[derive(Clone, Debug, QueryableByName)]
pub struct Wanter {
    #[diesel(sql_type = Int8)]
    pub subject: i64,
    #[diesel(sql_type = Int4)]
    pub priority: i32,
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = Int8)]
    id: i64,
}

impl Fetch {
    /// Takes a fetch's task out of the queue, when the fetch was ended from outside.
    pub async fn end_task(conn: &mut Connection, id: i64, why: &str) -> QueryResult<()> {
        diesel::sql_query(
            "UPDATE tasks SET state = 'failed', error = $2, lease_until = NULL, finished_at = now()
              WHERE kind = 'fetch' AND unique_key = $1::text AND state = 'queued'",
        )
        .bind::<Text, _>(id.to_string())
        .bind::<Text, _>(why)
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Gives the fetches of a combination that wait in the queue the place that people and admins give them now.
    /// Returns how many there are.
    pub async fn reprioritise(conn: &mut Connection, combination_id: i32) -> QueryResult<usize> {
        diesel::sql_query(
            "UPDATE tasks SET priority = coalesce((
                    SELECT max(search.priority + combination.priority)
                      FROM combination_requests link
                      JOIN backfill_tracking combination ON combination.id = link.combination_id AND combination.paused_at IS NULL
                      JOIN user_search_queries search ON search.combination_id = link.combination_id AND search.is_active
                      JOIN users ON users.id = search.user_id AND users.disabled_at IS NULL
                     WHERE link.request_id = live.request_id), 0)
               FROM combination_requests own JOIN fetches live USING (request_id)
              WHERE own.combination_id = $1 AND live.state IN ('queued', 'running', 'put_off')
                AND tasks.kind = 'fetch' AND tasks.unique_key = live.id::text AND tasks.state = 'queued'",
        )
        .bind::<Int4, _>(combination_id)
        .execute(conn)
        .await
    }
}
