//! Evidence on a source's capabilities, from answers that were paid for anyway.

use super::CapabilityName;
use crate::db::{Connection, Prepare as _};
use crate::fits::Stated;
use crate::sources::{Request, Source};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Purchases looked at, the newest first.
const PURCHASES: i64 = 300;

/// Requests of the purchases looked at, beside what lies around each request.
const REQUESTS: i64 = 500;

/// Postings looked at per request, the newest first.
const OF_EACH: i64 = 20;

/// Requests whose postings are looked at.
const ASKED: i64 = 100;

/// A posting that a request has brought.
#[derive(Clone, Debug, QueryableByName)]
pub struct PaidPosting {
    #[diesel(sql_type = Text)]
    source: Source,
    #[diesel(sql_type = Text)]
    key: String,
    /// The posting's request was asked for by itself of late, and in no list.
    #[diesel(sql_type = Bool)]
    pub is_alone: bool,
    /// Title of the posting.
    #[diesel(sql_type = Text)]
    pub title: String,
    #[diesel(sql_type = Array<Text>)]
    place_keys: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    work_arrangement: Option<String>,
    #[diesel(sql_type = Array<Text>)]
    employment_types: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    seniority: Option<String>,
    #[diesel(sql_type = Array<Text>)]
    industries: Vec<String>,
}

impl PaidPosting {
    /// Postings of a source's newest finished purchases, up to 2,000.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn newest(conn: &mut Connection, source: Source) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT request.source, request.key, bought.is_alone, job.title,
                    coalesce(job.place_keys, '{}') AS place_keys, job.work_arrangement, job.employment_types,
                    job.seniority, job.industries
               FROM (SELECT cell.request_id, bool_and(last.cells = 1) AS is_alone, min(last.window_from) AS window_from,
                            max(last.window_to) AS window_to
                       FROM (SELECT id, cells, window_from, window_to FROM fetches
                              WHERE state = 'done' AND continues IS NULL AND purpose <> 'audit'
                              ORDER BY id DESC LIMIT $2) last
                       JOIN fetch_cells cell ON cell.fetch_id = last.id AND cell.is_own
                      GROUP BY cell.request_id ORDER BY max(last.id) DESC LIMIT $4) bought
              CROSS JOIN LATERAL (SELECT source, key FROM requests WHERE requests.id = bought.request_id OFFSET 0) request
              CROSS JOIN LATERAL (SELECT job_id FROM request_jobs
                                   WHERE request_jobs.request_id = bought.request_id
                                     AND listed_at >= bought.window_from AND listed_at < bought.window_to
                                   ORDER BY listed_at DESC, job_id DESC LIMIT $3) link
              CROSS JOIN LATERAL (SELECT * FROM jobs WHERE jobs.id = link.job_id OFFSET 0) job
              WHERE request.source = $1",
        )
        .bind::<Text, _>(source)
        .bind::<Int8, _>(PURCHASES)
        .bind::<Int8, _>(OF_EACH)
        .bind::<Int8, _>(ASKED)
        .prepared()
        .load(conn)
        .await
    }

    /// Request that brought the posting.
    pub fn request(&self) -> Option<Request> {
        Request::from_key(self.source, &self.key)
    }

    /// Places and filter values that the posting states.
    pub fn stated(&self) -> Stated {
        Stated::at(self.place_keys.clone()).with_filters(
            self.work_arrangement.as_deref(),
            &self.employment_types,
            self.seniority.as_deref(),
            &self.industries,
        )
    }
}

/// Comparison of towns and regions with their country, bought over the same time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, QueryableByName)]
pub struct Compared {
    /// Postings that came for a town or a region.
    #[diesel(sql_type = Int8)]
    pub jobs: i64,
    /// Postings among `jobs` that came for the country, too.
    #[diesel(sql_type = Int8)]
    pub with_wider: i64,
}

