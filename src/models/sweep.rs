//! End of old rows: deleted in portions, so that no transaction is long and nobody waits for a deletion.

mod unseen;

use crate::closed_list;
use crate::db::{Connection, Prepare as _};
use crate::models::job::close_copies;
use crate::schema::sweeps;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Int8, Nullable, Timestamptz};
use diesel_async::{AsyncConnection, RunQueryDsl};

/// Rows that a statement looks at or deletes.
const PORTION: i64 = 1_000;

/// Days for which marks of deletions are kept, for restored backups.
pub const MARK_DAYS: i64 = 400;

/// Days for which a day's uploads are counted.
pub const UPLOAD_DAYS: i64 = 30;

/// Days for which mails, and jobs told to a person, are remembered.
pub const TOLD_DAYS: i64 = 120;

/// Days for which a source's counts of jobs are kept.
pub const COUNT_DAYS: i64 = 2;

/// Portions of a table in a round; the next round goes on.
const MOST_PORTIONS: usize = 20;

closed_list! {
    "a walk";
    /// A table walked through by number, round after round. No index leads to its old rows: an index would cost every
    /// purchase more than the walk does.
    enum Walk {
        /// Jobs that no source has confirmed for long.
        Jobs = "jobs",
        /// Attempts that ended long ago.
        Attempts = "attempts",
        /// Open jobs that no source has shown lately.
        Unseen = "unseen",
    }
}

impl Walk {
    /// Portions of a round.
    fn portions(self) -> usize {
        match self {
            Self::Jobs | Self::Attempts => MOST_PORTIONS,
            // Some hundred thousand a day, of which 17,000 are closed.
            Self::Unseen => 6,
        }
    }
}

/// Deletes unmarked jobs last confirmed before $1, with their links. Combinations with such jobs on their lists are
/// counted anew. Old rows are named by an array: joined, a thousand rows would be worth a scan.
const OLD_JOBS: &str = "
    WITH seen AS (SELECT id, first_seen_at >= $1 AS is_young, last_confirmed_at < $1 AS is_old
                    FROM jobs WHERE id > $2 ORDER BY id LIMIT $3),
    old AS MATERIALIZED (
        SELECT jobs.id FROM jobs WHERE id = ANY(ARRAY(SELECT id FROM seen WHERE is_old))
           AND last_confirmed_at < $1 AND NOT EXISTS (SELECT FROM user_jobs WHERE user_jobs.job_id = jobs.id)
         ORDER BY jobs.id FOR UPDATE OF jobs SKIP LOCKED),
    off_topic AS (DELETE FROM topic_jobs WHERE job_id = ANY(ARRAY(SELECT id FROM old)) RETURNING topic_id),
    unlinked AS (DELETE FROM request_jobs WHERE job_id = ANY(ARRAY(SELECT id FROM old)) RETURNING request_id),
    gone AS (DELETE FROM jobs WHERE id = ANY(ARRAY(SELECT id FROM old)) RETURNING id),
    fewer AS (SELECT link.id FROM (SELECT DISTINCT request_id FROM unlinked) one CROSS JOIN LATERAL (
                     SELECT combination_id AS id FROM combination_requests WHERE request_id = one.request_id OFFSET 0) link
              UNION
              SELECT link.id FROM (SELECT DISTINCT topic_id FROM off_topic) one CROSS JOIN LATERAL (
                     SELECT combination_id AS id FROM combination_topics WHERE topic_id = one.topic_id OFFSET 0) link),
    locked AS MATERIALIZED (
        SELECT id FROM backfill_tracking WHERE id = ANY(ARRAY(SELECT id FROM fewer)) ORDER BY id FOR NO KEY UPDATE),
    counted AS (UPDATE backfill_tracking SET counted_at = '-infinity' WHERE id = ANY(ARRAY(SELECT id FROM locked)))
    SELECT max(id) AS last, coalesce(bool_or(is_young), FALSE) OR count(*) < $3 AS is_last,
           (SELECT count(*) FROM gone) AS gone, '{}'::bigint[] AS groups
      FROM seen";

/// Deletes attempts that ended before $1, where neither fetch nor cost nor answer is open any more. The ledger keeps
/// their numbers, their fetch its sums, `attempt_days` their count.
const OLD_ATTEMPTS: &str = "
    WITH seen AS (SELECT id, reserved_at >= $1 AS is_young, ended_at < $1 AS is_old
                    FROM attempts WHERE id > $2 ORDER BY id LIMIT $3),
    gone AS (DELETE FROM attempts
              WHERE id = ANY(ARRAY(SELECT id FROM seen WHERE is_old)) AND ended_at < $1
                AND state IN ('settled', 'refused', 'voided', 'lost', 'freed', 'late')
                AND NOT (state = 'settled' AND was_unknown)
                AND (SELECT ended_at < $1 FROM fetches WHERE fetches.id = attempts.fetch_id)
                AND NOT EXISTS (SELECT FROM answers WHERE answers.attempt_id = attempts.id)
             RETURNING id)
    SELECT max(id) AS last, coalesce(bool_or(is_young), FALSE) OR count(*) < $3 AS is_last,
           (SELECT count(*) FROM gone) AS gone, '{}'::bigint[] AS groups
      FROM seen";

