//! Locks on all that grouping may change: two pages stored at once have to agree, in whatever order they end. So the
//! keys are locked before any look-up (advisory locks, in ascending order, until the end of the transaction), then the
//! jobs, in the order in which a page stores its own: a waiting page never holds a later lock.

use crate::db::{Connection, Prepare as _};
use crate::models::job::columns::Columns;
use crate::models::job::identities::{COMPARED, Compared};
use crate::schema::jobs;
use crate::sources::Source;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::collections::HashSet;

/// First half of the advisory locks ("same" in ASCII).
const LOCKS: i32 = 0x7361_6d65;

/// Keys share so many locks: a server has room for some thousands in all.
const STRIPES: i32 = 1_024;

/// Words connect jobs listed within so many days. Copies by words lie thirty days apart at most; an employer posting
/// the same again each month makes no endless chain.
const DAYS: i64 = 90;

/// Most jobs found by one round of looking, for a page with a single posting to be grouped: the newest.
const MOST: i64 = 300;

/// Further jobs found by one round for each such posting.
const MOST_EACH: i64 = 4;

/// Jobs led to by the keys of `from`, but for the keys of `before`, already looked up. By their keys alone (`+`): an
/// index on the number would be read from its end until enough are found, and one on the time for all of three months.
fn round(from: &str, before: &str) -> String {
    format!(
        "SELECT id, posting_keys, word_keys FROM jobs
          WHERE taken_apart_at IS NULL
            AND (posting_keys && ARRAY(SELECT unnest(posting_keys) FROM {from} EXCEPT SELECT unnest(posting_keys) FROM {before})
                 OR (word_keys && ARRAY(SELECT unnest(word_keys) FROM {from} EXCEPT SELECT unnest(word_keys) FROM {before})
                     AND listed_at + INTERVAL '0' >= $3))
          ORDER BY id + 0 DESC LIMIT (SELECT {MOST} + {MOST_EACH} * count(*) FROM start)"
    )
}

/// Jobs connected with the keys of `start`, in three rounds.
fn connected() -> String {
    let (first, second, third) = (round("start", "nobody"), round("one", "start"), round("two", "one"));
    format!(
        "nobody AS (SELECT '{{}}'::text[] AS posting_keys, '{{}}'::text[] AS word_keys),
         one AS MATERIALIZED ({first}), two AS MATERIALIZED ({second}), three AS MATERIALIZED ({third}),
         near AS MATERIALIZED (SELECT id FROM one UNION SELECT id FROM two UNION SELECT id FROM three)"
    )
}

/// Locks the keys of `start` and of all jobs connected with `start`.
fn locked() -> String {
    let connected = connected();
    format!(
        "{connected},
         keys AS (SELECT unnest(posting_keys) AS key FROM start UNION SELECT unnest(word_keys) FROM start
                  UNION SELECT unnest(posting_keys) FROM one UNION SELECT unnest(word_keys) FROM one
                  UNION SELECT unnest(posting_keys) FROM two UNION SELECT unnest(word_keys) FROM two
                  UNION SELECT unnest(posting_keys) FROM three UNION SELECT unnest(word_keys) FROM three),
         stripes AS MATERIALIZED (SELECT DISTINCT abs(hashtext(key) % {STRIPES}) AS stripe FROM keys ORDER BY stripe),
         locked AS MATERIALIZED (SELECT pg_advisory_xact_lock({LOCKS}, stripe) FROM stripes)"
    )
}

