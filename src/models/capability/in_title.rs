//! JSearch's lists for a title and for longer titles around it, and how far the former shows the latter's postings.

use crate::db::{Connection, Prepare as _};
use crate::sources::{Request, Source};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Int8, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Purchases looked at, the newest first.
const PURCHASES: i64 = 2_000;

/// Pairs of purchases that are compared.
const PAIRS: i64 = 500;

/// Postings looked at per narrower purchase.
const OF_EACH: i64 = 20;

/// A posting for a title in a town or country where a wider title was asked for at about the same time.
#[derive(Clone, Debug, QueryableByName)]
pub struct Titled {
    /// Key of the request for the narrower title.
    #[diesel(sql_type = Text)]
    key: String,
    /// Title of the posting.
    #[diesel(sql_type = Text)]
    pub title: String,
    /// The posting came for the wider title, too: by employer, title and place, since the source's numbers may change.
    #[diesel(sql_type = Bool)]
    pub is_with_wider: bool,
}

impl Titled {
    /// Postings of the newest purchases since a time, read to their ends. Only posting times that both the narrower and
    /// the wider purchase have asked for, since neither began or ended at the same moment.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn newest(conn: &mut Connection, since: DateTime<Utc>) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "WITH bought AS MATERIALIZED (
                SELECT last.id, own.id AS request_id, own.key, own.mark, own.wider_learnt, own.is_of_country, last.span,
                       last.window_from, last.window_to
                  FROM (SELECT id, span, window_from, window_to FROM fetches
                         WHERE state = 'done' AND continues IS NULL AND NOT is_cut AND cells = 1 AND purpose <> 'audit'
                           AND ended_at >= $1
                         ORDER BY ended_at DESC LIMIT $2) last
                 CROSS JOIN LATERAL (SELECT request_id FROM fetch_cells
                                      WHERE fetch_cells.fetch_id = last.id AND fetch_cells.is_own OFFSET 0) cell
                 CROSS JOIN LATERAL (SELECT id, key, mark, wider_learnt, wider = '{}' AS is_of_country FROM requests
                                      WHERE requests.id = cell.request_id AND requests.source = 'jsearch' OFFSET 0) own),
             pairs AS (
                SELECT narrow.request_id, narrow.key, wide.request_id AS wide_id,
                       greatest(narrow.window_from, wide.window_from) + interval '2 hours' AS window_from,
                       least(narrow.window_to, wide.window_to) - interval '6 hours' AS window_to
                  FROM bought narrow
                 CROSS JOIN LATERAL unnest(narrow.wider_learnt) AS around (mark)
                  JOIN bought wide ON wide.mark = around.mark AND wide.request_id <> narrow.request_id
                                  AND wide.is_of_country = narrow.is_of_country AND wide.span = narrow.span
                                  AND wide.window_to BETWEEN narrow.window_to - interval '3 hours'
                                                         AND narrow.window_to + interval '3 hours'
                 ORDER BY narrow.id DESC, wide.id LIMIT $3)
             SELECT pairs.key, job.title, EXISTS (
                        SELECT FROM request_jobs other
                         CROSS JOIN LATERAL (SELECT company, title, location FROM jobs
                                              WHERE jobs.id = other.job_id OFFSET 0) same
                         WHERE other.request_id = pairs.wide_id AND other.listed_at >= pairs.window_from - interval '1 day'
                           AND other.listed_at < pairs.window_to + interval '1 day'
                           AND (lower(same.company), lower(same.title), lower(same.location))
                               = (lower(job.company), lower(job.title), lower(job.location))) AS is_with_wider
               FROM pairs
              CROSS JOIN LATERAL (SELECT job_id FROM request_jobs
                                   WHERE request_jobs.request_id = pairs.request_id
                                     AND listed_at >= pairs.window_from AND listed_at < pairs.window_to
                                   ORDER BY listed_at DESC, job_id DESC LIMIT $4) link
              CROSS JOIN LATERAL (SELECT company, title, location FROM jobs WHERE jobs.id = link.job_id OFFSET 0) job",
        )
        .bind::<Timestamptz, _>(since)
        .bind::<Int8, _>(PURCHASES)
        .bind::<Int8, _>(PAIRS)
        .bind::<Int8, _>(OF_EACH)
        .prepared()
        .load(conn)
        .await
    }

    /// Title that was asked for.
    pub fn asked_title(&self) -> Option<String> {
        Request::from_key(Source::JSearch, &self.key).map(|request| request.title().to_owned())
    }
}
