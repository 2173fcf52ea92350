//! Takes in the credits left by a provider's answer, and resolves unknown charges.

use super::ledger::{self, End, Extra, Kind};
use super::meter::Meter;
use super::reconcile::{self, DRIFT_ANSWERS, Known, Snapshot, Told, Verdict};
use crate::app::App;
use crate::config::SourceConfig;
use crate::db::{Connection, Prepare as _};
use crate::models::attempt::Attempt;
use crate::models::fetch::Purpose;
use crate::models::source_state::{SourceState, StopCode, ToldOfMeter};
use crate::schema::meters;
use crate::sources::{Quota, QuotaHeaders};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Float8, Int4, Int8, Timestamptz};
use diesel_async::RunQueryDsl;

/// Compares a source's meters with the figures of an answer. Units that the provider counts otherwise, or does not
/// name, are left alone. `locked`: meters locked and returned by the end of the attempt. Returns what is to be written
/// down with the call's outcome ([`SourceState::note`]).
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn apply(
    conn: &mut Connection,
    app: &App,
    config: &SourceConfig,
    (attempt_id, locked): (i64, Vec<Meter>),
    quotas: &QuotaHeaders,
) -> QueryResult<Vec<ToldOfMeter>> {
    let meters = Meter::or_lock_current(conn, config, app.clock.now(), locked).await?;
    let is_newer = |meter: &Meter| meter.provider_attempt_id.is_none_or(|last| attempt_id > last);
    let about =
        |meter| Some(About { meter, quota: quotas.get(meter.unit)?, is_exact: quotas.charged(meter.unit).is_some() });
    let named: Vec<About<'_>> = meters.iter().filter(|meter| is_newer(meter)).filter_map(about).collect();
    let around = Around::at(conn, attempt_id, &named, app.clock.now()).await?;
    let mut words = Vec::new();
    for one in named {
        words.extend(Word::about(conn, app, config, one, &around).await?);
    }
    for word in &words {
        if let Some(charged) = word.verdict.charged_of_unknown {
            let before: Vec<i64> = word.unknown.iter().map(|one| one.id).filter(|&id| id < attempt_id).collect();
            resolve_unknown(conn, app, word.meter.id, &before, charged).await?;
        }
        stop_on_drift(conn, app, config, word).await?;
    }
    Ok(words.iter().map(Word::told).collect())
}

/// A meter that an answer names, with its figures.
struct About<'a> {
    meter: &'a Meter,
    quota: Quota,
    /// True when the answer says what it cost.
    is_exact: bool,
}

impl About<'_> {
    /// True where other calls matter to what the figures say.
    fn is_looked_around(&self) -> bool {
        self.meter.unknown > 0 || self.meter.provider_attempt_id.is_none() || self.is_exact
    }
}

/// The provider's word about a meter, and its consequences.
struct Word<'a> {
    meter: &'a Meter,
    snapshot: Snapshot,
    unknown: Vec<Unknown>,
    verdict: Verdict,
    /// True once earlier spending elsewhere is told.
    is_opened: bool,
}

impl<'a> Word<'a> {
    /// Judges the figures, and enters earlier spending elsewhere. None: the figures are of another period.
    async fn about(
        conn: &mut Connection,
        app: &App,
        config: &SourceConfig,
        about: About<'a>,
        around: &[Around],
    ) -> QueryResult<Option<Self>> {
        let is_looked_around = about.is_looked_around();
        let About { meter, quota, is_exact } = about;
        let snapshot = snapshot(quota, meter, app.clock.now());
        let unknown = if meter.unknown > 0 { Unknown::at(conn, config, meter.id).await? } else { Vec::new() };
        let around = around.iter().find(|one| one.meter_id == meter.id);
        let known = Known {
            is_exact,
            recent: around.filter(|_| quota.lags).map_or(0, |one| one.charged_lately),
            is_beside_others: is_looked_around && around.is_some_and(|one| one.was_beside),
            ..known(meter, &unknown)
        };
        match reconcile::told(known, snapshot) {
            Told::OfOurs => {}
            Told::OfTheLast => return Ok(None),
            Told::OfTheNext => return close(conn, meter, app.clock.now()).await.map(|()| None),
        }
        let verdict = reconcile::judge(known, snapshot);
        if let Some(opening @ 1..) = verdict.opening {
            let extra = Extra {
                meter_id: meter.id,
                kind: Kind::Opening,
                spent: opening,
                purpose: Purpose::ByHand,
                day: app.today(),
                reason: "spent before the first answer, by the provider's figures",
            };
            ledger::enter(conn, extra, app.clock.now()).await?;
        }
        Ok(Some(Self { meter, snapshot, unknown, is_opened: verdict.is_opened(known), verdict }))
    }

