//! Who is charged for a page, and how much of it what is left everywhere allows.

use super::named;
use super::reserve::{BUSY, Obstacle};
use crate::app::App;
use crate::config::SourceConfig;
use crate::db::Connection;
use crate::models::fetch::{Fetch, Purpose, Wanter};
use crate::quota::allowance::{self, EVERYBODY};
use crate::quota::ledger::Payer;
use crate::quota::meter::Meter;
use crate::quota::period;
use crate::quota::price::Tariff;
use diesel::QueryResult;

/// Who is charged, and how many rows may be asked for with what is left everywhere. What is under way may cost less
/// than it holds, so as long as something is, nothing is put off for want of credits.
pub(super) async fn afford(
    conn: &mut Connection,
    app: &App,
    config: &SourceConfig,
    meters: &[Meter],
    fetch: &Fetch,
    wanters: &[Wanter],
) -> QueryResult<Result<(Payer, u32), Obstacle>> {
    let now = app.clock.now();
    let tariff = Tariff::of(config);
    let caps = &app.config.caps;
    let tomorrow = period::next_local_day(now, app.config.timezone);
    let is_run = fetch.charged_to() == Purpose::Refresh.as_str();
    let kept_back = if is_run { caps.kept_for_sign_ups(meters.first().map_or(0, Meter::limit)) } else { 0 };
    let plan_left = meters.first().map_or(0, Meter::left) - kept_back;
    let is_out_of_calls = meters.iter().skip(1).any(|meter| meter.left() < 1);
    if tariff.affordable_rows(plan_left).is_none() || is_out_of_calls {
        if meters.iter().any(|meter| meter.reserved > 0) {
            return Ok(Err(Obstacle::Busy(BUSY)));
        }
        let until = meters.iter().map(|meter| meter.resets_at).max().unwrap_or(tomorrow);
        let what = if kept_back > 0 { "the rest of the month is kept for new searches" } else { "monthly quota spent" };
        let why = named(config.source, &format!("{what}, resets on {}", app.local_date(until).format("%-d %B")));
        return Ok(Err(Obstacle::PutOff { until, code: "quota", why }));
    }
    let day = app.today();
    let everybody = caps.installation_credits;
    let everybody = if is_run { everybody - caps.kept_for_sign_ups(everybody) } else { everybody };
    let left = plan_left.min(everybody - allowance::lock_used(conn, day, EVERYBODY).await?);
    if tariff.affordable_rows(left).is_none() {
        if allowance::has_open_holds(conn, day, EVERYBODY).await? {
            return Ok(Err(Obstacle::Busy(BUSY)));
        }
        let why = format!("today's limit of {everybody} credits for everybody is reached; it goes on tomorrow");
        return Ok(Err(Obstacle::PutOff { until: tomorrow, code: "daily_credits", why }));
    }
    let mut is_held_up = false;
    for wanter in wanters {
        let own = caps.person_credits - allowance::lock_used(conn, day, wanter.subject).await?;
        if let Some(rows) = tariff.affordable_rows(left.min(own)) {
            let payer = Payer { subject: Some(wanter.subject), purpose: fetch.charged_to().to_owned(), day };
            return Ok(Ok((payer, rows)));
        }
        is_held_up |= allowance::has_open_holds(conn, day, wanter.subject).await?;
    }
    if is_held_up {
        return Ok(Err(Obstacle::Busy(BUSY)));
    }
    let why =
        format!("today's limit of {} credits for one person is reached; it goes on tomorrow", caps.person_credits);
    Ok(Err(Obstacle::PutOff { until: tomorrow, code: "person_credits", why }))
}
