//! Fetches that were put off, and whose cause is over.

use super::{ErrorCode, Fetch};
use crate::db::{Connection, Prepare as _};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

impl Fetch {
    /// Makes fetches deferred for a cause due at once. Locks tasks before their fetches, as purchases do.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn wake_put_off(conn: &mut Connection, code: ErrorCode, now: DateTime<Utc>) -> QueryResult<()> {
        Self::wake_put_off_of(conn, code, None, now).await
    }

    /// The same; with a person's number, only fetches that this person waits for.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn wake_put_off_of(
        conn: &mut Connection,
        code: ErrorCode,
        subject: Option<i64>,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        diesel::sql_query(
            "WITH held AS (SELECT tasks.id, tasks.fetch_id FROM tasks JOIN fetches ON fetches.id = tasks.fetch_id
                            WHERE fetches.state = 'put_off' AND fetches.error_code = $1 AND tasks.state = 'queued'
                              AND ($3::bigint IS NULL OR EXISTS (
                                  SELECT FROM wanted_fetches wanted
                                   WHERE wanted.fetch_id = fetches.id AND wanted.subject = $3))
                            ORDER BY tasks.id FOR NO KEY UPDATE OF tasks),
                  woken AS (UPDATE fetches SET state = 'queued', put_off_until = NULL
                             WHERE state = 'put_off' AND id IN (SELECT fetch_id FROM held))
             UPDATE tasks SET due_at = $2 WHERE id IN (SELECT id FROM held)",
        )
        .bind::<Text, _>(code)
        .bind::<Timestamptz, _>(now)
        .bind::<Nullable<Int8>, _>(subject)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }

    /// Makes fetches due that were put off by a person's limit of new combinations, as far as the limit is `most` a day
    /// now, or a person's own: the first that were put off, until each person has so many since `midnight`. With a person's
    /// number, only that person's.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn wake_within(
        conn: &mut Connection,
        midnight: DateTime<Utc>,
        most: i64,
        subject: Option<i64>,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        diesel::sql_query(
            "WITH waiting AS (
                SELECT fetches.id, demands.subject, demands.combination_id
                  FROM fetches
                  JOIN fetch_cells cell ON cell.fetch_id = fetches.id AND cell.is_own
                  JOIN combination_requests link ON link.request_id = cell.request_id
                  JOIN demands ON demands.subject = fetches.started_for AND demands.bought_at >= $1
                              AND demands.combination_id = link.combination_id
                 WHERE fetches.state = 'put_off' AND fetches.error_code = 'person_combinations'
                   AND ($4::bigint IS NULL OR fetches.started_for = $4)),
             places AS (
                SELECT subject, combination_id, count(*) OVER (PARTITION BY subject) AS waits,
                       row_number() OVER (PARTITION BY subject ORDER BY min(id), combination_id) AS place
                  FROM waiting GROUP BY subject, combination_id),
             within AS (
                SELECT waiting.id FROM waiting JOIN places USING (subject, combination_id)
                 GROUP BY waiting.id
                HAVING bool_and(places.place <= coalesce((SELECT own_combinations FROM users
                                                           WHERE users.subject = places.subject), $2)
                                                 + places.waits - (
                           SELECT count(*) FROM demands today
                            WHERE today.subject = places.subject AND today.bought_at >= $1))),
             held AS (
                SELECT tasks.id, tasks.fetch_id FROM tasks
                 WHERE tasks.fetch_id IN (SELECT id FROM within) AND tasks.state = 'queued'
                 ORDER BY tasks.id FOR NO KEY UPDATE OF tasks),
             woken AS (
                UPDATE fetches SET state = 'queued', put_off_until = NULL
                 WHERE state = 'put_off' AND id IN (SELECT fetch_id FROM held))
             UPDATE tasks SET due_at = $3 WHERE id IN (SELECT id FROM held)",
        )
        .bind::<Timestamptz, _>(midnight)
        .bind::<Int8, _>(most)
        .bind::<Timestamptz, _>(now)
        .bind::<Nullable<Int8>, _>(subject)
        .prepared()
        .execute(conn)
        .await?;
        Ok(())
    }
}
