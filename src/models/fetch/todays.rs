//! Newest answers to "today", taken together.

use crate::db::{Connection, Prepare as _};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use diesel::sql_types::{Int8, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Purchases looked at, the newest first.
const NEWEST: i64 = 1_000;

/// Answers to "today", which JSearch alone is asked for, from the same hour of the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, QueryableByName)]
pub struct Todays {
    /// Postings of all answers together.
    #[diesel(sql_type = Int8)]
    pub jobs: i64,
    /// Greatest age of a posting when its answer was asked for, in seconds.
    #[diesel(sql_type = Int8)]
    pub oldest: i64,
}

impl Todays {
    /// Answers asked for between four and ten in the morning, hour by hour: of the newest finished purchases since a
    /// time, those with dated postings.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn of_mornings(conn: &mut Connection, since: DateTime<Utc>, timezone: Tz) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT coalesce(sum(jobs), 0)::int8 AS jobs,
                    coalesce(max(extract(epoch FROM window_to - oldest_posted_at)), 0)::int8 AS oldest
               FROM (SELECT span, jobs, window_to, oldest_posted_at, ended_at
                       FROM fetches WHERE state = 'done' AND continues IS NULL ORDER BY id DESC LIMIT $2) last
              WHERE span = 'today' AND oldest_posted_at IS NOT NULL AND ended_at >= $1
                AND date_part('hour', window_to AT TIME ZONE $3) BETWEEN 4 AND 9
              GROUP BY date_part('hour', window_to AT TIME ZONE $3)",
        )
        .bind::<Timestamptz, _>(since)
        .bind::<Int8, _>(NEWEST)
        .bind::<Text, _>(timezone.name())
        .prepared()
        .load(conn)
        .await
    }
}
