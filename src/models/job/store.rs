//! Storing a page: its jobs, each linked to the requests that brought it.

use super::columns::Columns;
use super::groups;
use crate::db::{Connection, Prepare as _};
use crate::models::topic;
use crate::sources::{Posting, Source};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int8, Jsonb, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::collections::HashSet;

/// Counts of a page's stored postings, and of the new ones among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// Jobs that are new to one of the requests.
    pub linked: i32,
    /// Jobs never stored before.
    pub new: i32,
}

/// A stored page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPage {
    /// Requests, each with a job not brought by the request before.
    pub linked: Vec<(i64, i64)>,
    /// Jobs not brought before by any request.
    pub new: Vec<i64>,
    /// Topics that the jobs were linked to, or have left.
    pub topics: Vec<i64>,
}

impl StoredPage {
    /// Counts of new links and new jobs.
    pub fn counts(&self) -> Stored {
        let linked: HashSet<i64> = self.linked.iter().map(|(_, job)| *job).collect();
        let count = |jobs: usize| i32::try_from(jobs).unwrap_or(i32::MAX);
        Stored { linked: count(linked.len()), new: count(self.new.len()) }
    }
}

#[derive(QueryableByName)]
struct StoredRow {
    #[diesel(sql_type = Array<Int8>)]
    linking: Vec<i64>,
    #[diesel(sql_type = Array<Int8>)]
    linked: Vec<i64>,
    #[diesel(sql_type = Array<Int8>)]
    new: Vec<i64>,
    /// All of the page.
    #[diesel(sql_type = Array<Int8>)]
    ids: Vec<i64>,
}

/// Stores the postings of a request.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn store(
    conn: &mut Connection,
    source: Source,
    request_id: i64,
    postings: &[Posting],
    now: DateTime<Utc>,
) -> QueryResult<StoredPage> {
    store_list(conn, source, &vec![vec![request_id]; postings.len()], postings, None, now).await
}

/// A town whose own list has brought postings: their places are near the town.
#[derive(Clone, Debug)]
pub struct NearTown {
    /// Key of the town.
    pub town: String,
    /// Key of the place of each posting; None: several places, which say nothing.
    pub places: Vec<Option<String>>,
}

/// Stores a page's postings, new ones in the groups that they join, and links each to its requests (`brought_for`), in a
/// single statement; groups anew where more changes; and links all jobs to the topics that they fit, in another
/// statement. A known job is confirmed and takes changes; facts no longer stated stay. Places of postings from a town's
/// own list are noted as near the town.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn store_list(
    conn: &mut Connection,
    source: Source,
    brought_for: &[Vec<i64>],
    postings: &[Posting],
    near: Option<NearTown>,
    now: DateTime<Utc>,
) -> QueryResult<StoredPage> {
    let columns = Columns::of(source, postings, now);
    let locked = groups::lock_page(conn, source, &columns, now).await?;
    let places = locked.as_ref().and_then(|locked| groups::joined(locked, &columns));
    let has_to_regroup = locked.is_some() && places.is_none();
    let groups_joined = places.unwrap_or_else(|| vec![None; postings.len()]);
    let town = near.as_ref().map(|near| near.town.clone());
    let near: Vec<Option<String>> = near.map_or_else(Vec::new, |near| near.places);
    let requests: Vec<String> = brought_for.iter().map(|ids| joined(ids)).collect();
    let row: StoredRow = diesel::sql_query(STORE)
        .bind::<Text, _>(source)
        .bind::<Array<Text>, _>(requests)
        .bind::<Timestamptz, _>(now)
        .bind::<Array<Text>, _>(columns.source_ids)
        .bind::<Array<Text>, _>(columns.titles)
        .bind::<Array<Text>, _>(columns.companies)
        .bind::<Array<Text>, _>(columns.locations)
        .bind::<Array<Nullable<Text>>, _>(columns.countries)
        .bind::<Array<Nullable<Text>>, _>(columns.work_arrangements)
        .bind::<Array<Text>, _>(columns.employment_types)
        .bind::<Array<Nullable<Text>>, _>(columns.seniorities)
        .bind::<Array<Text>, _>(columns.industries)
        .bind::<Array<Nullable<Text>>, _>(columns.apply_urls)
        .bind::<Array<Nullable<Text>>, _>(columns.publishers)
        .bind::<Array<Nullable<Text>>, _>(columns.salaries)
        .bind::<Array<Nullable<Text>>, _>(columns.languages)
        .bind::<Array<Text>, _>(columns.descriptions)
        .bind::<Array<Jsonb>, _>(columns.fields)
        .bind::<Array<Nullable<Timestamptz>>, _>(columns.posted_at)
        .bind::<Array<Nullable<Timestamptz>>, _>(columns.posted_from)
        .bind::<Array<Nullable<Timestamptz>>, _>(columns.valid_through)
        .bind::<Array<Text>, _>(columns.words)
        .bind::<Array<Text>, _>(columns.place_words)
        .bind::<Array<Text>, _>(columns.title_runs)
        .bind::<Array<Text>, _>(columns.place_keys)
        .bind::<Array<Text>, _>(columns.remote_keys)
        .bind::<Int8, _>(topic::LOCK)
        .bind::<Nullable<Text>, _>(town)
        .bind::<Array<Nullable<Text>>, _>(near)
        .bind::<Array<Text>, _>(columns.posting_keys)
        .bind::<Array<Text>, _>(columns.word_keys)
        .bind::<Array<Nullable<Int8>>, _>(columns.pay_yearly)
        .bind::<Array<Nullable<Int8>>, _>(groups_joined)
        .prepared()
        .get_result(conn)
        .await?;
    if let Some(locked) = locked.filter(|_| has_to_regroup) {
        groups::regroup(conn, &[locked.ids(), row.new.clone()].concat(), now).await?;
    }
    let topics = topic::link_jobs(conn, &row.ids).await?;
    Ok(StoredPage { linked: row.linking.into_iter().zip(row.linked).collect(), new: row.new, topics })
}