    fn told(&self) -> ToldOfMeter {
        let resets_at = self.verdict.resets_at.unwrap_or(self.meter.resets_at);
        ToldOfMeter {
            meter_id: self.meter.id,
            limit: self.snapshot.limit,
            remaining: self.snapshot.remaining,
            ceiling: self.verdict.ceiling,
            is_opened: self.is_opened,
            drift_answers: self.verdict.drift_answers,
            resets_at: resets_at.max(self.meter.period_from + TimeDelta::hours(1)),
        }
    }
}

/// Ends our period, after the provider began its next early: later purchases belong to the next period.
async fn close(conn: &mut Connection, meter: &Meter, now: DateTime<Utc>) -> QueryResult<()> {
    let end = now.max(meter.period_from + TimeDelta::seconds(1));
    diesel::update(meters::table.find(meter.id)).set(meters::resets_at.eq(end)).execute(conn).await.map(drop)
}

/// Bound on calls looked at; where more ended meanwhile, one is assumed to have been at the same source.
const MOST_BESIDE: i64 = 1_000;

/// Calls around an answer's, on one meter.
#[derive(Clone, Copy, Debug, QueryableByName)]
struct Around {
    #[diesel(sql_type = Int4)]
    meter_id: i32,
    /// True when another call to the same source was under way during this call, or is now: the answers may overtake
    /// each other. Across periods, since a call reserved in the last period may be counted in this.
    #[diesel(sql_type = Bool)]
    was_beside: bool,
    /// Credits charged in the last minute, which a provider with lagging figures may not have counted yet.
    #[diesel(sql_type = Int8)]
    charged_lately: i64,
}

impl Around {
    /// Looks around a call, on the meters where that matters. All figures of an answer lag, or none.
    async fn at(
        conn: &mut Connection,
        attempt_id: i64,
        named: &[About<'_>],
        now: DateTime<Utc>,
    ) -> QueryResult<Vec<Self>> {
        let lags = named.iter().any(|one| one.quota.lags);
        let meters = named.iter().filter(|one| one.quota.lags || one.is_looked_around());
        let meters: Vec<i32> = meters.map(|one| one.meter.id).collect();
        if meters.is_empty() {
            return Ok(Vec::new());
        }
        diesel::sql_query(
            "WITH beside AS MATERIALIZED (
                 SELECT id FROM attempts WHERE state IN ('reserved', 'sending')
                 UNION ALL
                 (SELECT id FROM attempts
                   WHERE ended_at > (SELECT sent_at FROM attempts own WHERE own.id = $1) AND sent_at IS NOT NULL
                   ORDER BY ended_at DESC LIMIT $2)),
             lately AS MATERIALIZED (
                 SELECT id FROM (SELECT id, ended_at FROM attempts WHERE $3 ORDER BY id DESC LIMIT 1000) last
                  WHERE last.ended_at > clock_timestamp() - interval '1 minute')
             SELECT meters.id AS meter_id,
                    (SELECT count(*) FROM beside) >= $2
                    OR EXISTS (SELECT FROM beside
                                WHERE id <> $1
                                  AND EXISTS (SELECT FROM ledger held JOIN meters other ON other.id = held.meter_id
                                               WHERE held.attempt_id = beside.id AND held.kind = 'reserved'
                                                 AND (other.source, other.unit) = (meters.source, meters.unit)))
                    AS was_beside,
                    (SELECT coalesce(sum((SELECT spent FROM ledger WHERE attempt_id = lately.id
                                             AND meter_id = meters.id AND kind = 'settled')), 0)::int8 FROM lately)
                    + (SELECT coalesce(sum(spent), 0)::int8 FROM ledger
                        WHERE $3 AND meter_id = meters.id AND kind = 'count'
                          AND at > $5) AS charged_lately
               FROM meters WHERE meters.id = ANY($4)",
        )
        .bind::<Int8, _>(attempt_id)
        .bind::<Int8, _>(MOST_BESIDE)
        .bind::<Bool, _>(lags)
        .bind::<Array<Int4>, _>(meters)
        .bind::<Timestamptz, _>(now - TimeDelta::minutes(1))
        .prepared()
        .load(conn)
        .await
    }
}

