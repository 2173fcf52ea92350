//! Fetches ended by a page limit, and fetches that go on from there.

use super::{Fetch, FetchState, Purpose};
use crate::coverage::window::Ranges;
use crate::db::{Connection, Prepare as _};
use crate::models::capability::{Capability, CapabilityName, CapabilityState};
use crate::schema::{capabilities, fetch_cells, fetches, requests};
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Int4, Int8, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// A fetch with the facts on whether it can go on.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Fetch that was cut, went deeper, or both.
    pub fetch: Fetch,
    /// A request that the fetch buys.
    pub request_id: i64,
    /// Source of the fetch's request.
    pub source: Source,
    /// Whether the source takes a lower bound on creation; None: never tried.
    pub takes_date: Option<bool>,
    /// Windows of the request cut by page limits.
    pub cut: Ranges,
}

impl Candidate {
    /// Fetches of these requests with a window that ends after `since`, in the order of their start.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_requests(
        conn: &mut Connection,
        request_ids: &[i64],
        since: DateTime<Utc>,
    ) -> QueryResult<Vec<Self>> {
        let rows: Vec<(Fetch, i64, Source, Option<CapabilityState>, Ranges)> = fetches::table
            .inner_join(fetch_cells::table.on(fetch_cells::fetch_id.eq(fetches::id).and(fetch_cells::is_own)))
            .inner_join(requests::table.on(requests::id.eq(fetch_cells::request_id)))
            .left_join(
                capabilities::table
                    .on(capabilities::source.eq(requests::source).and(capabilities::name.eq(CapabilityName::Dates))),
            )
            .filter(fetch_cells::request_id.eq_any(request_ids).and(fetches::window_to.gt(since)))
            .order((fetches::id, requests::id))
            .select((Fetch::as_select(), requests::id, requests::source, capabilities::state.nullable(), requests::cut))
            .load(conn)
            .await?;
        let candidate = |(fetch, request_id, source, dates, cut)| {
            let takes_date = Capability::is_so(dates);
            Self { fetch, request_id, source, takes_date, cut }
        };
        Ok(rows.into_iter().map(candidate).collect())
    }
}

impl Fetch {
    /// Starts a new fetch that goes on where this fetch ended, up to a page limit counted from the list's beginning.
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
        diesel::sql_query(
            "WITH going_on AS (
                INSERT INTO fetches (request_id, cells, continues, purpose, span, window_from, window_to, created_since,
                                     created_before, in_forms, next_page, position, oldest_posted_at, max_pages,
                                     expected_credits, created_at)
                SELECT request_id, cells, id, $2, span, window_from, window_to, created_since, created_before, in_forms,
                       next_page, position, oldest_posted_at, $3, $4, $5
                  FROM fetches
                 WHERE id = $1 AND NOT EXISTS (SELECT FROM fetch_cells own JOIN fetch_cells live USING (request_id)
                                                WHERE own.fetch_id = $1 AND own.is_own AND live.is_own AND live.is_live)
                RETURNING *),
             cells AS (INSERT INTO fetch_cells (fetch_id, request_id, is_own, is_live)
                       SELECT going_on.id, own.request_id, TRUE, TRUE FROM going_on, fetch_cells own
                        WHERE own.fetch_id = $1 AND own.is_own ORDER BY own.request_id)
             SELECT * FROM going_on",
        )
        .bind::<Int8, _>(self.id)
        .bind::<Text, _>(Purpose::ByHand)
        .bind::<Int4, _>(max_pages)
        .bind::<Int8, _>(expected_credits)
        .bind::<Timestamptz, _>(now)
        .prepared()
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
