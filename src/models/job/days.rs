//! Jobs by local day of posting.

use crate::db::Connection;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use diesel::sql_types::{Array, Date, Int8, Text, Timestamptz};
use diesel_async::RunQueryDsl;
use std::collections::BTreeMap;

#[derive(QueryableByName)]
struct DayCount {
    #[diesel(sql_type = Date)]
    day: NaiveDate,
    #[diesel(sql_type = Int8)]
    jobs: i64,
}

/// How many jobs these requests brought for each local day since a moment; days without a job are left out.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn per_day(
    conn: &mut Connection,
    request_ids: &[i64],
    since: DateTime<Utc>,
    zone: Tz,
) -> QueryResult<BTreeMap<NaiveDate, i64>> {
    let days: Vec<DayCount> = diesel::sql_query(
        "SELECT (listed_at AT TIME ZONE $2)::date AS day, count(*) AS jobs
           FROM request_jobs WHERE request_id = ANY($1) AND listed_at >= $3 GROUP BY 1",
    )
    .bind::<Array<Int8>, _>(request_ids)
    .bind::<Text, _>(zone.name())
    .bind::<Timestamptz, _>(since)
    .load(conn)
    .await?;
    Ok(days.into_iter().map(|one| (one.day, one.jobs)).collect())
}
