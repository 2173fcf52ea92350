//! Jobs that no source has shown for long: closed by age.

use super::{PORTION, Portion};
use crate::db::{Connection, Prepare as _};
use crate::models::job::UNSEEN;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;
use diesel::sql_types::{Date, Int8, Timestamptz};
use diesel_async::RunQueryDsl;

/// Time unseen after which jobs of Active Jobs DB count as closed, while the source does not tell which are closed.
const UNSEEN_AT_ACTIVE_JOBS: TimeDelta = TimeDelta::days(21);

/// Age up to which the last daily list of closings counts. Older, two lists are missing: today's is about yesterday.
const MISSED: TimeDelta = TimeDelta::days(2);

/// Jobs of a portion taken to be closed at once: each is written, and its group locked. The next portion goes on behind
/// the last of them.
const MOST_UNSEEN: i64 = 120;

/// Closes copies that JSearch has not shown since $1, and copies that Active Jobs DB has not shown for three weeks
/// ($4), unless the source has told closings ever since ($5: the day up to which it has to have told). At most $7 of a
/// portion: each is written. Their groups are locked whole, in the order in which a page is stored, so that closing the
/// copies with them waits for nobody but who stores a further copy meanwhile.
const UNSEEN_JOBS: &str = "
    WITH told AS (SELECT CASE WHEN closed_read_to >= $5 THEN closed_read_from END AS since
                    FROM sources WHERE source = 'active_jobs'),
    seen AS (SELECT id, group_id, first_seen_at >= $1 AS is_young,
                    CASE source WHEN 'jsearch' THEN last_confirmed_at < $1
                                                      ELSE last_confirmed_at < $4
                     AND coalesce((last_confirmed_at AT TIME ZONE 'UTC')::date < (SELECT since FROM told), TRUE) END AS is_old
               FROM jobs WHERE closed_at IS NULL AND id > $2 ORDER BY id LIMIT $3),
    old AS MATERIALIZED (SELECT id, group_id FROM seen WHERE is_old ORDER BY id LIMIT $7),
    held AS MATERIALIZED (
        SELECT jobs.id, jobs.id = ANY(ARRAY(SELECT id FROM old)) AS is_old, jobs.closed_at, jobs.last_confirmed_at FROM jobs
         WHERE jobs.group_id = ANY(ARRAY(SELECT group_id FROM old))
         ORDER BY jobs.source, jobs.source_id FOR NO KEY UPDATE OF jobs),
    -- What a page has shown again while its lock was waited for stays open.
    gone AS (UPDATE jobs SET closed_at = $6, closed_why = 'not_seen' FROM held
              WHERE jobs.id = held.id AND held.is_old AND held.closed_at IS NULL AND held.last_confirmed_at < $1
             RETURNING jobs.source, jobs.group_id)
    SELECT coalesce((SELECT max(id) FROM old HAVING count(*) = $7), max(id)) AS last,
           (SELECT count(*) < $7 FROM old) AND (coalesce(bool_or(is_young), FALSE) OR count(*) < $3) AS is_last,
           (SELECT count(*) FROM gone) AS gone,
           ARRAY(SELECT DISTINCT group_id FROM gone WHERE source = 'active_jobs') AS groups
      FROM seen";

/// Looks at a portion of jobs, and closes those that were not shown for long.
pub(super) async fn look(conn: &mut Connection, now: DateTime<Utc>, after: i64) -> QueryResult<Portion> {
    diesel::sql_query(UNSEEN_JOBS)
        .bind::<Timestamptz, _>(now - UNSEEN)
        .bind::<Int8, _>(after)
        .bind::<Int8, _>(PORTION)
        .bind::<Timestamptz, _>(now - UNSEEN_AT_ACTIVE_JOBS)
        .bind::<Date, _>(now.date_naive() - MISSED)
        .bind::<Timestamptz, _>(now)
        .bind::<Int8, _>(MOST_UNSEEN)
        .prepared()
        .get_result(conn)
        .await
}