/// Postings of a page that are new here or have changed, with their keys before and now. A title may name another
/// opening with the same words. A date lacking before, and a posting again, change the matches by days.
const TOUCHED: &str = "
    page AS (
        SELECT source_id, title, posted_at, posted_from, string_to_array(posting_keys, E'\\x1f') AS posting_keys,
               string_to_array(word_keys, E'\\x1f') AS word_keys
          FROM unnest($2::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[])
            AS one (source_id, posting_keys, word_keys, posted_at, posted_from, title)),
    compared AS MATERIALIZED (
        SELECT known.id, page.source_id, page.posting_keys || known.posting_keys AS posting_keys,
               page.word_keys || known.word_keys AS word_keys,
               (known.id IS NULL OR known.word_keys IS NULL
                OR NOT page.posting_keys <@ known.posting_keys
                OR page.title <> known.title
                OR (page.word_keys <> '{}' AND page.word_keys <> known.word_keys)
                OR (known.posted_at IS NULL AND page.posted_at IS NOT NULL)
                OR is_posted_again(known.listed_at, page.posted_from)) AS is_touched
          FROM page LEFT JOIN LATERAL (
               SELECT id, title, posting_keys, word_keys, posted_at, listed_at FROM jobs
                WHERE source = $1 AND jobs.source_id = page.source_id OFFSET 0) known ON TRUE),
    start AS MATERIALIZED (SELECT id, source_id, posting_keys, word_keys FROM compared WHERE is_touched)";

/// Keys of one kind; None: stored by a version without groups.
type Keyed = Option<Vec<String>>;

/// Keys of stored jobs.
#[derive(Default)]
pub(in crate::models::job) struct Keys {
    pub(in crate::models::job) posting_keys: Vec<String>,
    pub(in crate::models::job) word_keys: Vec<String>,
}

impl Keys {
    /// Keys of the given jobs.
    pub(super) async fn of(conn: &mut Connection, ids: &[i64]) -> QueryResult<Self> {
        let rows: Vec<(Keyed, Keyed)> =
            jobs::table.filter(jobs::id.eq_any(ids)).select((jobs::posting_keys, jobs::word_keys)).load(conn).await?;
        let (posting_keys, word_keys): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        let all = |keys: Vec<Keyed>| keys.into_iter().flatten().flatten().collect();
        Ok(Self { posting_keys: all(posting_keys), word_keys: all(word_keys) })
    }
}

/// Locked keys, of jobs to be grouped.
#[derive(QueryableByName)]
struct Touched {
    #[diesel(sql_type = Array<Text>)]
    posting_keys: Vec<String>,
    #[diesel(sql_type = Array<Text>)]
    word_keys: Vec<String>,
    /// Jobs of the page that are stored already.
    #[diesel(sql_type = Array<Int8>)]
    known: Vec<i64>,
    /// Known jobs to be grouped.
    #[diesel(sql_type = Array<Int8>)]
    touched: Vec<i64>,
    /// Postings stored by no page yet, by the source's ids.
    #[diesel(sql_type = Array<Text>)]
    new: Vec<String>,
}

/// Stored jobs to be grouped, locked.
pub(in crate::models::job) struct Locked {
    /// All that may be in a group with the jobs to be grouped, and these, in the order of their numbers.
    pub(in crate::models::job) jobs: Vec<Compared>,
    /// True when stored jobs were given up for grouping, not only new ones.
    pub(in crate::models::job) is_any_touched: bool,
    /// New postings of the page, by the source's ids.
    pub(in crate::models::job) new: HashSet<String>,
}

/// Locks all that storing a page may change. Returns the jobs with which its new and changed ones are to be grouped;
/// None: no job is to be grouped. A new job without a key locks, too: an insert first locks all other jobs.
pub(in crate::models::job) async fn lock_page(
    conn: &mut Connection,
    source: Source,
    columns: &Columns,
    now: DateTime<Utc>,
) -> QueryResult<Option<Locked>> {
    let locked = locked();
    let touched: Touched = diesel::sql_query(format!(
        "WITH {TOUCHED}, {locked}
         SELECT ARRAY(SELECT DISTINCT unnest(posting_keys) FROM start) AS posting_keys,
                ARRAY(SELECT DISTINCT unnest(word_keys) FROM start) AS word_keys,
                ARRAY(SELECT id FROM compared WHERE id IS NOT NULL) AS known,
                ARRAY(SELECT id FROM start WHERE id IS NOT NULL) AS touched,
                ARRAY(SELECT source_id FROM start WHERE id IS NULL) AS new,
                (SELECT count(*) FROM locked) AS locks"
    ))
    .bind::<Text, _>(source)
    .bind::<Array<Text>, _>(&columns.source_ids)
    .bind::<Timestamptz, _>(since(now))
    .bind::<Array<Text>, _>(&columns.posting_keys)
    .bind::<Array<Text>, _>(&columns.word_keys)
    .bind::<Array<Nullable<Timestamptz>>, _>(&columns.posted_at)
    .bind::<Array<Nullable<Timestamptz>>, _>(&columns.posted_from)
    .bind::<Array<Text>, _>(&columns.titles)
    .prepared()
    .get_result(conn)
    .await?;
    match touched.touched.is_empty() && touched.new.is_empty() {
        true => Ok(None),
        false => touched.hold(conn, now).await.map(Some),
    }
}

