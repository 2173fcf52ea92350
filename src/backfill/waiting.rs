//! Fetches that wait for a quota, possibly without need by now.

use crate::app::App;
use crate::db::Connection;
use crate::models::fetch::{ErrorCode, Fetch};
use crate::models::source_state::SourceState;
use crate::quota::meter::Meter;
use crate::quota::price::Tariff;
use crate::quota::probe;
use crate::sources::Unit;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::QueryResult;
use diesel_async::AsyncConnection;

/// Time after which a provider without credits is asked once more.
const PROBE_AFTER: TimeDelta = TimeDelta::days(1);

/// Fetches of a source looked at again at a time. After a refusal, a single one finds out whether the refusal still
/// holds.
const MOST_LOOKED_AT: i64 = 100;

/// Looks at all waiting fetches again: a restart may have brought a larger plan.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn begin_anew(conn: &mut Connection, app: &App) -> QueryResult<()> {
    ask_once_more(conn, app, app.clock.now()).await?;
    Fetch::wake_put_off(conn, ErrorCode::Quota, app.clock.now()).await
}

/// Looks again at waiting fetches: a lost answer may prove free, a provider's month may begin earlier than announced,
/// or the plan may grow.
///
/// # Errors
///
/// When the database cannot be asked.
pub async fn look_again(conn: &mut Connection, app: &App) -> QueryResult<()> {
    let now = app.clock.now();
    ask_once_more(conn, app, now - PROBE_AFTER).await?;
    let meters = Meter::all_current(conn, now).await?;
    let states = SourceState::all(conn).await?;
    for config in &app.config.sources {
        let left = |unit: Unit| {
            let meter = meters.iter().find(|one| one.source == config.source && one.unit == unit);
            meter.map(Meter::left)
        };
        let tariff = Tariff::of(config);
        let is_affordable = left(tariff.main_unit()).is_none_or(|left| tariff.affordable_rows(left).is_some());
        if is_affordable && tariff.units().iter().all(|&unit| left(unit) != Some(0)) {
            let state = states.iter().find(|state| state.source == config.source);
            let is_well = state.is_some_and(|state| state.last_success_at > state.last_failure_at);
            let at_most = if is_well { MOST_LOOKED_AT } else { 1 };
            Fetch::look_again(conn, config.source, at_most, now).await?;
        }
    }
    Ok(())
}

/// Makes room for one page where a provider reported zero credits before this time.
async fn ask_once_more(conn: &mut Connection, app: &App, heard_before: DateTime<Utc>) -> QueryResult<()> {
    let now = app.clock.now();
    for config in &app.config.sources {
        conn.transaction(async |conn| probe::allow(conn, config, heard_before, now).await).await?;
    }
    Ok(())
}
