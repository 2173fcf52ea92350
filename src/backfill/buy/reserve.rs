//! Step 1: whether a page may be bought now, who is charged, and the reservation of the most it can cost.

use super::afford::afford;
use super::{Asked, MAX_LOST, Page, Reserved, asked, date, named};
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::config::SourceConfig;
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::fetch::new::{LOST_TWICE, MOVED_ON};
use crate::models::fetch::{Fetch, Wanter};
use crate::models::installation::Installation;
use crate::models::request::RequestRow;
use crate::models::source_state::{SourceState, StopCode};
use crate::queue::{Claim, Snooze, TaskError};
use crate::quota::ledger::{self, Payer};
use crate::quota::meter::Meter;
use crate::quota::price::{ACTIVE_JOBS_PAGE, Tariff};
use crate::schema::{answers, attempts};
use crate::sources::{Position, Source};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, RunQueryDsl};
use std::time::Duration;

/// How long a task waits when all places at its source are taken, or the last credits are held.
pub(super) const BUSY: Duration = Duration::from_millis(300);

/// The longest that a worker waits for its turn in the source's rhythm; a longer wait goes back into the queue.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// How often the switch that stops spending is looked at again; turning it off wakes everything anyway.
const SWITCH_CHECK: TimeDelta = TimeDelta::hours(1);

/// What is left out that nobody waits for when it meets them, by the names of their codes.
const LIMITS: [&str; 3] = ["quota", "daily_credits", "person_credits"];

/// Why a page is not bought now.
pub(super) enum Obstacle {
    /// Until then, and nobody's fault: a cap, a quota, a switch.
    PutOff { until: DateTime<Utc>, code: &'static str, why: String },
    /// For a moment: others are being served.
    Busy(Duration),
    /// For good.
    Fail { code: &'static str, why: String },
    /// Nobody wants it any more.
    Unwanted,
}

/// Reserves the next page of a fetch, or deals with whatever stands in its way.
pub(super) async fn reserve(app: &App, claim: &Claim, fetch_id: i64) -> Result<Reserved, TaskError> {
    let mut conn = app.db.conn().await?;
    conn.transaction(async |conn| in_transaction(conn, app, claim, fetch_id).await).await
}

async fn in_transaction(conn: &mut Connection, app: &App, claim: &Claim, fetch_id: i64) -> Result<Reserved, TaskError> {
    if !claim.renew(conn, app.config.lease).await? {
        return Err(TaskError::LeaseLost);
    }
    let fetch = Fetch::lock(conn, fetch_id).await?;
    if !fetch.is_live() {
        claim.finish(conn).await?;
        return Ok(Reserved::Nothing);
    }
    if has_answer(conn, &fetch).await? {
        return Ok(Reserved::AnswerIsHere);
    }
    let row = RequestRow::find(conn, fetch.request_id).await?;
    let config = Source::from_name(&row.source).and_then(|source| app.config.source(source));
    let fetch = match config {
        Some(config) => date::drop_refused(conn, app, config, fetch).await?,
        None => fetch,
    };
    let asked = asked(&fetch, &row)?;
    match page(conn, app, claim, &fetch, asked).await? {
        Ok(page) => Ok(Reserved::Page(page)),
        Err(obstacle) => {
            give_way(conn, app, claim, &fetch, obstacle).await?;
            Ok(Reserved::Nothing)
        }
    }
}

/// An answer that was paid for, but not read yet.
async fn has_answer(conn: &mut Connection, fetch: &Fetch) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        answers::table.filter(answers::fetch_id.eq(fetch.id).and(answers::stored_at.is_null())),
    ))
    .get_result(conn)
    .await
}

async fn page(
    conn: &mut Connection,
    app: &App,
    claim: &Claim,
    fetch: &Fetch,
    asked: Asked,
) -> QueryResult<Result<Page, Obstacle>> {
    let Some(config) = app.config.source(asked.request.source()) else {
        let why = named(asked.request.source(), "no key is set");
        return Ok(Err(Obstacle::Fail { code: "no_key", why }));
    };
    let Some(asked) = date::asked_now(conn, app, config, fetch, asked).await? else {
        let why = named(config.source, "it waited so long to go on that the list has moved on");
        return Ok(Err(Obstacle::Fail { code: MOVED_ON, why }));
    };
    let wanters = Fetch::wanters(conn, fetch.request_id).await?;
    if let Some(obstacle) = obstacle(conn, app, config, fetch, &wanters).await? {
        return Ok(Err(obstacle));
    }
    let meters = Meter::lock_current(conn, config, app.clock.now()).await?;
    let (payer, rows) = match afford(conn, app, config, &meters, fetch, &wanters).await? {
        Ok((payer, rows)) => (payer, rows.min(room(fetch, &asked.position))),
        Err(obstacle) => return Ok(Err(obstacle)),
    };
    let wait = SourceState::take_slot(conn, config.source, config.per_second).await?;
    if wait > LONGEST_WAIT {
        return Ok(Err(Obstacle::Busy(wait)));
    }
    let attempt_id = record_attempt(conn, claim, fetch, &payer, (Tariff::of(config), rows)).await?;
    ledger::reserve(conn, (&meters, Tariff::of(config)), attempt_id, rows, &payer, app.clock.now()).await?;
    let bound = if fetch.next_page == 1 { asked.created_before } else { fetch.created_before };
    fetch.run(conn, asked.window, bound, app.clock.now()).await?;
    Tracked::judge_sharers(conn, fetch.request_id, &app.reaches, app.clock.now()).await?;
    Ok(Ok(Page {
        attempt_id,
        request: asked.request,
        span: asked.span,
        position: asked.position,
        rows,
        created_since: asked.created_since,
        created_before: asked.created_before,
        wait,
    }))
}

