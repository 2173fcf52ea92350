//! Live fetches that a backfill works on too, whoever started them.

use super::Fetch;
use crate::db::{Connection, Prepare as _};
use crate::schema::fetches;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Int4, Int8, Timestamptz};
use diesel_async::RunQueryDsl;
use std::collections::HashMap;

/// A live fetch with the task that buys its pages.
pub struct Joined {
    /// The fetch.
    pub fetch: Fetch,
    /// The task.
    pub task_id: i64,
    /// Requests that the fetch buys.
    pub cells: Vec<i64>,
    /// True without a page so far and without a worker about to buy a page: as good as new.
    pub is_untouched: bool,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Int8)]
    fetch_id: i64,
    #[diesel(sql_type = Int8)]
    task_id: i64,
    #[diesel(sql_type = Array<Int8>)]
    cells: Vec<i64>,
    #[diesel(sql_type = Bool)]
    is_waiting: bool,
}

impl Joined {
    /// Live fetches of these combinations, and live fetches that they wait for, without fetches beyond a page limit.
    /// Deferred fetches stay deferred, since their limit still holds.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn alive(conn: &mut Connection, combinations: &[i32]) -> QueryResult<Vec<Self>> {
        let rows: Vec<Row> = diesel::sql_query(
            "SELECT fetches.id AS fetch_id, tasks.id AS task_id, tasks.state = 'queued' AS is_waiting,
                    ARRAY(SELECT request_id FROM fetch_cells WHERE fetch_id = fetches.id AND is_own) AS cells
               FROM fetches
               JOIN tasks ON tasks.fetch_id = fetches.id
                         AND tasks.state IN ('queued', 'running')
              WHERE fetches.state IN ('queued', 'running') AND fetches.continues IS NULL
                AND fetches.id IN (SELECT fetch_id FROM fetch_cells JOIN combination_requests USING (request_id)
                                    WHERE combination_id = ANY($1) AND is_live)
              ORDER BY tasks.id",
        )
        .bind::<Array<Int4>, _>(combinations)
        .prepared()
        .load(conn)
        .await?;
        let ids: Vec<i64> = rows.iter().map(|row| row.fetch_id).collect();
        let found = fetches::table.filter(fetches::id.eq_any(ids)).select(Fetch::as_select()).load(conn).await?;
        let mut found: HashMap<i64, Fetch> = found.into_iter().map(|fetch| (fetch.id, fetch)).collect();
        let joined = rows.into_iter().filter_map(|row| {
            let fetch = found.remove(&row.fetch_id)?;
            let is_untouched = row.is_waiting && fetch.started_at.is_none();
            Some(Self { fetch, task_id: row.task_id, cells: row.cells, is_untouched })
        });
        Ok(joined.collect())
    }

    /// Makes the tasks of these fetches due at once, whatever the off-peak hours say. In a single pass each task is
    /// tried once.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn take(
        conn: &mut Connection,
        joined: &[Self],
        is_one_pass: bool,
        now: DateTime<Utc>,
    ) -> QueryResult<()> {
        let tasks: Vec<i64> = joined.iter().map(|one| one.task_id).collect();
        diesel::sql_query(
            "UPDATE tasks SET due_at = least(due_at, $2),
                    max_attempts = CASE WHEN $3 THEN attempt + 1 ELSE max_attempts END
              WHERE id IN (SELECT id FROM tasks WHERE id = ANY($1) AND state = 'queued' ORDER BY id FOR NO KEY UPDATE)",
        )
        .bind::<Array<Int8>, _>(tasks)
        .bind::<Timestamptz, _>(now)
        .bind::<Bool, _>(is_one_pass)
        .prepared()
        .execute(conn)
        .await?;
        let untouched: Vec<i64> = joined.iter().filter(|one| one.is_untouched).map(|one| one.fetch.id).collect();
        diesel::update(fetches::table.filter(fetches::id.eq_any(untouched)))
            .set(fetches::is_one_pass.eq(is_one_pass))
            .execute(conn)
            .await?;
        Ok(())
    }
}
