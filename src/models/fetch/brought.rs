//! Sums of what fetches brought, for the overview.

use crate::db::Connection;
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel::sql_types::{Bool, Int8, Timestamptz};
use diesel_async::RunQueryDsl;

/// Most fetches that are added up.
pub const MOST_COUNTED: i64 = 5_000;

/// What the fetches of some time brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, diesel::QueryableByName)]
pub struct Brought {
    /// Postings that no earlier page had brought.
    #[diesel(sql_type = Int8)]
    pub new_jobs: i64,
    /// True when there were more fetches than are added up.
    #[diesel(sql_type = Bool)]
    pub is_more: bool,
}

impl Brought {
    /// What the last fetches that ended since then brought, `most` of them at most.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn since(conn: &mut Connection, since: DateTime<Utc>, most: i64) -> QueryResult<Self> {
        diesel::sql_query(
            "SELECT coalesce(sum(new_jobs), 0)::int8 AS new_jobs, count(*) >= $2 AS is_more
               FROM (SELECT new_jobs FROM fetches WHERE ended_at >= $1 ORDER BY ended_at DESC LIMIT $2) last",
        )
        .bind::<Timestamptz, _>(since)
        .bind::<Int8, _>(most)
        .get_result(conn)
        .await
    }
}
