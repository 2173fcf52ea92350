//! Failed fetches by their cause. One that was followed by another fetch of the same request is history.

use crate::db::Connection;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Int4, Int8, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Fetches of one source that failed for the same cause.
#[derive(Clone, Debug, QueryableByName)]
pub struct Failure {
    #[diesel(sql_type = Text)]
    pub source: String,
    #[diesel(sql_type = Text)]
    pub code: String,
    #[diesel(sql_type = Int8)]
    pub fetches: i64,
    /// What one of them said.
    #[diesel(sql_type = Text)]
    pub example: String,
    #[diesel(sql_type = Timestamptz)]
    pub last_at: DateTime<Utc>,
}

#[derive(QueryableByName)]
struct Combination {
    #[diesel(sql_type = Int4)]
    combination_id: i32,
}

/// Failed, and nothing of the same request came after it.
const FAILED: &str = "fetches failed JOIN requests request ON request.id = failed.request_id
    WHERE failed.state = 'failed' AND NOT EXISTS (
        SELECT 1 FROM fetches later WHERE later.request_id = failed.request_id AND later.id > failed.id)";

impl Failure {
    /// The causes, the most frequent first.
    pub async fn causes(conn: &mut Connection) -> QueryResult<Vec<Self>> {
        let sql = format!(
            "SELECT request.source, coalesce(failed.error_code, 'unknown') AS code, count(*) AS fetches,
                    coalesce(max(failed.error), '') AS example, max(failed.ended_at) AS last_at
               FROM {FAILED}
              GROUP BY request.source, code ORDER BY count(*) DESC, request.source, code"
        );
        diesel::sql_query(sql).load(conn).await
    }

    /// A combination that somebody wants for each request that failed for this cause, the latest failures first.
    pub async fn combinations(conn: &mut Connection, source: &str, code: &str, limit: i64) -> QueryResult<Vec<i32>> {
        let sql = format!(
            "SELECT combination_id
               FROM (SELECT failed.id,
                            (SELECT min(link.combination_id) FROM combination_requests link
                               JOIN backfill_tracking combination ON combination.id = link.combination_id
                              WHERE link.request_id = request.id AND combination.users > 0
                                AND combination.paused_at IS NULL) AS combination_id
                       FROM {FAILED} AND request.source = $1 AND coalesce(failed.error_code, 'unknown') = $2) one
              WHERE combination_id IS NOT NULL ORDER BY id DESC LIMIT $3"
        );
        let rows: Vec<Combination> = diesel::sql_query(sql)
            .bind::<Text, _>(source)
            .bind::<Text, _>(code)
            .bind::<BigInt, _>(limit)
            .load(conn)
            .await?;
        Ok(rows.into_iter().map(|row| row.combination_id).collect())
    }

    /// The cause for reading.
    pub fn cause_words(&self) -> String {
        self.code.replace('_', " ")
    }

    /// The name that people read.
    pub fn source_label(&self) -> &str {
        crate::models::job::source_label(&self.source)
    }
}