/// Short-lived rows, each with the App's time as `$1` and the size of a portion as `$2`. Finished tasks stay for 14
/// days, for looking at. Sessions stay a day longer than they last, so that a late form finds its person. Deletions are
/// remembered longer than any backup should be kept. A day's uploads bound that day alone. A day's allowances are shown
/// for the month, and the ledger says for good whose day was charged with what. What was told is remembered for longer
/// than a job is listed, and the link in a mail that switches such mails off works as long.
const ENDED: [&str; 16] = [
    "DELETE FROM sessions WHERE token_hash IN (
         SELECT token_hash FROM sessions WHERE expires_at < $1::timestamptz - interval '1 day'
          ORDER BY expires_at LIMIT $2)",
    "DELETE FROM begun_sign_ins WHERE token_hash IN (
         SELECT token_hash FROM begun_sign_ins WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
    // Nobody has shown that a device has the key.
    "DELETE FROM second_factors WHERE user_id IN (
         SELECT user_id FROM second_factors WHERE confirmed_at IS NULL AND begun_at < $1::timestamptz - interval '1 day'
          ORDER BY begun_at LIMIT $2)",
    "DELETE FROM password_links WHERE token_hash IN (
         SELECT token_hash FROM password_links WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
    "DELETE FROM devices WHERE (token_hash, user_id) IN (
         SELECT token_hash, user_id FROM devices WHERE signed_in_at < $1::timestamptz - interval '365 days'
          ORDER BY signed_in_at LIMIT $2)",
    "DELETE FROM sign_in_failures WHERE key IN (
         SELECT key FROM sign_in_failures WHERE forget_at < $1 ORDER BY forget_at LIMIT $2)",
    "DELETE FROM deletions WHERE mark IN (
         SELECT mark FROM deletions WHERE at < $1::timestamptz - interval '400 days' ORDER BY at LIMIT $2)",
    "DELETE FROM tasks WHERE id IN (
         SELECT id FROM tasks WHERE state IN ('done', 'failed') AND finished_at < now() - interval '14 days'
            AND $1::timestamptz IS NOT NULL ORDER BY finished_at LIMIT $2)",
    "DELETE FROM counts WHERE (source, key) IN (
         SELECT source, key FROM counts WHERE counted_at < $1::timestamptz - interval '2 days'
          ORDER BY counted_at LIMIT $2)",
    "DELETE FROM cv_uploads WHERE (day, user_id) IN (
         SELECT day, user_id FROM cv_uploads WHERE day < ($1::timestamptz - interval '30 days')::date
          ORDER BY day LIMIT $2)",
    "DELETE FROM allowances WHERE (day, subject) IN (
         SELECT day, subject FROM allowances WHERE day < ($1::timestamptz - interval '100 days')::date
          ORDER BY day LIMIT $2)",
    "DELETE FROM told WHERE (user_id, way, job_id) IN (
         SELECT user_id, way, job_id FROM told WHERE told_at < $1::timestamptz - interval '120 days'
          ORDER BY told_at LIMIT $2)",
    // After what they told, which would go with them.
    "DELETE FROM mails WHERE id IN (
         SELECT id FROM mails WHERE ended_at < $1::timestamptz - interval '120 days' ORDER BY ended_at LIMIT $2)",
    "DELETE FROM alerts WHERE id IN (
         SELECT id FROM alerts WHERE began_at < $1::timestamptz - interval '120 days' AND ended_at IS NOT NULL
          ORDER BY began_at LIMIT $2)",
    // Acts that were begun stay as long as the audit, which names them. Of others the things go first, in portions.
    // Each act's own are looked up by themselves, lest all be read.
    "DELETE FROM act_items WHERE ctid = ANY(ARRAY(
         SELECT own.ctid FROM acts CROSS JOIN LATERAL (
                SELECT ctid FROM act_items WHERE act_id = acts.id OFFSET 0) own
          WHERE made_at < $1::timestamptz - interval '1 day' AND acts.state = 'proposed' LIMIT $2))",
    "DELETE FROM acts WHERE id IN (
         SELECT id FROM acts WHERE made_at < $1::timestamptz - interval '1 day' AND state = 'proposed'
            AND (SELECT TRUE FROM act_items WHERE act_id = acts.id LIMIT 1) IS NULL ORDER BY made_at LIMIT $2)",
];

/// Deletes answers that were read before $1. Unread answers were paid for and stay.
const READ_ANSWERS: &str = "DELETE FROM answers WHERE attempt_id IN (
    SELECT attempt_id FROM answers WHERE stored_at < $1 ORDER BY stored_at LIMIT $2)";

