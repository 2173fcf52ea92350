//! A meter: a unit that a provider counts, over one of its periods.

use super::period::{self, Period};
use super::price::Tariff;
use crate::config::SourceConfig;
use crate::db::Connection;
use crate::models::fetch::Purpose;
use crate::schema::{ledger_days, meters};
use crate::sources::Source;
use crate::sources::Unit;
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Int8;
use diesel_async::RunQueryDsl;

/// Number of a meter for showing only; rows are numbered from 1.
const UNBEGUN: i32 = 0;

/// A meter's row: sums, plan, and the provider's last word.
#[derive(Clone, Debug, Queryable, QueryableByName, Selectable, Identifiable)]
#[diesel(table_name = meters)]
pub struct Meter {
    /// Number of the meter; 0: its period has no purchase yet.
    pub id: i32,
    /// Source of the meter.
    pub source: Source,
    /// Counted unit.
    pub unit: Unit,
    /// Start of the period.
    pub period_from: DateTime<Utc>,
    /// End of the period, and start of the next.
    pub resets_at: DateTime<Utc>,
    /// Our plan, by the settings.
    pub credit_limit: i64,
    /// Sum of charges.
    pub spent: i64,
    /// Sum of the highest costs of calls under way.
    pub reserved: i64,
    /// Sum of the possible costs of calls without an answer.
    pub unknown: i64,
    /// The provider's plan, by its last word.
    pub provider_limit: Option<i64>,
    /// Credits left, by the provider's last word.
    pub provider_remaining: Option<i64>,
    /// Most credits to spend by the provider's last word: spent then, and left then.
    pub provider_ceiling: Option<i64>,
    /// Attempt behind the provider's last word.
    pub provider_attempt_id: Option<i64>,
    /// Time of the provider's last word.
    pub provider_seen_at: Option<DateTime<Utc>>,
    /// Answers in a row with more counted by the provider than by us.
    pub drift_answers: i32,
}

impl Meter {
    /// Credits free to reserve: by our plan, or by the provider's last word if lower. Never negative.
    pub fn left(&self) -> i64 {
        let used = self.spent + self.reserved + self.unknown;
        (self.limit() - used).max(0)
    }

