//! Fetches that waited for a person's own limits, after the limits were raised.

use super::Fetch;
use crate::db::{Connection, Prepare as _};
use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel::sql_types::{Int8, Timestamptz};
use diesel_async::RunQueryDsl;

impl Fetch {
    /// Makes fetches due at once that a person's limits had deferred: all that waited for credits, which a purchase
    /// counts again, and as many of those beyond the day's combinations as there is room for. Locks tasks before their
    /// fetches, as purchases do. `begun`: combinations that count today, deferred ones too; `most`: the new limit.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn go_on_for(
        conn: &mut Connection,
        subject: i64,
        begun: i64,
        most: i64,
        now: DateTime<Utc>,
    ) -> QueryResult<usize> {
        diesel::sql_query(
            "WITH deferred AS (
                 SELECT DISTINCT fetches.id, wanted.combination_id
                   FROM fetches JOIN wanted_fetches wanted ON wanted.fetch_id = fetches.id AND wanted.subject = $1
                  WHERE fetches.state = 'put_off' AND fetches.error_code = 'person_combinations'
                    AND fetches.started_for = $1),
             placed AS (
                 SELECT combination_id, row_number() OVER (ORDER BY min(id)) AS place, count(*) OVER () AS waiting
                   FROM deferred GROUP BY combination_id),
             free AS (
                 SELECT deferred.id FROM deferred JOIN placed USING (combination_id)
                  GROUP BY deferred.id HAVING max(place) <= $3 - ($2 - max(waiting))
                  UNION
                 SELECT wanted.fetch_id FROM wanted_fetches wanted JOIN fetches ON fetches.id = wanted.fetch_id
                  WHERE wanted.subject = $1 AND fetches.state = 'put_off' AND fetches.error_code = 'person_credits'),
             held AS (
                 SELECT tasks.id, tasks.fetch_id FROM tasks
                  WHERE tasks.fetch_id IN (SELECT id FROM free) AND tasks.state = 'queued'
                  ORDER BY tasks.id FOR NO KEY UPDATE OF tasks),
             woken AS (
                 UPDATE fetches SET state = 'queued', put_off_until = NULL
                  WHERE state = 'put_off' AND id IN (SELECT fetch_id FROM held))
             UPDATE tasks SET due_at = $4 WHERE id IN (SELECT id FROM held)",
        )
        .bind::<Int8, _>(subject)
        .bind::<Int8, _>(begun)
        .bind::<Int8, _>(most)
        .bind::<Timestamptz, _>(now)
        .prepared()
        .execute(conn)
        .await
    }
}
