//! Checks of contained requests: of the requests held by a wider purchase or a list, one in some hundreds is bought all
//! the same, to see whether all of its postings are there. Paid by the installation, with a small share of a plan. At
//! JSearch some towns of a country are checked ([`ranked`]).

pub mod ranked;

use super::prices::Prices;
use super::task;
use crate::app::App;
use crate::coverage::reach::Ask;
use crate::db::Connection;
use crate::models::capability::CapabilityName;
use crate::models::fetch::{Fetch, FetchState, NewFetch, Purpose};
use crate::models::request::containers;
use crate::queue::{Compartment, Lane};
use crate::quota::meter::Meter;
use crate::quota::price::Tariff;
use crate::sources::Source;
use chrono::{DateTime, Datelike, Utc};
use diesel::QueryResult;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Percent of a plan that checks may cost in a period.
const MOST_PERCENT: i64 = 1;

/// True for one in `one_in` requests, other requests each week. 0: never.
fn is_chosen(request_id: i64, now: DateTime<Utc>, one_in: u64) -> bool {
    let week = now.iso_week();
    let text = format!("{request_id} {} {}", week.year(), week.week());
    let hash: [u8; 32] = Sha256::digest(text.as_bytes()).into();
    let number = hash.first_chunk().copied().map(u64::from_be_bytes).unwrap_or_default();
    number.checked_rem(one_in) == Some(0)
}

/// True when any of these requests is due for a check.
pub(super) fn is_due(app: &App, request_ids: &[i64]) -> bool {
    request_ids.iter().any(|id| is_chosen(*id, app.clock.now(), app.config.check_one_in))
}

/// Buys checks, over the window that the fetch has just brought whole, for requests due: those `contained` in its
/// question, and a list's own. The caller holds the claims.
///
/// # Errors
///
/// When the database cannot be asked.
pub(super) async fn start(
    conn: &mut Connection,
    app: &App,
    fetch: &Fetch,
    contained: &[i64],
    prices: &Prices,
) -> QueryResult<()> {
    let source = Source::ActiveJobs;
    let Some(config) = app.config.source(source) else { return Ok(()) };
    let now = app.clock.now();
    if fetch.state != FetchState::Done || fetch.is_cut || fetch.purpose == Purpose::Audit {
        return Ok(());
    }
    let chosen = chosen(conn, app, fetch, contained).await?;
    if chosen.is_empty() {
        return Ok(());
    }
    let tariff = Tariff::of(config);
    let expected = prices.average(tariff, fetch.span).0.max(1);
    let mut left = Share::of(conn, tariff, now).await?.left;
    for (request_id, checks) in chosen {
        left -= expected;
        let max_pages = i32::try_from((left + expected) / i64::from(tariff.page_size())).unwrap_or(i32::MAX);
        if left < 0 || max_pages < 1 {
            return Ok(());
        }
        let new = NewFetch {
            since: vec![fetch.window_from],
            cells: vec![request_id],
            source,
            purpose: Purpose::Audit,
            ask: Ask { span: fetch.span(), window: fetch.window(), created_since: fetch.created_since },
            max_pages: app.caps().pages(source).min(max_pages),
            expected_credits: expected,
            started_for: None,
            is_one_pass: true,
            checks,
            refresh_id: None,
        };
        begin(conn, &new, now).await?;
    }
    Ok(())
}

/// Begins a check. False: the request is being bought.
async fn begin(conn: &mut Connection, new: &NewFetch, now: DateTime<Utc>) -> QueryResult<bool> {
    let Some(check) = new.insert(conn, now).await? else { return Ok(false) };
    let compartment = Compartment { lane: Lane::Runs, source: Some(new.source) };
    task::of(&check, compartment, 0, now).enqueue(conn, now).await?;
    Ok(true)
}

/// Requests due for a check, each with the capability checked; None: containment by implication.
async fn chosen(
    conn: &mut Connection,
    app: &App,
    fetch: &Fetch,
    contained: &[i64],
) -> QueryResult<BTreeMap<i64, Option<CapabilityName>>> {
    let of_list = if fetch.cells > 1 { Fetch::own_cells(conn, fetch.id).await? } else { Vec::new() };
    let is_its_turn = |id: &i64| is_chosen(*id, app.clock.now(), app.config.check_one_in);
    let mut of_list: Vec<i64> = of_list.into_iter().filter(is_its_turn).collect();
    let mut contained: Vec<i64> = contained.iter().copied().filter(is_its_turn).collect();
    if of_list.is_empty() && contained.is_empty() {
        return Ok(BTreeMap::new());
    }
    // A worker may have died after beginning the checks.
    let checked = Fetch::checked(conn, &[&of_list[..], &contained[..]].concat(), fetch.window()).await?;
    of_list.retain(|id| !checked.contains(id));
    contained.retain(|id| !checked.contains(id));
    let by_place = match contained.is_empty() {
        true => Vec::new(),
        false => containers::within_by_place(conn, &contained, fetch.id).await?,
    };
    let of_list = of_list.iter().map(|id| (*id, Some(CapabilityName::Lists)));
    let of_wider = |id: &i64| (*id, by_place.contains(id).then_some(CapabilityName::Places));
    Ok(of_list.chain(contained.iter().map(of_wider)).collect())
}

/// Credits that checks may cost in the present period.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    whole: i64,
    /// The whole less credits spent and under way.
    left: i64,
}

impl Share {
    async fn of(conn: &mut Connection, tariff: Tariff, now: DateTime<Utc>) -> QueryResult<Self> {
        let meters = Meter::all_current(conn, now).await?;
        let is_its = |meter: &&Meter| meter.source == tariff.source && meter.unit == tariff.main_unit();
        let Some(meter) = meters.iter().find(is_its) else { return Ok(Self::default()) };
        let spent = meter.spent_for(conn, Purpose::Audit).await?;
        let open = Fetch::open_of_checks(conn, tariff.source, tariff.most_for_pages(1)).await?;
        let whole = meter.limit() * MOST_PERCENT / 100;
        Ok(Self { whole, left: whole - spent - open })
    }
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