    /// Credits spent for a purpose in this period, unknown ones included.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn spent_for(&self, conn: &mut Connection, purpose: Purpose) -> QueryResult<i64> {
        ledger_days::table
            .filter(ledger_days::meter_id.eq(self.id).and(ledger_days::purpose.eq(purpose)))
            .select(sql::<Int8>("coalesce(sum(spent + unknown), 0)::int8"))
            .first(conn)
            .await
    }

    /// Most credits to spend: the lower of our plan and the provider's last word.
    pub fn limit(&self) -> i64 {
        self.provider_ceiling.map_or(self.credit_limit, |ceiling| ceiling.min(self.credit_limit))
    }

    /// The plan, for showing: ours, or the provider's if lower.
    pub fn plan(&self) -> i64 {
        let named = self.provider_limit.unwrap_or(self.credit_limit);
        self.credit_limit.min(named).max(self.limit())
    }

    /// Credits gone from the plan by the provider's last word, not through us.
    pub fn elsewhere(&self) -> i64 {
        self.plan() - self.limit()
    }

    /// True once a purchase has begun the period: only then is there a row.
    pub fn has_begun(&self) -> bool {
        self.id != UNBEGUN
    }

    /// Locks a source's meters for the period around `now`, in order, the main unit first. The first call of a period
    /// makes the meters.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn lock_current(
        conn: &mut Connection,
        config: &SourceConfig,
        now: DateTime<Utc>,
    ) -> QueryResult<Vec<Self>> {
        let current = Self::lock_around(conn, config, now).await?;
        let mut found = Vec::new();
        for &unit in Tariff::of(config).units() {
            let meter = match newest(&current, unit) {
                Some(meter) => meter,
                None => Self::begin(conn, config, unit, now).await?,
            };
            found.push(meter.with_plan(conn, config, unit).await?);
        }
        Ok(found)
    }

    /// Locks meters as [`lock_current`](Self::lock_current), reusing those `locked` by an earlier statement.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn or_lock_current(
        conn: &mut Connection,
        config: &SourceConfig,
        now: DateTime<Utc>,
        mut locked: Vec<Self>,
    ) -> QueryResult<Vec<Self>> {
        locked.retain(|meter| meter.period_from <= now && meter.resets_at > now);
        let all = Tariff::of(config).units().iter().map(|&unit| newest(&locked, unit)).collect();
        match all {
            Some(all) => Ok(all),
            None => Self::lock_current(conn, config, now).await,
        }
    }

    /// Meters with a period that holds `now`, of all sources, for showing.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn all_current(conn: &mut Connection, now: DateTime<Utc>) -> QueryResult<Vec<Self>> {
        meters::table
            .filter(meters::period_from.le(now).and(meters::resets_at.gt(now)))
            .order((meters::source.desc(), meters::unit.asc(), meters::period_from.desc()))
            .distinct_on((meters::source, meters::unit))
            .select(Self::as_select())
            .load(conn)
            .await
    }

    /// Meters with today's plans, including meters that the first purchase of a period will make. Writes nothing.
    ///
    /// # Errors
    ///
    /// When the database cannot be asked.
    pub async fn all_shown(
        conn: &mut Connection,
        sources: &[SourceConfig],
        now: DateTime<Utc>,
    ) -> QueryResult<Vec<Self>> {
        let newest: Vec<Self> = meters::table
            .filter(meters::period_from.le(now))
            .order((meters::source.desc(), meters::unit.asc(), meters::period_from.desc()))
            .distinct_on((meters::source, meters::unit))
            .select(Self::as_select())
            .load(conn)
            .await?;
        let (mut shown, ended): (Vec<_>, Vec<_>) = newest.into_iter().partition(|meter| meter.resets_at > now);
        for config in sources {
            for &unit in Tariff::of(config).units() {
                match shown.iter_mut().find(|meter| meter.counts(config, unit)) {
                    Some(meter) => meter.credit_limit = plan(config, unit),
                    None => {
                        let last = ended.iter().find(|meter| meter.counts(config, unit));
                        shown.push(Self::unbegun(config, unit, last.map(|meter| meter.resets_at), now));
                    }
                }
            }
        }
        shown.sort_by(|one, other| one.source.cmp(&other.source).then_with(|| one.unit.cmp(&other.unit)));
        Ok(shown)
    }

    fn counts(&self, config: &SourceConfig, unit: Unit) -> bool {
        self.source == config.source && self.unit == unit
    }

    fn unbegun(config: &SourceConfig, unit: Unit, last_reset: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Self {
        let Period { from, to } = next_period(config, last_reset, now);
        Self {
            id: UNBEGUN,
            source: config.source,
            unit,
            period_from: from,
            resets_at: to,
            credit_limit: plan(config, unit),
            spent: 0,
            reserved: 0,
            unknown: 0,
            provider_limit: None,
            provider_remaining: None,
            provider_ceiling: None,
            provider_attempt_id: None,
            provider_seen_at: None,
            drift_answers: 0,
        }
    }

    /// Locks all meters of a source with a period that holds `now`, in the usual locking order.
    async fn lock_around(conn: &mut Connection, config: &SourceConfig, now: DateTime<Utc>) -> QueryResult<Vec<Self>> {
        meters::table
            .filter(meters::source.eq(config.source))
            .filter(meters::period_from.le(now).and(meters::resets_at.gt(now)))
            .order(meters::id)
            .select(Self::as_select())
            .for_no_key_update()
            .load(conn)
            .await
    }

    /// Starts a period.
    async fn begin(conn: &mut Connection, config: &SourceConfig, unit: Unit, now: DateTime<Utc>) -> QueryResult<Self> {
        let last_reset: Option<DateTime<Utc>> = meters::table
            .filter(meters::source.eq(config.source).and(meters::unit.eq(unit)))
            .filter(meters::resets_at.le(now))
            .select(diesel::dsl::max(meters::resets_at))
            .first(conn)
            .await?;
        let Period { from, to } = next_period(config, last_reset, now);
        diesel::insert_into(meters::table)
            .values((
                meters::source.eq(config.source),
                meters::unit.eq(unit),
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

    /// Takes over a changed plan: new settings count from the next purchase on.
    async fn with_plan(mut self, conn: &mut Connection, config: &SourceConfig, unit: Unit) -> QueryResult<Self> {
        let plan = plan(config, unit);
        if self.credit_limit != plan {
            self.credit_limit = plan;
            diesel::update(&self).set(meters::credit_limit.eq(plan)).execute(conn).await?;
        }
        Ok(self)
    }
}

/// Meter of the period that began last.
fn newest(meters: &[Meter], unit: Unit) -> Option<Meter> {
    meters.iter().filter(|meter| meter.unit == unit).max_by_key(|meter| meter.period_from).cloned()
}

/// Period around `now`: after the last period, or by the plan's day without a last period.
fn next_period(config: &SourceConfig, last_reset: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Period {
    match last_reset {
        Some(end) => period::following(end, now),
        None => period::month_around(now, config.plan_day),
    }
}

fn plan(config: &SourceConfig, unit: Unit) -> i64 {
    if unit == Tariff::of(config).main_unit() { config.plan_credits } else { config.plan_requests }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The provider's last word: plan and ceiling.
    fn meter(ours: i64, spent: i64, said: Option<(i64, i64)>) -> Meter {
        Meter {
            id: 1,
            source: Source::JSearch,
            unit: Unit::Requests,
            period_from: DateTime::UNIX_EPOCH,
            resets_at: DateTime::UNIX_EPOCH,
            credit_limit: ours,
            spent,
            reserved: 0,
            unknown: 0,
            provider_limit: said.map(|(limit, _)| limit),
            provider_remaining: said.map(|(_, ceiling)| ceiling - spent),
            provider_ceiling: said.map(|(_, ceiling)| ceiling),
            provider_attempt_id: None,
            provider_seen_at: None,
            drift_answers: 0,
        }
    }

    #[test]
    fn what_others_spent_is_told_beside_the_plan_and_not_taken_from_it() {
        let told = |ours, spent, said| {
            let meter = meter(ours, spent, said);
            (meter.plan(), meter.elsewhere(), meter.left())
        };
        assert_eq!(told(20_000, 60, None), (20_000, 0, 19_940));
        assert_eq!(told(20_000, 60, Some((20_000, 60))), (20_000, 19_940, 0));
        assert_eq!(told(5_000, 60, Some((2_000, 2_000))), (2_000, 0, 1_940), "a smaller plan than we thought");
        assert_eq!(told(1_000, 60, Some((20_000, 20_000))), (1_000, 0, 940), "we use a part of it");
        assert_eq!(told(20_000, 60, Some((20_000, 20_003))), (20_000, 0, 19_940), "it counts fewer than we do");
    }
}
