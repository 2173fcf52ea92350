//! JSearch's lists for a country and for its towns, and how far each shows the other's postings.

use super::CapabilityName;
use crate::db::{Connection, Prepare as _};
use crate::models::job::Whereabouts;
use crate::sources::{Request, Source};
use crate::typed::plain;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Samples looked at, the newest first.
const SAMPLES: i64 = 60;

/// Towns looked at per sample.
const TOWNS: i64 = 30;

/// Postings looked at of a country's list.
const OF_A_COUNTRY: i64 = 600;

/// Postings looked at of a town's list.
const OF_A_TOWN: i64 = 20;

/// A posting that came for a country, or for a town in the country, at about the same time.
#[derive(Clone, Debug, QueryableByName)]
pub struct Sampled {
    /// Purchase of the country's list.
    #[diesel(sql_type = Int8)]
    pub sample: i64,
    /// Key of the request that brought the posting.
    #[diesel(sql_type = Text)]
    key: String,
    /// The posting came for the country.
    #[diesel(sql_type = Bool)]
    pub is_of_country: bool,
    /// Beginning of the purchase that brought the posting.
    #[diesel(sql_type = Timestamptz)]
    pub asked_at: DateTime<Utc>,
    #[diesel(sql_type = Text)]
    title: String,
    #[diesel(sql_type = Text)]
    company: String,
    #[diesel(sql_type = Text)]
    location: String,
    #[diesel(sql_type = Nullable<Text>)]
    country: Option<String>,
}

impl Sampled {
    /// Postings of the newest samples: countries' lists bought beside their towns' lists since a time, all read to
    /// their ends. Of towns only posting times that both lists have asked for, since neither list began or ended at the
    /// same moment.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn newest(conn: &mut Connection, since: DateTime<Utc>) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "WITH sample AS MATERIALIZED (
                SELECT fetches.id, fetches.request_id, country.mark, country.key, fetches.span, window_from, window_to,
                       coalesce(started_at, fetches.created_at) AS asked_at
                  FROM fetches
                 CROSS JOIN LATERAL (SELECT mark, key, wider FROM requests
                                      WHERE requests.id = fetches.request_id AND requests.source = 'jsearch' OFFSET 0) country
                 WHERE checks = 'places' AND ended_at >= $1 AND state = 'done' AND NOT is_cut AND country.wider = '{}'
                 ORDER BY fetches.ended_at DESC LIMIT $2),
             town AS (
                SELECT sample.id, town.id AS request_id, town.key, own.asked_at,
                       greatest(own.window_from, sample.window_from) + interval '2 hours' AS window_from,
                       least(own.window_to, sample.window_to) - interval '6 hours' AS window_to
                  FROM sample
                 CROSS JOIN LATERAL (SELECT id, key FROM requests
                                      WHERE requests.source = 'jsearch' AND requests.wider[1] = sample.mark
                                      ORDER BY id LIMIT $5) town
                 CROSS JOIN LATERAL (SELECT fetches.window_from, fetches.window_to,
                                            coalesce(fetches.started_at, fetches.created_at) AS asked_at
                                       FROM fetch_cells cell JOIN fetches ON fetches.id = cell.fetch_id
                                      WHERE cell.request_id = town.id AND cell.is_own AND fetches.state = 'done'
                                        AND NOT fetches.is_cut AND fetches.span = sample.span
                                        AND fetches.window_to BETWEEN sample.window_to - interval '3 hours'
                                                                  AND sample.window_to + interval '3 hours'
                                      ORDER BY cell.fetch_id DESC LIMIT 1) own),
             asked AS (
                SELECT id, request_id, key, TRUE AS is_of_country, asked_at, window_from - interval '1 day' AS window_from,
                       window_to FROM sample
                 UNION ALL
                SELECT id, request_id, key, FALSE, asked_at, window_from, window_to FROM town)
             SELECT asked.id AS sample, asked.key, asked.is_of_country, asked.asked_at, job.title, job.company, job.location,
                    job.country
               FROM asked
              CROSS JOIN LATERAL (SELECT job_id FROM request_jobs
                                   WHERE request_jobs.request_id = asked.request_id
                                     AND listed_at >= asked.window_from AND listed_at < asked.window_to
                                   ORDER BY listed_at DESC, job_id DESC
                                   LIMIT CASE WHEN asked.is_of_country THEN $3 ELSE $4 END) link
              CROSS JOIN LATERAL (SELECT title, company, location, country FROM jobs WHERE jobs.id = link.job_id OFFSET 0) job",
        )
        .bind::<Timestamptz, _>(since)
        .bind::<Int8, _>(SAMPLES)
        .bind::<Int8, _>(OF_A_COUNTRY)
        .bind::<Int8, _>(OF_A_TOWN)
        .bind::<Int8, _>(TOWNS)
        .prepared()
        .load(conn)
        .await
    }

    /// Key of the place that was asked for.
    pub fn asked_place(&self) -> Option<String> {
        Request::from_key(Source::JSearch, &self.key).map(|request| request.place().key())
    }

    /// Identity of a posting: employer, title and place. The source's numbers may change.
    pub fn identity(&self) -> (String, String, String) {
        (plain(&self.company), plain(&self.title), plain(&self.location))
    }

    /// Place of the posting.
    pub fn whereabouts(&self) -> Whereabouts {
        Whereabouts::read(&self.location, self.country.as_deref().and_then(|code| code.parse().ok()))
    }
}

/// Checks of postings given to towns from a country's list, or given from a wider title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, QueryableByName)]
pub struct TownChecks {
    /// Postings of the towns from the checked time.
    #[diesel(sql_type = Int8)]
    pub jobs: i64,
    /// Postings among `jobs` that the check alone has brought.
    #[diesel(sql_type = Int8)]
    pub missed: i64,
    /// Beginning of the oldest checked time with a missed posting.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub missed_from: Option<DateTime<Utc>>,
}

impl TownChecks {
    /// Checks of a capability that ended since a time.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn since(conn: &mut Connection, name: CapabilityName, since: DateTime<Utc>) -> QueryResult<Self> {
        diesel::sql_query(
            "SELECT coalesce(sum(compared), 0)::int8 AS jobs, coalesce(sum(missed), 0)::int8 AS missed,
                    min(window_from) FILTER (WHERE missed > 0) AS missed_from
               FROM fetches
              WHERE checks = $2 AND ended_at >= $1 AND compared > 0",
        )
        .bind::<Timestamptz, _>(since)
        .bind::<Text, _>(name)
        .prepared()
        .get_result(conn)
        .await
    }
}
