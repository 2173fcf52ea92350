//! Some fetches, by their numbers.

use super::{Fetch, FetchState};
use crate::db::Connection;
use crate::schema::{fetch_cells, fetches, tasks};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

impl Fetch {
    /// Loads the fetches with these numbers, as far as they exist, by number.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn with_ids(conn: &mut Connection, ids: &[i64]) -> QueryResult<Vec<Self>> {
        let some = fetches::table.filter(fetches::id.eq_any(ids)).order(fetches::id);
        some.select(Self::as_select()).load(conn).await
    }

    /// Locks some fetches after their tasks, all of them by number, as purchases do: for an end from outside.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn lock_with_tasks(conn: &mut Connection, ids: &[i64]) -> QueryResult<Vec<Self>> {
        let of_fetches = tasks::table.filter(tasks::fetch_id.eq_any(ids)).order(tasks::id).select(tasks::id);
        of_fetches.for_no_key_update().load::<i64>(conn).await?;
        let some = fetches::table.filter(fetches::id.eq_any(ids)).order(fetches::id);
        some.select(Self::as_select()).for_no_key_update().load(conn).await
    }

    /// Requests, out of the given, of fetches that have ended since a moment, each with the beginning of its window. What
    /// failed, was cancelled, or only went behind a page limit is left out.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn bought_since(
        conn: &mut Connection,
        requests: &[i64],
        since: DateTime<Utc>,
    ) -> QueryResult<Vec<(i64, DateTime<Utc>)>> {
        let is_theirs = fetch_cells::request_id.eq_any(requests).and(fetch_cells::is_own);
        fetches::table
            .inner_join(fetch_cells::table.on(fetch_cells::fetch_id.eq(fetches::id)))
            .filter(fetches::ended_at.gt(since).and(fetches::state.eq(FetchState::Done)))
            .filter(fetches::continues.is_null().and(is_theirs))
            .select((fetch_cells::request_id, fetches::window_from))
            .load(conn)
            .await
    }
}
