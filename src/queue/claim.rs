//! Claims: which tasks are next, and how a worker holds a task.

use super::{Compartment, Kind, Lane, Rooms, TaskState};
use crate::db::{Connection, Prepare as _};
use crate::schema::tasks;
use crate::sources::Source;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Float8, Int4, Int8, Jsonb, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::time::Duration;

/// A claim: a task held by this worker until its lease runs out.
#[derive(Clone, Debug, QueryableByName)]
pub struct Claim {
    /// Number of the task.
    #[diesel(sql_type = Int8)]
    pub id: i64,
    /// Work of the task.
    #[diesel(sql_type = Text)]
    pub kind: Kind,
    /// Lane of the task.
    #[diesel(sql_type = Text)]
    pub lane: Lane,
    /// Source that the task calls; None: no calls.
    #[diesel(sql_type = Nullable<Text>)]
    pub source: Option<Source>,
    /// Arguments, as the kind reads them.
    #[diesel(sql_type = Jsonb)]
    pub payload: serde_json::Value,
    /// Tries so far, the present try included.
    #[diesel(sql_type = Int4)]
    pub attempt: i32,
    /// Tries before the task fails for good.
    #[diesel(sql_type = Int4)]
    pub max_attempts: i32,
    /// Fence of this claim, carried by every write on its behalf.
    #[diesel(sql_type = Int8)]
    pub fence: i64,
    /// Age of the task when it was claimed, by the database's clock.
    #[diesel(sql_type = Float8)]
    pub age_seconds: f64,
}

/// Tasks that a worker takes.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Numbers of these tasks only; None: all.
    pub only: Option<Vec<i64>>,
}

/// Takes ready tasks, as many as there is room for, each compartment's by itself: an index has them in their order, so
/// that only taken tasks are read. `$3` to `$7` are the rooms, `$8` the common places in all. Nothing is taken before
/// tasks whose time has come, unless they were looked at (`$9`). Locked tasks that are not taken are free again at once.
pub const CLAIM: &str = "
    WITH ready AS MATERIALIZED (
        SELECT task.id, task.rank, task.priority, room.source, room.own, room.common,
               row_number() OVER (PARTITION BY room.lane, room.source
                                      ORDER BY task.rank, task.priority DESC, task.id) AS nth
          FROM unnest($3, $4, $5, $6, $7) AS room (lane, source, own, most, common)
         CROSS JOIN LATERAL (
               SELECT id, rank, priority FROM tasks
                WHERE state = 'queued' AND awaits IS NULL
                  AND tasks.lane = room.lane AND coalesce(tasks.source, '') = room.source
                  AND due_at <= $2 AND retry_at <= now()
                ORDER BY rank, priority DESC, id LIMIT room.most FOR NO KEY UPDATE SKIP LOCKED) task
         WHERE $9 OR NOT (
               coalesce((SELECT min(due_at) <= $2 FROM tasks WHERE state = 'queued' AND awaits = 'due'), FALSE)
               OR coalesce((SELECT min(retry_at) <= now() FROM tasks WHERE state = 'queued' AND awaits = 'retry'), FALSE))),
    rest AS (
        SELECT id, rank, priority, common,
               row_number() OVER (PARTITION BY source ORDER BY rank, priority DESC, id) AS nth
          FROM ready WHERE nth > own),
    taken AS (
        (SELECT id FROM ready WHERE nth <= own)
        UNION ALL
        (SELECT id FROM rest WHERE nth <= common ORDER BY rank, priority DESC, id LIMIT $8))
    UPDATE tasks SET state = 'running', attempt = attempt + 1, fence = fence + 1,
           lease_until = now() + make_interval(secs => $1)
     WHERE id = ANY(ARRAY(SELECT id FROM taken))
    RETURNING id, kind, lane, source, payload, attempt, max_attempts, fence,
              extract(epoch FROM now() - created_at)::float8 AS age_seconds";

