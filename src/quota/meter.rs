//! One thing that a provider counts, over one of its periods.

use super::period::{self, Period};
use super::price::Tariff;
use crate::config::SourceConfig;
use crate::db::Connection;
use crate::schema::meters;
use crate::sources::Unit;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

#[derive(Clone, Debug, Queryable, Selectable, Identifiable)]
#[diesel(table_name = meters)]
pub struct Meter {
    pub id: i32,
    pub source: String,
    pub unit: String,
    pub period_from: DateTime<Utc>,
    pub resets_at: DateTime<Utc>,
    pub credit_limit: i64,
    pub spent: i64,
    pub reserved: i64,
    pub unknown: i64,
    pub provider_limit: Option<i64>,
    pub provider_remaining: Option<i64>,
    pub provider_ceiling: Option<i64>,
    pub provider_attempt_id: Option<i64>,
    pub provider_seen_at: Option<DateTime<Utc>>,
    pub drift_answers: i32,
}

impl Meter {
    /// What may still be reserved: by our plan, and by the provider's last word where that is less. Never negative.
    pub fn left(&self) -> i64 {
        let used = self.spent + self.reserved + self.unknown;
        (self.limit() - used).max(0)
    }

    /// The lower of our plan and the provider's last word.
    pub fn limit(&self) -> i64 {
        self.provider_ceiling.map_or(self.credit_limit, |ceiling| ceiling.min(self.credit_limit))
    }

    /// A source's meters for the period around `now`, locked in order, the main unit first.
    /// The first call of a period makes them.
    pub async fn lock_current(
        conn: &mut Connection,
        config: &SourceConfig,
        now: DateTime<Utc>,
    ) -> QueryResult<Vec<Self>> {
        let mut found = Vec::new();
        for &unit in Tariff::of(config).units() {
            let meter = match Self::current(conn, config, unit, now).await? {
                Some(meter) => meter,
                None => Self::begin(conn, config, unit, now).await?,
            };
            found.push(meter.with_plan(conn, config, unit).await?);
        }
        Ok(found)
    }

    /// The meters whose period holds `now`, of all sources, for showing.
    pub async fn all_current(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<Vec<Self>> {
        meters::table
            .filter(meters::period_from.le(now).and(meters::resets_at.gt(now)))
            .order((meters::source.desc(), meters::unit.asc(), meters::period_from.desc()))
            .distinct_on((meters::source, meters::unit))
            .select(Self::as_select())
            .load(conn)
            .await
    }

    async fn current(
        conn: &mut Connection,
        config: &SourceConfig,
        unit: Unit,
        now: DateTime<Utc>,
    ) -> QueryResult<Option<Self>> {
        meters::table
            .filter(meters::source.eq(config.source.as_str()).and(meters::unit.eq(unit.as_str())))
            .filter(meters::period_from.le(now).and(meters::resets_at.gt(now)))
            .order(meters::period_from.desc())
            .select(Self::as_select())
            .for_update()
            .first(conn)
            .await
            .optional()
    }

    /// Starts a period: after the last one, or by the plan's day when there was none.
    async fn begin(conn: &mut Connection, config: &SourceConfig, unit: Unit, now: DateTime<Utc>) -> QueryResult<Self> {
        let last_reset: Option<DateTime<Utc>> = meters::table
            .filter(meters::source.eq(config.source.as_str()).and(meters::unit.eq(unit.as_str())))
            .filter(meters::resets_at.le(now))
            .select(diesel::dsl::max(meters::resets_at))
            .first(conn)
            .await?;
        let Period { from, to } = match last_reset {
            Some(end) => period::following(end, now),
            None => period::month_around(now, config.plan_day),
        };
        diesel::insert_into(meters::table)
            .values((
                meters::source.eq(config.source.as_str()),
                meters::unit.eq(unit.as_str()),
                meters::period_from.eq(from),
                meters::resets_at.eq(to),
                meters::credit_limit.eq(plan(config, unit)),
            ))
            .on_conflict((meters::source, meters::unit, meters::period_from))
            .do_update()
            .set(meters::resets_at.eq(meters::resets_at))
            .returning(Self::as_returning())
            .get_result(conn)
            .await
    }

    /// A plan that was changed in the settings counts from the next purchase on.
    async fn with_plan(mut self, conn: &mut Connection, config: &SourceConfig, unit: Unit) -> QueryResult<Self> {
        let plan = plan(config, unit);
        if self.credit_limit != plan {
            self.credit_limit = plan;
            diesel::update(&self).set(meters::credit_limit.eq(plan)).execute(conn).await?;
        }
        Ok(self)
    }
}

fn plan(config: &SourceConfig, unit: Unit) -> i64 {
    if unit == Tariff::of(config).main_unit() { config.plan_credits } else { config.plan_requests }
}