/// Everything but money that may stand in the way. The source's row stays locked: one reservation at a time.
async fn obstacle(
    conn: &mut Connection,
    app: &App,
    config: &SourceConfig,
    fetch: &Fetch,
    wanters: &[Wanter],
) -> QueryResult<Option<Obstacle>> {
    if wanters.is_empty() {
        return Ok(Some(Obstacle::Unwanted));
    }
    let installation = Installation::load(conn).await?;
    if installation.spending_stopped_at.is_some() {
        let until = app.clock.now() + SWITCH_CHECK;
        let why = "an admin has stopped all spending".to_owned();
        return Ok(Some(Obstacle::PutOff { until, code: "spending_stopped", why }));
    }
    let state = SourceState::lock(conn, config.source).await?;
    if let Some(code) = &state.stopped_code {
        return Ok(Some(stopped(app, config, &state, code)));
    }
    if SourceState::calls_under_way(conn, config.source).await? >= config.concurrency {
        return Ok(Some(Obstacle::Busy(BUSY)));
    }
    if lost_answers(conn, fetch).await? >= MAX_LOST {
        let why = named(config.source, "the answer for this page was lost twice; it is not bought a third time");
        return Ok(Some(Obstacle::Fail { code: LOST_TWICE, why }));
    }
    Ok(None)
}

fn stopped(app: &App, config: &SourceConfig, state: &SourceState, code: &str) -> Obstacle {
    let why = named(config.source, state.stopped_why.as_deref().unwrap_or("stopped"));
    if code == StopCode::Misconfigured.as_str() {
        return Obstacle::Fail { code: "misconfigured", why };
    }
    Obstacle::PutOff { until: app.clock.now() + SWITCH_CHECK, code: "source_stopped", why }
}

async fn lost_answers(conn: &mut Connection, fetch: &Fetch) -> QueryResult<i64> {
    attempts::table
        .filter(attempts::fetch_id.eq(fetch.id).and(attempts::page.eq(fetch.next_page)).and(attempts::was_unknown))
        .count()
        .get_result(conn)
        .await
}

async fn record_attempt(
    conn: &mut Connection,
    claim: &Claim,
    fetch: &Fetch,
    payer: &Payer,
    (tariff, rows): (Tariff, u32),
) -> QueryResult<i64> {
    diesel::insert_into(attempts::table)
        .values((
            attempts::fetch_id.eq(fetch.id),
            attempts::page.eq(fetch.next_page),
            attempts::task_id.eq(claim.id),
            attempts::fence.eq(claim.fence),
            attempts::subject.eq(payer.subject),
            attempts::day.eq(payer.day),
            attempts::hold.eq(tariff.most(tariff.main_unit(), rows)),
            attempts::credit_unit.eq(tariff.main_unit().as_str()),
            attempts::row_limit.eq(i32::try_from(rows).unwrap_or(i32::MAX)),
        ))
        .returning(attempts::id)
        .get_result(conn)
        .await
}

/// Rows up to the fetch's page limit, where rows are counted.
fn room(fetch: &Fetch, position: &Position) -> u32 {
    match position {
        Position::Offset(rows) => (fetch.max_pages.unsigned_abs() * ACTIVE_JOBS_PAGE).saturating_sub(*rows).max(1),
        Position::Start | Position::Cursor(_) => ACTIVE_JOBS_PAGE,
    }
}

/// Writes down why the page is not bought now, and when to look again.
async fn give_way(
    conn: &mut Connection,
    app: &App,
    claim: &Claim,
    fetch: &Fetch,
    obstacle: Obstacle,
) -> QueryResult<()> {
    let now = app.clock.now();
    match obstacle {
        Obstacle::Busy(wait) => {
            claim.snooze(conn, Snooze { wait, ..Snooze::default() }).await?;
            return Ok(());
        }
        Obstacle::PutOff { code, why, .. } if fetch.is_one_pass => {
            Fetch::end(conn, fetch.id, "failed", (code, &why), now).await?;
            claim.fail(conn, &why).await?;
        }
        Obstacle::PutOff { code, why, .. } if fetch.is_optional() && LIMITS.contains(&code) => {
            Fetch::end(conn, fetch.id, "cancelled", (code, &why), now).await?;
            claim.finish(conn).await?;
        }
        Obstacle::PutOff { until, code, why } => {
            Fetch::put_off(conn, fetch.id, until, code, &why).await?;
            claim.snooze(conn, Snooze { until: Some(until), ..Snooze::default() }).await?;
        }
        Obstacle::Fail { code, why } => {
            Fetch::end(conn, fetch.id, "failed", (code, &why), now).await?;
            claim.fail(conn, &why).await?;
        }
        // Somebody may be just saving a search that wants it: looked at again when that is done.
        Obstacle::Unwanted if Claims::try_lock(conn).await?.is_none() => {
            claim.snooze(conn, Snooze { wait: BUSY, ..Snooze::default() }).await?;
            return Ok(());
        }
        Obstacle::Unwanted if !Fetch::wanters(conn, fetch.request_id).await?.is_empty() => {
            claim.snooze(conn, Snooze::default()).await?;
            return Ok(());
        }
        Obstacle::Unwanted => {
            Fetch::end(
                conn,
                fetch.id,
                "cancelled",
                ("unwanted", "nobody wants it any more, or an admin has paused it"),
                now,
            )
            .await?;
            claim.finish(conn).await?;
        }
    }
    Tracked::judge_sharers(conn, fetch.request_id, &app.reaches, now).await
}
