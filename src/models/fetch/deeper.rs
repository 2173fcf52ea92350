//! Fetches ended by a page limit, and those that go on from there.

use super::{Fetch, FetchState, Purpose};
use crate::coverage::window::Ranges;
use crate::db::Connection;
use crate::schema::{fetches, requests, sources};
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

/// A fetch with the facts on whether it can go on.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Fetch that was cut, went deeper, or both.
    pub fetch: Fetch,
    /// Source of the fetch's request.
    pub source: Source,
    /// Whether its source takes a lower bound on creation; None: never tried.
    pub takes_date: Option<bool>,
    /// Windows of its request cut by page limits.
    pub cut: Ranges,
}

impl Candidate {
    /// Fetches of these requests with a window that ends after this time, in the order of their start.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_requests(
        conn: &mut Connection,
        request_ids: &[i64],
        since: DateTime<Utc>,
    ) -> QueryResult<Vec<Self>> {
        let rows: Vec<(Fetch, Source, Option<bool>, Ranges)> = fetches::table
            .inner_join(requests::table.on(requests::id.eq(fetches::request_id)))
            .inner_join(sources::table.on(sources::source.eq(requests::source)))
            .filter(fetches::request_id.eq_any(request_ids).and(fetches::window_to.gt(since)))
            .order(fetches::id)
            .select((Fetch::as_select(), requests::source, sources::takes_created_since, requests::cut))
            .load(conn)
            .await?;
        let candidate = |(fetch, source, takes_date, cut)| Self { fetch, source, takes_date, cut };
        Ok(rows.into_iter().map(candidate).collect())
    }
}

impl Fetch {
    /// Starts a fetch of its own that goes on from this one, up to a page limit counted from the list's beginning.
    /// None: another fetch of the request is live.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn go_deeper(
        &self,
        conn: &mut Connection,
        max_pages: i32,
        expected_credits: i64,
        now: DateTime<Utc>,
    ) -> QueryResult<Option<Self>> {
        diesel::insert_into(fetches::table)
            .values((
                fetches::request_id.eq(self.request_id),
                fetches::continues.eq(self.id),
                fetches::purpose.eq(Purpose::ByHand),
                fetches::span.eq(self.span),
                fetches::window_from.eq(self.window_from),
                fetches::window_to.eq(self.window_to),
                fetches::created_since.eq(self.created_since),
                fetches::created_before.eq(self.created_before),
                fetches::next_page.eq(self.next_page),
                fetches::position.eq(&self.position),
                fetches::oldest_posted_at.eq(self.oldest_posted_at),
                fetches::max_pages.eq(max_pages),
                fetches::expected_credits.eq(expected_credits),
                fetches::created_at.eq(now),
            ))
            .on_conflict_do_nothing()
            .returning(Self::as_returning())
            .get_result(conn)
            .await
            .optional()
    }

    /// Takes up a fetch that broke off on its way down, with answers that may still wait. The caller has seen no live
    /// fetch of the request, and keeps other claims out.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked, or another fetch of the request is live.
    pub async fn take_up(&self, conn: &mut Connection) -> QueryResult<Self> {
        diesel::update(self)
            .set((
                fetches::state.eq(FetchState::Queued),
                fetches::ended_at.eq(None::<DateTime<Utc>>),
                fetches::error_code.eq(None::<String>),
                fetches::error.eq(None::<String>),
            ))
            .returning(Self::as_returning())
            .get_result(conn)
            .await
    }
}
