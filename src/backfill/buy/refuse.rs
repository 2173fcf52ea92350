//! Step 4 where no page came: what the failure cost, and what becomes of the fetch and its task.

use super::settle::{end_attempt, lock_attempt};
use super::{Page, date, named};
use crate::app::App;
use crate::config::SourceConfig;
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::fetch::Fetch;
use crate::models::source_state::{SourceState, StopCode};
use crate::queue::{Claim, Snooze, TaskError, backoff};
use crate::quota::ledger::{self, End, OpenHold};
use crate::quota::meter::Meter;
use crate::quota::snapshot;
use crate::sources::{Charge, ErrorKind, SourceError, Unit};
use anyhow::anyhow;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::AsyncConnection;
use std::time::Duration;

/// A quota that is spent without a word about its reset is looked at again after this.
const QUOTA_CHECK: TimeDelta = TimeDelta::days(1);

/// How long everybody leaves a source alone that asked for less haste without saying how long.
const RATE_LIMIT_WAIT: Duration = Duration::from_millis(1_100);

/// Settles a purchase that brought no page, by what the failure means and what it cost.
pub(super) async fn refuse(
    app: &App,
    claim: &Claim,
    page: &Page,
    config: &SourceConfig,
    error: SourceError,
) -> Result<(), TaskError> {
    let mut conn = app.db.conn().await?;
    let outcome = conn.transaction(async |conn| refuse_in(conn, app, claim, page, config, &error).await).await?;
    outcome.map_or(Ok(()), Err)
}

async fn refuse_in(
    conn: &mut Connection,
    app: &App,
    claim: &Claim,
    page: &Page,
    config: &SourceConfig,
    error: &SourceError,
) -> QueryResult<Option<TaskError>> {
    let now = app.clock.now();
    // The task before its purchase, as the rescue does.
    let is_held = claim.is_held(conn).await?;
    SourceState::lock(conn, config.source).await?;
    let attempt = lock_attempt(conn, page.attempt_id).await?;
    if attempt.state != "sending" {
        return Ok(Some(TaskError::LeaseLost));
    }
    let why = named(config.source, &error.to_string());
    settle_failure(conn, app, page.attempt_id, config, error).await?;
    SourceState::failed(conn, config.source, &why, now).await?;
    if !is_held {
        return Ok(Some(TaskError::LeaseLost));
    }
    let fetch = Fetch::lock(conn, attempt.fetch_id).await?;
    if !fetch.is_live() {
        return Ok(Some(TaskError::fail(anyhow!("{why}"))));
    }
    let outcome = follow_up(conn, app, claim, (&fetch, page), config, error, &why).await?;
    Tracked::judge_sharers(conn, fetch.request_id, &app.reaches, now).await?;
    Ok(Some(outcome))
}

/// What the failure cost, on every meter.
async fn settle_failure(
    conn: &mut Connection,
    app: &App,
    attempt_id: i64,
    config: &SourceConfig,
    error: &SourceError,
) -> QueryResult<()> {
    for hold in ledger::lock_open_holds(conn, attempt_id).await? {
        ledger::end(conn, attempt_id, &hold, cost_of(error.charge, &hold), app.clock.now()).await?;
    }
    let state = match error.charge {
        Charge::None => "voided",
        Charge::Requests(_) => "refused",
        Charge::Unknown => "unknown",
    };
    end_attempt(conn, attempt_id, state, Some((error_code(&error.kind), &error.to_string()))).await?;
    snapshot::apply(conn, app, config, attempt_id, &error.quota).await
}

fn cost_of(charge: Charge, hold: &OpenHold) -> End {
    match charge {
        Charge::None => End::Voided,
        Charge::Requests(calls) if hold.unit == Unit::Requests.as_str() => End::Settled(calls.into()),
        Charge::Requests(_) => End::Voided,
        Charge::Unknown => End::Unknown,
    }
}

