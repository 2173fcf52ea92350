//! Checks of what is contained: of the requests that a wider purchase holds, one in some hundreds is bought all the same, so
//! that it is seen whether the wider one really brings all of it. Paid by the installation, by little of a plan.

use super::prices::Prices;
use super::task;
use crate::app::App;
use crate::coverage::reach::Ask;
use crate::db::Connection;
use crate::models::fetch::{Fetch, FetchState, NewFetch, Purpose};
use crate::queue::{Compartment, Lane};
use crate::quota::meter::Meter;
use crate::quota::price::Tariff;
use crate::sources::Source;
use chrono::{DateTime, Datelike, Utc};
use diesel::QueryResult;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Percent of a plan that checks may cost in its period.
const MOST_PERCENT: i64 = 1;

/// True for one in `one_in` requests, other ones each week. 0: never.
fn is_chosen(request_id: i64, now: DateTime<Utc>, one_in: u64) -> bool {
    let week = now.iso_week();
    let text = format!("{request_id} {} {}", week.year(), week.week());
    let hash: [u8; 32] = Sha256::digest(text.as_bytes()).into();
    let number = hash.first_chunk().copied().map(u64::from_be_bytes).unwrap_or_default();
    number.checked_rem(one_in) == Some(0)
}

/// Buys those of `contained` whose turn it is, over the window that the wider fetch has just brought whole. The caller holds
/// the claims.
///
/// # Errors
///
/// When the database cannot be asked.
pub(super) async fn start(
    conn: &mut Connection,
    app: &App,
    wider: &Fetch,
    contained: &[i64],
    prices: &Prices,
) -> QueryResult<()> {
    let source = Source::ActiveJobs;
    let Some(config) = app.config.source(source) else { return Ok(()) };
    let now = app.clock.now();
    let is_its_turn = |id: &i64| is_chosen(*id, now, app.config.check_one_in);
    let chosen: BTreeSet<i64> = contained.iter().copied().filter(is_its_turn).collect();
    if chosen.is_empty() || wider.state != FetchState::Done || wider.is_cut || wider.purpose == Purpose::Audit {
        return Ok(());
    }
    let tariff = Tariff::of(config);
    let expected = prices.average(tariff, wider.span).0.max(1);
    let mut left = left(conn, source, tariff, now).await?;
    for request_id in chosen {
        left -= expected;
        let max_pages = i32::try_from((left + expected) / i64::from(tariff.page_size())).unwrap_or(i32::MAX);
        if left < 0 || max_pages < 1 {
            return Ok(());
        }
        let new = NewFetch {
            since: vec![wider.window_from],
            cells: vec![request_id],
            source,
            purpose: Purpose::Audit,
            ask: Ask { span: wider.span(), window: wider.window(), created_since: wider.created_since },
            max_pages: config.max_pages.min(max_pages),
            expected_credits: expected,
            started_for: None,
            is_one_pass: true,
            refresh_id: None,
        };
        if let Some(fetch) = new.insert(conn, now).await? {
            let compartment = Compartment { lane: Lane::Runs, source: Some(source) };
            task::of(&fetch, compartment, 0, now).enqueue(conn, now).await?;
        }
    }
    Ok(())
}

/// Credits that checks may yet cost in the present period, less what is under way.
async fn left(conn: &mut Connection, source: Source, tariff: Tariff, now: DateTime<Utc>) -> QueryResult<i64> {
    let meters = Meter::all_current(conn, now).await?;
    let meter = meters.iter().find(|meter| meter.source == source && meter.unit == tariff.main_unit());
    let Some(meter) = meter else { return Ok(0) };
    let spent = meter.spent_for(conn, Purpose::Audit).await?;
    let open = Fetch::open_of_checks(conn, tariff.page_size()).await?;
    Ok(meter.limit() * MOST_PERCENT / 100 - spent - open)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn one_in_two_hundred_is_chosen_and_each_week_others() {
        let now: DateTime<Utc> = "2026-11-23T06:00:00Z".parse().unwrap();
        let chosen = |at, one_in| (0..100_000).filter(|id| is_chosen(*id, at, one_in)).collect::<Vec<_>>();
        let (this, next) = (chosen(now, 200), chosen(now + TimeDelta::days(7), 200));
        assert!((400..600).contains(&this.len()), "{}", this.len());
        assert_eq!(this, chosen(now + TimeDelta::days(6), 200), "all week long");
        let both = this.iter().filter(|id| next.contains(id)).count();
        assert!(both < 20, "{both}");
        assert_eq!((chosen(now, 0).len(), chosen(now, 1).len()), (0, 100_000));
    }
}
