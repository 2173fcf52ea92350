//! Filling of new topics with the jobs that were stored before them, and with rows of an older version.

use super::{Filling, HAS_ROOM, IS_OF, LOCK, Numbered, link_combinations, link_jobs};
use crate::db::{Connection, Prepare as _};
use crate::models::combination::Tracked;
use crate::models::job;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Int8};
use diesel_async::{AsyncConnection, RunQueryDsl};

/// Jobs, or combinations, that a transaction links.
const PORTION: i64 = 500;

/// Topics that a step goes through.
const TOPICS: i64 = 100;

/// Links the newest jobs of topics, as many of each topic as `limit` says, where a job has room for a further link. No
/// job is locked: a process that stores a locked job would wait for the end of a sign-up, which may wait for that
/// process. [`fill`] undoes a link of a job that changed just then.
pub(super) async fn newest(conn: &mut Connection, topics: &[i64], limit: i64) -> QueryResult<()> {
    diesel::sql_query(format!(
        "INSERT INTO topic_jobs (topic_id, job_id, listed_at)
         SELECT topic.id, job.id, job.listed_at
           FROM topics topic CROSS JOIN LATERAL (
                SELECT job.id, job.listed_at, job.title_runs, job.place_keys, job.remote_keys
                  FROM jobs job WHERE {IS_OF} ORDER BY job.listed_at DESC, job.id DESC LIMIT $2) job
          WHERE topic.id = ANY($1) AND {HAS_ROOM}
         ON CONFLICT DO NOTHING"
    ))
    .bind::<Array<Int8>, _>(topics)
    .bind::<Int8, _>(limit)
    .prepared()
    .execute(conn)
    .await?;
    Ok(())
}

/// True while [`fill`] has work left.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn has_rest(conn: &mut Connection) -> QueryResult<bool> {
    #[derive(QueryableByName)]
    struct Rest {
        #[diesel(sql_type = Bool)]
        is_there: bool,
    }
    let rest: Rest = diesel::sql_query(
        "SELECT EXISTS (SELECT FROM topics WHERE NOT is_whole)
                OR EXISTS (SELECT FROM jobs WHERE title_runs IS NULL)
                OR EXISTS (SELECT FROM backfill_tracking WHERE NOT has_topics) AS is_there",
    )
    .prepared()
    .get_result(conn)
    .await?;
    Ok(rest.is_there)
}

/// Links a portion of the unlinked jobs and combinations; false: nothing is left.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn fill(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<bool> {
    if conn.transaction(async |conn| older_combinations(conn, now).await).await? > 0
        || conn.transaction(async |conn| older_jobs(conn, now).await).await? > 0
    {
        return Ok(true);
    }
    mark(conn).await?;
    let open: Vec<Numbered> = diesel::sql_query("SELECT id FROM topics WHERE NOT is_whole ORDER BY id LIMIT $1")
        .bind::<Int8, _>(TOPICS)
        .prepared()
        .load(conn)
        .await?;
    for topic in &open {
        portion(conn, topic.id).await?;
    }
    Ok(!open.is_empty())
}

/// Marks new topics with the last job that they may lack. When the lock was held alone, all transactions that stored
/// jobs as the topics were committed have ended; later transactions see the topics.
async fn mark(conn: &mut Connection) -> QueryResult<()> {
    let new: Vec<Numbered> =
        diesel::sql_query("SELECT id FROM topics WHERE NOT is_whole AND fill_to IS NULL ORDER BY id")
            .prepared()
            .load(conn)
            .await?;
    if new.is_empty() {
        return Ok(());
    }
    diesel::sql_query("SELECT pg_advisory_xact_lock($1)").bind::<Int8, _>(LOCK).prepared().execute(conn).await?;
    let new: Vec<i64> = new.iter().map(|one| one.id).collect();
    diesel::sql_query("UPDATE topics SET fill_to = (SELECT coalesce(max(id), 0) FROM jobs) WHERE id = ANY($1)")
        .bind::<Array<Int8>, _>(new)
        .prepared()
        .execute(conn)
        .await?;
    Ok(())
}

/// Links a topic with its next jobs, up to the first that somebody else has locked: that one may be changing, and is
/// looked at again. First, links made with the topic to jobs no longer of it are deleted. `+ 0`: jobs are found by title
/// and place, where they are few, and not by number, which would go through all jobs for each topic.
async fn portion(conn: &mut Connection, topic: i64) -> QueryResult<()> {
    diesel::sql_query(format!(
        "WITH part AS MATERIALIZED (
            SELECT job.id FROM topics topic JOIN jobs job ON {IS_OF}
             WHERE topic.id = $1 AND job.id + 0 > topic.fill_after AND job.id + 0 <= topic.fill_to
             ORDER BY job.id LIMIT $2
         ), held AS MATERIALIZED (
            SELECT job.id, job.listed_at, {HAS_ROOM} AS has_room FROM topics topic JOIN jobs job ON {IS_OF}
             WHERE topic.id = $1 AND job.id = ANY(ARRAY(SELECT id FROM part)) FOR SHARE OF job SKIP LOCKED
         ), gone AS (
            DELETE FROM topic_jobs USING topics topic, jobs job
             WHERE topic.id = $1 AND topic.fill_after = 0 AND topic_jobs.topic_id = topic.id
               AND job.id = topic_jobs.job_id AND NOT {IS_OF}
         ), linked AS (
            INSERT INTO topic_jobs (topic_id, job_id, listed_at) SELECT $1, id, listed_at FROM held WHERE has_room
            ON CONFLICT DO NOTHING
         ), skipped AS MATERIALIZED (
            SELECT min(id) AS first FROM part WHERE id <> ALL(ARRAY(SELECT id FROM held))
         )
         UPDATE topics SET fill_after = coalesce(skipped.first - 1, (SELECT max(id) FROM part), fill_to),
                is_whole = skipped.first IS NULL AND (SELECT count(*) FROM part) < $2
           FROM skipped WHERE topics.id = $1"
    ))
    .bind::<Int8, _>(topic)
    .bind::<Int8, _>(PORTION)
    .prepared()
    .execute(conn)
    .await?;
    Ok(())
}

/// Reads and links jobs stored by an older version. Returns how many.
async fn older_jobs(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<usize> {
    diesel::sql_query("SELECT pg_advisory_xact_lock_shared($1)").bind::<Int8, _>(LOCK).prepared().execute(conn).await?;
    let read = job::read_keys(conn, PORTION, now).await?;
    if !read.is_empty() {
        link_jobs(conn, &read).await?;
    }
    Ok(read.len())
}

/// Links combinations made by an older version. Returns how many.
async fn older_combinations(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<usize> {
    let older = Tracked::without_topics(conn, PORTION).await?;
    let linked: Vec<_> = older.iter().filter_map(|(id, combination)| Some((*id, combination.as_ref()?))).collect();
    link_combinations(conn, &linked, Filling::Later, now).await?;
    Tracked::note_topics(conn, &older).await?;
    Ok(older.len())
}
