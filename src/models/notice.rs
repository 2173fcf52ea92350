//! Notices: a limit came to a step of its period, told once per step, and fell below again.

use crate::db::Connection;
use crate::schema::notices;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Int2, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// A limit at a step.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = notices)]
pub struct Notice {
    /// Name of the limit: `day`, `person`, or a meter such as `jsearch requests`.
    pub limit_name: String,
    /// Start of the period.
    pub period_from: DateTime<Utc>,
    /// Percent: 50, 75, 90 or 100.
    pub step: i16,
    /// Time of the first sight.
    pub at: DateTime<Utc>,
    /// Time of being below the step again, as a rule by a new period; None: still at the step.
    pub recovered_at: Option<DateTime<Utc>>,
}

/// A limit at a step: name, start of the period, and percent.
pub type Reached = (String, DateTime<Utc>, i16);

impl Notice {
    /// Notes limits at a step, and all others as below again. Never twice in a period.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn note(conn: &mut Connection, reached: &[Reached], now: DateTime<Utc>) -> QueryResult<()> {
        let names: Vec<&str> = reached.iter().map(|(name, ..)| name.as_str()).collect();
        let periods: Vec<DateTime<Utc>> = reached.iter().map(|(_, from, _)| *from).collect();
        let steps: Vec<i16> = reached.iter().map(|(.., step)| *step).collect();
        diesel::sql_query(
            "INSERT INTO notices (limit_name, period_from, step, at)
             SELECT limit_name, period_from, step, $4
               FROM unnest($1::text[], $2::timestamptz[], $3::smallint[]) AS reached (limit_name, period_from, step)
              ORDER BY limit_name, period_from, step
             ON CONFLICT (limit_name, period_from, step) DO UPDATE SET recovered_at = NULL
              WHERE notices.recovered_at IS NOT NULL",
        )
        .bind::<Array<Text>, _>(&names)
        .bind::<Array<Timestamptz>, _>(&periods)
        .bind::<Array<Int2>, _>(&steps)
        .bind::<Timestamptz, _>(now)
        .execute(conn)
        .await?;
        diesel::sql_query(
            "UPDATE notices SET recovered_at = $4
              WHERE recovered_at IS NULL AND (limit_name, period_from, step) NOT IN (
                    SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::smallint[]))",
        )
        .bind::<Array<Text>, _>(&names)
        .bind::<Array<Timestamptz>, _>(&periods)
        .bind::<Array<Int2>, _>(&steps)
        .bind::<Timestamptz, _>(now)
        .execute(conn)
        .await?;
        Ok(())
    }

    /// The latest notices, newest first; limits still at their step before those below again.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn latest(conn: &mut Connection, limit: i64) -> QueryResult<Vec<Self>> {
        notices::table
            .order((notices::recovered_at.is_not_null().asc(), notices::at.desc(), notices::step.desc()))
            .limit(limit)
            .select(Self::as_select())
            .load(conn)
            .await
    }
}