/// Results of a portion of a walk.
#[derive(Debug, QueryableByName)]
struct Portion {
    /// Number of the last row looked at; None: no row was left.
    #[diesel(sql_type = Nullable<Int8>)]
    last: Option<i64>,
    /// True when the table ends here, or its further rows are too young to be old.
    #[diesel(sql_type = Bool)]
    is_last: bool,
    #[diesel(sql_type = Int8)]
    gone: i64,
    /// Groups in which the employer's word has gone; copies on boards may be closed with it.
    #[diesel(sql_type = Array<Int8>)]
    groups: Vec<i64>,
}

/// Deletes sessions, links, devices, failed sign-ins, notes of deletions, tasks and counts of days whose time is over.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn ended(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<()> {
    for statement in ENDED {
        for _ in 0..MOST_PORTIONS {
            let deleting = diesel::sql_query(statement).bind::<Timestamptz, _>(now).bind::<Int8, _>(PORTION);
            if deleting.prepared().execute(conn).await? < usize::try_from(PORTION).unwrap_or(usize::MAX) {
                break;
            }
        }
    }
    Ok(())
}

/// Deletes answers that were read before a time. Returns how many.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn answers(conn: &mut Connection, before: DateTime<Utc>) -> QueryResult<usize> {
    let mut gone = 0;
    for _ in 0..MOST_PORTIONS {
        let deleting = diesel::sql_query(READ_ANSWERS).bind::<Timestamptz, _>(before).bind::<Int8, _>(PORTION);
        let portion = deleting.prepared().execute(conn).await?;
        gone += portion;
        if portion < usize::try_from(PORTION).unwrap_or(usize::MAX) {
            break;
        }
    }
    Ok(gone)
}

/// Deletes unmarked jobs that were last confirmed before a time. Returns how many.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn jobs(conn: &mut Connection, before: DateTime<Utc>) -> QueryResult<i64> {
    walk(conn, Walk::Jobs, before).await
}

/// Deletes attempts that ended before a time. Returns how many.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn attempts(conn: &mut Connection, before: DateTime<Utc>) -> QueryResult<i64> {
    walk(conn, Walk::Attempts, before).await
}

/// Closes jobs that no source has shown for long. Returns how many postings.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn unseen(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<i64> {
    walk(conn, Walk::Unseen, now).await
}

/// Walks on from the end of the last round, and begins anew where all further rows are young.
async fn walk(conn: &mut Connection, what: Walk, before: DateTime<Utc>) -> QueryResult<i64> {
    let mut gone = 0;
    for _ in 0..what.portions() {
        let portion = conn.transaction(async |conn| step(conn, what, before).await).await?;
        gone += portion.gone;
        if portion.is_last {
            break;
        }
    }
    Ok(gone)
}

async fn step(conn: &mut Connection, what: Walk, before: DateTime<Utc>) -> QueryResult<Portion> {
    let after: Option<i64> =
        sweeps::table.find(what.as_str()).select(sweeps::after).for_update().first(conn).await.optional()?;
    let portion = look(conn, what, before, after.unwrap_or(0)).await?;
    // With the walk's step, or nothing would come back to these groups.
    if !portion.groups.is_empty() {
        close_copies(conn, &portion.groups).await?;
    }
    let next = portion.last.filter(|_| !portion.is_last).unwrap_or(0);
    diesel::insert_into(sweeps::table)
        .values((sweeps::name.eq(what), sweeps::after.eq(next)))
        .on_conflict(sweeps::name)
        .do_update()
        .set(sweeps::after.eq(next))
        .execute(conn)
        .await?;
    Ok(portion)
}

async fn look(conn: &mut Connection, what: Walk, before: DateTime<Utc>, after: i64) -> QueryResult<Portion> {
    match what {
        Walk::Jobs => look_for_old(conn, OLD_JOBS, before, after).await,
        Walk::Attempts => look_for_old(conn, OLD_ATTEMPTS, before, after).await,
        Walk::Unseen => unseen::look(conn, before, after).await,
    }
}

async fn look_for_old(
    conn: &mut Connection,
    statement: &'static str,
    before: DateTime<Utc>,
    after: i64,
) -> QueryResult<Portion> {
    diesel::sql_query(statement)
        .bind::<Timestamptz, _>(before)
        .bind::<Int8, _>(after)
        .bind::<Int8, _>(PORTION)
        .prepared()
        .get_result(conn)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_go_when_pages_say_that_they_do() {
        for (table, days) in [
            ("deletions", MARK_DAYS),
            ("cv_uploads", UPLOAD_DAYS),
            ("mails", TOLD_DAYS),
            ("told", TOLD_DAYS),
            ("counts", COUNT_DAYS),
        ] {
            let deleting = ENDED.iter().find(|statement| statement.starts_with(&format!("DELETE FROM {table} ")));
            assert!(deleting.unwrap().contains(&format!("interval '{days} days'")), "{table}");
        }
        let devices = format!("interval '{} days'", crate::models::device::KNOWN_FOR.num_days());
        assert!(
            ENDED.iter().any(|statement| statement.starts_with("DELETE FROM devices ") && statement.contains(&devices))
        );
    }
}