/// An attempt with a lost answer, or with an answer that tells no price.
#[derive(QueryableByName)]
struct Unknown {
    #[diesel(sql_type = Int8)]
    id: i64,
    /// True while the call may be under way: the provider may yet charge it. An answered call is over.
    #[diesel(sql_type = Bool)]
    is_open: bool,
}

impl Unknown {
    /// Unknown attempts on one meter, oldest first.
    async fn at(conn: &mut Connection, config: &SourceConfig, meter_id: i32) -> QueryResult<Vec<Self>> {
        diesel::sql_query(
            "SELECT attempts.id, attempts.sent_at > clock_timestamp() - make_interval(secs => $2)
                    AND attempts.error_code IS DISTINCT FROM 'broken_answer' AS is_open
               FROM attempts JOIN ledger ON ledger.attempt_id = attempts.id
              WHERE attempts.was_unknown AND attempts.state IN ('unknown', 'settled')
                AND ledger.meter_id = $1 AND ledger.kind = 'unknown'
                AND NOT EXISTS (SELECT 1 FROM ledger ended WHERE ended.attempt_id = attempts.id
                                   AND ended.meter_id = $1 AND ended.kind IN ('settled', 'voided', 'freed'))
              ORDER BY attempts.id",
        )
        .bind::<Int4, _>(meter_id)
        .bind::<Float8, _>(config.longest_call().as_secs_f64())
        .prepared()
        .load(conn)
        .await
    }
}

fn known(meter: &Meter, unknown: &[Unknown]) -> Known {
    Known {
        spent: meter.spent,
        reserved: meter.reserved,
        unknown: meter.unknown,
        is_unknown_open: unknown.iter().any(|one| one.is_open),
        is_beside_others: false,
        recent: 0,
        is_exact: false,
        is_first: meter.provider_attempt_id.is_none(),
        ceiling: meter.provider_ceiling,
        drift_answers: meter.drift_answers,
        period_from: meter.period_from,
        resets_at: meter.resets_at,
    }
}

fn snapshot(quota: Quota, meter: &Meter, now: DateTime<Utc>) -> Snapshot {
    let number = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    Snapshot {
        limit: number(quota.limit),
        remaining: number(quota.remaining),
        resets_at: quota.resets.at(now).unwrap_or(meter.resets_at),
    }
}

/// Resolves unknown charges by the provider's figures: oldest first, each up to its hold.
async fn resolve_unknown(
    conn: &mut Connection,
    app: &App,
    meter_id: i32,
    unknown: &[i64],
    mut charged: i64,
) -> QueryResult<()> {
    for &attempt_id in unknown {
        let holds = ledger::lock_open_holds(conn, attempt_id).await?;
        for hold in holds.iter().filter(|hold| hold.meter_id == meter_id) {
            let credits = charged.min(hold.credits);
            charged -= credits;
            let end = if credits > 0 { End::Settled(credits) } else { End::Freed };
            ledger::end(conn, attempt_id, &[(hold, end)], None, app.clock.now()).await?;
        }
        if holds.iter().all(|hold| hold.meter_id == meter_id) {
            Attempt::close_unknown(conn, attempt_id).await?;
        }
    }
    Ok(())
}

async fn stop_on_drift(
    conn: &mut Connection,
    app: &App,
    config: &SourceConfig,
    Word { meter, snapshot, verdict, .. }: &Word<'_>,
) -> QueryResult<()> {
    if verdict.drift_answers < DRIFT_ANSWERS {
        return Ok(());
    }
    let (theirs, ours) = (snapshot.limit - snapshot.remaining, meter.spent + meter.reserved + meter.unknown);
    let why = format!(
        "the provider has counted {theirs} {}, we know of {ours}; nothing more is bought until an admin adjusts the meter",
        meter.unit
    );
    SourceState::stop(conn, config.source, StopCode::Drift, &why, app.clock.now()).await
}
