//! Takes in the credits left by a provider's answer, and resolves unknown charges.

use super::ledger::{self, End, Extra, Kind};
use super::meter::Meter;
use super::reconcile::{self, DRIFT_ANSWERS, Known, Snapshot, Told, Verdict};
use crate::app::App;
use crate::config::SourceConfig;
use crate::db::{Connection, Prepare as _};
use crate::models::attempt::Attempt;
use crate::models::fetch::Purpose;
use crate::models::source_state::{SourceState, StopCode};
use crate::schema::meters;
use crate::sources::{Quota, QuotaHeaders};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Float8, Int4, Int8, Text, Timestamptz};
use diesel_async::RunQueryDsl;

/// Compares a source's meters with the figures of an answer. Units that the provider counts otherwise, or does not
/// name, are left alone. `locked`: meters locked and returned by the end of the attempt.
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
) -> QueryResult<()> {
    let meters = Meter::or_lock_current(conn, config, app.clock.now(), locked).await?;
    let mut words = Vec::new();
    for meter in &meters {
        let is_newer = meter.provider_attempt_id.is_none_or(|last| attempt_id > last);
        if let (Some(quota), true) = (quotas.get(meter.unit), is_newer) {
            let is_exact = quotas.charged(meter.unit).is_some();
            words.extend(Word::about(conn, app, config, attempt_id, meter, (quota, is_exact)).await?);
        }
    }
    write(conn, attempt_id, &words, app.clock.now()).await?;
    for word in &words {
        if let Some(charged) = word.verdict.charged_of_unknown {
            let before: Vec<i64> = word.unknown.iter().map(|one| one.id).filter(|&id| id < attempt_id).collect();
            resolve_unknown(conn, app, word.meter.id, &before, charged).await?;
        }
        stop_on_drift(conn, app, config, word).await?;
    }
    Ok(())
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
        attempt_id: i64,
        meter: &'a Meter,
        (quota, is_exact): (Quota, bool),
    ) -> QueryResult<Option<Self>> {
        let snapshot = snapshot(quota, meter, app.clock.now());
        let unknown = if meter.unknown > 0 { Unknown::at(conn, config, meter.id).await? } else { Vec::new() };
        let mut known = Known { is_exact, ..known(meter, &unknown) };
        if quota.lags {
            known.recent = charged_lately(conn, meter.id, app.clock.now()).await?;
        }
        if meter.unknown > 0 || known.is_first || is_exact {
            known.is_beside_others = was_beside_others(conn, meter, attempt_id).await?;
        }
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

    fn resets_at(&self) -> DateTime<Utc> {
        let resets_at = self.verdict.resets_at.unwrap_or(self.meter.resets_at);
        resets_at.max(self.meter.period_from + TimeDelta::hours(1))
    }
}

/// Writes an answer's figures down, for all its meters at once.
async fn write(conn: &mut Connection, attempt_id: i64, words: &[Word<'_>], now: DateTime<Utc>) -> QueryResult<()> {
    if words.is_empty() {
        return Ok(());
    }
    diesel::sql_query(
        "UPDATE meters SET provider_limit = word.plan, provider_remaining = word.remaining,
                provider_ceiling = word.ceiling, provider_attempt_id = CASE WHEN word.is_opened THEN $2 END,
                provider_seen_at = $3, drift_answers = word.drift_answers, resets_at = word.resets_at
           FROM unnest($1::int[], $4::int8[], $5::int8[], $6::int8[], $7::bool[], $8::int[], $9::timestamptz[])
                AS word (meter_id, plan, remaining, ceiling, is_opened, drift_answers, resets_at)
          WHERE meters.id = word.meter_id",
    )
    .bind::<Array<Int4>, _>(words.iter().map(|word| word.meter.id).collect::<Vec<_>>())
    .bind::<Int8, _>(attempt_id)
    .bind::<Timestamptz, _>(now)
    .bind::<Array<Int8>, _>(words.iter().map(|word| word.snapshot.limit).collect::<Vec<_>>())
    .bind::<Array<Int8>, _>(words.iter().map(|word| word.snapshot.remaining).collect::<Vec<_>>())
    .bind::<Array<Int8>, _>(words.iter().map(|word| word.verdict.ceiling).collect::<Vec<_>>())
    .bind::<Array<Bool>, _>(words.iter().map(|word| word.is_opened).collect::<Vec<_>>())
    .bind::<Array<Int4>, _>(words.iter().map(|word| word.verdict.drift_answers).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(words.iter().map(Word::resets_at).collect::<Vec<_>>())
    .prepared()
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends our period, after the provider began its next early: later purchases belong to the next period.
async fn close(conn: &mut Connection, meter: &Meter, now: DateTime<Utc>) -> QueryResult<()> {
    let end = now.max(meter.period_from + TimeDelta::seconds(1));
    diesel::update(meters::table.find(meter.id)).set(meters::resets_at.eq(end)).execute(conn).await.map(drop)
}

/// Bound on calls looked at; where more ended meanwhile, one is assumed to have been at the same source.
const MOST_BESIDE: i64 = 1_000;

/// True when another call to the same source was under way during this call, or is now: the answers may overtake each
/// other. Across periods, since a call reserved in the last period may be counted in this.
async fn was_beside_others(conn: &mut Connection, meter: &Meter, attempt_id: i64) -> QueryResult<bool> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Bool)]
        was_beside: bool,
    }
    let row: Row = diesel::sql_query(
        "WITH beside AS MATERIALIZED (
             SELECT id FROM attempts WHERE state IN ('reserved', 'sending')
             UNION ALL
             (SELECT id FROM attempts
               WHERE ended_at > (SELECT sent_at FROM attempts own WHERE own.id = $3) AND sent_at IS NOT NULL
               ORDER BY ended_at DESC LIMIT $4))
         SELECT (SELECT count(*) FROM beside) >= $4
                OR EXISTS (SELECT FROM beside
                            WHERE id <> $3
                              AND EXISTS (SELECT FROM ledger held JOIN meters ON meters.id = held.meter_id
                                           WHERE held.attempt_id = beside.id AND held.kind = 'reserved'
                                             AND (meters.source, meters.unit) = ($1, $2))) AS was_beside",
    )
    .bind::<Text, _>(meter.source)
    .bind::<Text, _>(meter.unit)
    .bind::<Int8, _>(attempt_id)
    .bind::<Int8, _>(MOST_BESIDE)
    .prepared()
    .get_result(conn)
    .await?;
    Ok(row.was_beside)
}

/// Credits charged in the last minute, which a provider with lagging figures may not have counted yet.
async fn charged_lately(conn: &mut Connection, meter_id: i32, now: DateTime<Utc>) -> QueryResult<i64> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Int8)]
        spent: i64,
    }
    let row: Row = diesel::sql_query(
        "SELECT coalesce(sum((SELECT spent FROM ledger
                               WHERE attempt_id = last.id AND meter_id = $1 AND kind = 'settled')), 0)::int8
                + (SELECT coalesce(sum(spent), 0)::int8 FROM ledger
                    WHERE meter_id = $1 AND kind = 'count' AND at > $2) AS spent
           FROM (SELECT id, ended_at FROM attempts ORDER BY id DESC LIMIT 1000) last
          WHERE last.ended_at > clock_timestamp() - interval '1 minute'",
    )
    .bind::<Int4, _>(meter_id)
    .bind::<Timestamptz, _>(now - TimeDelta::minutes(1))
    .prepared()
    .get_result(conn)
    .await?;
    Ok(row.spent)
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
