//! Endings of a claim. Each ending is refused to a worker that holds the task no longer.

use super::{Claim, TaskState};
use crate::db::{Connection, Prepare as _};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Float8, Int4, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::time::Duration;

impl Claim {
    /// Ends the task as done; false: the claim was lost.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn finish(&self, conn: &mut Connection) -> QueryResult<bool> {
        self.end(conn, TaskState::Done, None).await
    }

    /// Ends the task as failed; false: the claim was lost.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn fail(&self, conn: &mut Connection, why: &str) -> QueryResult<bool> {
        self.end(conn, TaskState::Failed, Some(why)).await
    }

    async fn end(&self, conn: &mut Connection, state: TaskState, why: Option<&str>) -> QueryResult<bool> {
        let ended = diesel::sql_query(
            "UPDATE tasks SET state = $3, error = $4, lease_until = NULL, finished_at = now()
              WHERE id = $1 AND fence = $2 AND state = 'running'",
        )
        .bind::<Int8, _>(self.id)
        .bind::<Int8, _>(self.fence)
        .bind::<Text, _>(state)
        .bind::<Nullable<Text>, _>(why)
        .prepared()
        .execute(conn)
        .await?;
        Ok(ended == 1)
    }

    /// Puts the task back after a failure. The try stays counted. False: the claim was lost.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn retry(&self, conn: &mut Connection, wait: Duration, why: &str) -> QueryResult<bool> {
        let queued = diesel::sql_query(
            "UPDATE tasks SET state = 'queued', lease_until = NULL, error = $4,
                    retry_at = now() + make_interval(secs => $3), awaits = CASE WHEN $3 > 0 THEN 'retry' END
              WHERE id = $1 AND fence = $2 AND state = 'running'",
        )
        .bind::<Int8, _>(self.id)
        .bind::<Int8, _>(self.fence)
        .bind::<Float8, _>(wait.as_secs_f64())
        .bind::<Text, _>(why)
        .prepared()
        .execute(conn)
        .await?;
        Ok(queued == 1)
    }

    /// Puts the task back without a failure and without using a try. False: the claim was lost.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn snooze(&self, conn: &mut Connection, snooze: Snooze) -> QueryResult<bool> {
        let queued = diesel::sql_query(
            "UPDATE tasks SET state = 'queued', lease_until = NULL, attempt = greatest(attempt - 1, 0),
                    database_errors = 0, due_at = coalesce($3, due_at), retry_at = now() + make_interval(secs => $4),
                    awaits = CASE WHEN $3 IS NOT NULL THEN 'due' WHEN $4 > 0 THEN 'retry' END
              WHERE id = $1 AND fence = $2 AND state = 'running'",
        )
        .bind::<Int8, _>(self.id)
        .bind::<Int8, _>(self.fence)
        .bind::<Nullable<Timestamptz>, _>(snooze.until)
        .bind::<Float8, _>(snooze.wait.as_secs_f64())
        .prepared()
        .execute(conn)
        .await?;
        Ok(queued == 1)
    }

    /// Puts the task back after an error of the database's own, without using a try. The wait doubles with every such
    /// error in a row, between half a second and a minute, with jitter. Returns the number of such errors in a row;
    /// None: the claim was lost.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn sit_out(&self, conn: &mut Connection, why: &str) -> QueryResult<Option<i32>> {
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = Int4)]
            database_errors: i32,
        }
        let row: Option<Row> = diesel::sql_query(
            "UPDATE tasks SET state = 'queued', lease_until = NULL, attempt = greatest(attempt - 1, 0), error = $3,
                    database_errors = database_errors + 1, awaits = 'retry',
                    retry_at = now() + make_interval(secs => least(60, power(2, least(database_errors, 6)))
                                                             * (0.5 + random() / 2))
              WHERE id = $1 AND fence = $2 AND state = 'running'
             RETURNING database_errors",
        )
        .bind::<Int8, _>(self.id)
        .bind::<Int8, _>(self.fence)
        .bind::<Text, _>(why)
        .prepared()
        .get_result(conn)
        .await
        .optional()?;
        Ok(row.map(|row| row.database_errors))
    }

    /// Puts the task back after a step, one rank lower, with all its tries. False: the claim was lost.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn next_step(&self, conn: &mut Connection) -> QueryResult<bool> {
        let queued = diesel::sql_query(
            "UPDATE tasks SET state = 'queued', lease_until = NULL, attempt = 0, retry_at = now(), rank = rank + 1, error = NULL,
                    database_errors = 0
              WHERE id = $1 AND fence = $2 AND state = 'running'",
        )
        .bind::<Int8, _>(self.id)
        .bind::<Int8, _>(self.fence)
        .prepared()
        .execute(conn)
        .await?;
        Ok(queued == 1)
    }
}

/// Sleep of a task, until both times have come.
#[derive(Clone, Copy, Debug, Default)]
pub struct Snooze {
    /// Due time by the App's clock; None: as before.
    pub until: Option<DateTime<Utc>>,
    /// Wait from now on, by the database's clock.
    pub wait: Duration,
}

impl Snooze {
    /// A snooze until a time of the App's clock.
    pub fn until(time: DateTime<Utc>) -> Self {
        Self { until: Some(time), wait: Duration::ZERO }
    }

    /// A snooze of a length, by the database's clock.
    pub fn wait(wait: Duration) -> Self {
        Self { until: None, wait }
    }
}