/// Claims ready tasks into free places: lowest rank first, then highest priority, then oldest. A due task has to be
/// [promoted](super::promote()) before.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn claim(
    conn: &mut Connection,
    rooms: &Rooms,
    lease: Duration,
    now: DateTime<Utc>,
) -> QueryResult<Vec<Claim>> {
    claim_if(conn, rooms, lease, now, true).await
}

/// Claims as [`claim`] does, but nothing while tasks have to be promoted: a single statement, where no task's time has
/// come.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn claim_at_once(
    conn: &mut Connection,
    rooms: &Rooms,
    lease: Duration,
    now: DateTime<Utc>,
) -> QueryResult<Vec<Claim>> {
    claim_if(conn, rooms, lease, now, false).await
}

async fn claim_if(
    conn: &mut Connection,
    rooms: &Rooms,
    lease: Duration,
    now: DateTime<Utc>,
    is_promoted: bool,
) -> QueryResult<Vec<Claim>> {
    let lanes: Vec<&str> = rooms.of.iter().map(|room| room.compartment.lane.as_str()).collect();
    let sources: Vec<&str> = rooms.of.iter().map(|room| room.compartment.source.map_or("", Source::as_str)).collect();
    let own: Vec<i32> = rooms.of.iter().map(|room| room.own).collect();
    let most: Vec<i32> = rooms.of.iter().map(|room| room.most).collect();
    let common: Vec<i32> = rooms.of.iter().map(|room| room.common).collect();
    diesel::sql_query(CLAIM)
        .bind::<Float8, _>(lease.as_secs_f64())
        .bind::<Timestamptz, _>(now)
        .bind::<Array<Text>, _>(lanes)
        .bind::<Array<Text>, _>(sources)
        .bind::<Array<Int4>, _>(own)
        .bind::<Array<Int4>, _>(most)
        .bind::<Array<Int4>, _>(common)
        .bind::<Int8, _>(i64::from(rooms.common))
        .bind::<Bool, _>(is_promoted)
        .prepared()
        .load(conn)
        .await
}

/// Claims the next due task of these. None: no task is due.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn claim_one_of(
    conn: &mut Connection,
    ids: &[i64],
    lease: Duration,
    now: DateTime<Utc>,
) -> QueryResult<Option<Claim>> {
    diesel::sql_query(
        "UPDATE tasks SET state = 'running', attempt = attempt + 1, fence = fence + 1, awaits = NULL,
                lease_until = now() + make_interval(secs => $1)
          WHERE id = (SELECT id FROM tasks
                       WHERE id = ANY($3) AND state = 'queued' AND due_at <= $2 AND retry_at <= now()
                       ORDER BY rank, priority DESC, id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)
         RETURNING id, kind, lane, source, payload, attempt, max_attempts, fence,
                   extract(epoch FROM now() - created_at)::float8 AS age_seconds",
    )
    .bind::<Float8, _>(lease.as_secs_f64())
    .bind::<Timestamptz, _>(now)
    .bind::<Array<Int8>, _>(ids)
    .prepared()
    .get_result(conn)
    .await
    .optional()
}

impl Claim {
    /// Compartment in which the task takes a place.
    pub fn compartment(&self) -> Compartment {
        Compartment { lane: self.lane, source: self.source }
    }

    /// Locks the task for the rest of the transaction; false: the claim was lost.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn is_held(&self, conn: &mut Connection) -> QueryResult<bool> {
        let found: Option<i64> = tasks::table
            .find(self.id)
            .filter(tasks::fence.eq(self.fence).and(tasks::state.eq(TaskState::Running)))
            .select(tasks::id)
            .for_no_key_update()
            .first(conn)
            .await
            .optional()?;
        Ok(found.is_some())
    }
}

/// True while a task is due by the App's clock: waiting for a worker, waiting for a moment, or being worked on.
///
/// # Errors
///
/// Fails when the database cannot be reached.
pub async fn is_anything_due(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<bool> {
    let due = tasks::table.filter(tasks::state.eq_any([TaskState::Queued, TaskState::Running]));
    diesel::select(diesel::dsl::exists(due.filter(tasks::due_at.le(now)))).get_result(conn).await
}
