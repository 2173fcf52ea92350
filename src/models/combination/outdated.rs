//! Judgements that time alone has made wrong.

use super::{State, Tracked};
use crate::db::Connection;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int4, Int8, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Whether coverage of `requests`, own or by wider requests, exists but ends before `before` ($2).
const ENDS_BEFORE: &str = "
    (upper(requests.held) < $2 OR isempty(requests.held) AND EXISTS (
        SELECT FROM unnest(marks_around(requests.source, requests.held, requests.wider, requests.wider_learnt, (SELECT sources_with_learnt()))) AS around (mark) JOIN requests wide USING (mark) WHERE NOT isempty(wide.held)))
    AND NOT EXISTS (
        SELECT FROM unnest(marks_around(requests.source, requests.held, requests.wider, requests.wider_learnt, (SELECT sources_with_learnt()))) AS around (mark) JOIN requests wide USING (mark)
         WHERE upper(whole_for_narrower(wide.source, wide.held, wide.cut, wide.given, requests.created_at)) >= $2)";

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = Int4)]
    id: i32,
}

impl Tracked {
    /// Combinations with a source whose coverage ends before `before`.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn held_before(conn: &mut Connection, ids: &[i32], before: DateTime<Utc>) -> QueryResult<Vec<i32>> {
        let ids: Vec<Id> = diesel::sql_query(format!(
            "SELECT DISTINCT link.combination_id AS id
               FROM combination_requests link JOIN requests ON requests.id = link.request_id
              WHERE link.combination_id = ANY($1) AND {ENDS_BEFORE}",
        ))
        .bind::<Array<Int4>, _>(ids)
        .bind::<Timestamptz, _>(before)
        .load(conn)
        .await?;
        Ok(ids.into_iter().map(|one| one.id).collect())
    }

    /// Numbers of combinations judged `loaded` that hold nothing newer than `before` at one of their sources, in rising
    /// order from above `after` on, at most `limit`.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn loaded_before(
        conn: &mut Connection,
        before: DateTime<Utc>,
        after: i32,
        limit: i64,
    ) -> QueryResult<Vec<i32>> {
        let ids: Vec<Id> = diesel::sql_query(format!(
            "SELECT one.id FROM backfill_tracking one
              WHERE one.state = $1 AND one.id > $3
                AND EXISTS (SELECT FROM combination_requests link JOIN requests ON requests.id = link.request_id
                             WHERE link.combination_id = one.id AND {ENDS_BEFORE})
              ORDER BY one.id LIMIT $4",
        ))
        .bind::<Text, _>(State::Loaded)
        .bind::<Timestamptz, _>(before)
        .bind::<Int4, _>(after)
        .bind::<Int8, _>(limit)
        .load(conn)
        .await?;
        Ok(ids.into_iter().map(|one| one.id).collect())
    }
}
