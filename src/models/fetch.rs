//! Buying one request over one window, page by page.

pub mod deeper;
pub mod failure;
pub mod line;
pub mod new;
mod progress;
mod queued;

pub use self::new::NewFetch;
pub use self::progress::Progress;

use crate::coverage::reach::Ask;
use crate::coverage::window::Window;
use crate::db::Connection;
use crate::schema::fetches;
use crate::sources::{Position, Source, Span};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Int4, Int8};
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
    /// The run that started it, or took it up again.
    pub refresh_id: Option<i64>,
    pub created_since: Option<DateTime<Utc>>,
    pub oldest_posted_at: Option<DateTime<Utc>>,
    /// The fetch whose pages it goes on from.
    pub continues: Option<i64>,
    pub created_before: Option<DateTime<Utc>>,
}

/// States in which a fetch keeps others from buying the same.
pub const LIVE: [&str; 3] = ["queued", "running", "put_off"];

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

    /// Nobody waits for it: where a limit stands in its way it ends, and whoever wants the same next does not find it
    /// there.
    pub fn is_optional(&self) -> bool {
        self.refresh_id.is_some() || self.continues.is_some()
    }

    /// What its pages are charged to: taken up by a run, it is a run's, whoever started it.
    pub fn charged_to(&self) -> &str {
        if self.refresh_id.is_some() { Purpose::Refresh.as_str() } else { &self.purpose }
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

    /// It runs now. Before its first page its window moves up to now. `created_before`: the source is told to leave out
    /// what it did not know before then.
    pub async fn run(
        &self,
        conn: &mut Connection,
        window: Window,
        created_before: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
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
                fetches::created_before.eq(created_before),
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

    /// The source refused to be told since when: the fetch asks for something else, from the beginning.
    pub async fn ask_instead(conn: &mut Connection, id: i64, source: Source, ask: Ask) -> QueryResult<()> {
        diesel::update(fetches::table.find(id))
            .set((
                fetches::state.eq("queued"),
                fetches::put_off_until.eq(None::<DateTime<Utc>>),
                fetches::span.eq(ask.span.name(source)),
                fetches::window_from.eq(ask.window.from),
                fetches::window_to.eq(ask.window.to),
                fetches::created_since.eq(ask.created_since),
            ))
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
