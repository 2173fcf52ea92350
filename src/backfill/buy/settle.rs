//! Step 4: an answer is kept as it came before anything reads it, and the reservation becomes the real price.

use super::{date, named};
use crate::app::App;
use crate::backfill::start::reaches;
use crate::config::{SETTLING, SourceConfig};
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::fetch::Fetch;
use crate::models::source_state::{SourceState, StopCode};
use crate::queue::{Claim, Snooze, TaskError, backoff};
use crate::quota::ledger::{self, End, OpenHold};
use crate::quota::meter::Meter;
use crate::quota::price::Tariff;
use crate::quota::snapshot;
use crate::schema::{answers, attempts, fetches};
use crate::sources::{self, Answer, Charge, ErrorKind, SourceError, Unit};
use anyhow::anyhow;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, RunQueryDsl};
use std::time::{Duration, Instant};

/// A quota that is spent without a word about its reset is looked at again after this.
const QUOTA_CHECK: TimeDelta = TimeDelta::days(1);

/// How long everybody leaves a source alone that asked for less haste without saying how long.
const RATE_LIMIT_WAIT: Duration = Duration::from_millis(1_100);

/// Between two tries at keeping an answer.
const KEEP_PAUSE: Duration = Duration::from_millis(500);

#[derive(Queryable, Selectable)]
#[diesel(table_name = attempts)]
struct Attempt {
    fetch_id: i64,
    page: i32,
    state: String,
    row_limit: i32,
}

async fn lock_attempt(conn: &mut Connection, id: i64) -> QueryResult<Attempt> {
    attempts::table.find(id).select(Attempt::as_select()).for_update().first(conn).await
}

/// Keeps a paid answer, trying for as long as settling may take: a database that restarts loses none.
/// Fenced by the attempt, not by the claim: an answer that comes late is worth keeping too.
pub(super) async fn keep(app: &App, attempt_id: i64, config: &SourceConfig, answer: &Answer) -> Result<(), TaskError> {
    let begun = Instant::now();
    loop {
        match keep_once(app, attempt_id, config, answer).await {
            Err(error) if begun.elapsed() + KEEP_PAUSE < SETTLING => {
                tracing::warn!(attempt.id = attempt_id, %error, "a paid answer could not be kept yet");
                tokio::time::sleep(KEEP_PAUSE).await;
            }
            outcome => return outcome,
        }
    }
}

async fn keep_once(app: &App, attempt_id: i64, config: &SourceConfig, answer: &Answer) -> Result<(), TaskError> {
    let mut conn = app.db.conn().await?;
    conn.transaction(async |conn| keep_in(conn, app, attempt_id, config, answer).await).await?;
    Ok(())
}

async fn keep_in(
    conn: &mut Connection,
    app: &App,
    attempt_id: i64,
    config: &SourceConfig,
    answer: &Answer,
) -> QueryResult<()> {
    let now = app.clock.now();
    // The source before its meters, as everywhere: two purchases never wait for each other in a circle.
    SourceState::lock(conn, config.source).await?;
    let attempt = lock_attempt(conn, attempt_id).await?;
    let is_bought_again = has_other_answer(conn, &attempt).await?;
    if !matches!(attempt.state.as_str(), "sending" | "unknown") {
        return Ok(());
    }
    if !is_bought_again {
        diesel::insert_into(answers::table)
            .values((
                answers::attempt_id.eq(attempt_id),
                answers::fetch_id.eq(attempt.fetch_id),
                answers::page.eq(attempt.page),
                answers::body.eq(&answer.body),
                answers::received_at.eq(now),
            ))
            .execute(conn)
            .await?;
    }
    let tariff = Tariff::of(config);
    // An answer whose rows cannot be counted is charged at the most it can have cost.
    let rows = sources::charged_rows(config.source, &answer.body).unwrap_or(attempt.row_limit.unsigned_abs());
    let mut credits = 0;
    for hold in ledger::lock_open_holds(conn, attempt_id).await? {
        let Some(unit) = Unit::from_name(&hold.unit) else { continue };
        let price = tariff.price(unit, rows);
        ledger::end(conn, attempt_id, &hold, End::Settled(price), now).await?;
        if hold.is_credits {
            credits = price;
        }
    }
    let state = if is_bought_again { "late" } else { "settled" };
    end_attempt(conn, attempt_id, state, None).await?;
    add_credits(conn, attempt.fetch_id, credits).await?;
    snapshot::apply(conn, app, config, attempt_id, &answer.quota).await?;
    date::was_answered(conn, config, attempt.fetch_id).await?;
    SourceState::succeeded(conn, config.source, now).await
}

async fn has_other_answer(conn: &mut Connection, attempt: &Attempt) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        answers::table.filter(answers::fetch_id.eq(attempt.fetch_id).and(answers::page.eq(attempt.page))),
    ))
    .get_result(conn)
    .await
}

async fn add_credits(conn: &mut Connection, fetch_id: i64, credits: i64) -> QueryResult<()> {
    let request_id: i64 = diesel::update(fetches::table.find(fetch_id))
        .set(fetches::credits.eq(fetches::credits + credits))
        .returning(fetches::request_id)
        .get_result(conn)
        .await?;
    Tracked::add_page(conn, request_id, 0, credits).await
}

