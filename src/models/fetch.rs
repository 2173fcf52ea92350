//! Purchases: a request over a window, page by page.

pub mod bought;
pub mod brought;
pub mod cause;
mod cells;
mod compared;
pub mod deeper;
pub mod failure;
mod joined;
pub mod line;
pub mod new;
mod open;
mod paces;
mod progress;
mod queued;
mod some;
mod todays;
mod wanted;
mod woken;

pub use self::cause::{Cause, ErrorCode};
pub use self::cells::{CellLine, Share};
pub use self::joined::Joined;
pub use self::new::NewFetch;
pub use self::progress::{Asking, Progress, Read};
pub use self::todays::Todays;
pub use self::wanted::{Payable, Wanter};

use crate::closed_list;
use crate::coverage::reach::Ask;
use crate::coverage::window::Window;
use crate::db::Connection;
use crate::models::capability::CapabilityName;
use crate::schema::fetches;
use crate::sources::{Position, Source, Span, SpanName};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

closed_list! {
    "a purpose";
    /// Occasion on which a fetch was started.
    pub enum Purpose {
        /// A person's new searches.
        SignUp = "sign_up",
        /// The daily run.
        Refresh = "refresh",
        /// A command or an admin.
        ByHand = "by_hand",
        /// A check whether a wider purchase or a list brought all of a request.
        Audit = "audit",
    }
}

closed_list! {
    "a state of a fetch";
    /// State of a fetch.
    pub enum FetchState {
        /// Waits for a worker.
        Queued = "queued",
        /// Pages are bought.
        Running = "running",
        /// Deferred: a cap, a quota or a switch stands in the way until some time.
        PutOff = "put_off",
        /// Done: the source has no more, or a page limit ended the fetch.
        Done = "done",
        /// Ended without success.
        Failed = "failed",
        /// Ended from outside, or as unwanted.
        Cancelled = "cancelled",
    }
}

impl FetchState {
    /// True for a live fetch, which keeps the request from being bought twice.
    pub fn is_live(self) -> bool {
        LIVE.contains(&self)
    }
}

/// A purchase: a request over a window, page by page. A row of `fetches`.
#[derive(Clone, Debug, Queryable, QueryableByName, Selectable, Identifiable)]
#[diesel(table_name = fetches)]
pub struct Fetch {
    /// Number of the fetch, as pages and logs name it.
    pub id: i64,
    /// First of the requests that the fetch buys: their source, place and filters are the same.
    pub request_id: i64,
    /// Number of requests that the fetch buys, in a single list.
    pub cells: i32,
    /// Occasion of the start; decides whose allowance pages are charged to.
    pub purpose: Purpose,
    /// Span that the source is asked for, by the source's own name.
    pub span: SpanName,
    /// Start of the covered posting time, inclusive.
    pub window_from: DateTime<Utc>,
    /// End of the covered posting time, exclusive.
    pub window_to: DateTime<Utc>,
    /// Page limit, counted from the beginning of the list.
    pub max_pages: i32,
    /// State of the fetch.
    pub state: FetchState,
    /// True when the page limit ended the fetch before the source had no more.
    pub is_cut: bool,
    /// Page to buy next, from 1.
    pub next_page: i32,
    /// Start of the next page in the source's own terms, a [`Position`] as JSON.
    pub position: serde_json::Value,
    /// Pages bought and stored.
    pub pages: i32,
    /// Postings on the stored pages.
    pub jobs: i32,
    /// Postings among `jobs` that no earlier page had brought.
    pub new_jobs: i32,
    /// Settled cost so far, in the source's unit.
    pub credits: i64,
    /// Cost that was expected at the start, in the source's unit.
    pub expected_credits: i64,
    /// Subject of the person on whose behalf the fetch was started; None: the installation.
    pub started_for: Option<i64>,
    /// Single pass (`--run-once`): a failure ends the fetch, without a retry.
    pub is_one_pass: bool,
    /// Cause of the last deferral, failure or end, for grouping.
    pub error_code: Option<ErrorCode>,
    /// Cause of the last deferral, failure or end, in words.
    pub error: Option<String>,
    /// End of the deferral, by the App's clock; None unless deferred.
    pub put_off_until: Option<DateTime<Utc>>,
    /// Time of queueing, by the App's clock as all times here.
    pub created_at: DateTime<Utc>,
    /// Time of the first page; None: not begun.
    pub started_at: Option<DateTime<Utc>>,
    /// Time of the end; None: live.
    pub ended_at: Option<DateTime<Utc>>,
    /// Run that started the fetch, or took it up again.
    pub refresh_id: Option<i64>,
    /// Lower bound on creation, given to the source: postings known before are left out. None: not given.
    pub created_since: Option<DateTime<Utc>>,
    /// Time of the oldest dated posting so far; None: no dated posting.
    pub oldest_posted_at: Option<DateTime<Utc>>,
    /// Fetch whose list goes on here.
    pub continues: Option<i64>,
    /// Upper bound on creation, given to the source: postings learnt later are left out. None: not given.
    pub created_before: Option<DateTime<Utc>>,
    /// Capability that a check puts to the test; None: what is implied, or no check.
    pub checks: Option<CapabilityName>,
    /// Unreadable rows of the fetch's answers.
    pub left_out: i32,
    /// Postings of a list that none of the list's requests asks for.
    pub orphans: i32,
    /// Titles are asked for in further forms, as was known to work when the fetch began.
    pub in_forms: bool,
}

