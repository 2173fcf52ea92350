//! Topics: a title in a place, without filters and source. A job is linked to its topics, whoever bought the job; a
//! combination's list is read from its topics. However many combinations there are, a job has no more links than its
//! title and its places have topics.

mod fill;

pub use self::fill::{fill, has_rest};

use crate::combination::Combination;
use crate::db::{Connection, Prepare as _};
use crate::fits::Wanted;
use crate::queue::{Kind, Lane, NewTask};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int4, Int8, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Key of the advisory lock ("topics" in ASCII), shared to the end by every transaction that stores jobs. After taking
/// the lock alone, a process knows: a job being stored now sees every topic committed before.
pub const LOCK: i64 = 0x746f_7069_6373;

/// Newest jobs of a new topic that are linked at once; a task links the others.
const AT_ONCE: i64 = 500;

/// Links made at once, of all new topics together: a person waits, and whoever else saves a list.
const AT_ONCE_IN_ALL: i64 = 25_000;

/// New topics whose newest jobs are linked at once: those of the longest list that a person may save. Where titles with
/// several readings make more, the last are left to the task.
pub const OF_A_LIST: usize = 400;

/// Most links of a job, whatever topics there are: a job with a long title in fifty places stays with the oldest.
pub const MOST_LINKS: usize = 400;

/// When new topics get the newest of the jobs that are here already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// In the transaction that makes them: a person waits for the list.
    AtOnce,
    /// By the task: an import makes many, and nobody waits.
    Later,
}

/// Rank of the task, where a single place serves all: pages that people wait for come first.
const AFTER_PAGES: i16 = 1_000;

/// Condition that `topic` is a topic of `job`, in a form that an index on the three lists answers.
const IS_OF: &str = "(job.title_runs @> ARRAY[topic.title]
            AND (job.place_keys @> ARRAY[topic.place]
                 OR (job.remote_keys @> ARRAY[topic.place]
                     AND job.work_arrangement IN ('Remote', 'Remote OK', 'Remote Solely'))))";

/// Condition that `job` has room for a further link to a topic: fewer than [`MOST_LINKS`]. Links are counted only where a
/// job may have so many.
const HAS_ROOM: &str = "CASE WHEN cardinality(job.title_runs)
                     * (cardinality(job.place_keys) + coalesce(cardinality(job.remote_keys), 0)) <= 400 THEN TRUE
                ELSE (SELECT count(*) FROM topic_jobs link WHERE link.job_id = job.id) < 400 END";

/// Links jobs ($1) to their topics, the oldest $2 of each, and undoes links of changed jobs to former topics. Titles of a
/// job with a topic are few: they are looked up first, and only such titles in each place of the job. Each by itself
/// (LIMIT 1), since a join of so many would read all topics.
const LINK_JOBS: &str = "
WITH job AS (
    SELECT id, listed_at, title_runs,
           place_keys || CASE WHEN work_arrangement IN ('Remote', 'Remote OK', 'Remote Solely') THEN remote_keys
                              ELSE '{}' END AS place_keys
      FROM jobs WHERE id = ANY($1)
), known AS MATERIALIZED (
    SELECT job.id, job.listed_at, job.place_keys, run.title FROM job CROSS JOIN unnest(job.title_runs) AS run (title)
     CROSS JOIN LATERAL (SELECT FROM topics WHERE topics.title = run.title LIMIT 1) there
), fit AS MATERIALIZED (
    SELECT topic_id, job_id, listed_at FROM (
           SELECT topic.id AS topic_id, known.id AS job_id, known.listed_at,
                  dense_rank() OVER (PARTITION BY known.id ORDER BY topic.id) AS nth
             FROM known CROSS JOIN unnest(known.place_keys) AS one (place)
            CROSS JOIN LATERAL (
                  SELECT id FROM topics WHERE (topics.title, topics.place) = (known.title, one.place) LIMIT 1) topic
         ) ranked WHERE nth <= $2
), gone AS (
    DELETE FROM topic_jobs USING job
     WHERE topic_jobs.job_id = job.id
       AND NOT EXISTS (SELECT FROM fit WHERE (fit.topic_id, fit.job_id) = (topic_jobs.topic_id, topic_jobs.job_id))
    RETURNING topic_jobs.topic_id
), linked AS (
    INSERT INTO topic_jobs AS known (topic_id, job_id, listed_at)
    SELECT DISTINCT topic_id, job_id, listed_at FROM fit ORDER BY job_id, topic_id
    ON CONFLICT (topic_id, job_id) DO UPDATE SET listed_at = excluded.listed_at
     WHERE known.listed_at <> excluded.listed_at
    RETURNING topic_id
)
SELECT topic_id AS id FROM linked UNION SELECT topic_id FROM gone";