/// Settles a purchase that brought no page, by what the failure means and what it cost.
pub(super) async fn refuse(
    app: &App,
    claim: &Claim,
    attempt_id: i64,
    config: &SourceConfig,
    error: SourceError,
) -> Result<(), TaskError> {
    let mut conn = app.db.conn().await?;
    let outcome = conn.transaction(async |conn| refuse_in(conn, app, claim, attempt_id, config, &error).await).await?;
    outcome.map_or(Ok(()), Err)
}

async fn refuse_in(
    conn: &mut Connection,
    app: &App,
    claim: &Claim,
    attempt_id: i64,
    config: &SourceConfig,
    error: &SourceError,
) -> QueryResult<Option<TaskError>> {
    let now = app.clock.now();
    // The task before its purchase, as the rescue does.
    let is_held = claim.is_held(conn).await?;
    SourceState::lock(conn, config.source).await?;
    let attempt = lock_attempt(conn, attempt_id).await?;
    if attempt.state != "sending" {
        return Ok(Some(TaskError::LeaseLost));
    }
    let why = named(config.source, &error.to_string());
    settle_failure(conn, app, attempt_id, config, error).await?;
    SourceState::failed(conn, config.source, &why, now).await?;
    if !is_held {
        return Ok(Some(TaskError::LeaseLost));
    }
    let outcome = follow_up(conn, app, claim, attempt.fetch_id, config, error, &why).await?;
    let request_id = Fetch::find(conn, attempt.fetch_id).await?.request_id;
    Tracked::judge_sharers(conn, request_id, &reaches(&app.config), now).await?;
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
    fetch_id: i64,
    config: &SourceConfig,
    error: &SourceError,
    why: &str,
) -> QueryResult<TaskError> {
    let now = app.clock.now();
    let code = error_code(&error.kind);
    let fetch = Fetch::find(conn, fetch_id).await?;
    let is_last = claim.attempt >= claim.max_attempts;
    match &error.kind {
        // Nobody waits for a run's fetch, and whoever wants the same must not find it in the way.
        ErrorKind::QuotaSpent { .. } if fetch.refresh_id.is_some() => {
            Fetch::end(conn, fetch_id, "cancelled", (code, why), now).await?;
            Ok(TaskError::fail(anyhow!("{why}")))
        }
        ErrorKind::QuotaSpent { resets_in, .. } if !fetch.is_one_pass => {
            let until = put_off_until(conn, config, *resets_in, now).await?;
            let why = named(config.source, &format!("monthly quota spent, resets on {}", until.format("%-d %B")));
            Fetch::put_off(conn, fetch_id, until, "quota", &why).await?;
            Ok(TaskError::Snooze(Snooze { until: Some(until), ..Snooze::default() }))
        }
        ErrorKind::Misconfigured { .. } => {
            SourceState::stop(conn, config.source, StopCode::Misconfigured, &error.to_string(), now).await?;
            give_up(conn, fetch_id, code, why, now).await
        }
        ErrorKind::Refused { .. } if date::was_refused(conn, app, config, &fetch).await? => {
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

/// By the database's clock, like everything about an attempt.
async fn end_attempt(
    conn: &mut Connection,
    attempt_id: i64,
    state: &str,
    error: Option<(&str, &str)>,
) -> QueryResult<()> {
    diesel::update(attempts::table.find(attempt_id))
        .set((
            attempts::state.eq(state),
            attempts::error_code.eq(error.map(|(code, _)| code)),
            attempts::error.eq(error.map(|(_, why)| why)),
            attempts::ended_at.eq(diesel::dsl::now),
        ))
        .execute(conn)
        .await?;
    if state == "unknown" {
        diesel::update(attempts::table.find(attempt_id)).set(attempts::was_unknown.eq(true)).execute(conn).await?;
    }
    Ok(())
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

/// A worker is gone, and with it a claim: what it had reserved but not sent is given back; what it had sent is
/// unknown. Its answer may still come late.
pub async fn abandon(conn: &mut Connection, app: &App, task_id: i64) -> QueryResult<()> {
    let open: Vec<(i64, String)> = attempts::table
        .filter(attempts::task_id.eq(task_id).and(attempts::state.eq_any(["reserved", "sending"])))
        .order(attempts::id)
        .select((attempts::id, attempts::state))
        .for_update()
        .load(conn)
        .await?;
    for (attempt_id, state) in open {
        let was_sent = state == "sending";
        for hold in ledger::lock_open_holds(conn, attempt_id).await? {
            let end = if was_sent { End::Unknown } else { End::Voided };
            ledger::end(conn, attempt_id, &hold, end, app.clock.now()).await?;
        }
        let why = if was_sent {
            "the worker was gone before an answer came"
        } else {
            "the worker was gone before it was sent"
        };
        end_attempt(conn, attempt_id, if was_sent { "unknown" } else { "voided" }, Some(("worker_gone", why))).await?;
    }
    Ok(())
}
