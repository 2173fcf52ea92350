//! Failed fetches by cause, as far as an admin can do something about them. A failure is history once another fetch of
//! the same request follows, or once no live search wants the request.

use crate::db::Connection;
use crate::models::fetch::ErrorCode;
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Int4, Int8, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Fetches of a source with the same cause of failure.
#[derive(Clone, Debug, QueryableByName)]
pub struct Failure {
    /// Source of the fetches.
    #[diesel(sql_type = Text)]
    pub source: Source,
    /// Cause, the same for all these fetches.
    #[diesel(sql_type = Text)]
    pub code: ErrorCode,
    /// Failed fetches that a retry would start anew.
    #[diesel(sql_type = Int8)]
    pub fetches: i64,
    /// Error of one of these fetches.
    #[diesel(sql_type = Text)]
    pub example: String,
    /// End of the first of these fetches.
    #[diesel(sql_type = Timestamptz)]
    pub first_at: DateTime<Utc>,
    /// End of the last of these fetches.
    #[diesel(sql_type = Timestamptz)]
    pub last_at: DateTime<Utc>,
}

#[derive(QueryableByName)]
struct Combination {
    #[diesel(sql_type = Int4)]
    combination_id: i32,
}

/// Failed fetches since $1 for a retry, each with its requests (`cell`) that a search wants and that no later fetch
/// buys. Fetches beyond a page limit are left out, since missing coverage is never bought through them. The latest
/// 1,000 failures are looked at singly by their index, and the rows around each by themselves (OFFSET 0): all at once
/// would be worth a scan of all fetches and requests.
const FAILED: &str = "(WITH RECURSIVE failed AS (
        (SELECT * FROM fetches WHERE state = 'failed' ORDER BY id DESC LIMIT 1)
         UNION ALL
        SELECT earlier.* FROM failed CROSS JOIN LATERAL (
               SELECT * FROM fetches WHERE state = 'failed' AND id < failed.id ORDER BY id DESC LIMIT 1) earlier)
      SELECT * FROM failed LIMIT 1000) failed
    CROSS JOIN LATERAL (SELECT id, source FROM requests WHERE requests.id = failed.request_id OFFSET 0) request
    CROSS JOIN LATERAL (SELECT request_id FROM fetch_cells WHERE fetch_id = failed.id AND is_own OFFSET 0) cell
    WHERE failed.continues IS NULL AND failed.ended_at >= $1
      AND NOT EXISTS (SELECT 1 FROM fetch_cells beside JOIN fetches later ON later.id = beside.fetch_id
                       WHERE beside.request_id = cell.request_id AND beside.is_own AND later.id > failed.id
                         AND later.continues IS NULL OFFSET 0)
      AND EXISTS (SELECT 1 FROM combination_requests link
                    JOIN backfill_tracking combination ON combination.id = link.combination_id
                   WHERE link.request_id = cell.request_id AND combination.users > 0
                     AND combination.paused_at IS NULL OFFSET 0)";

/// Most requests retried at a time: a transaction must not hold others up.
pub const MOST_RETRIED: i64 = 200;

impl Failure {
    /// Causes of all failures, the most frequent first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn causes(conn: &mut Connection) -> QueryResult<Vec<Self>> {
        Self::causes_since(conn, DateTime::UNIX_EPOCH).await
    }

    /// Causes of the failures since a moment, the most frequent first.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn causes_since(conn: &mut Connection, since: DateTime<Utc>) -> QueryResult<Vec<Self>> {
        let sql = format!(
            "SELECT request.source, coalesce(failed.error_code, 'unknown') AS code, count(DISTINCT failed.id) AS fetches,
                    coalesce(max(failed.error), '') AS example, min(failed.ended_at) AS first_at, max(failed.ended_at) AS last_at
               FROM {FAILED}
              GROUP BY request.source, code ORDER BY count(DISTINCT failed.id) DESC, request.source, code"
        );
        diesel::sql_query(sql).bind::<Timestamptz, _>(since).load(conn).await
    }

    /// Wanted combinations, one per request failed for a cause, the latest failures first, at most [`MOST_RETRIED`].
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn combinations(conn: &mut Connection, source: Source, code: ErrorCode) -> QueryResult<Vec<i32>> {
        let sql = format!(
            "SELECT (SELECT min(link.combination_id) FROM combination_requests link
                       JOIN backfill_tracking combination ON combination.id = link.combination_id
                      WHERE link.request_id = cell.request_id AND combination.users > 0
                        AND combination.paused_at IS NULL) AS combination_id
               FROM {FAILED} AND request.source = $2 AND coalesce(failed.error_code, 'unknown') = $3
              ORDER BY failed.id DESC LIMIT $4"
        );
        let rows: Vec<Combination> = diesel::sql_query(sql)
            .bind::<Timestamptz, _>(DateTime::UNIX_EPOCH)
            .bind::<Text, _>(source)
            .bind::<Text, _>(code)
            .bind::<BigInt, _>(MOST_RETRIED)
            .load(conn)
            .await?;
        Ok(rows.into_iter().map(|row| row.combination_id).collect())
    }
}