/// Makes missing topics of these titles ($1) and places ($2). Returns the new topics.
const MAKE: &str = "
INSERT INTO topics (title, place, created_at)
SELECT DISTINCT title, place, $3::timestamptz FROM unnest($1::text[], $2::text[]) AS one (title, place) ORDER BY 1, 2
ON CONFLICT DO NOTHING RETURNING id";

const LINK_COMBINATIONS: &str = "
INSERT INTO combination_topics (combination_id, topic_id)
SELECT DISTINCT one.combination_id, topics.id
  FROM unnest($1::int[], $2::text[], $3::text[]) AS one (combination_id, title, place) JOIN topics USING (title, place)
 ORDER BY 1, 2
ON CONFLICT DO NOTHING";

#[derive(QueryableByName)]
struct Numbered {
    #[diesel(sql_type = Int8)]
    id: i64,
}

/// Links stored jobs to their topics, and to no other. Returns topics with changed links. The caller shares [`LOCK`].
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn link_jobs(conn: &mut Connection, ids: &[i64]) -> QueryResult<Vec<i64>> {
    let most = i64::try_from(MOST_LINKS).unwrap_or(i64::MAX);
    let changed: Vec<Numbered> =
        diesel::sql_query(LINK_JOBS).bind::<Array<Int8>, _>(ids).bind::<Int8, _>(most).prepared().load(conn).await?;
    Ok(changed.into_iter().map(|one| one.id).collect())
}

/// Links combinations to their topics, and, where somebody waits, new topics to their newest jobs. The remaining jobs are
/// queued by [`queue_filling`].
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn link_combinations(
    conn: &mut Connection,
    combinations: &[(i32, &Combination)],
    filling: Filling,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let (mut ids, mut titles, mut places) = (Vec::new(), Vec::new(), Vec::new());
    for (id, combination) in combinations {
        let wanted = Wanted::new(combination.title_key(), combination.place(), *combination.filters());
        for (title, place) in wanted.topics() {
            ids.push(*id);
            titles.push(title.to_owned());
            places.push(place.to_owned());
        }
    }
    let made: Vec<Numbered> = diesel::sql_query(MAKE)
        .bind::<Array<Text>, _>(&titles)
        .bind::<Array<Text>, _>(&places)
        .bind::<Timestamptz, _>(now)
        .prepared()
        .load(conn)
        .await?;
    diesel::sql_query(LINK_COMBINATIONS)
        .bind::<Array<Int4>, _>(ids)
        .bind::<Array<Text>, _>(titles)
        .bind::<Array<Text>, _>(places)
        .prepared()
        .execute(conn)
        .await?;
    if made.is_empty() {
        return Ok(());
    }
    if filling == Filling::AtOnce {
        let of_list: Vec<i64> = made.iter().map(|one| one.id).take(OF_A_LIST).collect();
        let each = AT_ONCE_IN_ALL / i64::try_from(of_list.len()).unwrap_or(1).max(1);
        fill::newest(conn, &of_list, each.min(AT_ONCE)).await?;
    }
    queue_filling(conn, now).await
}

/// Queues the task that links the remaining jobs, unless already queued.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn queue_filling(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<()> {
    let task = NewTask {
        kind: Kind::LinkJobs,
        lane: Lane::Upkeep,
        source: None,
        unique_key: "topics".to_owned(),
        fetch_id: None,
        payload: serde_json::json!({}),
        rank: AFTER_PAGES,
        priority: -50,
        max_attempts: 3,
        due_at: now,
    };
    task.enqueue(conn, now).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::{StatedArrangement, WorkArrangement};

    #[test]
    fn a_job_has_room_until_it_has_the_most_links() {
        assert_eq!(HAS_ROOM.matches(&format!(" {MOST_LINKS} ")).count(), 2);
    }

    #[test]
    fn what_can_be_done_from_home_is_what_the_filter_means() {
        let stated = StatedArrangement::ALL.iter().filter(|stated| WorkArrangement::RemoteOk.is_met_by(**stated));
        let names: Vec<_> = stated.map(|stated| format!("'{stated}'")).collect();
        let condition = format!("work_arrangement IN ({})", names.join(", "));
        assert!(IS_OF.contains(&condition) && LINK_JOBS.contains(&condition), "{condition}");
    }
}