/// States of a live fetch, which keeps the request from being bought twice.
pub const LIVE: [FetchState; 3] = [FetchState::Queued, FetchState::Running, FetchState::PutOff];

impl Fetch {
    /// Loads a fetch by its number.
    ///
    /// # Errors
    ///
    /// `NotFound` when there is no such fetch; otherwise, when the database cannot be asked.
    pub async fn find(conn: &mut Connection, id: i64) -> QueryResult<Self> {
        fetches::table.find(id).select(Self::as_select()).first(conn).await
    }

    /// Loads a fetch and locks its row until the transaction ends.
    ///
    /// # Errors
    ///
    /// `NotFound` when there is no such fetch; otherwise, when the database cannot be asked.
    pub async fn lock(conn: &mut Connection, id: i64) -> QueryResult<Self> {
        fetches::table.find(id).select(Self::as_select()).for_no_key_update().first(conn).await
    }

    /// True while pages may still come, so that no second fetch of the request can start.
    pub fn is_live(&self) -> bool {
        self.state.is_live()
    }

    /// Posting time that is covered once the fetch is done.
    pub fn window(&self) -> Window {
        Window::new(self.window_from, self.window_to)
    }

    /// Span that the source is asked for.
    pub fn span(&self) -> Span {
        self.span.span(self.window_from)
    }

    /// True without a person waiting: a limit then ends the fetch instead of deferring it, and the next demand starts
    /// anew.
    pub fn is_optional(&self) -> bool {
        self.refresh_id.is_some() || self.continues.is_some() || self.purpose == Purpose::Audit
    }

    /// Purpose for the allowances: a fetch taken up by a run is the run's, whoever started the fetch.
    pub fn charged_to(&self) -> Purpose {
        if self.refresh_id.is_some() { Purpose::Refresh } else { self.purpose }
    }

    /// True when charged to everybody's day and to no person.
    pub fn is_for_all(&self) -> bool {
        matches!(self.charged_to(), Purpose::Refresh | Purpose::Audit)
    }

    /// Start of the next page.
    pub fn position(&self) -> Option<Position> {
        serde_json::from_value(self.position.clone()).ok()
    }

    /// Number of these fetches that are queued or running.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn under_way(conn: &mut Connection, ids: &[i64]) -> QueryResult<i64> {
        fetches::table
            .filter(fetches::id.eq_any(ids).and(fetches::state.eq_any([FetchState::Queued, FetchState::Running])))
            .count()
            .get_result(conn)
            .await
    }

    /// Defers a fetch until a time: a cap, a quota or a switch is in the way.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn put_off(conn: &mut Connection, id: i64, until: DateTime<Utc>, cause: Cause<'_>) -> QueryResult<()> {
        diesel::update(fetches::table.find(id))
            .set((
                fetches::state.eq(FetchState::PutOff),
                fetches::put_off_until.eq(until),
                fetches::error_code.eq(cause.code),
                fetches::error.eq(cause.why),
            ))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Queues a fetch again after a failure that may pass.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn wait(conn: &mut Connection, id: i64, cause: Cause<'_>) -> QueryResult<()> {
        diesel::update(fetches::table.find(id))
            .set((
                fetches::state.eq(FetchState::Queued),
                fetches::put_off_until.eq(None::<DateTime<Utc>>),
                fetches::error_code.eq(cause.code),
                fetches::error.eq(cause.why),
            ))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Ends the fetch without success: `failed` or `cancelled`.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn end(
        conn: &mut Connection,
        id: i64,
        state: FetchState,
        cause: Cause<'_>,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        diesel::update(fetches::table.find(id).filter(fetches::ended_at.is_null()))
            .set((
                fetches::state.eq(state),
                fetches::put_off_until.eq(None::<DateTime<Utc>>),
                fetches::error_code.eq(cause.code),
                fetches::error.eq(cause.why),
                fetches::ended_at.eq(now),
            ))
            .execute(conn)
            .await?;
        Ok(())
    }

    /// Changes what a fetch asks for, from the beginning: the source refused the lower bound on creation.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn ask_instead(conn: &mut Connection, id: i64, source: Source, ask: Ask) -> QueryResult<()> {
        diesel::update(fetches::table.find(id))
            .set((
                fetches::state.eq(FetchState::Queued),
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

    /// Fetches among these without an end: number, and the last cause of a failure or deferral.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn not_ended(conn: &mut Connection, ids: &[i64]) -> QueryResult<Vec<(i64, Option<String>)>> {
        fetches::table
            .filter(fetches::id.eq_any(ids).and(fetches::ended_at.is_null()))
            .select((fetches::id, fetches::error))
            .load(conn)
            .await
    }
}
