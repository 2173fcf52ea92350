//! Spent credits by day and purpose, and the single figures beside them.

use crate::db::Connection;
use crate::models::fetch::Purpose;
use crate::sources::Source;
use crate::sources::Unit;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Date, Int4, Int8, Nullable, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Credits of one meter on one local day for one purpose, unknown ones included.
#[derive(Clone, Debug, QueryableByName)]
pub struct Usage {
    /// Number of the meter.
    #[diesel(sql_type = Int4)]
    pub meter_id: i32,
    /// Source of the meter.
    #[diesel(sql_type = Text)]
    pub source: Source,
    /// Unit of the meter.
    #[diesel(sql_type = Text)]
    pub unit: Unit,
    /// Local day of the credits.
    #[diesel(sql_type = Date)]
    pub day: NaiveDate,
    /// Purpose; None: an opening balance or an adjustment, without a purchase.
    #[diesel(sql_type = Nullable<Text>)]
    pub purpose: Option<Purpose>,
    /// Credits in the unit of the meter.
    #[diesel(sql_type = Int8)]
    pub credits: i64,
    /// The meter's last adjustment, beside its corrections.
    #[diesel(sql_type = Nullable<Int8>)]
    pub last_adjustment: Option<i64>,
}

impl Usage {
    /// Usage of all meters that had not been reset by `since`.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn since(conn: &mut Connection, since: DateTime<Utc>) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT meters.id AS meter_id, meters.source, meters.unit, one.day,
                    nullif(one.purpose, 'correction') AS purpose, sum(one.spent + one.unknown)::int8 AS credits,
                    CASE WHEN one.purpose = 'correction'
                         THEN (SELECT max(id) FROM ledger entry
                                WHERE entry.meter_id = meters.id AND entry.kind = 'adjusted') END AS last_adjustment
               FROM meters JOIN ledger_days one ON one.meter_id = meters.id
              WHERE meters.resets_at > $1
              GROUP BY meters.id, one.day, one.purpose ORDER BY one.day",
        )
        .bind::<Timestamptz, _>(since)
        .load(conn)
        .await
    }

    /// True for credits of this purpose.
    pub fn is_for(&self, purpose: Purpose) -> bool {
        self.purpose == Some(purpose)
    }
}

/// Single figures: today's allowances, and people's demands to date.
#[derive(Clone, Debug, Default, QueryableByName)]
pub struct Tally {
    /// Credits of the installation today.
    #[diesel(sql_type = Int8)]
    pub used_today: i64,
    /// Credits of the person who is nearest to their limit today.
    #[diesel(sql_type = Int8)]
    pub most_today: i64,
    /// That person's limit.
    #[diesel(sql_type = Int8)]
    pub most_limit: i64,
    /// People who have used up their day.
    #[diesel(sql_type = Int8)]
    pub capped_today: i64,
    /// People with a demand, ever.
    #[diesel(sql_type = Int8)]
    pub people: i64,
    /// Demands: one person × one distinct combination.
    #[diesel(sql_type = Int8)]
    pub wanted: i64,
    /// Demands met without a purchase.
    #[diesel(sql_type = Int8)]
    pub avoided: i64,
}

impl Tally {
    /// Today's allowances, beside people's limits for a day (`person_credits` unless they have their own), and all demands.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn load(conn: &mut Connection, today: NaiveDate, person_credits: i64) -> QueryResult<Self> {
        diesel::sql_query(
            "SELECT today.*, wants.*
               FROM (SELECT coalesce(max(used) FILTER (WHERE subject = 0), 0) AS used_today,
                            coalesce((max(nearest) FILTER (WHERE subject <> 0))[2], 0) AS most_today,
                            coalesce((max(nearest) FILTER (WHERE subject <> 0))[3], $2) AS most_limit,
                            count(*) FILTER (WHERE subject <> 0 AND used >= most) AS capped_today
                       FROM (SELECT subject, used, most, ARRAY[used * 10000 / greatest(most, 1), used, most] AS nearest
                               FROM (SELECT subject, used,
                                            coalesce((SELECT own_credits FROM users
                                                       WHERE users.subject = allowances.subject), $2) AS most
                                       FROM allowances WHERE day = $1) one) each) today,
                    (SELECT coalesce(sum(people), 0)::int8 AS people, coalesce(sum(wanted), 0)::int8 AS wanted,
                            coalesce(sum(avoided), 0)::int8 AS avoided
                       FROM demand_days) wants",
        )
        .bind::<Date, _>(today)
        .bind::<Int8, _>(person_credits)
        .get_result(conn)
        .await
    }
}

/// Cost of people's wishes at one source to date, in its credits.
#[derive(Clone, Debug, QueryableByName)]
pub struct Cost {
    /// Source of the cost.
    #[diesel(sql_type = Text)]
    pub source: Source,
    /// Credits of all fetches but daily runs.
    #[diesel(sql_type = Int8)]
    pub spent: i64,
    /// Worth of counted savings.
    #[diesel(sql_type = Int8)]
    pub saved: i64,
}

impl Cost {
    /// Cost of each source.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn by_source(conn: &mut Connection) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT source,
                    (SELECT coalesce(sum(credits), 0)::int8 FROM fetch_totals
                      WHERE fetch_totals.source = one.source AND purpose NOT IN ('refresh', 'audit')) AS spent,
                    (SELECT coalesce(sum(credits), 0)::int8 FROM saving_days
                      WHERE saving_days.source = one.source AND NOT is_pending) AS saved
               FROM sources one",
        )
        .load(conn)
        .await
    }
}