impl Compared {
    /// Comparison by a source's newest purchases. Postings of the last hours before a purchase's end count for nothing:
    /// the country may have been asked some minutes before.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn newest(conn: &mut Connection, source: Source) -> QueryResult<Self> {
        diesel::sql_query(
            "WITH bought AS (
                SELECT cell.request_id, last.window_from, last.window_to
                  FROM (SELECT id, window_from, window_to FROM fetches
                         WHERE state = 'done' AND continues IS NULL ORDER BY id DESC LIMIT $2) last
                  JOIN fetch_cells cell ON cell.fetch_id = last.id AND cell.is_own
                 ORDER BY last.id DESC LIMIT $4),
             pairs AS (
                SELECT bought.*, wide.id AS wide_id
                  FROM bought
                 CROSS JOIN LATERAL (SELECT source, wider_learnt FROM requests
                                      WHERE requests.id = bought.request_id OFFSET 0) narrow
                 CROSS JOIN LATERAL unnest(narrow.wider_learnt) AS around (mark)
                 CROSS JOIN LATERAL (SELECT id, held, cut FROM requests WHERE requests.mark = around.mark OFFSET 0) wide
                 WHERE narrow.source = $1 AND tstzrange(window_from, window_to) <@ (wide.held - wide.cut)),
             compared AS (
                SELECT pairs.request_id, link.job_id,
                       bool_or(EXISTS (SELECT FROM request_jobs brought
                                        WHERE brought.request_id = pairs.wide_id AND brought.job_id = link.job_id))
                           AS is_with
                  FROM pairs
                 CROSS JOIN LATERAL (SELECT job_id FROM request_jobs
                                      WHERE request_jobs.request_id = pairs.request_id
                                        AND listed_at >= window_from AND listed_at < window_to - interval '6 hours'
                                      ORDER BY listed_at DESC, job_id DESC LIMIT $3) link
                 GROUP BY pairs.request_id, link.job_id)
             SELECT count(*) AS jobs, count(*) FILTER (WHERE is_with) AS with_wider FROM compared",
        )
        .bind::<Text, _>(source)
        .bind::<Int8, _>(PURCHASES)
        .bind::<Int8, _>(OF_EACH)
        .bind::<Int8, _>(REQUESTS)
        .prepared()
        .get_result(conn)
        .await
    }
}

/// Checks of a source's capability.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, QueryableByName)]
pub struct Checks {
    /// Postings that came with the checks.
    #[diesel(sql_type = Int8)]
    pub jobs: i64,
    /// Postings among `jobs` that were not here before.
    #[diesel(sql_type = Int8)]
    pub missed: i64,
}

impl Checks {
    /// Checks of a capability that ended since a time. Without an upper bound they do not count: the source was not
    /// asked up to the same moment as before, so missing postings may have come since.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn since(conn: &mut Connection, name: CapabilityName, since: DateTime<Utc>) -> QueryResult<Self> {
        diesel::sql_query(
            "SELECT coalesce(sum(jobs), 0)::int8 AS jobs, coalesce(sum(new_jobs), 0)::int8 AS missed
               FROM fetches
              -- Bounds are Active Jobs DB's alone.
              WHERE checks = $1 AND ended_at >= $2 AND purpose = 'audit' AND state = 'done' AND created_before IS NOT NULL",
        )
        .bind::<Text, _>(name)
        .bind::<Timestamptz, _>(since)
        .prepared()
        .get_result(conn)
        .await
    }

    /// The last good check before the first one, since a time, that brought more than one posting in a hundred of its own:
    /// its end, where it and the good ones after it saw twenty postings or more; fewer tell nothing about one in a
    /// hundred. None: not so many were seen before that, or none went wrong.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn last_good(
        conn: &mut Connection,
        name: CapabilityName,
        since: DateTime<Utc>,
    ) -> QueryResult<Option<DateTime<Utc>>> {
        #[derive(QueryableByName)]
        struct Good {
            #[diesel(sql_type = Nullable<Timestamptz>)]
            ended_at: Option<DateTime<Utc>>,
        }

        let good: Good = diesel::sql_query(
            "WITH checks AS MATERIALIZED (
                SELECT ended_at, jobs, new_jobs * 100 > jobs AS is_bad FROM fetches
                 WHERE checks = $1 AND purpose = 'audit' AND state = 'done' AND created_before IS NOT NULL AND jobs > 0),
             good AS (
                SELECT ended_at, sum(jobs) OVER (ORDER BY ended_at DESC) AS jobs_since FROM checks
                 WHERE NOT is_bad AND ended_at < (SELECT min(ended_at) FROM checks WHERE is_bad AND ended_at >= $2))
             SELECT max(ended_at) AS ended_at FROM good WHERE jobs_since >= 20",
        )
        .bind::<Text, _>(name)
        .bind::<Timestamptz, _>(since)
        .prepared()
        .get_result(conn)
        .await?;
        Ok(good.ended_at)
    }
}