/// Locks stored jobs to be grouped, by their keys. Returns all that may be in a group with them.
pub(in crate::models::job) async fn lock(
    conn: &mut Connection,
    Keys { posting_keys, word_keys }: Keys,
    ids: &[i64],
    now: DateTime<Utc>,
) -> QueryResult<Vec<i64>> {
    let locked = locked();
    diesel::sql_query(format!(
        "WITH start AS (SELECT $1::text[] AS posting_keys, $2::text[] AS word_keys), {locked} SELECT count(*) FROM locked"
    ))
    .bind::<Array<Text>, _>(&posting_keys)
    .bind::<Array<Text>, _>(&word_keys)
    .bind::<Timestamptz, _>(since(now))
    .prepared()
    .execute(conn)
    .await?;
    let touched = Touched { posting_keys, word_keys, known: ids.to_vec(), touched: ids.to_vec(), new: Vec::new() };
    Ok(touched.hold(conn, now).await?.ids())
}

#[derive(QueryableByName)]
struct Held {
    #[diesel(embed)]
    job: Compared,
    #[diesel(sql_type = Bool)]
    is_near: bool,
}

impl Touched {
    /// Locks the connected jobs, as they are now, with all of their groups, and the page's own.
    async fn hold(self, conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<Locked> {
        let connected = connected();
        let held: Vec<Held> = diesel::sql_query(format!(
            "WITH start AS (SELECT $1::text[] AS posting_keys, $2::text[] AS word_keys), {connected},
                  own AS (SELECT DISTINCT group_id FROM jobs
                           WHERE id = ANY(ARRAY(SELECT id FROM near UNION SELECT unnest($5::bigint[])))),
                  members AS MATERIALIZED (
                      SELECT member.id FROM own CROSS JOIN LATERAL (
                             SELECT id FROM jobs WHERE jobs.group_id = own.group_id ORDER BY id LIMIT {MOST}) member)
             SELECT {COMPARED}, jobs.id IN (SELECT id FROM members) AS is_near FROM jobs
              WHERE jobs.id = ANY(ARRAY(SELECT id FROM members UNION SELECT unnest($4::bigint[])))
              ORDER BY jobs.source, jobs.source_id FOR NO KEY UPDATE OF jobs"
        ))
        .bind::<Array<Text>, _>(&self.posting_keys)
        .bind::<Array<Text>, _>(&self.word_keys)
        .bind::<Timestamptz, _>(since(now))
        .bind::<Array<Int8>, _>(&self.known)
        .bind::<Array<Int8>, _>(&self.touched)
        .prepared()
        .load(conn)
        .await?;
        let mut jobs: Vec<Compared> = held.into_iter().filter(|one| one.is_near).map(|one| one.job).collect();
        jobs.sort_by_key(|job| job.id);
        let is_any_touched = !self.touched.is_empty();
        Ok(Locked { jobs, is_any_touched, new: self.new.into_iter().collect() })
    }
}

impl Locked {
    /// Numbers of the locked jobs.
    pub(in crate::models::job) fn ids(&self) -> Vec<i64> {
        self.jobs.iter().map(|job| job.id).collect()
    }
}

fn since(now: DateTime<Utc>) -> DateTime<Utc> {
    now - TimeDelta::days(DAYS)
}