fn joined(ids: &[i64]) -> String {
    ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",")
}

/// Rows are taken in the order of their ids, against deadlocks between pages with common jobs.
///
/// A listing time stays, so that no list moves under its reader, unless the job is posted again, or gets a date lacking
/// before.
///
/// The lock is taken before the topics are read, by the next statement.
const STORE: &str = "
WITH page AS (
    SELECT *, nextval('jobs_id_seq') AS new_id FROM (
        SELECT DISTINCT ON (source_id) *, least(coalesce(posted_at, $3), $3) AS listed_at
          FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
                      $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::jsonb[],
                      $19::timestamptz[], $20::timestamptz[], $21::timestamptz[], $22::text[], $23::text[],
                      $24::text[], $25::text[], $26::text[], $2::text[], $29::text[], $30::text[], $31::text[],
                      $32::bigint[], $33::bigint[])
            AS posting (source_id, title, company, location, country, work_arrangement, employment_types, seniority,
                        industries, apply_url, publisher, salary, language, description, fields, posted_at,
                        posted_from, valid_through, words, place_words, title_runs, place_keys, remote_keys, requests,
                        near, posting_keys, word_keys, pay_yearly, group_id)
         ORDER BY source_id) one
), stored AS (
    INSERT INTO jobs AS known (id, group_id, source, source_id, title, company, location, country, work_arrangement,
                      employment_types, seniority, industries, apply_url, publisher, salary, language, description,
                      fields, posted_at, posted_from, valid_through, first_seen_at, last_confirmed_at, listed_at, words,
                      place_words, title_runs, place_keys, remote_keys, posting_keys, word_keys, pay_yearly)
    SELECT new_id, coalesce(group_id, new_id), $1, source_id, title, company, location, country, work_arrangement,
           string_to_array(employment_types, E'\\x1f'), seniority, string_to_array(industries, E'\\x1f'), apply_url,
           publisher, salary, language, description, fields, posted_at, posted_from, valid_through, $3, $3, listed_at,
           array_to_tsvector(string_to_array(words, ' ')), place_words, string_to_array(title_runs, E'\\x1f'),
           string_to_array(place_keys, E'\\x1f'), string_to_array(remote_keys, E'\\x1f'),
           string_to_array(posting_keys, E'\\x1f'), string_to_array(word_keys, E'\\x1f'), pay_yearly
      FROM page
    ON CONFLICT (source, source_id) DO UPDATE SET
           title = excluded.title,
           company = coalesce(nullif(excluded.company, ''), known.company),
           location = coalesce(nullif(excluded.location, ''), known.location),
           country = coalesce(excluded.country, known.country),
           work_arrangement = coalesce(excluded.work_arrangement, known.work_arrangement),
           employment_types = coalesce(nullif(excluded.employment_types, '{}'), known.employment_types),
           seniority = coalesce(excluded.seniority, known.seniority),
           industries = coalesce(nullif(excluded.industries, '{}'), known.industries),
           apply_url = coalesce(excluded.apply_url, known.apply_url),
           publisher = coalesce(excluded.publisher, known.publisher),
           salary = coalesce(excluded.salary, known.salary),
           pay_yearly = CASE WHEN excluded.salary IS NULL THEN known.pay_yearly ELSE excluded.pay_yearly END,
           language = coalesce(excluded.language, known.language),
           description = coalesce(nullif(excluded.description, ''), known.description),
           fields = known.fields || excluded.fields,
           posted_at = CASE WHEN known.posted_at IS NULL OR is_posted_again(known.listed_at, excluded.posted_from)
                            THEN excluded.posted_at ELSE known.posted_at END,
           posted_from = CASE WHEN known.posted_at IS NULL OR is_posted_again(known.listed_at, excluded.posted_from)
                              THEN excluded.posted_from ELSE known.posted_from END,
           listed_at = CASE WHEN is_posted_again(known.listed_at, excluded.posted_from)
                              OR (known.posted_at IS NULL AND excluded.posted_at < known.listed_at)
                            THEN excluded.listed_at ELSE known.listed_at END,
           posted_again_at = CASE WHEN is_posted_again(known.listed_at, excluded.posted_from)
                                  THEN excluded.listed_at ELSE known.posted_again_at END,
           valid_through = CASE WHEN is_posted_again(known.listed_at, excluded.posted_from)
                                THEN excluded.valid_through
                                ELSE coalesce(excluded.valid_through, known.valid_through) END,
           closed_at = CASE WHEN stays_closed(known.closed_at, known.closed_why, $1, excluded.posted_from,
                                              excluded.valid_through, $3) THEN known.closed_at END,
           closed_why = CASE WHEN stays_closed(known.closed_at, known.closed_why, $1, excluded.posted_from,
                                               excluded.valid_through, $3) THEN known.closed_why END,
           last_confirmed_at = greatest(known.last_confirmed_at, excluded.last_confirmed_at),
           words = excluded.words,
           place_words = coalesce(nullif(excluded.place_words, ''), known.place_words),
           title_runs = excluded.title_runs,
           place_keys = coalesce(nullif(excluded.place_keys, '{}'), known.place_keys),
           remote_keys = coalesce(nullif(excluded.remote_keys, '{}'), known.remote_keys),
           -- A source gives some of a job's links at a time.
           posting_keys = CASE WHEN is_posted_again(known.listed_at, excluded.posted_from) AND excluded.posting_keys <> '{}'
                               THEN excluded.posting_keys
                               ELSE ARRAY(SELECT DISTINCT key FROM unnest(known.posting_keys || excluded.posting_keys) AS key
                                           ORDER BY key LIMIT 32) END,
           word_keys = coalesce(nullif(excluded.word_keys, '{}'), known.word_keys, '{}')
    RETURNING id, source_id, listed_at, xmax = 0 AS is_new
), linked AS (
    INSERT INTO request_jobs (request_id, job_id, listed_at, first_seen_at)
    SELECT request_id, stored.id, stored.listed_at, $3
      FROM stored JOIN page USING (source_id) CROSS JOIN unnest(string_to_array(requests, ',')::bigint[]) AS request_id
    ON CONFLICT DO NOTHING
    RETURNING request_id, job_id
), near AS (
    -- One posting or two may be errors: a place is known with the third. Each counts once, whoever it comes for.
    INSERT INTO near_places AS known (place, near, postings, known_since)
    SELECT $28, place, count(*), CASE WHEN count(*) >= 3 THEN $3 END
      FROM (SELECT near AS place FROM stored JOIN page USING (source_id) WHERE is_new) one
     WHERE $28 IS NOT NULL AND place IS NOT NULL
     GROUP BY place ORDER BY place
    ON CONFLICT (place, near) DO UPDATE
           SET postings = known.postings + excluded.postings,
               known_since = coalesce(known.known_since, CASE WHEN known.postings + excluded.postings >= 3 THEN $3 END)
), moved AS (
    UPDATE request_jobs SET listed_at = stored.listed_at FROM stored
     WHERE request_jobs.job_id = stored.id AND request_jobs.listed_at <> stored.listed_at
)
SELECT (SELECT coalesce(array_agg(request_id ORDER BY request_id, job_id), '{}') FROM linked) AS linking,
       (SELECT coalesce(array_agg(job_id ORDER BY request_id, job_id), '{}') FROM linked) AS linked,
       (SELECT coalesce(array_agg(id), '{}') FROM stored WHERE is_new) AS new,
       (SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM stored) AS ids, pg_advisory_xact_lock_shared($27)";
