//! Sweeps out what has expired: sessions, links, failed sign-ins, finished tasks, answers that were read long ago. Looks
//! again at what waits for a quota that has room.

use crate::app::App;
use crate::db::Connection;
use crate::models::fetch::Fetch;
use crate::models::source_state::SourceState;
use crate::queue::{Claim, TaskError};
use crate::quota::meter::Meter;
use crate::quota::price::Tariff;
use crate::quota::probe;
use crate::schema::answers;
use crate::sources::Unit;
use chrono::TimeDelta;
use diesel::prelude::*;
use diesel::sql_types::Timestamptz;
use diesel_async::{AsyncConnection, RunQueryDsl};

/// A provider that said that nothing is left is asked once more after this.
const PROBE_AFTER: TimeDelta = TimeDelta::days(1);

/// Fetches of one source that are looked at again at a time. Where its last word was a refusal, one finds out whether
/// that still holds.
const MOST_LOOKED_AT: i64 = 100;

/// Finished tasks are kept this long for looking at.
const SWEEP: [&str; 4] = [
    "DELETE FROM sessions WHERE expires_at < $1",
    "DELETE FROM password_links WHERE expires_at < $1",
    "DELETE FROM sign_in_failures WHERE forget_at < $1",
    "DELETE FROM tasks WHERE state IN ('done', 'failed') AND finished_at < now() - interval '14 days' AND $1 IS NOT NULL",
];

pub async fn run(app: &App, _claim: &Claim) -> Result<(), TaskError> {
    let now = app.clock.now();
    let mut conn = app.db.conn().await?;
    for statement in SWEEP {
        diesel::sql_query(statement).bind::<Timestamptz, _>(now).execute(&mut conn).await?;
    }
    if app.config.answer_days > 0 {
        // An answer that nobody has read yet was paid for and stays.
        let is_old = answers::stored_at.lt(now - TimeDelta::days(app.config.answer_days));
        diesel::delete(answers::table.filter(is_old)).execute(&mut conn).await?;
    }
    look_again_at_quotas(&mut conn, app).await?;
    Ok(())
}

/// A lost answer may turn out to have cost nothing, a provider may begin its month before we thought, or sell us more.
async fn look_again_at_quotas(conn: &mut Connection, app: &App) -> QueryResult<()> {
    let now = app.clock.now();
    let heard_before = now - PROBE_AFTER;
    for config in &app.config.sources {
        conn.transaction(async |conn| probe::allow(conn, config, heard_before, now).await).await?;
    }
    let meters = Meter::all_current(conn, now).await?;
    let states = SourceState::all(conn).await?;
    for config in &app.config.sources {
        let left = |unit: Unit| {
            let meter = meters.iter().find(|one| one.source == config.source.as_str() && one.unit == unit.as_str());
            meter.map(Meter::left)
        };
        let tariff = Tariff::of(config);
        let is_affordable = left(tariff.main_unit()).is_none_or(|left| tariff.affordable_rows(left).is_some());
        if is_affordable && tariff.units().iter().all(|&unit| left(unit) != Some(0)) {
            let state = states.iter().find(|state| state.source == config.source.as_str());
            let is_well = state.is_some_and(|state| state.last_success_at > state.last_failure_at);
            let at_most = if is_well { MOST_LOOKED_AT } else { 1 };
            Fetch::look_again(conn, config.source, at_most, now).await?;
        }
    }
    Ok(())
}