/// What becomes of the fetch and its task.
async fn follow_up(
    conn: &mut Connection,
    app: &App,
    claim: &Claim,
    (fetch, page): (&Fetch, &Page),
    config: &SourceConfig,
    error: &SourceError,
    why: &str,
) -> QueryResult<TaskError> {
    let now = app.clock.now();
    let code = error_code(&error.kind);
    let fetch_id = fetch.id;
    let is_last = claim.attempt >= claim.max_attempts;
    match &error.kind {
        ErrorKind::QuotaSpent { .. } if fetch.is_optional() => {
            Fetch::end(conn, fetch_id, "cancelled", (code, why), now).await?;
            Ok(TaskError::fail(anyhow!("{why}")))
        }
        ErrorKind::QuotaSpent { resets_in, .. } if !fetch.is_one_pass => {
            let until = put_off_until(conn, config, *resets_in, now).await?;
            let day = app.local_date(until).format("%-d %B");
            let why = named(config.source, &format!("monthly quota spent, resets on {day}"));
            Fetch::put_off(conn, fetch_id, until, "quota", &why).await?;
            Ok(TaskError::Snooze(Snooze { until: Some(until), ..Snooze::default() }))
        }
        ErrorKind::Misconfigured { .. } => {
            SourceState::stop(conn, config.source, StopCode::Misconfigured, &error.to_string(), now).await?;
            give_up(conn, fetch_id, code, why, now).await
        }
        ErrorKind::Refused { .. } if date::was_refused(conn, app, config, (fetch, page)).await? => {
            Ok(TaskError::Snooze(Snooze::default()))
        }
        ErrorKind::Refused { .. } => give_up(conn, fetch_id, code, why, now).await,
        ErrorKind::QuotaSpent { .. } => give_up(conn, fetch_id, code, why, now).await,
        ErrorKind::RateLimited { retry_after } => {
            let wait = retry_after.unwrap_or(RATE_LIMIT_WAIT);
            SourceState::back_off(conn, config.source, wait).await?;
            try_again(conn, fetch_id, (code, why), is_last, wait + backoff(claim.attempt), now).await
        }
        ErrorKind::Unreachable | ErrorKind::NoAnswer { .. } | ErrorKind::Broken { .. } => {
            try_again(conn, fetch_id, (code, why), is_last, backoff(claim.attempt), now).await
        }
    }
}

async fn give_up(
    conn: &mut Connection,
    fetch_id: i64,
    code: &str,
    why: &str,
    now: DateTime<Utc>,
) -> QueryResult<TaskError> {
    Fetch::end(conn, fetch_id, "failed", (code, why), now).await?;
    Ok(TaskError::fail(anyhow!("{why}")))
}

async fn try_again(
    conn: &mut Connection,
    fetch_id: i64,
    (code, why): (&str, &str),
    is_last: bool,
    wait: Duration,
    now: DateTime<Utc>,
) -> QueryResult<TaskError> {
    if is_last {
        return give_up(conn, fetch_id, code, why, now).await;
    }
    Fetch::wait(conn, fetch_id, code, why).await?;
    Ok(TaskError::Retry { why: anyhow!("{why}"), wait: Some(wait) })
}

/// When the provider says that its quota is new, else when we think so.
async fn put_off_until(
    conn: &mut Connection,
    config: &SourceConfig,
    resets_in: Option<Duration>,
    now: DateTime<Utc>,
) -> QueryResult<DateTime<Utc>> {
    if let Some(resets_in) = resets_in.and_then(|span| TimeDelta::from_std(span).ok()) {
        return Ok(now + resets_in);
    }
    let meters = Meter::lock_current(conn, config, now).await?;
    Ok(meters.iter().map(|meter| meter.resets_at).max().unwrap_or(now + QUOTA_CHECK))
}

/// The stable name of a failure, for grouping.
fn error_code(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::RateLimited { .. } => "rate_limited",
        ErrorKind::QuotaSpent { .. } => "quota",
        ErrorKind::Unreachable => "unreachable",
        ErrorKind::NoAnswer { .. } => "no_answer",
        ErrorKind::Broken { .. } => "broken_answer",
        ErrorKind::Misconfigured { .. } => "misconfigured",
        ErrorKind::Refused { .. } => "refused",
    }
}
