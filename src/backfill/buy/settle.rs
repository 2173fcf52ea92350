//! Step 4: an answer is kept as it came before anything reads it, and the reservation becomes the real price.

use super::{Page, date};
use crate::app::App;
use crate::config::{SETTLING, SourceConfig};
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::source_state::SourceState;
use crate::queue::TaskError;
use crate::quota::ledger::{self, End};
use crate::quota::price::Tariff;
use crate::quota::snapshot;
use crate::schema::{answers, attempts, fetches};
use crate::sources::{self, Answer, Unit};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, RunQueryDsl};
use std::time::{Duration, Instant};

/// Between two tries at keeping an answer.
const KEEP_PAUSE: Duration = Duration::from_millis(500);

#[derive(Queryable, Selectable)]
#[diesel(table_name = attempts)]
pub(super) struct Attempt {
    pub(super) fetch_id: i64,
    page: i32,
    pub(super) state: String,
    row_limit: i32,
}

pub(super) async fn lock_attempt(conn: &mut Connection, id: i64) -> QueryResult<Attempt> {
    attempts::table.find(id).select(Attempt::as_select()).for_update().first(conn).await
}

/// Keeps a paid answer, trying for as long as settling may take: a database that restarts loses none.
/// Fenced by the attempt, not by the claim: an answer that comes late is worth keeping too.
pub(super) async fn keep(app: &App, page: &Page, config: &SourceConfig, answer: &Answer) -> Result<(), TaskError> {
    let begun = Instant::now();
    loop {
        match keep_once(app, page, config, answer).await {
            Err(error) if begun.elapsed() + KEEP_PAUSE < SETTLING => {
                tracing::warn!(attempt.id = page.attempt_id, %error, "a paid answer could not be kept yet");
                tokio::time::sleep(KEEP_PAUSE).await;
            }
            outcome => return outcome,
        }
    }
}

async fn keep_once(app: &App, page: &Page, config: &SourceConfig, answer: &Answer) -> Result<(), TaskError> {
    let mut conn = app.db.conn().await?;
    conn.transaction(async |conn| keep_in(conn, app, page, config, answer).await).await?;
    Ok(())
}

async fn keep_in(
    conn: &mut Connection,
    app: &App,
    page: &Page,
    config: &SourceConfig,
    answer: &Answer,
) -> QueryResult<()> {
    let attempt_id = page.attempt_id;
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
    date::was_answered(conn, config, page).await?;
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

/// By the database's clock, like everything about an attempt.
pub(super) async fn end_attempt(
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
